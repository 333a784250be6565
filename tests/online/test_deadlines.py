"""Tests of deadlines: what takes too long ends, and nothing else does."""

from __future__ import annotations

import asyncio

import pytest

from article_schema.online.deadlines import Deadlines


def test_what_takes_too_long_ends() -> None:
    async def run() -> None:
        deadlines = Deadlines()
        loop = asyncio.get_running_loop()
        for _ in range(3):
            with pytest.raises(TimeoutError), deadlines.until(loop.time() + 0.01):
                await asyncio.sleep(60)
        await asyncio.sleep(0)

    asyncio.run(run())


def test_a_moment_that_is_over_ends_at_once() -> None:
    async def run() -> None:
        with pytest.raises(TimeoutError), Deadlines().until(0.0):
            await asyncio.sleep(60)

    asyncio.run(run())


def test_a_timer_of_an_earlier_request_ends_no_later_one() -> None:
    async def run() -> None:
        deadlines = Deadlines()
        loop = asyncio.get_running_loop()
        with deadlines.until(loop.time() + 0.02):
            await asyncio.sleep(0)
        with deadlines.until(loop.time() + 60):
            await asyncio.sleep(0.05)
        # It rings while nobody uses it, too.
        with deadlines.until(loop.time() + 0.01):
            pass
        await asyncio.sleep(0.03)

    asyncio.run(run())


def test_a_later_request_may_end_sooner() -> None:
    async def run() -> None:
        deadlines = Deadlines()
        loop = asyncio.get_running_loop()
        with deadlines.until(loop.time() + 60):
            await asyncio.sleep(0)
        with pytest.raises(TimeoutError), deadlines.until(loop.time() + 0.01):
            await asyncio.sleep(60)

    asyncio.run(run())


def test_requests_one_after_the_other_share_a_timer() -> None:
    async def run() -> int:
        deadlines = Deadlines()
        loop = asyncio.get_running_loop()
        made = 0
        call_at = loop.call_at

        def counted(*arguments: object, **names: object) -> asyncio.TimerHandle:
            nonlocal made
            made += 1
            return call_at(*arguments, **names)  # type: ignore[arg-type]

        loop.call_at = counted  # type: ignore[method-assign,assignment]
        for _ in range(100):
            with deadlines.until(loop.time() + 60):
                await asyncio.sleep(0)
        return made

    assert asyncio.run(run()) == 1


def test_requests_at_the_same_time_end_each_for_itself() -> None:
    async def run() -> list[str]:
        deadlines = Deadlines()
        ended = []

        async def ask(name: str, seconds: float) -> None:
            try:
                with deadlines.until(asyncio.get_running_loop().time() + seconds):
                    await asyncio.sleep(0.1)
            except TimeoutError:
                ended.append(name)

        await asyncio.gather(ask("long", 60), ask("short", 0.01), ask("shorter", 0.005))
        return ended

    assert asyncio.run(run()) == ["shorter", "short"]


def test_a_task_that_somebody_cancels_is_cancelled() -> None:
    async def run() -> None:
        deadlines = Deadlines()

        async def ask() -> None:
            with deadlines.until(asyncio.get_running_loop().time() + 60):
                await asyncio.sleep(60)

        task = asyncio.ensure_future(ask())
        await asyncio.sleep(0.01)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    asyncio.run(run())


def test_a_task_that_somebody_cancels_as_its_time_is_over_is_cancelled() -> None:
    async def run() -> None:
        deadlines = Deadlines()

        async def ask() -> None:
            loop = asyncio.get_running_loop()
            with deadlines.until(loop.time()):
                task = asyncio.current_task()
                assert task is not None
                loop.call_later(0.0, task.cancel)
                loop.call_later(0.0, task.cancel)
                await asyncio.sleep(60)

        with pytest.raises(asyncio.CancelledError):
            await asyncio.ensure_future(ask())

    asyncio.run(run())
