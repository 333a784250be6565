"""Snippets: records with all keys that they need, whose values a writer fills in one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from article_schema.document.source import Format
from article_schema.document.tree import Data
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.lsp.answers.written import written
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import Route

#: Records inside of records are written so deep.
_DEEPEST = 3
#: What has a meaning in a snippet (Language Server Protocol 3.17, "Snippet Syntax").
_SYNTAX = late_pattern(r"[\\$}]")
_IN_CHOICE = late_pattern(r"[\\$},|]")
#: The name of a table of TOML begins.
_TABLE = late_pattern(r"^(\[{1,2})(?=\w)", re.MULTILINE)


@dataclass
class Stops:
    """The places of values that somebody has still to write, each with a word in its place.

    Args:
        file_format: the format of the document.
        content: the text of the document, which has none of the words.
    """

    file_format: Format
    content: str = ""
    fields: dict[str, tuple[type, Field]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._word = "value"
        while self._word in self.content:
            self._word += "x"

    def record(self, model: type, depth: int = 0) -> dict[str, Data]:
        """Return the entries that a record needs, as `value` has each of them."""
        return {each.key: self.value(model, each, depth) for each in needed_fields(model)}

    def value(self, home: type, each: Field, depth: int = 0) -> Data:
        """Return a value for a field, with a word wherever it has a single one."""
        inner = each.shape.record_model
        value: Data
        if inner is None or depth == _DEEPEST:
            value = f"{self._word}{len(self.fields):04}"
            self.fields[value] = home, each
        else:
            value = self.record(inner, depth + 1)
        is_list = any(shape.child(0) is not None for shape in each.shape.flat())
        return [value] if is_list else value

    def empty(self, text: str) -> str:
        """Return a text without the words."""
        for word in self.fields:
            text = text.replace(word, "")
        return text

    def snippet(self, text: str) -> str:
        """Return a text as a snippet, with a stop for each word, from the first to the last."""
        text = _SYNTAX.sub(r"\\\g<0>", text)
        for number, word in enumerate(sorted(self.fields, key=text.index), 1):
            start = text.index(word)
            is_quoted = text[start - 1 : start] == '"'
            stop = self._stop(word, number, is_quoted=is_quoted)
            text = text.replace(f'"{word}"' if is_quoted else word, stop)
        return text

    def _stop(self, word: str, number: int, *, is_quoted: bool) -> str:
        """Return the stop for a word, in quotes where its values have some in this language."""
        choices = self._choices(word)
        if choices:
            quote = '"' if all(each.startswith('"') for each in choices) else ""
            words = (_IN_CHOICE.sub(r"\\\g<0>", each.strip(quote)) for each in choices)
            return f"{quote}${{{number}|{','.join(words)}|}}{quote}"
        example = self._example(word)
        if example:
            is_quoted = example.startswith('"')
            inner = _SYNTAX.sub(r"\\\g<0>", example[1:-1] if is_quoted else example)
            stop = f"${{{number}:{inner}}}"
        else:
            shapes = self.fields[word][1].shape.flat()
            is_quoted = is_quoted and any(shape.is_text for shape in shapes)
            stop = f"${number}"
        return f'"{stop}"' if is_quoted else stop

    def _choices(self, word: str) -> list[str]:
        home, each = self.fields[word]
        if each.shape.is_collection:
            return []
        choices = [value for shape in each.shape.flat() for value in shape.choices]
        return [written(value, home, each, self.file_format) for value in choices]

    def _example(self, word: str) -> str:
        """Return an example of a single value as the file has it; empty where there is none."""
        home, each = self.fields[word]
        example = each.examples[0] if each.examples else None
        if each.shape.is_collection and isinstance(example, list):
            example = example[0] if example else None
        is_single = example is not None and not isinstance(example, list | dict)
        return written(example, home, each, self.file_format) if is_single else ""


def needed_fields(model: type) -> Iterator[Field]:
    """Yield the fields that a record needs: the required ones, and one of those that are one group.

    Args:
        model: the class of the record.
    """
    table = table_of(model)
    first_of_group = {group[0] for group in table.one_of}
    for each in table.fields:
        if (each.required or each.key in first_of_group) and each.deprecated is None:
            yield each


def file_snippet(model: type, file_format: Format) -> str:
    """Return a whole file with a record, with a stop for each value that it needs.

    Args:
        model: the class of the record.
        file_format: the format of the file.
    """
    stops = Stops(file_format)
    text = stops.snippet(file_format.emit(stops.record(model), HouseStyle(model)))
    return f"{text}\n$0" if file_format.fence else text


def record_snippet(model: type, file_format: Format) -> str:
    """Return the entries that a record needs, without what stands around them in a file.

    >>> from article_schema import Provider
    >>> from article_schema.document.formats.registry import format_of
    >>> print(record_snippet(Provider, format_of("a.yaml")))
    name: ${1:Example Times}
    domain: ${2:example.com}

    Args:
        model: the class of the record.
        file_format: the format of the file.
    """
    stops = Stops(file_format)
    return stops.snippet(_entries(file_format, model, stops.record(model)))


def entry_snippet(home: type, each: Field, file_format: Format, route: Route) -> str | None:
    """Return an entry whose value is a record or a list with one; None for any other field.

    Args:
        home: the class that has the field.
        each: the field.
        file_format: the format of the file.
        route: the record that gets the entry.
    """
    if each.shape.record_model is None:
        return None
    stops = Stops(file_format)
    text = _entries(file_format, home, {each.key: stops.value(home, each)})
    names = [step for step in route if isinstance(step, str)]
    if file_format.language == "toml" and names:
        text = _TABLE.sub(rf"\g<1>{'.'.join(names)}.", text)
    return stops.snippet(text)


def _entries(file_format: Format, home: type, entries: dict[str, Data]) -> str:
    """Return entries as they stand in a record that is there already."""
    fence = file_format.fence
    text = file_format.emit(entries, HouseStyle(home)).strip()
    text = text.removeprefix(fence).removesuffix(fence).strip()
    if file_format.language != "json":
        return text
    inside = text.removeprefix("{").removesuffix("}").rstrip().lstrip("\n")
    indent = " " * (len(inside) - len(inside.lstrip(" ")))
    return inside.strip().replace(f"\n{indent}", "\n")
