"""Workers: where there are many files, several processes work on them, in the order of one.

Processes that check are forked: they have all that was imported and configured before, plug-ins
included, and their hashes are those of this process. Systems that cannot fork check in one process.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from types import FrameType
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeAlias, TypeVar

from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile, StoredEntry

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from multiprocessing.context import BaseContext
    from multiprocessing.process import BaseProcess

#: What a worker says of a file: all that was found, or only the entries where that is nothing, or
#: None if the file is so large that it is not worth sending about.
_Reply: TypeAlias = CheckedFile | tuple[StoredEntry, ...] | None

#: With fewer files than this, starting workers takes longer than they save.
FEWEST = 5_000
#: More workers wait for the one process that reads the folders and writes the report.
_MOST = 8
#: Files that a worker is given at once, and the lots that each may be ahead of the report.
_LOT = 128
_AHEAD = 3
#: The longest text of a file, in code points, that a worker sends back with its findings.
_LONGEST = 100_000
#: Seconds that a worker may outlive the process that it works for.
_PATIENCE = 0.5
#: Seconds between two looks at workers that say nothing, and the most that a file may take them.
_LOOK = 2
_MOST_SECONDS = 5


class Checks(Protocol):
    """What checks files."""

    def check_one(self, file: FoundFile, /) -> tuple[CheckedFile, Checker]:
        """Return the result of a file, with the checker that made it."""
        ...

    def checker_for(self, file: FoundFile, /) -> Checker:
        """Return the checker of a file."""
        ...


T = TypeVar("T")
R = TypeVar("R")
T_contra = TypeVar("T_contra", contravariant=True)
R_co = TypeVar("R_co", covariant=True)


class Work(Protocol[T_contra, R_co]):
    """What workers do with each item."""

    def reply(self, item: T_contra, /) -> Any:
        """Return what a worker says of an item, which has to reach another process.

        It is None where this process had better find it out again.
        """
        ...

    def result(self, item: T_contra, reply: Any, /) -> R_co:
        """Return the result for an item, in this process; without a reply all is done here."""
        ...


_work: Work[Any, Any]


class _Checking:
    """The work of a check."""

    def __init__(self, checks: Checks) -> None:
        self.checks = checks

    def reply(self, file: FoundFile) -> _Reply:
        return _reply(*self.checks.check_one(file))

    def result(self, file: FoundFile, reply: _Reply) -> tuple[CheckedFile, Checker]:
        if reply is None:
            return self.checks.check_one(file)
        if isinstance(reply, tuple):
            reply = CheckedFile(file.path, (), None, entries=reply)
        return reply, self.checks.checker_for(file)


def jobs_for(files: Iterable[FoundFile], wanted: int | None) -> tuple[int, Iterator[FoundFile]]:
    """Return the number of processes to check some files with, and the files.

    Args:
        files: the files, of which a few thousand are looked for.
        wanted: the number that somebody asked for; None leaves the choice to their amount.
    """
    if not hasattr(os, "fork"):
        return 1, iter(files)
    if wanted is not None:
        return wanted, iter(files)
    # macOS can fork, but some of its own libraries cannot go on afterwards.
    if sys.platform != "linux" or (processors := len(os.sched_getaffinity(0))) == 1:
        return 1, iter(files)
    rest = iter(files)
    first = list(islice(rest, FEWEST))
    return min(processors, _MOST) if len(first) == FEWEST else 1, chain(first, rest)


def check_side_by_side(
    files: Iterator[FoundFile], checks: Checks, jobs: int
) -> Iterator[tuple[CheckedFile, Checker]]:
    """Yield the result of each file, in their order, as several processes find it out."""
    return work_side_by_side(files, _Checking(checks), jobs)


def work_side_by_side(
    items: Iterator[T], work: Work[T, R], jobs: int, start: Literal["fork", "spawn"] = "fork"
) -> Iterator[R]:
    """Yield the result of each item, in their order, as several processes find it out.

    Should one of them be killed, this one goes on alone.

    Args:
        items: the items, which are taken as they are needed.
        work: what is done with each.
        jobs: how many processes do it.
        start: how they start; the work has to be one for `pickle` where they are not forked.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context, workers = _noting(multiprocessing.get_context(start))

    def end() -> None:
        for worker in workers:
            if worker.is_alive():
                worker.kill()

    pool = ProcessPoolExecutor(jobs, context, _begin, (work, os.getpid()))
    lots = iter(lambda: list(islice(items, _LOT)), [])
    waiting: deque[tuple[list[T], Future[list[Any]] | None]] = deque()
    restore = _hear_ctrl_c_once()
    try:
        while True:
            for lot in islice(lots, jobs * _AHEAD - len(waiting)):
                waiting.append((lot, _give(pool, lot)))
            if not waiting:
                return
            lot, future = waiting.popleft()
            yield from map(work.result, lot, _answer(future, len(lot), end))
    finally:
        # Whatever ends this, Ctrl-C too, waits for no worker that somebody has stopped.
        end()
        pool.shutdown(cancel_futures=True)
        restore()


