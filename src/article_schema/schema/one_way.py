"""Patterns that match a text in one way alone, so that no engine tries anything twice.

Most patterns of schemas are of this kind: a few sets of characters, each for a part of the text,
such as `^[A-Z]{2}-[0-9]+$`.
"""

from __future__ import annotations

import re

from article_schema.late_pattern import late_pattern

#: Characters that mean nothing else in a set, but for the hyphen between two of them.
_IN_SET = "[A-Za-z0-9 _/:;=,@%+.*!?]"
#: A character that means nothing else, or a set of some.
_CHARACTERS = rf"[A-Za-z0-9 _/:;=,@%!-]|\[(?:{_IN_SET}(?:-{_IN_SET})?)+-?\]"
_PART = rf"({_CHARACTERS})([*+?]|\{{[0-9]+(?:,[0-9]*)?\}})?"
_PARTS = late_pattern(_PART)
_PATTERN = late_pattern(rf"\^(?:{_PART})*\$?")
#: How what need not be there is repeated.
_OPTIONAL = ("*", "?", "{0")


def has_one_way(pattern: str) -> bool:
    """Tell whether a pattern surely matches any text in one way at most.

    It begins at the start, and what may be repeated has no character in common with what may stand
    next: to give a character back leads nowhere.

    >>> has_one_way("^[A-Z]{2}-[0-9]+$"), has_one_way("^[a-z]+[a-f]+$"), has_one_way("^(a+)+$")
    (True, False, False)
    """
    if not _PATTERN.fullmatch(pattern):
        return False
    parts = [(_characters(part), often) for part, often in _PARTS.findall(pattern)]
    for at, (characters, often) in enumerate(parts):
        if not often or often[1:-1].isdigit():
            continue
        for after, how_often in parts[at + 1 :]:
            if characters & after:
                return False
            if not how_often.startswith(_OPTIONAL):
                break
    return True


def _characters(part: str) -> set[str]:
    """Return what a part of a pattern matches: a character, or those of a set."""
    if part[0] != "[":
        return {part}
    found: set[str] = set()
    for first, last in re.findall("(.)(?:-(.))?", part[1:-1]):
        found.update(map(chr, range(ord(first), ord(last or first) + 1)))
    return found
