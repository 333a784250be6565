"""Formats: how the data of a file is wrapped and written."""
