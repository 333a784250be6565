"""Reading: from text to a tree with spans and data."""
