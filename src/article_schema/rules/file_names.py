"""Names of files: the date and the slug that `YYYY-MM-DD-slug.md` tells."""

from __future__ import annotations

from functools import lru_cache

from article_schema.document.files.system import name_start
from article_schema.late_pattern import late_pattern

_DATED_NAME = late_pattern(r"([0-9]{4}-[0-9]{2}-[0-9]{2})-(.+)\.[A-Za-z]+")


@lru_cache(maxsize=1)
def dated_name(filename: str) -> tuple[str, str] | None:
    """Return the date that the name of a file begins with, and the rest without its ending."""
    match = _DATED_NAME.fullmatch(filename, name_start(filename))
    return None if match is None else (match[1], match[2])
