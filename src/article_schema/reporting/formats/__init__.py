"""The formats of reports: a module for each."""
