"""When the progress of work is shown: the times are told, so that no test waits for them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from lsprotocol import types

from article_schema.lsp import progress
from article_schema.lsp.progress import Progress


class Client:
    """Takes what is shown, and answers when it is told to."""

    def __init__(self, *, shows: bool = True) -> None:
        window = types.WindowClientCapabilities(work_done_progress=shows)
        self.client_capabilities = types.ClientCapabilities(window=window)
        self.told: list[str] = []
        self.answer: Callable[[], None] | None = None
        self.work_done_progress = self

    def create(self, token: str, answer: Callable[[], None]) -> None:
        self.told.append("create")
        self.answer = answer

    def begin(self, token: str, value: types.WorkDoneProgressBegin) -> None:
        self.told.append(value.title)

    def report(self, token: str, value: types.WorkDoneProgressReport) -> None:
        self.told.append(f"{value.message}, {value.percentage} %")

    def end(self, token: str, value: types.WorkDoneProgressEnd) -> None:
        self.told.append("end")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(progress, "time", SimpleNamespace(perf_counter=lambda: now[0]))
    return now


def of(client: Client) -> Progress:
    server: Any = client
    return Progress(server, "Reading")


def test_short_work_shows_nothing(clock: list[float]) -> None:
    client = Client()
    with of(client) as shown:
        clock[0] += 0.1
        shown.tell(1, 2)
    assert client.told == []


def test_nothing_is_shown_to_a_client_that_shows_no_progress(clock: list[float]) -> None:
    client = Client(shows=False)
    with of(client) as shown:
        clock[0] += 9
        shown.tell(1, 2)
    assert client.told == []


def test_long_work_shows_how_far_it_is_no_more_often_than_people_see(clock: list[float]) -> None:
    client = Client()
    with of(client) as shown:
        clock[0] += 0.3
        shown.tell(1, 2_000)
        assert client.answer is not None
        client.answer()
        for done in (500, 1_000, 1_500):
            clock[0] += 0.15
            shown.tell(done, 2_000)
    assert client.told == ["create", "Reading", "1,000 of 2,000, 50 %", "end"]


def test_work_that_ends_soon_after_it_is_shown_tells_no_number(clock: list[float]) -> None:
    client = Client()
    with of(client) as shown:
        clock[0] += 0.3
        shown.tell(1, 2)
        assert client.answer is not None
        client.answer()
    assert client.told == ["create", "Reading", "end"]


def test_a_client_that_answers_after_the_end_hears_of_it(clock: list[float]) -> None:
    client = Client()
    with of(client) as shown:
        clock[0] += 0.3
        shown.tell(1, 2)
        clock[0] += 0.3
        shown.tell(2, 2)
    assert client.told == ["create"]
    assert client.answer is not None
    client.answer()
    assert client.told == ["create", "Reading", "end"]
