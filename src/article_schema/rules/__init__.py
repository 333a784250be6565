"""What can be wrong: one small module for each family of rules."""
