"""Packed files: those that hold other files."""

from __future__ import annotations

import os

#: What unpacks a file, by its ending.
PACKED = {
    ".zip": "zip", ".tar": "tar", ".tar.gz": "tar", ".tgz": "tar", ".tar.bz2": "tar",
    ".tar.xz": "tar",
}  # fmt: skip


def is_archive(path: str) -> bool:
    """Tell whether a path holds articles: an address, a packed file or a table of Parquet."""
    if "://" in path:
        return True
    return path.endswith((*PACKED, ".parquet")) and os.path.isfile(path)
