"""Kept: the answers that `verify` has kept on this machine, read and written by the server too."""

from __future__ import annotations

import os
from contextlib import closing
from typing import TYPE_CHECKING

from article_schema.errors import UsageError
from article_schema.online.places import default_path

if TYPE_CHECKING:
    from article_schema.online.answers import Answer, History, Question
    from article_schema.online.cache import Cache


def existing_cache() -> str | None:
    """Return the file in which `verify` keeps answers; None where there is none."""
    try:
        path = default_path()
    except UsageError:
        return None
    return path if os.path.isfile(path) else None


def _opened(path: str) -> Cache:
    from article_schema.online.cache import Ages, Cache

    # For how long answers count is for `verify` to say.
    return Cache(path, Ages(0.0))


def kept(
    path: str | None, questions: list[Question]
) -> tuple[dict[Question, Answer], dict[Question, History]]:
    """Return what the cache knows of questions; nothing where it cannot be read.

    Args:
        path: the file; None without one.
        questions: what is asked.
    """
    if path is None:
        return {}, {}
    try:
        with closing(_opened(path)) as cache:
            return cache.known(questions, offline=True), cache.histories(questions)
    except UsageError:
        return {}, {}


def keep(answers: dict[Question, Answer]) -> None:
    """Keep answers, if the folder for caches can be written.

    Args:
        answers: what is known.
    """
    try:
        path = default_path()
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with closing(_opened(path)) as cache:
            for question, answer in answers.items():
                cache.keep(question, answer)
    except (OSError, UsageError):
        # They are known until the server ends.
        return
