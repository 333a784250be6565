"""Recent checkers: calls with the same settings share a checker, which takes long to build."""

from __future__ import annotations

import copy
import threading
from collections import deque
from functools import cache
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker

#: Each may keep a model and rules in memory that are no longer used.
_MOST = 8


class _Recent(threading.local):
    """The checkers of a thread: each serves one thread alone."""

    def __init__(self) -> None:
        self.checkers: deque[tuple[Settings, Any, Checker]] = deque(maxlen=_MOST)


_recent = _Recent()


@cache
def _defaults() -> Settings:
    """Return the default settings; callers never get them, so they stay unchanged."""
    return Settings()


def recent_checker(settings: Any) -> Checker:
    """Return a checker for some settings: one of the last few, if their settings were the same.

    Raises:
        UsageError: a selector matches no rule.
    """
    is_fixed = isinstance(settings, Settings) and not settings.schemas and settings.site is None
    if settings is not None and not is_fixed:
        # A file with a schema, or one that values point to, may be another one by now.
        return Checker(settings)
    wanted = _defaults() if settings is None else settings
    contents = wanted.severity, wanted.options
    for known, were, checker in _recent.checkers:
        # A caller may have changed the mappings of the settings since.
        if were == contents and known == wanted:
            return checker
    checker = Checker(wanted)
    _recent.checkers.append((wanted, copy.deepcopy(contents), checker))
    return checker
