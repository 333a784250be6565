"""Shapes: what the values of fields look like."""
