"""The files that hold a configuration: their names, and where they are looked for."""

from __future__ import annotations

import os

from article_schema.document.files.side_files import MOST_BYTES, MOST_DATA_BYTES, read_side_file

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

#: The names of configuration files, the one that wins first, and the table that holds the keys.
FILE_NAMES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("article-schema.toml", ()),
    ("pyproject.toml", ("tool", "article-schema")),
)
#: What a file that others use too has to hold to be one of ours.
_SIGN = b"article-schema"


def is_owners(folder: str, current: str = "") -> bool:
    """Tell whether a configuration in a folder is the run's own, and no part of what is checked.

    It is where the current folder is, or above it up to the root of the repository. Outside of a
    repository nothing tells how far the owner's folders reach, so it is the current one alone.

    Args:
        folder: the absolute path of the folder.
        current: the folder that counts as the current one; empty for that of the process.
    """
    current = current or os.getcwd()
    if folder == current:
        return True
    root = current
    while not os.path.lexists(os.path.join(root, ".git")):
        above = os.path.dirname(root)
        if above == root:
            return False
        root = above
    inside = os.path.join(folder, "")
    return os.path.join(current, "").startswith(inside) and inside.startswith(
        os.path.join(root, "")
    )


def files_above(folder: str) -> Iterator[str]:
    """Yield the files in a folder or above it that may hold a configuration.

    Args:
        folder: the folder; empty for the current one.
    """
    folder = os.path.abspath(folder)
    while True:
        for name, table in FILE_NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path) and (not table or _speaks_of_us(path)):
                yield path
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def speaks_of_us(path: str) -> bool:
    """Tell whether a file that others use too may hold our table; a large one, whether it does.

    Raises:
        OSError: it cannot be read.
    """
    raw = read_side_file(path, MOST_DATA_BYTES)
    if len(raw) <= MOST_BYTES or _SIGN not in raw:
        return _SIGN in raw
    # Its patterns take longer to compile than a small file takes.
    from article_schema.checking.config.toml.tool_table import has_our_table

    return has_our_table(raw)


def _speaks_of_us(path: str) -> bool:
    try:
        return speaks_of_us(path)
    except OSError:
        return True
