"""Styles: how a site writes its files, as a value, and learned from files."""
