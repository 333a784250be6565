"""Interop: the project as a part of other programs."""
