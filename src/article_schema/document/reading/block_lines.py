"""Explanations of lines that spoil a whole block: marks of a merge, and indented first keys."""

from __future__ import annotations

from article_schema.document.reading.diagnosis import Case, fault_at
from article_schema.document.text import line_start
from article_schema.faults import Fault, Range
from article_schema.late_pattern import late_pattern

#: The lines that Git writes between the versions of a file (git-merge, "How conflicts are
#: presented").
_MARK = late_pattern(r"(?:(?<=[\r\n])|\A)(?:<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|\Z)[^\r\n]*")
#: Those that can be nothing else, wherever they stand.
_SURE_MARK = late_pattern(r"(?:(?<=[\r\n])|\A)(?:<{7}|>{7}) ")
_KEY = late_pattern(r"[ ]*(\"[^\"]*\"|'[^']*'|[^\s:#\"'](?:[^:#]*[^:# ])?)[ ]*:(?=[ \t\r\n]|\Z)")

MERGE_MESSAGE = "this is a merge conflict: the file holds two versions of some lines"
MERGE_HELP = "keep one version, and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`"


def first_merge_mark(text: str, at: int) -> Range | None:
    """Return the first line that Git wrote at a conflict, if that is why reading stopped."""
    if _MARK.match(text, line_start(text, at)) is None and _SURE_MARK.search(text) is None:
        return None
    match = _MARK.search(text)
    return match.span() if match else None


def without_merge_marks(text: str) -> str:
    """Blank out the lines that Git wrote at conflicts."""
    return _MARK.sub(lambda mark: " " * len(mark[0]), text)


def merge_conflict(case: Case) -> Fault | None:
    """Recognise the marks of a merge."""
    for at in (case.at, max(case.error.context_offset, 0)):
        mark = first_merge_mark(case.text, at)
        if mark is not None:
            return fault_at(MERGE_MESSAGE, MERGE_HELP, *mark)
    return None


def indented_first(case: Case) -> Fault | None:
    """Recognise a first key that stands further right than the next ones."""
    if "'<document start>'" not in case.error.problem:
        return None
    first = _first_line(case)
    start, end = case.content(first)
    spaces = start - first[0]
    if not spaces:
        return None
    key = _KEY.match(case.text, *first)
    name = f"`{key[1]}`" if key else "the text"
    word = "space" if spaces == 1 else f"{spaces} spaces"
    return fault_at(
        "the first line is indented, and lines below it are not",
        f"remove the {word} before {name}",
        start,
        key.end(1) if key else end,
    )


def _first_line(case: Case) -> Range:
    """Return the first line that holds more than a comment."""
    at = 0
    while True:
        line = case.line(at)
        shown = case.text[slice(*line)].lstrip()
        if (shown and not shown.startswith("#")) or line[1] >= len(case.text):
            return line
        at = line[1] + (2 if case.text.startswith("\r\n", line[1]) else 1)
