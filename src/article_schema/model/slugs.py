"""Slugs: the names that titles give to files, and so to the addresses of pages."""

from __future__ import annotations

import unicodedata

from article_schema.late_pattern import late_pattern

_DROPPED = late_pattern(r"[^a-z0-9\s-]")
_SPACE = late_pattern(r"\s")
_HYPHENS = late_pattern("-+")


def slug_of(title: str) -> str:
    """Return the name that a title gives to its file; a hyphen at its end stays."""
    plain = title.strip().lower()
    quick = plain.replace(" ", "-")
    if quick.isascii() and "--" not in quick and quick.replace("-", "").isalnum():
        return quick
    plain = unicodedata.normalize("NFD", plain)
    return _HYPHENS.sub("-", _SPACE.sub("-", _DROPPED.sub("", plain)))


def is_name_of(name: str, title: str) -> bool:
    """Tell whether a file has a name that its title gives, which may be shortened at its end.

    Punctuation and a space before the first word leave a hyphen, which nobody has to write.
    """
    slug = slug_of(title)
    return slug.startswith(name) or slug.lstrip("-").startswith(name)
