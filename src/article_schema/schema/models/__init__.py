"""Models that are made from a JSON Schema, or from a class of another library."""
