"""The cache: answers of earlier runs in a file of SQLite, which several runs may share.

Each answer is kept as soon as it is there, in a transaction of its own: a run may be killed.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict

from article_schema.errors import UsageError
from article_schema.online.answers import UNASKED, Answer, Hop, Page, Picture, Question, Trouble

#: The number in the head of the file that tells a cache from other databases.
_MARK = 0x41534E43
#: It grows when answers hold something else; older ones are asked for again.
_VERSION = 2
#: Seconds for which what was no success counts at most: faults pass.
FAULT_AGE = 3_600.0
#: Seconds to wait for another run that writes.
_PATIENCE = 10.0


class Cache:
    """Answers of earlier runs.

    Args:
        path: the file; it is made if it is not there.
        max_age: seconds for which an answer counts.
        clock: returns the seconds since 1970.

    Raises:
        UsageError: the file cannot be opened, or is no cache.
    """

    def __init__(self, path: str, max_age: float, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._max_age = max_age
        self._clock = clock
        try:
            self._file = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        except sqlite3.Error as error:
            raise self._unusable(error) from None
        try:
            self._prepare()
        except BaseException as error:
            self.close()
            if isinstance(error, sqlite3.Error):
                raise self._unusable(error) from None
            raise

    def known(self, questions: Iterable[Question], *, offline: bool) -> dict[Question, Answer]:
        """Return the answers that still count.

        Args:
            questions: what is asked.
            offline: whether every answer counts, however old it is.

        Raises:
            UsageError: the file cannot be read.
        """
        found: dict[Question, Answer] = {}
        now = self._clock()
        try:
            for question in questions:
                row = self._file.execute(
                    "SELECT moment, data FROM answers WHERE kind = ? AND target = ?",
                    (question.kind.value, question.target),
                ).fetchone()
                answer = _answer_of(row[1]) if row is not None else None
                if answer is not None and (offline or self._counts(answer, now - row[0])):
                    found[question] = answer
        except sqlite3.Error as error:
            raise self._unusable(error) from None
        return found

    def keep(self, question: Question, answer: Answer) -> None:
        """Keep an answer; not one that says only what this run may not ask.

        Raises:
            UsageError: the file cannot be written.
        """
        if answer.trouble in UNASKED:
            return
        try:
            self._file.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?)",
                (question.kind.value, question.target, self._clock(), json.dumps(asdict(answer))),
            )
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _counts(self, answer: Answer, age: float) -> bool:
        # An answer from the future is of a clock that was wrong.
        return 0 <= age < (self._max_age if answer.is_ok else min(self._max_age, FAULT_AGE))

    def _prepare(self) -> None:
        mark = self._file.execute("PRAGMA application_id").fetchone()[0]
        is_new = not self._file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != _MARK and not is_new:
            raise UsageError(f"{self._path}: this is no cache of answers; name another file")
        # A run that is killed leaves the file whole, and runs do not wait for those that read.
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("PRAGMA synchronous = NORMAL")
        self._file.execute("BEGIN IMMEDIATE")
        if self._file.execute("PRAGMA user_version").fetchone()[0] != _VERSION:
            self._file.execute("DROP TABLE IF EXISTS answers")
            self._file.execute(
                "CREATE TABLE answers (kind TEXT, target TEXT, moment REAL, data TEXT,"
                " PRIMARY KEY (kind, target)) WITHOUT ROWID"
            )
            self._file.execute(f"PRAGMA application_id = {_MARK}")
            self._file.execute(f"PRAGMA user_version = {_VERSION}")
        self._file.execute("COMMIT")

    def _unusable(self, error: sqlite3.Error) -> UsageError:
        return UsageError(
            f"{self._path}: the cache cannot be used: {error}; delete it, or name another file"
        )


def _answer_of(text: str) -> Answer | None:
    """Return a kept answer; None for one that nobody of this version has written."""
    try:
        data = json.loads(text)
        page, picture, trouble = data.pop("page"), data.pop("picture"), data.pop("trouble")
        data["frame_limits"] = tuple(data["frame_limits"])
        return Answer(
            **{**data, "hops": tuple(Hop(**hop) for hop in data["hops"])},
            page=Page(**page) if page else None,
            picture=Picture(**picture) if picture else None,
            trouble=Trouble(trouble) if trouble else None,
        )
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
