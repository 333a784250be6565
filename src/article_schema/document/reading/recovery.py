"""Recovery: read the rest of a file whose YAML is broken in places.

A broken value is blanked out, with the lines that continue it, and the text is read again; every
other value keeps its place. What is blanked is the smallest block that helps: the value at the
error, else the item or mapping around it. Its key stays, so that it does not count as missing; a
line that lacks its colon, or stands in the wrong column, is read as a key without a value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from article_schema.document.limits import Limits
from article_schema.document.lines import LineIndex
from article_schema.document.reading.block_lines import first_merge_mark, without_merge_marks
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.text import line_start
from article_schema.document.tree import Node, Tree, is_empty, walk
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route
from article_schema.rules.codes import BAD_ALIAS, FORBIDDEN_CHARACTER, SYNTAX_ERROR, TAB_INDENTATION

#: The faults that one block of a file has, so that the others can be read without it.
_LOCAL = frozenset({SYNTAX_ERROR, TAB_INDENTATION, BAD_ALIAS, FORBIDDEN_CHARACTER})
#: Broken values beyond this number are not looked for.
_MOST_CUTS = 20
#: Each try reads the text once more, mostly with the slow parser, as did the reading that failed:
#: together they may take less than a second where every second character is a token.
_MOST_CHARACTERS_READ = 120_000
_MOST_TRIES = 40
_LEVELS = 6

_DASH = late_pattern(r"-(?=[ \t\r\n]|\Z)[ \t]*")
_KEY = late_pattern(
    r"(?:(?:\"[^\"\\\r\n]*(?:\\.[^\"\\\r\n]*)*\"|'[^'\r\n]*(?:''[^'\r\n]*)*')[ \t]*"
    r"|[^\s\"'#\[\]{},&*!|>%@`][^:#\r\n]*):(?=[ \t\r\n]|\Z)"
)
_WORD = late_pattern(r"[\s\"']*([A-Za-z_][A-Za-z0-9_]*)")
_NOT_A_BREAK = late_pattern(r"[^\r\n]")


class Unread:
    """Stands in the data for a value whose text could not be read; it is of no kind."""


UNREAD = Unread()


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read of a broken file."""

    #: Its faults are those of the broken blocks and of the rest. Without a root nothing was read.
    tree: Tree
    #: Where values could not be read; `UNREAD` stands there in the data.
    routes: frozenset[Route] = frozenset()
    #: Where those values would start, for values that a repeated key hides too.
    starts: frozenset[int] = frozenset()
    #: The first words of lines that were left out as a whole: perhaps keys.
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Level:
    """A key or dash, from its column to the end of the block that belongs to it."""

    column: int
    line: int
    is_dash: bool
    #: Where it starts, and where its value may start.
    start: int
    after: int


@dataclass(frozen=True, slots=True)
class _Cut:
    """A range to blank out."""

    start: int
    end: int
    #: What stands at the start of the range instead of blanks.
    key: str = ""
    #: Whether nothing is left out of it.
    is_whole: bool = False
    #: By how many columns its keys are moved to the left.
    shift: int = 0


@dataclass(slots=True)
class _Attempt:
    """A text with blanks, and how far it can be read."""

    source: Source
    cut: _Cut
    tree: Tree | None = None
    fault: Fault | None = None

    @property
    def reach(self) -> float:
        """How far the text can be read."""
        if self.tree is not None:
            return float("inf")
        return self.fault.span[0] if self.fault is not None and self.fault.span else -1


def recover(source: Source, error: DocumentError, limits: Limits) -> Recovered | None:
    """Read what can be read of a source that could not be composed.

    Returns:
        What was read; None where the error concerns the file as a whole.
    """
    fault = error.fault
    if not source.format.has_recovery or fault.code not in _LOCAL or fault.span is None:
        return None
    faults = [fault]
    cuts: list[_Cut] = []
    text = _Tries(source, limits, _MOST_CHARACTERS_READ - len(source.data_text))
    while len(cuts) < _MOST_CUTS:
        attempt = text.best_cut(fault)
        if attempt is None:
            break
        cuts.append(attempt.cut)
        if attempt.tree is not None:
            return _recovered(source, attempt.tree, faults, cuts)
        if attempt.fault is None or attempt.fault.code not in _LOCAL:
            break
        fault = attempt.fault
        faults.append(fault)
    return Recovered(Tree(None, faults=faults))


