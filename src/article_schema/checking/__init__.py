"""Checking: which files, which rules, in what order, with what result."""
