"""Reporting: one module for each output format."""
