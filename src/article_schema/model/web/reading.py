"""How a browser reads a text as a URL, character by character (WHATWG URL Standard, section 4.4).

Browsers forgive much: they strip and drop some characters, encode others and take a backslash for a
slash. A text that the contract refuses is read in their way, so that what is written instead leads
where the reader would have got.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from attrs import field, frozen

from article_schema.faults import Range
from article_schema.late_pattern import late_pattern

#: An entity, with the escapes of its ampersand where it was escaped more than once.
_ENTITY = late_pattern(
    r"&(?P<again>(?:amp;|#0{0,5}38;|#[xX]0{0,4}26;)*)"
    r"(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|(?P<name>[A-Za-z][A-Za-z0-9]{1,31}));"
)
#: HTML Living Standard, section 13.2.5.73: in an attribute, unless a letter, digit or `=` follows.
_UNCLOSED = late_pattern(
    f"&(?:{'|'.join(name for name in html5 if not name.endswith(';'))})(?![A-Za-z0-9=;])"
    "|&#(?:[0-9]+(?![0-9;])|[xX][0-9a-fA-F]+(?![0-9a-fA-F;]))"
)
_CONTROL = late_pattern("&#(?:([0-9]{1,7})|[xX]([0-9a-fA-F]{1,6}));")
#: What the common template languages replace: Liquid, Jinja, Go, JavaScript, Ruby, ERB, Thymeleaf,
#: the two formats of C and Python, the variables of Windows, and `<name>` as manuals write it.
_PLACEHOLDER = late_pattern(
    r"\{\{(?:[^}]|\}(?!\}))*(?:\}\})?|\{%(?:[^%]|%(?!\}))*(?:%\})?"
    r"|<%(?:[^%]|%(?!>))*(?:%>)?|<\?(?:[^?]|\?(?!>))*(?:\?>)?"
    r"|\[\[[^\[\]]+\]\]|[$#]?\{[^{}]*\}"
    r"|%\([A-Za-z_][A-Za-z0-9_.]*\)[a-z]|%[sd](?![A-Za-z0-9])"
    r"|%(?![0-9a-fA-F]{2})[A-Za-z_][A-Za-z0-9_]*%(?![0-9a-fA-F]{2})"
    r"|<[A-Za-z_][A-Za-z0-9_.-]+>"
)
_PARTS = late_pattern(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?P<slashes>[/\\]*)(?P<authority>[^/\\?#]*)"
    r"(?P<path>[^?#]*)(?P<query>\??[^#]*)(?P<fragment>.*)",
    re.DOTALL,
)
#: A path from the root of the site has the same parts, most of them empty.
_ROOT_PARTS = late_pattern(
    r"(?P<scheme>)(?P<slashes>)(?P<authority>)"
    r"(?P<path>[/\\](?![/\\])[^?#]*)(?P<query>\??[^#]*)(?P<fragment>.*)",
    re.DOTALL,
)
_DROPPED = "\t\n\r"


@frozen
class Unit:
    """One character as the browser sees it, and the range of the text that stands for it."""

    character: str
    start: int
    end: int
    #: Whether an entity stands for it.
    escaped: bool = False
    #: Whether the entity was itself escaped, so that it is a guess what was meant.
    twice: bool = False


@frozen
class UrlReading:
    """A text as a browser reads it. Ranges of the parts count units."""

    value: str
    #: The characters that make the URL, entities decoded.
    units: tuple[Unit, ...]
    #: What the browser strips at both ends or drops inside.
    dropped: tuple[Unit, ...]
    #: Where a template has still to fill something in.
    placeholders: tuple[Range, ...]
    text: str = field(init=False)
    parts: re.Match[str] = field(init=False)

    @text.default
    def _text(self) -> str:
        return "".join(unit.character for unit in self.units)

    @parts.default
    def _parts(self) -> re.Match[str]:
        parts = _ROOT_PARTS.match(self.text) or _PARTS.match(self.text)
        assert parts is not None  # noqa: S101 - every part may be empty
        return parts

    @property
    def is_path(self) -> bool:
        """Whether it is a path from the root of the site, and no host stands in front of it."""
        return self.parts.start("path") == 0 and self["path"] != ""

    def __getitem__(self, part: str) -> str:
        """Return a part of the URL, empty where it is not there."""
        return self.parts[part] or ""

    def units_of(self, *parts: str) -> Iterator[Unit]:
        """Yield the units of some parts."""
        for part in parts:
            start, end = self.parts.span(part)
            yield from self.units[max(start, 0) : max(end, 0)]

    def range_of(self, start: int, end: int) -> Range:
        """Return the range of the value that some units stand for; at least one character."""
        if not self.units:
            return 0, max(len(self.value), 1)
        first = self.units[min(start, len(self.units) - 1)].start
        last = self.units[min(max(end, start + 1), len(self.units)) - 1].end
        return first, max(last, first + 1)

    def rewritten(self, changes: Iterable[tuple[Unit, str]]) -> str:
        """Return the value with other text in the place of some units."""
        pieces: list[str] = []
        position = 0
        for unit, text in sorted(changes, key=lambda change: change[0].start):
            pieces += [self.value[position : unit.start], text]
            position = unit.end
        return "".join(pieces) + self.value[position:]


def read_url(value: str) -> UrlReading:
    """Read a text as a browser does."""
    placeholders = tuple(match.span() for match in _PLACEHOLDER.finditer(value))
    units = list(_units(value, placeholders))
    first, last = 0, len(units)
    while first < last and units[first].character <= " ":
        first += 1
    while last > first and units[last - 1].character <= " ":
        last -= 1
    kept = [unit for unit in units[first:last] if unit.character not in _DROPPED]
    outer = [*units[:first], *units[last:]]
    inner = [unit for unit in units[first:last] if unit.character in _DROPPED]
    return UrlReading(value, tuple(kept), tuple(sorted(outer + inner, key=_start)), placeholders)


def _start(unit: Unit) -> int:
    return unit.start


def _units(value: str, placeholders: tuple[Range, ...]) -> Iterator[Unit]:
    for start, end, is_placeholder in _stretches(value, placeholders):
        if is_placeholder:
            # Whatever comes in their place, letters are nearest to it.
            yield from (Unit("x", index, index + 1) for index in range(start, end))
            continue
        for match in _ENTITY.finditer(value, start, end):
            if match["name"] is None or f"{match['name']};" in html5:
                yield from _plain(value, start, match.start())
                yield from _decoded(match)
                start = match.end()  # noqa: PLW2901 - what is left of the stretch
        yield from _plain(value, start, end)


def _stretches(value: str, placeholders: tuple[Range, ...]) -> Iterator[tuple[int, int, bool]]:
    position = 0
    for start, end in placeholders:
        yield position, start, False
        yield start, end, True
        position = end
    yield position, len(value), False


def _plain(value: str, start: int, end: int) -> Iterator[Unit]:
    return (Unit(value[index], index, index + 1) for index in range(start, end))


def _decoded(match: re.Match[str]) -> Iterator[Unit]:
    """Yield the characters of an entity; all but the first stand for nothing in the text."""
    text = match[0]
    while (decoded := _unescaped(text)) != text:
        text = decoded
    start, end = match.span()
    again = bool(match["again"])
    for character in text:
        yield Unit(character, start, end, escaped=True, twice=again)
        start = end


def _unescaped(text: str) -> str:
    """Decode an entity; `html.unescape` leaves out controls, which browsers keep."""
    number = _CONTROL.fullmatch(text)
    if number is not None and not html.unescape(text):
        return chr(int(number[1]) if number[1] else int(number[2], 16))
    return html.unescape(text)


def is_read_in_two_ways(*values: str) -> bool:
    """Tell whether a page decodes an entity without a semicolon, which no other reader does."""
    return any(_UNCLOSED.search(value) is not None for value in values)


def encoded(character: str) -> str:
    """Percent-encode a character (RFC 3986 section 2.1)."""
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