@dataclass
class _Tries:
    """Cuts blocks out of a text and reads it again, as long as that may cost."""

    source: Source
    limits: Limits
    characters: int
    tries: int = _MOST_TRIES

    def best_cut(self, fault: Fault) -> _Attempt | None:
        """Return the smallest cut after which all can be read, else the one that reaches furthest.

        It has become the text of the next tries. None says that no cut helps.
        """
        best: _Attempt | None = None
        start = fault.span[0] if fault.span else 0
        for cut in _candidates(self.source, start):
            attempt = self._try(cut)
            if attempt is None:
                break
            if attempt.reach >= cut.end and (best is None or attempt.reach > best.reach):
                best = attempt
            if attempt.tree is not None:
                break
        if best is not None:
            self.source = best.source
        return best

    def _try(self, cut: _Cut) -> _Attempt | None:
        self.characters -= len(self.source.data_text)
        self.tries -= 1
        if self.characters < 0 or self.tries < 0:
            return None
        text = self.source.text
        blank = cut.key + _NOT_A_BREAK.sub(" ", text[cut.start + len(cut.key) : cut.end])
        new = text[: cut.start] + blank + text[cut.end :]
        attempt = _Attempt(self.source.with_text(new), cut)
        try:
            attempt.tree = compose(attempt.source, self.limits)
        except DocumentError as error:
            attempt.fault = error.fault
        return attempt


def _candidates(source: Source, at: int) -> list[_Cut]:
    """Return the blocks around an offset that may be broken, the smallest first."""
    lines = LineIndex(source.text)
    first = lines.position(source.block[0])[0]
    number = max(lines.position(min(at, max(source.block[1] - 1, source.block[0])))[0], first)
    levels = list(_levels(lines, first, number))
    blocks = [(level, _block_end(source, lines, level)) for level in levels[:_LEVELS]]
    own = [block for block in blocks if block[0].line == number]
    cuts = [*_without_marks(source, at), *_shifted(source, lines, first, number)]
    cuts += [_Cut(level.after, end) for level, end in own[:1]]
    before = next(
        (line for line in range(number - 1, first - 1, -1) if _is_written(lines, line)), None
    )
    near = levels if before is None else [*levels, *_own_levels(lines, before)]
    columns = {level.column for level in near if not level.is_dash} | {0}
    cuts += _as_keys(lines, number, columns)
    cuts += [_Cut(level.start, end) for level, end in own[:1]]
    if not own:
        start, end = lines.line_range(number)
        column = _indent(lines.line_text(number)) or 0
        line = _Level(column, number, False, start, end)
        cuts += [_Cut(start, _block_end(source, lines, line))]
    cuts.append(_Cut(*lines.line_range(number)))
    cuts += [_Cut(level.after, end) for level, end in blocks if level.line < number or len(own) > 1]
    if before is not None:
        cuts += _as_keys(lines, before, columns)
    wanted = (cut for cut in cuts if source.text[cut.start : cut.end].strip())
    return list(dict.fromkeys(wanted))


def _without_marks(source: Source, at: int) -> Iterator[_Cut]:
    """Yield the block without the lines that Git wrote at conflicts."""
    text = source.data_text
    if first_merge_mark(text, at - source.block[0]) is not None:
        yield _Cut(*source.block, without_merge_marks(text), True)


def _shifted(source: Source, lines: LineIndex, first: int, number: int) -> Iterator[_Cut]:
    """Yield the first lines of a block with their keys in the first column.

    The blanks go between key and colon, where YAML allows them, so that every value keeps its
    place.
    """
    indent = _indent(lines.line_text(number))
    if not indent or any(_is_written(lines, line) for line in range(first, number)):
        return
    start = lines.line_range(number)[0]
    end = _block_end(source, lines, _Level(indent - 1, number, True, start, start))
    entry = re.compile(rf"(?:(?<=[\r\n])|\A)[ ]{{{indent}}}({_KEY.pattern})")
    text = entry.sub(lambda key: f"{key[1][:-1]}{' ' * indent}:", source.text[start:end])
    yield _Cut(start, end, text, True, indent)


def _is_written(lines: LineIndex, line: int) -> bool:
    return _indent(lines.line_text(line)) is not None


def _as_keys(lines: LineIndex, number: int, columns: set[int]) -> Iterator[_Cut]:
    """Yield the ways to read a line as a key without a value, in a column of its neighbours."""
    start, end = lines.line_range(number)
    text = lines.line_text(number)
    word = _WORD.match(text)
    if word is None:
        return
    indent = len(text) - len(text.lstrip(" \t"))
    for column in sorted({indent, *columns}, key=lambda column: abs(column - indent)):
        key = " " * column + word[1] + ":"
        if len(key) <= len(text) and not text.startswith(key):
            yield _Cut(start, end, key)


