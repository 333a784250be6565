"""The files that hold a configuration: their names, and where they are looked for."""

from __future__ import annotations

import os

from article_schema.document.side_files import read_side_file

#: The names of configuration files, the one that wins first, and the table that holds the keys.
FILE_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("article-schema.toml", ()),
    ("pyproject.toml", ("tool", "article-schema")),
)
#: What a file that others use too has to hold to be one of ours.
SIGN = b"article-schema"


def is_configured(folder: str) -> bool:
    """Tell whether a file in a folder or above it may hold a configuration."""
    folder = os.path.abspath(folder)
    while True:
        for name, table in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (not table or _speaks_of_us(path)):
                return True
        above = os.path.dirname(folder)
        if above == folder:
            return False
        folder = above


def _speaks_of_us(path: str) -> bool:
    try:
        return SIGN in read_side_file(path)
    except OSError:
        return True
