"""Packed files: those that hold other files."""

from __future__ import annotations

#: What unpacks a file, by its ending.
PACKED = {".zip": "zip", ".tar": "tar", ".tar.gz": "tar"}
