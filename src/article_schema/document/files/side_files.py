"""Side files: what lies beside the articles and may be a stranger's too, such as a `.gitignore`."""

from __future__ import annotations

import errno
import os
import stat

from article_schema import followed
from article_schema.document.files.descriptors import read_all
from article_schema.document.files.system import READ

#: Bytes of a configuration, or of a list of patterns to ignore.
MOST_BYTES = 100_000
#: Bytes of a baseline or of a JSON Schema.
MOST_DATA_BYTES = 50_000_000


def read_side_file(path: str | os.PathLike[str], most: int = MOST_BYTES) -> bytes:
    """Read an ordinary file of a bounded size; a pipe or a device is never read.

    Raises:
        OSError: it cannot be read, is no ordinary file, or is larger; the reason is its `strerror`.
    """
    name = os.fspath(path)
    followed.follow(name)
    _require_regular(name, os.stat(name))
    descriptor = os.open(name, READ)
    try:
        status = os.fstat(descriptor)
        _require_regular(name, status)
        raw = read_all(descriptor, min(status.st_size, most), most + 1)
    finally:
        os.close(descriptor)
    if len(raw) > most:
        raise OSError(errno.EFBIG, f"it is larger than {most:,} bytes", name)
    return raw


def _require_regular(name: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is no regular file", name)
