"""Hover: what the model says about the field at the cursor, and what its value means."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, TypeAlias

from lsprotocol import types

from article_schema.checking.fast.fast_path import MARK
from article_schema.document.tree import Node, Scalar, target_of
from article_schema.late_pattern import late_pattern
from article_schema.lsp.answers.trees import field_at, reading_of, shape_at
from article_schema.lsp.diagnostics import range_at
from article_schema.lsp.links.pictures import file_of, picture_size
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.model.dates.instants import in_utc, is_instant, read_instant, write_instant
from article_schema.model.shapes.tables import Field
from article_schema.model.shapes.telling import told_in_markdown
from article_schema.model.web.normal_form import normal_form
from article_schema.reporting.base import plural
from article_schema.reporting.rule_page import rule_page
from article_schema.rules.catalogue import find_rule
from article_schema.validators import is_http_url

#: The forms of text that a client shows; None where it does not say.
Formats: TypeAlias = Sequence[types.MarkupKind] | None

#: What stands for emphasis and code in Markdown.
_MARKS = late_pattern(r"\*\*|`")
_WORD = late_pattern(r"[\w-]+")
#: The units that distances are told in, the greatest first, in seconds.
_UNITS = (("year", 31_557_600), ("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))


def hover_at(
    choice: Choice, text: Text, at: types.Position, formats: Formats
) -> types.Hover | None:
    """Return what there is to say about a place of a document; None for nothing.

    Args:
        choice: what counts for the document.
        text: the document.
        at: the place.
        formats: those that the client shows.
    """
    places = text.positions
    offset = places.offset(at.line, at.character)
    told = _of_rule(choice, text.content, offset)
    if told:
        return types.Hover(shown(told, formats))
    reading = reading_of(choice, text)
    if reading is None:
        return None
    found: tuple[Any, Node, Node] | None = None
    for route, key, value in reading.entries():
        first = key or value
        if first.start <= offset - reading.shift <= max(first.end, value.end):
            found = route, first, value
    if found is None:
        return None
    route, first, value = found
    field = field_at(choice.model, route)
    if field is None:
        return None
    target = target_of(value)
    meant = target.text if isinstance(target, Scalar) else ""
    lines = [*described(field), *meaning(meant, choice.checker.settings.now or datetime.now(UTC))]
    shape = shape_at(choice.model, route)
    size = picture_size(file_of(choice, text, shape, meant)) if shape is not None else None
    if size is not None:
        lines.append(f"{size[0]:,} × {size[1]:,} pixels")
    span = (first.start, max(first.end, value.end))
    return types.Hover(shown("\n\n".join(lines), formats), range_at(places, span, reading.shift))


def shown(text: str, formats: Formats) -> types.MarkupContent:
    """Return Markdown in a form that a client shows.

    Args:
        text: the Markdown.
        formats: those that the client shows, the best first; None where it does not say.
    """
    if types.MarkupKind.Markdown in (formats or ()):
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.MarkupContent(types.MarkupKind.PlainText, _MARKS.sub("", text))


def documentation(field: Field, formats: Formats) -> types.MarkupContent | str:
    """Return what the model says about a field, for the list of what can be completed.

    Args:
        field: the field.
        formats: as for `shown`; a client that does not say shows a text without a form.
    """
    text = shown("\n\n".join(described(field)), formats)
    return text if formats else text.value


def described(field: Field) -> Iterator[str]:
    """Yield what the model says about a field, paragraph by paragraph, in Markdown."""
    kind = field.shape.summary(lambda model: model.__name__)
    required = ", required" if field.required else ""
    yield f"**{field.key}**: {kind}{required}"
    if field.deprecated is not None:
        instead = f"write `{field.deprecated}`" if field.deprecated else "leave it out"
        yield f"Deprecated; {instead}."
    yield from told_in_markdown(field)


def meaning(value: str, now: datetime) -> Iterator[str]:
    """Yield what a value means: the moment of a date and time, the normal form of a URL."""
    if is_instant(value):
        moment = read_instant(value)
        yield f"{write_instant(in_utc(moment))} in UTC, {_here(moment)}{distance(moment - now)}"
    elif is_http_url(value) and normal_form(value) != value:
        yield f"Normal form: `{normal_form(value)}`"


def _here(moment: datetime) -> str:
    """Return a moment in the zone of this machine; empty at the edges of its calendar."""
    try:
        return f"{write_instant(moment.astimezone())} here, "
    except (OSError, OverflowError, ValueError):
        return ""


def distance(gap: timedelta) -> str:
    """Tell how far a moment is away, in its greatest unit.

    >>> distance(timedelta(days=-3, hours=2)), distance(timedelta(minutes=5))
    ('2 days ago', 'in 5 minutes')
    """
    seconds = abs(int(gap.total_seconds()))
    for name, length in _UNITS:
        if seconds >= length:
            words = plural(seconds // length, name)
            return f"{words} ago" if gap < timedelta() else f"in {words}"
    return "now"


def _of_rule(choice: Choice, content: str, offset: int) -> str:
    """Return the page of the rule that a comment names at a place; empty if none does."""
    start = max(content.rfind("\n", 0, offset), content.rfind("\r", 0, offset)) + 1
    line = re.split("[\r\n]", content[start : start + 1000], maxsplit=1)[0]
    if MARK not in line or offset - start < line.index(MARK):
        return ""
    for word in _WORD.finditer(line):
        if word.start() <= offset - start <= word.end():
            rule = find_rule(word[0], choice.checker.settings.rules)
            return rule_page(rule) if rule is not None else ""
    return ""
