"""Formats: a module for each format that articles are exported to or imported from."""
