"""Fences: where the lines `---` are that should open and close front matter, and are not right.

Readers look for three hyphens and nothing else, at the very start of a file. An editor makes a dash
of them, a tool adds a comment above them, and the article is gone from the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from article_schema.faults import Fault, Range
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import NO_FRONT_MATTER, UNCLOSED_FRONT_MATTER

#: Hyphens and dashes, with spaces between them: at least two hyphens, or one longer dash.
_HYPHENS = r"-\u00ad\u2010\u2011\u2043\u2212\ufe63\uff0d"
_LONG = r"\u2012-\u2015\u2e3a\u2e3b\ufe58"
_SPACE = r"[ \t\u00a0\u200b\ufeff]*"
_FENCE = late_pattern(
    rf"{_SPACE}(?:[{_HYPHENS}]{_SPACE}[{_HYPHENS}]|[{_HYPHENS}]?[{_LONG}])"
    rf"[{_HYPHENS}{_LONG} \t\u00a0\u200b\ufeff]*(?:#.*)?"
)
_RIGHT = late_pattern(r"---[ \t]*")
_KEY = late_pattern(r"[ \t]*[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*:(?=[ \t]|$)")
#: What may stand among the keys: comments, items, values that go on, brackets.
_MORE = late_pattern(r"[ \t]*(?:$|#|-[ \t]|-$|[\]}])|[ \t]+\S")
_COMMENT = late_pattern(r"[ \t]*(?:<!--|\{%|\{#|//|/\*)")
_YAML_COMMENT = late_pattern(r"[ \t]*#")
_CODE = late_pattern(r"[ ]{0,3}(?:```|~~~)")
_LINE = late_pattern(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")

#: So many lines are looked at for an opening fence, and so many behind it.
_MOST_ABOVE = 50
_MOST_INSIDE = 2_000


@dataclass(slots=True)
class Displaced:
    """What looks like front matter, and is none to readers."""

    fault: Fault
    #: The first words of its lines, as far as they are keys.
    keys: set[str] = field(default_factory=set)
    #: Lines that are neither keys nor belong to one.
    odd_lines: int = 0
    #: Whether something other than blank lines and comments of HTML stands above it; `#` begins a
    #: heading as well as a comment.
    below_text: bool = False
    is_closed: bool = False

    def is_meant(self, known: Set[str]) -> bool:
        """Tell whether this is front matter beyond doubt, and no rule or heading of Markdown.

        Args:
            known: the keys that such files have.
        """
        has_known = not known.isdisjoint(self.keys)
        if self.below_text:
            return has_known and len(self.keys) > 1 and self.is_closed and not self.odd_lines
        return has_known or (len(self.keys) > 1 and self.is_closed and not self.odd_lines)


def displaced(text: str) -> Displaced | None:
    """Find front matter in a text that does not begin with a line `---`."""
    above: list[tuple[str, Range]] = []
    for line, span in _lines(text, 0, _MOST_ABOVE):
        if _CODE.match(line):
            return None
        is_code = above and line[:4].isspace()
        if not is_code and _FENCE.fullmatch(line):
            found = _behind(text, span[1])
            if found.keys:
                shown = [other for other, _ in above if other.strip()]
                found.below_text = not all(map(_COMMENT.match, shown))
                found.fault = _no_opening(line, span, above)
                return found
        above.append((line, span))
    return None


def closing_like(text: str, start: int) -> Fault | None:
    """Return the fault of the line that was meant to close front matter, if one was.

    Args:
        text: the text of the file.
        start: where the front matter starts, behind its opening fence.
    """
    for line, span in _lines(text, start, _MOST_INSIDE):
        if _FENCE.fullmatch(line):
            return Fault(
                UNCLOSED_FRONT_MATTER,
                f"the front matter is to end here, with `---` and not `{line.rstrip()[:20]}`",
                "write `---`, three hyphens at the start of the line",
                span=span,
            )
        if not (_KEY.match(line) or _MORE.match(line)):
            return None
    return None


def begins_with_key(text: str, start: int) -> bool:
    """Tell whether the first line from an offset on that says something is a key or a list."""
    for line, _ in _lines(text, start, _MOST_ABOVE):
        if line.strip() and not line.lstrip().startswith("#"):
            return (_KEY.match(line) or re.match(r"[ \t]*(?:-[ \t]|[{\[\"'])", line)) is not None
    return False


def _lines(text: str, start: int, most: int) -> Iterator[tuple[str, Range]]:
    for number, match in enumerate(_LINE.finditer(text, start)):
        if number == most or (match.start() == len(text) and number):
            return
        yield match[1], match.span(1)


def _behind(text: str, end: int) -> Displaced:
    """Judge the lines behind a fence."""
    found = Displaced(Fault(NO_FRONT_MATTER, ""))
    after = _LINE.match(text, end)
    for line, _ in _lines(text, after.end() if after else end, _MOST_INSIDE):
        if _FENCE.fullmatch(line) or line.rstrip() == "...":
            found.is_closed = True
            break
        key = _KEY.match(line)
        if key is not None:
            found.keys.add(key[1])
        elif not _MORE.match(line):
            found.odd_lines += 1
    return found


def _no_opening(line: str, span: Range, above: list[tuple[str, Range]]) -> Fault:
    start = "the file has no front matter: "
    if not above:
        return Fault(
            NO_FRONT_MATTER,
            f"{start}it begins with `{line.rstrip()[:20]}` and not `---`",
            "write `---`, three hyphens at the start of the line",
            span=span,
        )
    number = len(above) + 1
    help_text = f"delete what stands above `---` in line {number}"
    if not _RIGHT.fullmatch(line):
        help_text = f"write `---` in line {number}, and delete what stands above it"
    shown = [where for other, where in above if other.strip()]
    return Fault(
        NO_FRONT_MATTER,
        f"{start}{_what_stands(above)} above the line `---`",
        help_text,
        span=shown[0] if shown else above[0][1],
    )


def _what_stands(above: list[tuple[str, Range]]) -> str:
    shown = [other for other, _ in above if other.strip()]
    if not shown:
        return "an empty line stands" if len(above) == 1 else "empty lines stand"
    if all(_COMMENT.match(other) or _YAML_COMMENT.match(other) for other in shown):
        return "a comment stands"
    return "text stands"
