"""Reporting: one module for each form in which a report is written."""
