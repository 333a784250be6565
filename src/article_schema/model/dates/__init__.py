"""Dates: what an instant is, and which days and times exist."""
