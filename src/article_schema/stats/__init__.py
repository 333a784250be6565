"""Stats: what a collection of records holds, counted by what its model says of its fields."""
