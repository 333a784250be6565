"""Resting texts: what was read of a text is forgotten while nobody needs it, and read again.

A tree takes ten times the memory of its text, and most documents of many are only looked at. So a
text that nothing has changed keeps its bytes alone. What was read of the last few texts stays, as a
program often changes a file right after it has opened it.
"""

from __future__ import annotations

from collections import deque
from typing import Any

from article_schema.document.formats.registry import split
from article_schema.document.limits import DEFAULT_LIMITS, Limits
from article_schema.document.reading.ladder import look
from article_schema.document.source import Source
from article_schema.document.tree import Data, Tree


class _Reading:
    """What was read of a text."""

    __slots__ = ("data", "source", "tree")

    def __init__(self, source: Source, tree: Tree | None) -> None:
        self.source = source
        self.tree = tree
        #: The data of its article, once somebody has worked them out.
        self.data: Data = None


#: The texts that were read last; of all others that nothing has changed, the reading is gone.
_LAST: deque[RestingText] = deque()
_MOST_READ = 8
#: Values that several articles have, such as names of sites and topics, each once.
_SHARED_TEXTS: dict[str, str] = {}
_SHARED_NUMBERS: dict[int, int] = {}
_LONGEST_SHARED = 200
_MOST_SHARED = 500


class RestingText:
    """A text with its source and its tree.

    Args:
        source: the text, taken apart.
        tree: what it holds.
        raw: its bytes, if it comes from a file.
        limits: those that it was read with.
    """

    __slots__ = ("_changed", "_filename", "_limits", "_reading", "_whole")

    def __init__(
        self, source: Source, tree: Tree, raw: bytes | None, limits: Limits | None
    ) -> None:
        self._limits = DEFAULT_LIMITS if limits is None or limits == DEFAULT_LIMITS else limits
        self.open(source, tree, raw)

    def open(self, source: Source, tree: Tree, raw: bytes | None) -> None:
        """Take the text of a file, which nothing has changed yet."""
        self._filename = source.filename
        self._whole = source.whole_text if raw is None else raw
        #: What replaces the text, once it was changed; it stays.
        self._changed: _Reading | None = None
        self._reading: _Reading | None = _Reading(source, tree)
        self._note()

    def __getstate__(self) -> tuple[Any, ...]:
        return self._filename, self._whole, self._limits, self._changed

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self._filename, self._whole, self._limits, self._changed = state
        self._reading = None

    @property
    def filename(self) -> str:
        """The name of its file."""
        return self._filename

    @property
    def limits(self) -> Limits:
        """Those that the text was read with."""
        return self._limits

    @property
    def source(self) -> Source:
        """The text, taken apart."""
        return self._read().source

    @property
    def tree(self) -> Tree:
        """What the text holds."""
        reading = self._read()
        if reading.tree is None:
            reading.tree = look(reading.source, self._limits)
        return reading.tree

    @property
    def data(self) -> Data:
        """The data of the article in the text, None if nobody has worked them out."""
        return self._read().data

    @data.setter
    def data(self, data: Data) -> None:
        self._read().data = data

    def replace(self, source: Source, tree: Tree | None) -> None:
        """Put another text in the place of this one; its tree is read when it is needed."""
        self._changed = _Reading(source, tree)

    def forget(self) -> None:
        """Forget what was read of a text that nothing has changed."""
        self._reading = None

    def _read(self) -> _Reading:
        reading = self._changed or self._reading
        if reading is None:
            whole = self._whole
            text = whole if isinstance(whole, str) else whole.decode("utf-8")
            reading = self._reading = _Reading(split(text, self._filename), None)
            self._note()
        return reading

    def _note(self) -> None:
        """Keep what was read, in the place of what was read longest ago."""
        _LAST.append(self)
        while len(_LAST) > _MOST_READ:
            # Another thread may have taken it away in the meantime.
            try:
                _LAST.popleft().forget()
            except IndexError:
                break


def sharing(data: Data) -> Data:
    """Return a copy of data in which short texts and numbers are the same objects as in others."""
    for known in (_SHARED_TEXTS, _SHARED_NUMBERS):
        if len(known) > _MOST_SHARED:
            known.clear()
    return _sharing(data)


def _sharing(data: Data) -> Data:
    kind = type(data)
    if kind is str:
        return _SHARED_TEXTS.setdefault(data, data) if len(data) <= _LONGEST_SHARED else data
    if kind is int:
        return _SHARED_NUMBERS.setdefault(data, data)
    if isinstance(data, dict):
        return {key: _sharing(value) for key, value in data.items()}
    return [_sharing(item) for item in data] if isinstance(data, list) else data
