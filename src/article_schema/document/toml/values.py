"""Values as text of TOML."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime, time

from article_schema.document.layout import Layout, is_known
from article_schema.document.manner import LINES, Manner
from article_schema.document.moments import written as moment_text
from article_schema.document.splicing.intended import refusal
from article_schema.document.tree import Data, Scalar
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_BARE_KEY = late_pattern(r"[A-Za-z0-9_-]+")
_LITERAL = late_pattern(r"[^'\x00-\x08\x0a-\x1f\x7f]*")
_ESCAPED = late_pattern(r'[\x00-\x08\x0a-\x1f\x7f"\\]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\b": "\\b", "\f": "\\f"}
_TIME = r"\d\d:\d\d:\d\d(?:\.\d+)?"
_MOMENT = late_pattern(rf"\d{{4}}-\d\d-\d\d(?:[Tt ]{_TIME}(?:[Zz]|[+-]\d\d:\d\d)?)?|{_TIME}")


def key_text(key: str) -> str:
    """Return a key as it is written: bare where that can be."""
    return key if is_bare(key) else in_double_quotes(key)


def value_text(value: Data, route: Route) -> str:
    """Return a value on one line.

    Raises:
        EditError: TOML has no way to write it.
    """
    if isinstance(value, str):
        return in_double_quotes(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return _digits(value, route)
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else str(value)
    if isinstance(value, datetime):
        text = value.isoformat()
        return f"{text[:-6]}Z" if text.endswith("+00:00") else text
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, list):
        items = [value_text(item, (*route, index)) for index, item in enumerate(value)]
        return f"[{', '.join(items)}]"
    if isinstance(value, dict):
        pairs = [f"{key_text(key)} = {value_text(item, (*route, key))}"
                 for key, item in value.items()]  # fmt: skip
        return f"{{ {', '.join(pairs)} }}" if pairs else "{}"
    raise refusal(route, "TOML has no way to write that there is no value; remove the key")


def is_bare(key: str) -> bool:
    """Tell whether a key needs no quotes."""
    return _BARE_KEY.fullmatch(key) is not None


def has_lines(manner: Manner, count: int) -> bool:
    """Tell whether an array of so many values has a line for each."""
    return manner.arrays == LINES and count > manner.flow_items


def lines_of(items: list[str], margin: str, manner: Manner, newline: str) -> str:
    """Return an array on one line, or with a line for each value where the manner says so.

    Args:
        items: the texts of its values.
        margin: the white space before the key that it belongs to.
        manner: how files are written.
        newline: the line break of the file.
    """
    if not has_lines(manner, len(items)):
        return f"[{', '.join(items)}]"
    before = margin + " " * manner.array_step
    lines = [f"{before}{item},{newline}" for item in items]
    return f"[{newline}{''.join(lines)}{margin}]"


def is_literal(text: str) -> bool:
    """Tell whether a text can stand in single quotes, in which nothing is escaped."""
    return _LITERAL.fullmatch(text) is not None


def scalar_texts(value: Data, old: Scalar, written: str, route: Route) -> Iterator[str]:
    """Yield the ways to write a value in the place of another one, the most alike first.

    Args:
        value: the new value.
        old: the scalar that stands there.
        written: its text.
        route: where it stands.
    """
    if isinstance(value, str) and old.style:
        several = written[:3] in ('"""', "'''")
        if several and "\n" in value and "'''" not in value and old.style == "'":
            yield f"'''\n{value}'''"
        if several and "\n" in value:
            yield f'"""\n{_lines(value)}"""'
        if old.style == "'" and is_literal(value):
            yield f"'{value}'"
    if isinstance(value, datetime):
        # With the blank or the offset of the old one, where it has one.
        yield moment_text(value, written)
    yield value_text(value, route)


def typed_parts(value: Data, old: Data, route: Route, layout: Layout) -> Data:
    """Return plain data with its dates as TOML has them.

    Args:
        value: the data, in which dates are text.
        old: what stands at their place so far; None where nothing does.
        route: the place.
        layout: tells where dates are expected.
    """
    if isinstance(value, dict):
        known = old if isinstance(old, dict) else {}
        return {
            key: typed_parts(item, known.get(key), (*route, key), layout)
            for key, item in value.items()
        }
    if isinstance(value, list):
        before = old if isinstance(old, list) else []
        return [
            typed_parts(item, before[at] if at < len(before) else None, (*route, at), layout)
            for at, item in enumerate(value)
        ]
    if not isinstance(value, str) or not _MOMENT.fullmatch(value):
        return value
    was_date = isinstance(old, date | time)
    return _date(value) if was_date or (old is None and _is_date(value, route, layout)) else value


def _is_date(text: str, route: Route, layout: Layout) -> bool:
    """Tell whether a new text is to be a date, by the model or by the style."""
    known = is_known(route, layout)
    return layout.is_instant(route) or layout.manner.takes_plain_date(text, known=known)


def _date(text: str) -> Data:
    try:
        return tomllib.loads(f"v = {text}")["v"]
    except tomllib.TOMLDecodeError:
        return text


def in_double_quotes(text: str) -> str:
    """Return a text on one line in double quotes, with the escapes that it needs."""
    return f'"{_ESCAPED.sub(_escape, text)}"'


def _lines(text: str) -> str:
    """Escape text for quotes over several lines, where line feeds stand as they are."""
    return _ESCAPED.sub(lambda match: match[0] if match[0] == "\n" else _escape(match), text)


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"


def _digits(value: int, route: Route) -> str:
    try:
        return str(value)
    except ValueError:
        raise refusal(route, "the number has too many digits") from None
