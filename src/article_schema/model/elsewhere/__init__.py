"""Elsewhere: what a field says about a value that points to another file of the site."""
