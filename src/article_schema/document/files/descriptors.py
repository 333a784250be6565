"""Descriptors: how open files are read to their end."""

from __future__ import annotations

import os

_CHUNK = 1 << 16


def read_all(descriptor: int, likely: int, most: int) -> bytes:
    """Read up to `most` bytes; os.read may return fewer than it is asked for.

    Args:
        descriptor: an open file.
        likely: the number of bytes that it is said to have.
        most: where to stop.
    """
    chunk = os.read(descriptor, min(most, likely + 1))
    if len(chunk) == likely > 0:
        # It ends where it was said to end, so that no second look is needed.
        return chunk
    chunks = [chunk]
    most -= len(chunk)
    while most > 0:
        chunk = os.read(descriptor, min(most, _CHUNK))
        if not chunk:
            break
        chunks.append(chunk)
        most -= len(chunk)
    return b"".join(chunks)