def _levels(lines: LineIndex, first: int, number: int) -> Iterator[_Level]:
    """Yield the keys and dashes that a line stands under, the innermost first, its own included."""
    column: float = float("inf")
    below_dash = False
    for line in range(number, first - 1, -1):
        indent = _indent(lines.line_text(line))
        if indent is None:
            continue
        if line == number and not _own_levels(lines, line):
            # Not even a key: it can only stand under what is further left.
            column = indent
        for level in reversed(_own_levels(lines, line)):
            above_dash = below_dash and not level.is_dash and level.column == column
            if level.column < column or above_dash:
                column, below_dash = level.column, level.is_dash
                yield level
        if column == 0 and not below_dash:
            return


def _own_levels(lines: LineIndex, line: int) -> list[_Level]:
    text = lines.line_text(line)
    begin = lines.line_range(line)[0]
    position = _indent(text) or 0
    levels = []
    while match := _DASH.match(text, position):
        levels.append(_Level(position, line, True, begin + position, begin + match.end()))
        position = match.end()
    key = _KEY.match(text, position)
    if key is not None:
        levels.append(_Level(position, line, False, begin + position, begin + key.end()))
    return levels


def _block_end(source: Source, lines: LineIndex, level: _Level) -> int:
    """Return the end of the lines that continue a key or dash."""
    end = lines.line_range(level.line)[1]
    last = lines.position(max(source.block[1] - 1, source.block[0]))[0]
    for line in range(level.line + 1, last + 1):
        line_end = lines.line_range(line)[1]
        text = lines.line_text(line)
        indent = _indent(text)
        if indent is None:
            continue
        list_of_key = not level.is_dash and _DASH.match(text, indent) is not None
        if indent < level.column or (
            indent == level.column and not list_of_key and text[indent] not in "]}"
        ):
            break
        end = line_end
    return end


def _indent(text: str) -> int | None:
    """Return the column of a line's first word; None for blank lines and comments."""
    stripped = text.lstrip(" \t")
    return None if not stripped or stripped.startswith("#") else len(text) - len(stripped)


def _recovered(source: Source, tree: Tree, faults: list[Fault], cuts: list[_Cut]) -> Recovered:
    routes: set[Route] = set()
    starts: set[int] = set()
    moved = [cut for cut in cuts if cut.shift]
    left_out = [cut for cut in cuts if not cut.is_whole]
    if tree.root is not None:
        for route, key, value in walk(tree.root):
            if moved and key is not None:
                _move_back(source, key, moved)
            if is_empty(value) and _is_cut(source.text, value, left_out):
                starts.add(value.start)
                found = tree.find(route)
                if found is not None and found[1] is value:
                    routes.add(route)
    # What is said of a blank, such as that it cannot be merged, only follows from its fault.
    rest = [fault for fault in tree.faults if fault.span is None or fault.span[0] not in starts]
    tree.faults[:] = [*faults, *rest]
    for route in routes:
        tree.data = _with_unread(tree.data, route)
    words = {
        match[1] for cut in cuts if not cut.key and (match := _first_word(source.text, cut.start))
    }
    return Recovered(tree, frozenset(routes), frozenset(starts), frozenset(words))


def _move_back(source: Source, key: Node, moved: list[_Cut]) -> None:
    """Give a key that was moved to the first column its own place."""
    at_start = source.text[key.start - 1 : key.start] in ("", "\r", "\n")
    cut = next((cut for cut in moved if cut.start <= key.start < cut.end), None)
    if cut is not None and at_start:
        key.start += cut.shift
        key.end += cut.shift


def _first_word(text: str, start: int) -> re.Match[str] | None:
    """Find the word that a cut begins with, if it begins with its line."""
    return None if text[line_start(text, start) : start].strip(" \t-") else _WORD.match(text, start)


def _is_cut(text: str, value: Node, cuts: list[_Cut]) -> bool:
    rest = text[value.start :]
    written = value.start + len(rest) - len(rest.lstrip())
    return any(cut.start <= written < cut.end for cut in cuts)


def _with_unread(data: Any, route: Route) -> Any:
    """Return data with the mark for the unread at a route; what else shares a part keeps it."""
    if not route:
        return UNREAD
    if not isinstance(data, dict | list):
        return data
    copy: Any = dict(data) if isinstance(data, dict) else list(data)
    copy[route[0]] = _with_unread(data[route[0]], route[1:])  # type: ignore[index]
    return copy
