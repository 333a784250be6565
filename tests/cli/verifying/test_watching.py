"""How far a run online is, on a terminal and in a log."""

from __future__ import annotations

import asyncio
import io
import sys
from contextlib import AsyncExitStack

import pytest

from article_schema.cli.verifying.watching import Progress
from article_schema.online.answers import Answer, Kind, Question
from article_schema.online.asking import Asking
from article_schema.online.connecting import Network
from article_schema.online.fetching import Manners
from article_schema.online.hosts import Hosts

QUESTIONS = tuple(Question(Kind.PAGE, f"https://www.example.com/{at}") for at in range(40))


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def shown(out: io.StringIO, seconds: float) -> str:
    """Return what a run shows of which ten questions were answered after some seconds."""
    clock = Clock()
    asking = Asking(QUESTIONS, Network(), Manners("article-schema/0"), Hosts(delay=0))
    progress = Progress(out, clock)

    async def run() -> None:
        async with AsyncExitStack() as stack:
            for host in ("a.example.com", "a.example.com", "b.example.com"):
                await stack.enter_async_context(asking.hosts.slot(host))
            progress.begin(asking)
            for number, question in enumerate(QUESTIONS[:10]):
                clock.now += seconds if number == 9 else 0
                progress.answered(question, Answer(200))

    asyncio.run(run())
    assert (asking.hosts.in_flight, asking.hosts.hosts_in_flight) == (0, 0)
    progress.end()
    return out.getvalue()


def test_a_terminal_has_one_line_that_is_cleared_in_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    told = "10 of 40 asked, 5.0/s, 0:06 left, 3 requests to 2 hosts under way"
    clear = "\r\x1b[2K"
    assert shown(Terminal(), 2.0) == f"{clear}{told}{clear}"


def test_a_log_has_a_line_now_and_then() -> None:
    assert shown(io.StringIO(), 2.0) == ""
    told = "10 of 40 asked, 1.0/s, 0:30 left, 3 requests to 2 hosts under way\n"
    assert shown(io.StringIO(), 10.0) == told


def test_a_short_run_shows_nothing() -> None:
    assert shown(Terminal(), 0.5) == ""
