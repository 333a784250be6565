"""All formats of files, and which one a file has."""

from __future__ import annotations

from functools import cache, lru_cache

from article_schema.document.formats.front_matter import FRONT_MATTER
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.json_front_matter import JSON_FRONT_MATTER
from article_schema.document.formats.json_lines import JSON_LINES
from article_schema.document.formats.toml_files import TOML, TOML_FRONT_MATTER
from article_schema.document.formats.yaml_files import YAML
from article_schema.document.source import Format, Source

#: Of the formats with the same ending, the last one takes the texts that no other recognises.
FORMATS: tuple[Format, ...] = (
    TOML_FRONT_MATTER, JSON_FRONT_MATTER, FRONT_MATTER, YAML, JSON, JSON_LINES, TOML,
)  # fmt: skip


def formats_of(filename: str) -> tuple[Format, ...]:
    """Return the formats that a file of this name may have; a new file gets the last one."""
    return _with_ending(filename[filename.rfind(".") :].lower(), FORMATS)


def all_endings() -> tuple[str, ...]:
    """Return the endings of all formats, each once."""
    return _endings_of(FORMATS)


def searched_endings() -> tuple[str, ...]:
    """Return the endings of the files that a search of a folder finds, each once."""
    return _endings_of(tuple(each for each in FORMATS if each.is_searched))


@cache
def _endings_of(formats: tuple[Format, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ending for each in formats for ending in each.endings))


def format_of(filename: str) -> Format:
    """Return the format of a new file of this name."""
    return formats_of(filename)[-1]


def new_format(filename: str, language: str) -> Format:
    """Return the format of a new file of this name, in a language if its ending has several."""
    formats = formats_of(filename)
    return next((each for each in formats if each.language == language), formats[-1])


def split(text: str, filename: str) -> Source:
    """Find the format of a text, its data and its body.

    Raises:
        DocumentError: there is no front matter, or it is not closed.
    """
    has_bom = text.startswith("\ufeff")
    if has_bom:
        text = text[1:]
    return format_in(text, filename).split(text, filename, has_bom=has_bom)


def format_in(text: str, filename: str) -> Format:
    """Return the format of a text without a byte-order mark."""
    *others, last = formats_of(filename)
    for each in others:
        if each.begins(text):
            return each
    return last


def unsplit(text: str, filename: str) -> Source:
    """Return the source of a text that cannot be split: all of it counts as data."""
    return format_of(filename).whole(text, filename)


@lru_cache(maxsize=256)
def _with_ending(ending: str, formats: tuple[Format, ...]) -> tuple[Format, ...]:
    found = tuple(each for each in formats if ending in each.endings)
    return found or tuple(each for each in formats if each.takes_other_endings)
