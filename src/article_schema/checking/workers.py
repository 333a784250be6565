"""Workers: where there are many files, several processes check them, in the order of one.

Processes are forked: they have all that was imported and configured before, plug-ins included, and
their hashes are those of this process. Systems that cannot fork do with one process.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice, repeat
from types import FrameType
from typing import TYPE_CHECKING, Protocol, TypeAlias

from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile, StoredEntry

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

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


_checks: Checks


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
    """Yield the result of each file, in their order, as several processes find it out.

    Should one of them be killed, this one goes on alone.
    """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    before = set(multiprocessing.active_children())

    def end() -> None:
        for worker in set(multiprocessing.active_children()) - before:
            worker.kill()

    started = checks, os.getpid()
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context("fork"), _begin, started)
    lots = iter(lambda: list(islice(files, _LOT)), [])
    waiting: deque[tuple[list[FoundFile], Future[list[_Reply]] | None]] = deque()
    restore = _hear_ctrl_c_once()
    try:
        while True:
            for lot in islice(lots, jobs * _AHEAD - len(waiting)):
                waiting.append((lot, _give(pool, lot)))
            if not waiting:
                return
            lot, future = waiting.popleft()
            yield from map(_result, lot, _answer(future, len(lot), end), repeat(checks))
    finally:
        # Whatever ends this, Ctrl-C too, waits for no worker that somebody has stopped.
        end()
        pool.shutdown(cancel_futures=True)
        restore()


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


def _give(pool: Executor, lot: list[FoundFile]) -> Future[list[_Reply]] | None:
    """Give a lot to the workers; None if they are gone."""
    from concurrent.futures import BrokenExecutor

    try:
        return pool.submit(_check_all, lot)
    except BrokenExecutor:
        return None


def _answer(
    future: Future[list[_Reply]] | None, files: int, end: Callable[[], None]
) -> list[_Reply]:
    """Wait for what the workers say of a lot, which is nothing if they are gone or do not go on."""
    nothing: list[_Reply] = [None] * files
    if future is None:
        return nothing
    last = time.monotonic() + _MOST_SECONDS * files
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


def _result(file: FoundFile, reply: _Reply, checks: Checks) -> tuple[CheckedFile, Checker]:
    if reply is None:
        return checks.check_one(file)
    if isinstance(reply, tuple):
        reply = CheckedFile(file.path, (), None, entries=reply)
    return reply, checks.checker_for(file)


def _begin(checks: Checks, parent: int) -> None:
    """Make a process a worker of another one."""
    global _checks  # noqa: PLW0603 - it is what this process is for
    _checks = checks
    # A signal ends the process that waits for the workers, and that one ends them.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: int) -> None:
    """End this process when the one is gone that it works for, which may have been killed."""
    while os.getppid() == parent:
        time.sleep(_PATIENCE)
    os._exit(1)


def _check_all(files: Iterable[FoundFile]) -> list[_Reply]:
    return [_reply(*_checks.check_one(file)) for file in files]


def _reply(result: CheckedFile, checker: Checker) -> _Reply:
    if result.article is not None:
        return checker.entries.stored_entries_of(result.article)
    if not result.findings and result.checked:
        return result.entries
    source = result.source
    return None if source is not None and len(source.text) > _LONGEST else result
