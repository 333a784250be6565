"""Judging: from answers to faults."""
