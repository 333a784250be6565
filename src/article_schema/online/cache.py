"""The cache: answers of earlier runs in a file of SQLite, which several runs may share.

Each answer is kept as soon as it is there, in a transaction of its own: a run may be killed.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field

from article_schema.errors import UsageError
from article_schema.online.answers import (
    UNASKED,
    Answer,
    History,
    Hop,
    Page,
    Picture,
    Question,
    Trouble,
)

#: The number in the head of the file that tells a cache from other databases.
_MARK = 0x41534E43
#: It grows when answers hold something else; older ones are asked for again.
_VERSION = 2
#: Seconds for which what was no success counts at most: faults pass.
FAULT_AGE = 3_600.0
#: Seconds to wait for another run that writes.
_PATIENCE = 10.0
#: What stands for answers without a status in `Ages.by_status`.
NO_STATUS = "none"

_TABLE = (
    "CREATE TABLE answers (kind TEXT, target TEXT, moment REAL, data TEXT, well_at REAL,"
    " faults INTEGER, since REAL, PRIMARY KEY (kind, target)) WITHOUT ROWID"
)
#: A page that is dead counts one fault more; one that is neither dead nor well changes nothing.
_KEEP = """
INSERT INTO answers VALUES (:kind, :target, :now, :data,
    iif(:is_ok, :now, NULL), :is_dead, iif(:is_dead, :now, NULL))
ON CONFLICT DO UPDATE SET moment = :now, data = :data,
    well_at = iif(:is_ok, :now, well_at),
    faults = iif(:is_ok, 0, faults + :is_dead),
    since = iif(:is_ok, NULL, coalesce(since, iif(:is_dead, :now, NULL)))
"""


@dataclass(frozen=True, slots=True)
class Ages:
    """For how long answers count, in seconds."""

    #: Successes; what is no success counts for an hour at most.
    most: float
    #: Answers of a status (`404`), of a class (`5xx`) or without any (`none`), whatever else holds.
    by_status: dict[str, float] = field(default_factory=dict)

    def of(self, answer: Answer) -> float:
        """Return for how long an answer counts."""
        if answer.is_well and not answer.status:
            # A host that has an address.
            return self.most
        status = str(answer.status) if answer.status and answer.trouble is None else NO_STATUS
        for key in (status, f"{status[0]}xx"):
            if key in self.by_status:
                return self.by_status[key]
        return self.most if answer.is_ok else min(self.most, FAULT_AGE)


class Cache:
    """Answers of earlier runs.

    Args:
        path: the file; it is made if it is not there.
        ages: for how long answers count.
        clock: returns the seconds since 1970.

    Raises:
        UsageError: the file cannot be opened, or is no cache.
    """

    def __init__(self, path: str, ages: Ages, clock: Callable[[], float] = time.time) -> None:
        self._path = path
        self._ages = ages
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
        now = self._clock()
        return {
            question: answer
            for question, answer, history in self._rows(questions)
            if offline or self._counts(answer, now - history.moment)
        }

    def histories(self, questions: Iterable[Question]) -> dict[Question, History]:
        """Return what all runs together have seen of questions.

        Args:
            questions: what is asked.

        Raises:
            UsageError: the file cannot be read.
        """
        return {question: history for question, _, history in self._rows(questions)}

    def keep(self, question: Question, answer: Answer) -> None:
        """Keep an answer; not one that says only what this run may not ask.

        Raises:
            UsageError: the file cannot be written.
        """
        if answer.trouble in UNASKED:
            return
        try:
            self._file.execute(
                _KEEP,
                {
                    "kind": question.kind.value, "target": question.target, "now": self._clock(),
                    "data": json.dumps(asdict(answer)), "is_ok": answer.is_well,
                    "is_dead": answer.is_dead,
                },
            )  # fmt: skip
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _rows(self, questions: Iterable[Question]) -> Iterator[tuple[Question, Answer, History]]:
        try:
            for question in questions:
                row = self._file.execute(
                    "SELECT data, moment, well_at, faults, since FROM answers"
                    " WHERE kind = ? AND target = ?",
                    (question.kind.value, question.target),
                ).fetchone()
                answer = _answer_of(row[0]) if row is not None else None
                if answer is not None:
                    yield question, answer, History(*row[1:])
        except sqlite3.Error as error:
            raise self._unusable(error) from None

    def _counts(self, answer: Answer, age: float) -> bool:
        # An answer from the future is of a clock that was wrong.
        return 0 <= age < self._ages.of(answer)

    def _prepare(self) -> None:
        mark = self._file.execute("PRAGMA application_id").fetchone()[0]
        is_new = not self._file.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if mark != _MARK and not is_new:
            raise UsageError(f"{self._path}: this is no cache of answers; name another file")
        self._file.execute("PRAGMA synchronous = NORMAL")
        if mark == _MARK and self._is_ready():
            return
        # A run that is killed leaves the file whole, and runs do not wait for those that read.
        self._file.execute("PRAGMA journal_mode = WAL")
        self._file.execute("BEGIN IMMEDIATE")
        if not self._is_ready():
            self._file.execute("DROP TABLE IF EXISTS answers")
            self._file.execute(_TABLE)
            self._file.execute(f"PRAGMA application_id = {_MARK}")
            self._file.execute(f"PRAGMA user_version = {_VERSION}")
        self._file.execute("COMMIT")

    def _is_ready(self) -> bool:
        return bool(self._file.execute("PRAGMA user_version").fetchone()[0] == _VERSION)

    def _unusable(self, error: sqlite3.Error) -> UsageError:
        path = self._path
        if os.path.isdir(path):
            inside = os.path.join(path, "known.db")
            return UsageError(f"{path}: a cache is a file, and this is a folder; name {inside}")
        folder = os.path.dirname(path)
        if folder and not os.path.isdir(folder):
            return UsageError(f"{path}: there is no folder {folder} for the cache; make it first")
        return UsageError(
            f"{path}: the cache cannot be used: {error}; name another file, or delete this one if "
            "it is of no other use"
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
