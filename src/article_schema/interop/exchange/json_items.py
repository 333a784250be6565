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
#: What begins or ends a text, a list or an object.
_SIGN = late_pattern(r'["\[\]{}]')
_SPACE = late_pattern(r"[ \t\r\n]*")
#: A number or a word.
_PLAIN = late_pattern(r'[^\s,:\[\]{}"]+')


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
        self._key = key
        #: Whether a list stands under the key.
        self.is_listed = False
        #: What stands in an object beside its items.
        self._beside: dict[str, Span] = {}
        #: The first character of the list, or of the only item.
        self._start = self._skip(0)
        end = self._whole(self._start)
        if end < len(self._text):
            self._refuse("Extra data", end)

    def beside(self, key: str) -> Any:
        """Return what an object says under another key; None for nothing."""
        span = self._beside.get(key)
        return None if span is None else self._data(*span)

    def __iter__(self) -> Iterator[Any]:
        """Yield the data of each item."""
        if self._at(self._start) == "[":
            yield from (self._data(*span) for span in self._spans(self._start))
        else:
            yield self._data(self._start, self._end(self._start))

    def _whole(self, start: int) -> int:
        """Look through the text, and return its end, without the space behind it."""
        if self._at(start) == "[":
            return self._skip(self._list(start))
        if self._at(start) != "{":
            end = self._end(start)
            self._data(start, end)
            return self._skip(end)
        end = self._object(start)
        if not self.is_listed:
            self._data(start, self._end(start))
        return self._skip(end)

    def _object(self, at: int) -> int:
        """Note the values of an object, and return its end."""
        at = self._skip(at + 1)
        if self._at(at) == "}":
            return at + 1
        while True:
            if self._at(at) != '"':
                self._refuse("Expecting property name enclosed in double quotes", at)
            end = self._end(at)
            name = self._data(at, end)
            at = self._skip(end)
            if self._at(at) != ":":
                self._refuse("Expecting ':' delimiter", at)
            at = self._skip(at + 1)
            if name == self._key and self._at(at) == "[":
                self.is_listed, self._start = True, at
                end = self._list(at)
            else:
                end = self._end(at)
                self._data(at, end)
                self._beside[name] = Span(at, end)
            at = self._skip(end)
            if self._at(at) == "}":
                return at + 1
            if self._at(at) != ",":
                self._refuse("Expecting ',' delimiter", at)
            at = self._skip(at + 1)

    def _list(self, start: int) -> int:
        """Make sure that all items of a list can be read, and return its end."""
        end = start + 1
        for span in self._spans(start):
            self._data(*span)
            end = span.end
        return self._skip(end) + 1

    def _spans(self, start: int) -> Iterator[Span]:
        """Yield where the items of a list are."""
        at = self._skip(start + 1)
        if self._at(at) == "]":
            return
        while True:
            end = self._end(at)
            yield Span(at, end)
            at = self._skip(end)
            if self._at(at) == "]":
                return
            if self._at(at) != ",":
                self._refuse("Expecting ',' delimiter", at)
            at = self._skip(at + 1)

    def _end(self, start: int) -> int:
        """Return where a value ends, whatever it is, or where the text does."""
        sign = self._at(start)
        if sign == '"':
            return self._text_end(start)
        if sign not in ("[", "{"):
            found = _PLAIN.match(self._text, start)
            if found is None:
                self._refuse("Expecting value", start)
            return found.end()
        depth, deepest, at = 0, Limits().depth, start
        while (token := _SIGN.search(self._text, at)) is not None:
            at = token.end()
            if token[0] == '"':
                at = self._text_end(token.start())
            else:
                depth += 1 if token[0] in "[{" else -1
            if depth > deepest:
                self._tell_limit("lists and objects are nested too deeply", token.start())
            if at - start > LONGEST_ITEM:
                self._tell_limit(_TOO_LONG, start)
            if not depth:
                return at
        return len(self._text)

    def _text_end(self, at: int) -> int:
        """Return where a text ends that begins with a quote, or where the whole does."""
        while (at := self._text.find('"', at + 1)) >= 0:
            before = at - 1
            while self._text[before] == "\\":
                before -= 1
            # With an even number of backslashes before it, none of them escapes the quote.
            if (at - before) % 2:
                return at + 1
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
