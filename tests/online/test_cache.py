"""The cache of answers: what it keeps, for how long, and what it refuses."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from article_schema.errors import UsageError
from article_schema.online.answers import (
    Answer,
    History,
    Hop,
    Kind,
    Page,
    Picture,
    Question,
    Trouble,
)
from article_schema.online.cache import FAULT_AGE, Ages, Cache

A = Question(Kind.PAGE, "https://www.example.com/a")
B = Question(Kind.HOST, "www.example.com")
DAY = 86_400.0


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def cache(tmp_path: Path, clock: Clock) -> Iterator[Cache]:
    made = Cache(str(tmp_path / "known.db"), Ages(DAY), clock)
    yield made
    made.close()


@given(
    st.builds(
        Answer,
        status=st.integers(0, 999),
        trouble=st.none() | st.sampled_from([Trouble.TLS, Trouble.TIMEOUT, Trouble.LOOP]),
        detail=st.text(max_size=9),
        hops=st.lists(st.builds(Hop, st.integers(300, 308), st.text(max_size=9))).map(tuple),
        is_challenge=st.booleans(),
        page=st.none() | st.builds(Page, st.text(), st.text(), st.text()),
        picture=st.none() | st.builds(Picture, st.text(), st.integers(0, 9), st.integers(0, 9)),
        etag=st.text(max_size=9),
        frame_limits=st.lists(st.text(max_size=9)).map(tuple),
    )
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_an_answer_comes_back_as_it_was(cache: Cache, answer: Answer) -> None:
    cache.keep(A, answer)
    assert cache.known([A, B], offline=True) == {A: answer}


def test_a_success_counts_longer_than_a_fault(cache: Cache, clock: Clock) -> None:
    cache.keep(A, Answer(404))
    cache.keep(B, Answer(200))
    clock.now += FAULT_AGE - 1
    assert set(cache.known([A, B], offline=False)) == {A, B}
    clock.now += 1
    assert set(cache.known([A, B], offline=False)) == {B}
    clock.now += DAY
    assert cache.known([A, B], offline=False) == {}
    assert set(cache.known([A, B], offline=True)) == {A, B}


def test_a_host_with_an_address_counts_as_a_success(cache: Cache, clock: Clock) -> None:
    cache.keep(B, Answer())
    clock.now += DAY - 1
    assert set(cache.known([B], offline=False)) == {B}


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (Answer(404), 600),
        (Answer(410), 60),
        (Answer(503), 5),
        (Answer(trouble=Trouble.TIMEOUT), 7),
        (Answer(trouble=Trouble.BAD_REDIRECT, status=301), 7),
        (Answer(200), DAY),
        (Answer(301), FAULT_AGE),
    ],
)
def test_each_status_may_have_its_age(answer: Answer, seconds: float) -> None:
    ages = Ages(DAY, {"404": 600, "4xx": 60, "5xx": 5, "none": 7})
    assert ages.of(answer) == seconds


GONE = Answer(404)
NO_HOST = Answer(trouble=Trouble.NO_SUCH_HOST)


def test_faults_are_counted_since_it_was_there_last(cache: Cache, clock: Clock) -> None:
    def then(answer: Answer) -> History:
        clock.now += DAY
        cache.keep(A, answer)
        return cache.histories([A, B])[A]

    start = clock.now
    assert then(GONE) == History(start + DAY, None, 1, start + DAY)
    assert then(Answer(200)) == History(start + 2 * DAY, start + 2 * DAY, 0, None)
    assert then(NO_HOST) == History(start + 3 * DAY, start + 2 * DAY, 1, start + 3 * DAY)
    # Nobody knows whether a page is there that a server does not show.
    assert then(Answer(403)) == History(start + 4 * DAY, start + 2 * DAY, 1, start + 3 * DAY)
    assert then(Answer(503)).faults == 1
    assert then(GONE) == History(start + 6 * DAY, start + 2 * DAY, 2, start + 3 * DAY)
    assert then(Answer(200)).faults == 0


def test_an_answer_from_the_future_does_not_count(cache: Cache, clock: Clock) -> None:
    cache.keep(A, Answer(200))
    clock.now -= 10
    assert cache.known([A], offline=False) == {}


@pytest.mark.parametrize(
    "trouble", [Trouble.ROBOTS, Trouble.DENIED_HOST, Trouble.FORBIDDEN_ADDRESS]
)
def test_what_was_not_asked_is_not_kept(cache: Cache, trouble: Trouble) -> None:
    cache.keep(A, Answer(trouble=trouble))
    assert cache.known([A], offline=True) == {}


def test_two_runs_share_a_file(cache: Cache, tmp_path: Path) -> None:
    other = Cache(str(tmp_path / "known.db"), Ages(DAY))
    cache.keep(A, Answer(200))
    other.keep(B, Answer(200))
    assert (
        set(cache.known([A, B], offline=True)) == set(other.known([A, B], offline=True)) == {A, B}
    )
    other.close()


def test_what_is_no_database_is_told_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.md"
    path.write_text("---\ntitle: x\n---\n" * 100)
    before = path.read_bytes()
    with pytest.raises(UsageError, match="the cache cannot be used"):
        Cache(str(path), Ages(DAY))
    gc.collect()
    assert path.read_bytes() == before


def test_a_database_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "theirs.db"
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE answers (a)")
    file.close()
    before = path.read_bytes()
    with pytest.raises(UsageError, match="this is no cache of answers"):
        Cache(str(path), Ages(DAY))
    # From Python 3.13 on a connection that nobody closed is told of here.
    gc.collect()
    assert path.read_bytes() == before


@pytest.mark.parametrize("data", ["", "[]", "{}", "null", '{"page": 1}', "\x00"])
def test_an_answer_that_nobody_understands_is_asked_again(
    cache: Cache, tmp_path: Path, data: str
) -> None:
    cache.keep(A, Answer(200))
    with sqlite3.connect(tmp_path / "known.db") as file:
        file.execute("UPDATE answers SET data = ?", (data,))
    file.close()
    assert cache.known([A], offline=True) == {}


def test_a_place_where_no_file_can_be_is_told(tmp_path: Path) -> None:
    path = tmp_path / "missing" / "known.db"
    with pytest.raises(UsageError) as told:
        Cache(str(path), Ages(DAY))
    assert str(told.value) == (
        f"{path}: there is no folder {path.parent} for the cache; make it first"
    )
    with pytest.raises(UsageError) as told:
        Cache(str(tmp_path), Ages(DAY))
    assert str(told.value) == (
        f"{tmp_path}: a cache is a file, and this is a folder; name {tmp_path / 'known.db'}"
    )
