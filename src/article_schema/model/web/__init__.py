"""URLs taken apart: their patterns, what is wrong with one, and their normal form."""
