"""Values that stand in several places: where they are written, and what an edit makes of them."""