def _noting(context: BaseContext) -> tuple[BaseContext, list[BaseProcess]]:
    """Return a context that notes the processes which it makes, and the list of those.

    The program may have other processes, and start some at any time.
    """
    noted: list[BaseProcess] = []

    def process(_: Any, *arguments: Any, **named: Any) -> BaseProcess:
        noted.append(made(*arguments, **named))
        return noted[-1]

    made = type(context).Process  # type: ignore[attr-defined]
    return type("Noting", (type(context),), {"Process": process})(), noted


def _hear_ctrl_c_once() -> Callable[[], object]:
    """Pass the first SIGINT on and drop the others, and return what takes that back.

    A second Ctrl-C would interrupt the end of the workers. One that is left would keep the output
    open, and whoever reads it would wait.
    """
    before = signal.getsignal(signal.SIGINT)
    # Only the main thread may set a handler, and only there does one interrupt anything.
    if not callable(before) or threading.current_thread() is not threading.main_thread():
        return lambda: None
    first = iter([before])

    def handle(number: int, frame: FrameType | None) -> None:
        for pass_on in first:
            pass_on(number, frame)

    signal.signal(signal.SIGINT, handle)
    return lambda: signal.signal(signal.SIGINT, before)


def _give(pool: Executor, lot: list[Any]) -> Future[list[Any]] | None:
    """Give a lot to the workers; None if they are gone."""
    from concurrent.futures import BrokenExecutor

    try:
        return pool.submit(_reply_to_all, lot)
    except BrokenExecutor:
        return None


def _answer(future: Future[list[Any]] | None, items: int, end: Callable[[], None]) -> list[Any]:
    """Wait for what the workers say of a lot, which is nothing if they are gone or do not go on."""
    nothing: list[Any] = [None] * items
    if future is None:
        return nothing
    last = time.monotonic() + _MOST_SECONDS * items
    stopped: set[int] = set()
    while True:
        try:
            return future.result(timeout=_LOOK)
        except TimeoutError:
            # Seen twice, since a shell that continues a job wakes its processes one by one.
            now_stopped = _stopped_children()
            if stopped & now_stopped or time.monotonic() > last:
                end()
            stopped = now_stopped
        except Exception:  # noqa: BLE001 - a plug-in may return what another process cannot use
            # This process finds it out again.
            return nothing


def _stopped_children() -> set[int]:
    """Return the numbers of the child processes that somebody has stopped, where that shows."""
    import multiprocessing

    numbers = (child.pid for child in multiprocessing.active_children())
    return {number for number in numbers if number and _is_stopped(number)}


def _is_stopped(number: int) -> bool:
    try:
        with open(f"/proc/{number}/stat", "rb") as file:
            # The state stands behind the name, which may hold anything, in brackets.
            return file.read().rpartition(b") ")[2][:1] in (b"T", b"t")
    except OSError:
        return False


def _begin(work: Work[Any, Any], parent: int) -> None:
    """Make a process a worker of another one."""
    global _work  # noqa: PLW0603 - it is what this process is for
    _work = work
    # A signal ends the process that waits for the workers, and that one ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the one is gone that it works for, which may have been killed."""
    while os.getppid() == parent:
        time.sleep(_PATIENCE)
    os._exit(1)


def _reply_to_all(items: Iterable[Any]) -> list[Any]:
    return [_work.reply(item) for item in items]


def _reply(result: CheckedFile, checker: Checker) -> _Reply:
    if result.article is not None:
        return checker.entries.stored_entries_of(result.article)
    if not result.findings and result.checked:
        return result.entries
    source = result.source
    return None if source is not None and len(source.text) > _LONGEST else result
