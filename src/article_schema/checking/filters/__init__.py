"""Filters: findings that are known, allowed or outside of a change are left out."""
