"""Inferring: a first model for files that have none, with the counts behind each of its lines."""
