"""Values of files that others may point to, read from disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from article_schema.checking.config.collections.site import Keys, Name
from article_schema.document.files.storage import read_file
from article_schema.document.formats.registry import format_in, split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import decode
from article_schema.document.tree import Data
from article_schema.errors import DocumentError

#: Of so many files it is remembered what they hold. More would take more memory than their check.
MOST_REMEMBERED = 2_000

#: Under a path, the hash of a file and the values that were asked for.
_known: dict[str, tuple[bytes, dict[Keys, tuple[Name, ...]]]] = {}


def values_of(path: str, keys: Keys) -> tuple[Name, ...]:
    """Return the values that some keys lead to in the records of a file.

    A file that cannot be read has none: its own check tells what is wrong with it.
    """
    try:
        return _values_of(read_file(path, Limits()), path, keys)
    except DocumentError:
        return ()


def remembered_values(path: str, keys: Keys) -> tuple[Name, ...]:
    """Return the same, of a file that may be asked about again, as editors do."""
    import hashlib  # late: it loads OpenSSL

    try:
        raw = read_file(path, Limits())
        digest = hashlib.blake2b(raw, digest_size=16).digest()
        known = _known.get(path)
        if known is None or known[0] != digest:
            known = _known[path] = digest, {}
            if len(_known) > MOST_REMEMBERED:
                del _known[next(iter(_known))]
        values = known[1].get(keys)
        if values is None:
            values = known[1][keys] = _values_of(raw, path, keys)
    except DocumentError:
        return ()
    return values


def _values_of(raw: bytes, path: str, keys: Keys) -> tuple[Name, ...]:
    return tuple(values_in(data_of(raw, path), keys))


def data_of(raw: bytes, path: str) -> Data:
    """Return the data of a file.

    Raises:
        DocumentError: it cannot be read.
    """
    text = decode(raw, path)
    seen = format_in(text, path).glance(text)
    return read(split(text, path), Limits()).data if seen is None else seen.data


def values_in(data: Data, keys: Keys) -> Iterator[Name]:
    """Yield the values that some keys lead to in the records of data."""
    if isinstance(data, list):
        for item in data:
            yield from values_in(item, keys)
    elif keys and isinstance(data, dict):
        yield from values_in(data.get(keys[0]), keys[1:])
    elif not keys and is_name(data):
        yield data


def is_name(value: Any) -> bool:
    """Tell whether a value can name something."""
    return isinstance(value, str | int) and not isinstance(value, bool)
