"""Elsewhere: the other side of values that point to another file of the site."""
