"""Files: the text of a path, as the client has it open, or else as it is on disk."""

from __future__ import annotations

import os

from pygls.uris import from_fs_path

from article_schema.document.files.storage import read_file
from article_schema.document.limits import Limits
from article_schema.document.source import decode
from article_schema.errors import DocumentError
from article_schema.lsp.texts import Text, Texts


def text_at(path: str, texts: Texts, limits: Limits, *, listed: bool = False) -> Text | None:
    """Return the text of a file; None if it cannot be read.

    Args:
        path: the absolute path.
        texts: the open documents.
        limits: how large the file may be.
        listed: whether the listing of its folder has told that it is an ordinary file.
    """
    known = texts.at(path)
    if known is not None:
        return known
    try:
        content = decode(read_file(path, limits, listed=listed), path)
    except DocumentError:
        return None
    # A client does not count the byte-order mark of a file that it opens.
    content = content.removeprefix("\ufeff")
    return Text(from_fs_path(path) or "", path, path, content, None, 0, texts.encoding)


def stamp_of(path: str, texts: Texts) -> tuple[int, int]:
    """Return what changes when the text of a file does."""
    known = texts.at(path)
    if known is not None:
        return known.revision, -1
    try:
        status = os.stat(path)
    except OSError:
        return 0, -1
    return status.st_mtime_ns, status.st_size
