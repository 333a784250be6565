"""JSON items: the items of a large text of JSON, made into data one by one.

A few bytes of JSON can stand for objects that take twenty times as much memory, so only one item is
data at a time. The text is looked through before, so that a broken one tells nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

from article_schema.document.limits import Limits
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.sources import Source, parsed
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

#: The longest item, in characters.
LONGEST_ITEM = 5_000_000
_TOO_LONG = f"an item has more than {LONGEST_ITEM:,} characters"
#: A text, which may have no end, and what begins or ends a list or an object.
_TOKEN = late_pattern(r'"(?:[^"\\]++|\\[\s\S])*+(?:"|\\?\Z)|[\[\]{}]')
_SPACE = late_pattern(r"[ \t\r\n]*+")
#: A number or a word.
_PLAIN = late_pattern(r'[^\s,:\[\]{}"]++')


class Span(NamedTuple):
    """A value in a text: its first character, and the one behind its last."""

    start: int
    end: int


class JsonItems:
    """The items of a source, and what stands beside them.

    Args:
        source: the source.
        key: under which key of an object the list of items stands; an object that has no list there
            is an item itself, and so are the items of a list that is no object.

    Raises:
        DocumentError: it is too large, not UTF-8 or no JSON.
    """

    def __init__(self, source: Source, key: str) -> None:
        self._text = source.text()
        self._name = source.name
        #: Whether a list stands under the key.
        self.is_listed = False
        #: What stands in an object beside its items.
        self._beside: dict[str, Span] = {}
        self._list = self._find(key)
        for start, end in self._spans(self._list):
            self._data(start, end)

    def beside(self, key: str) -> Any:
        """Return what an object says under another key; None for nothing."""
        span = self._beside.get(key)
        return None if span is None else self._data(*span)

    def __iter__(self) -> Iterator[Any]:
        """Yield the data of each item."""
        for start, end in self._spans(self._list):
            yield self._data(start, end)

    def _find(self, key: str) -> Span:
        """Return where the list of items is, or the only item, and note what stands beside it."""
        start = self._skip(0)
        is_object = self._at(start) == "{"
        found = Span(start, self._object(start) if is_object else self._end(start, None))
        behind = self._skip(found.end)
        if behind < len(self._text):
            self._refuse("Extra data", behind)
        listed = self._beside.get(key)
        self.is_listed = listed is not None and self._at(listed.start) == "["
        if listed is not None and self.is_listed:
            return listed
        if is_object and found.end - found.start > LONGEST_ITEM:
            self._tell_limit(_TOO_LONG, start)
        return found

    def _object(self, at: int) -> int:
        """Note the values of an object, and return its end."""
        at = self._skip(at + 1)
        if self._at(at) == "}":
            return at + 1
        while True:
            if self._at(at) != '"':
                self._refuse("Expecting property name enclosed in double quotes", at)
            end = self._end(at, LONGEST_ITEM)
            name = self._data(at, end)
            at = self._skip(end)
            if self._at(at) != ":":
                self._refuse("Expecting ':' delimiter", at)
            at = self._skip(at + 1)
            end = self._end(at, None if self._at(at) == "[" else LONGEST_ITEM)
            self._beside[name] = Span(at, end)
            at = self._skip(end)
            if self._at(at) == "}":
                return at + 1
            if self._at(at) != ",":
                self._refuse("Expecting ',' delimiter", at)
            at = self._skip(at + 1)

    def _spans(self, whole: Span) -> Iterator[Span]:
        """Yield where the items of a list are; of another value, where it is itself."""
        if self._at(whole.start) != "[":
            yield whole
            return
        at = self._skip(whole.start + 1)
        if self._at(at) == "]":
            return
        while True:
            end = self._end(at, LONGEST_ITEM)
            yield Span(at, end)
            at = self._skip(end)
            if self._at(at) == "]":
                return
            if self._at(at) != ",":
                self._refuse("Expecting ',' delimiter", at)
            at = self._skip(at + 1)

    def _end(self, start: int, longest: int | None) -> int:
        """Return where a value ends, whatever it is."""
        sign = self._at(start)
        if sign not in ("[", "{"):
            found = (_TOKEN if sign == '"' else _PLAIN).match(self._text, start)
            if found is None or found[0] in ("]", "}"):
                self._refuse("Expecting value", start)
            return found.end()
        depth, deepest = 0, Limits().depth
        for token in _TOKEN.finditer(self._text, start):
            first = token[0][0]
            if first == '"':
                continue
            depth += 1 if first in "[{" else -1
            if depth > deepest:
                self._tell_limit("lists and objects are nested too deeply", token.start())
            if longest is not None and token.end() - start > longest:
                self._tell_limit(_TOO_LONG, start)
            if not depth:
                return token.end()
        return len(self._text)

    def _data(self, start: int, end: int) -> Any:
        try:
            return parsed(self._text[start:end], self._name)
        except DocumentError as error:
            line = self._text.count("\n", 0, start) + error.line
            column = error.column
            if error.line == 1:
                column += start - (self._text.rfind("\n", 0, start) + 1)
            raise DocumentError(self._name, line, column, error.fault) from None

    def _skip(self, at: int) -> int:
        found = _SPACE.match(self._text, at)
        return at if found is None else found.end()

    def _at(self, at: int) -> str:
        return self._text[at : at + 1]

    def _refuse(self, reason: str, at: int) -> NoReturn:
        raise self._fault(Fault(SYNTAX_ERROR, f"this is no JSON: {reason}", ""), at)

    def _tell_limit(self, message: str, at: int) -> NoReturn:
        raise self._fault(Fault(OVER_THE_LIMIT, message, ""), at)

    def _fault(self, fault: Fault, at: int) -> DocumentError:
        before = self._text[:at]
        return DocumentError(
            self._name, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1, fault
        )
