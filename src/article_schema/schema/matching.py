"""Matching: patterns of a project's schema against hostile texts, in bounded time.

With `^(a+)+$` the time of Python's `re` doubles with each letter of `aaa…!`. So a search uses `re`
if the pattern cannot do this, RE2, whose time is linear, if it gives the same answer, and otherwise
a process with a time limit.
"""

from __future__ import annotations

import atexit
import re
import warnings
from functools import cache, lru_cache
from typing import Any

from article_schema.late_pattern import late_pattern
from article_schema.schema.effort import STEP_SECONDS, Effort, TooMuchError, current
from article_schema.schema.one_way import has_one_way
from article_schema.schema.pattern_process import PatternProcess

#: The most paths through a pattern for Python alone: some milliseconds.
_MOST_PATHS = 100_000
_PATHS_A_STEP = 500
#: Groups that are repeated, and references to groups: the number of paths may grow with any power.
_NESTED = late_pattern(r"\)[*+?{]|\\[0-9]|\(\?P=|\(\?\(")
#: What RE2 reads differently from Python: white space, named classes, `{,3}`, and flags.
_OTHER_IN_RE2 = late_pattern(r"\\[sSZzCQEpPKXRhHvVNG]|\[:|\{,|\(\?[^:P=!<]|\[\]|\[\^\]")
#: What both read alike for texts in ASCII only.
_ASCII_IN_RE2 = late_pattern(r"\\[wWdDbB]")
_ASCII = late_pattern(r"[\t -~]*")
#: Only in Python `$` matches before a final line break, and a lone surrogate has no UTF-8.
_ANY = late_pattern("[^\0\n\ud800-\udfff]*")

_process = PatternProcess()
atexit.register(_process.close)


def search(pattern: str, text: object) -> bool:
    """Tell whether a text has a place that matches a pattern, as `re.search` does.

    Raises:
        TooMuchError: it takes longer than the effort of the file allows.
        re.error: the pattern is none.
    """
    if not isinstance(text, str):
        return False
    effort = current()
    if effort is None:
        return re.search(pattern, text) is not None
    paths = _paths(pattern, len(text))
    if paths <= _MOST_PATHS:
        effort.spend(paths // _PATHS_A_STEP)
        return re.search(pattern, text) is not None
    linear, characters = _linear(pattern)
    if linear is not None and characters.fullmatch(text):
        effort.spend(1 + len(text) // 100)
        return linear.search(text) is not None
    return _outside(pattern, text, effort)


def require_bounded(pattern: str, text: object) -> None:
    """Make sure that `re.search` ends in time, for code that calls it.

    Raises:
        TooMuchError: it may not.
    """
    effort = current()
    if effort is None or not isinstance(text, str):
        return
    if _paths(pattern, len(text)) > _MOST_PATHS:
        _outside(pattern, text, effort)


def is_regex(text: str) -> bool:
    """Tell whether a text is a regular expression; the time for compiling it is bounded.

    Raises:
        TooMuchError: it takes longer than the effort of the file allows.
    """
    effort = current()
    if effort is not None:
        return _asked(text, None, effort) != "wrong"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return False
    return True


@lru_cache(512)
def _shape(pattern: str) -> tuple[bool, int, int, int]:
    """Return an upper bound of the cost of a pattern."""
    if has_one_way(pattern):
        return False, 1, 0, 0
    bare = re.sub(r"\(\?[:=!<]*", "(", pattern)
    anchored = pattern.startswith("^") and "|" not in pattern and "(?" not in pattern
    choices = bare.count("|") + bare.count("?")
    repeats = sum(bare.count(sign) for sign in ("*", "+", "{"))
    return _NESTED.search(pattern) is not None, repeats, choices, 0 if anchored else 1


def _paths(pattern: str, length: int) -> int:
    nested, repeats, choices, starts = _shape(pattern)
    if nested or choices > 16 or repeats > 16:
        return _MOST_PATHS + 1
    power = repeats + starts
    # Without a repeat, each position reads no more text than the pattern has.
    return int((length + 1) ** power * 2**choices) + len(pattern)


@cache
def _linear(pattern: str) -> tuple[Any, re.Pattern[str]]:
    """Return a pattern for RE2 and for what texts it is; None where RE2 may read it differently."""
    try:
        import re2
    except ImportError:
        return None, _ASCII
    if not _ANY.fullmatch(pattern) or _OTHER_IN_RE2.search(pattern):
        return None, _ASCII
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options), _ASCII if _ASCII_IN_RE2.search(pattern) else _ANY
    except re2.error:
        return None, _ASCII


def _outside(pattern: str, text: str, effort: Effort) -> bool:
    return _asked(pattern, text, effort) == "yes"


def _asked(pattern: str, text: str | None, effort: Effort) -> str:
    try:
        if effort.left <= 0:
            # Each further process would end at once, and take its time for that.
            raise TimeoutError
        word, took = _process.ask(pattern, text, effort.seconds)
    except TimeoutError:
        effort.left = 0
        if text is None:
            reason, advice = "takes too long to read as a regular expression", "write a simpler one"
        else:
            reason = f"takes too long to compare with the pattern `{pattern}`"
            advice = (
                "write the pattern without a repeat inside of a repeat, or install the extra "
                "`patterns`, whose engine needs no more time for it"
            )
        raise TooMuchError(reason, advice, pattern if text is None else text) from None
    effort.spend(1 + int(took / STEP_SECONDS))
    return word
