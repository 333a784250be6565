"""Faults: what is wrong with a value or a text, before it becomes a finding."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from article_schema.late_pattern import late_pattern

#: A symbolic place inside an article: keys of mappings and indexes of lists; see `routes`.
Route: TypeAlias = tuple[str | int, ...]

#: A half-open range of code points: offsets in the text of a file, or inside one value.
Range: TypeAlias = tuple[int, int]

#: Which half of a mapping entry a fault is about.
Part: TypeAlias = Literal["key", "value"]

#: The data of `Fault.to_dict`, which JSON can hold.
FaultData: TypeAlias = dict[str, str | int | list[str | int]]

_PLAIN_KEY = late_pattern(r'[^\s.\[\]"]+')


def format_route(route: Route) -> str:
    """Format a route for people: `images[0].url`, `seo["odd key"]`; the root is empty."""
    parts: list[str] = []
    for step in route:
        if isinstance(step, int):
            parts.append(f"[{step}]")
        elif _PLAIN_KEY.fullmatch(step):
            parts.append(f".{step}" if parts else step)
        else:
            parts.append(f"[{json.dumps(step, ensure_ascii=False)}]")
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Rewrite:
    """Write a range of the text in another way; the data stay as they are."""

    span: Range
    text: str

    @property
    def route(self) -> Route:
        """A route that tells the edit from others; no value has it."""
        return ("#", self.span[0])


@dataclass(frozen=True, slots=True)
class Recode:
    """Write the file in other bytes; the data stay as they are."""

    #: Without its byte-order mark, or with a line feed for each carriage return alone.
    part: Literal["mark", "breaks"]

    @property
    def route(self) -> Route:
        """A route that tells the edit from others; no value has it."""
        return ("#", self.part)


@dataclass(frozen=True, slots=True)
class Related:
    """Another place of the same file that a fault has to do with.

    Lines and columns count from 1, in code points; they are 0 until the finding is shown.
    """

    #: What stands there: `the first title`.
    message: str
    span: Range
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0

    @property
    def sentence(self) -> str:
        """What stands where, for formats that show one place only."""
        return f"{self.message} is in line {self.line:,}"


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: with a value alone, as a facet says it, or at a symbolic place.

    >>> try:
    ...     Provider(name="Example Times", domain="https://example.com/")
    ... except ValidationError as error:
    ...     fault = error.faults[0]
    >>> fault.code, fault.route, fault.replacement
    ('PRV001', ('domain',), 'example.com')
    >>> fault.sentence
    '`domain` must be a bare host name, not "https://example.com/"; write example.com'

    A fault of an open document tells where its value stands, or the nearest place for a value that
    is not in the file yet. The name of the file is empty and the numbers are 0 for values that
    belong to no document.
    """

    #: The rule that explains this kind of fault, such as `URL002`.
    code: str
    #: What is wrong, as a phrase: that of a facet follows the name of the value.
    message: str
    #: What to write instead; may be empty.
    help: str = ""
    #: Where: the route of the value, or of the entry whose key is meant.
    route: Route = ()
    #: Whether the value or its key is at fault.
    part: Part = "value"
    #: The part of the value's own text that is at fault, in code points from 0, where it is not the
    #: whole.
    subspan: Range | None = None
    #: The faulty range of the file's text, in code points from 0, for faults that have no route.
    span: Range | None = None
    #: The value that is meant, or the key, where it can be computed.
    replacement: str | int | float | None = field(default=None, compare=False)
    #: The change of how a value is written that puts it right.
    edit: Rewrite | Recode | None = field(default=None, compare=False)
    #: Whether readers get the same with either, beyond doubt.
    safe: bool = field(default=True, compare=False)
    #: Related places, such as the first of two keys.
    related: tuple[Related, ...] = ()
    #: The name of the file.
    filename: str = ""
    #: The line, from 1.
    line: int = 0
    #: The column in code points, from 1.
    column: int = 0
    #: The line of the end.
    end_line: int = 0
    #: The column behind the last character.
    end_column: int = 0

    @property
    def route_text(self) -> str:
        """The route as people write it, such as `images[0].url`."""
        return format_route(self.route)

    @property
    def place(self) -> str:
        """The place as `file:line:column`; empty for values that belong to no document."""
        return f"{self.filename}:{self.line}:{self.column}" if self.line else ""

    def to_dict(self) -> FaultData:
        """Return what programs pass on, as data that JSON can hold.

        The keys are `code`, `message`, `help`, `route`, `route_text`, `line`, `column`, `end_line`,
        `end_column` and `filename`; each has the value of the attribute of that name, the route as
        a list.
        """
        return {
            "code": self.code,
            "message": self.message,
            "help": self.help,
            "route": list(self.route),
            "route_text": self.route_text,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "filename": self.filename,
        }

    @property
    def sentence(self) -> str:
        """The message and its help as one sentence."""
        return f"{self.message}; {self.help}" if self.help else self.message
