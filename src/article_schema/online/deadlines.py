"""Deadlines: what ends a request that takes too long, with one timer for many requests.

`asyncio.timeout` makes a timer for each and takes it back, though hardly any goes off. Here a timer
stays when its request ends. If it goes off during a later one, it is set anew to the end of that.
"""

from __future__ import annotations

import asyncio
from types import TracebackType


class Deadline:
    """Ends what a task waits for in a `with`, and makes a `TimeoutError` of it.

    Args:
        idle: where it waits for its next use.
    """

    def __init__(self, idle: list[Deadline]) -> None:
        self._idle = idle
        self.end = 0.0
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[object] | None = None
        self._cancelling = 0
        self._is_over = False

    def __enter__(self) -> None:
        self._task = asyncio.current_task()
        self._cancelling = 0 if self._task is None else self._task.cancelling()
        self._is_over = False
        if self._timer is not None and self._timer.when() > self.end:
            self._timer.cancel()
            self._timer = None
        if self._timer is None:
            self._set()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        task, self._task = self._task, None
        self._idle.append(self)
        if task is None or not self._is_over:
            return
        # Who else cancels the task means it.
        if task.uncancel() <= self._cancelling and kind is asyncio.CancelledError:
            raise TimeoutError from error

    def _set(self) -> None:
        self._timer = asyncio.get_running_loop().call_at(self.end, self._ring)

    def _ring(self) -> None:
        self._timer = None
        if self._task is None:
            return
        if asyncio.get_running_loop().time() < self.end:
            self._set()
        else:
            self._is_over = True
            self._task.cancel()


class Deadlines:
    """The deadlines of a run, which are used again and again."""

    def __init__(self) -> None:
        self._idle: list[Deadline] = []

    def until(self, end: float) -> Deadline:
        """Return what ends a `with` in time.

        Args:
            end: the moment, on the clock of the loop.
        """
        deadline = self._idle.pop() if self._idle else Deadline(self._idle)
        deadline.end = end
        return deadline
