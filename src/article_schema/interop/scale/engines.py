"""Engines: where the parts of an archive are worked on. Each has its own address of a cluster."""

from __future__ import annotations

import math
import os
import re
import socket
import sys
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, redirect_stdout
from importlib import import_module
from operator import getitem
from tempfile import TemporaryDirectory
from typing import Any, ClassVar, TypeAlias

from article_schema.errors import UsageError
from article_schema.interop.scale.archives import Part
from article_schema.interop.scale.kinds import Recipe
from article_schema.interop.scale.shuffle import (
    Buckets,
    Contested,
    Place,
    Shuffle,
    contested_in,
    merged,
    united,
)
from article_schema.interop.scale.stores import Row
from article_schema.interop.scale.working import Look, rows_at

#: Something that a cluster will have worked out.
_Promise: TypeAlias = Any

#: So many tasks for each worker are on their way, so that none waits for the report.
_AHEAD = 2
#: How often Ray tries a task again whose worker died; Dask has a configuration for that.
_RETRIES = 5
#: So many seconds somebody who listens at the address of a cluster has to answer.
_PATIENCE = 10
#: The fewest buckets: of a task with one result Ray returns that and no list.
_FEWEST = 2


class Looked:
    """What a look says of each row, in their order, and then which rows are contested.

    Args:
        look: yields the one and returns the other.
    """

    def __init__(self, look: Generator[Any, None, Contested]) -> None:
        self._look = look
        #: What is contested; nothing before all was said.
        self.contested = Contested(set(), [])

    def __iter__(self) -> Iterator[Any]:
        """Yield what is said."""
        self.contested = yield from self._look


class Workers(ABC):
    """What works on parts, while an engine runs."""

    @abstractmethod
    def look(
        self, look: Look, recipe: Recipe, parts: Sequence[Part]
    ) -> Generator[Any, None, Contested]:
        """Yield what a look says of each row of some parts, in their order.

        At the end return which of them are contested by others.

        Args:
            look: looks at a part.
            recipe: what the look needs.
            parts: the parts.

        Raises:
            UsageError: a part cannot be read.
        """

    @abstractmethod
    def rows(self, parts: Sequence[Part], wanted: Mapping[int, list[int]]) -> Iterator[Row]:
        """Yield some rows, in their order.

        Args:
            parts: the parts.
            wanted: the numbers of rows by those of their parts.

        Raises:
            UsageError: a part cannot be read.
        """


class Engine(ABC):
    """Has workers."""

    name: ClassVar[str]

    @abstractmethod
    def running(self) -> AbstractContextManager[Workers]:
        """Return the workers, as the context of a block.

        Raises:
            UsageError: the engine is not installed.
        """


class LocalEngine(Engine, Workers):
    """The process of the command."""

    name: ClassVar[str] = "local"

    @contextmanager
    def running(self) -> Iterator[Workers]:
        """Yield itself."""
        yield self

    def look(
        self, look: Look, recipe: Recipe, parts: Sequence[Part]
    ) -> Generator[Any, None, Contested]:
        """Look at one part after the other."""
        with TemporaryDirectory() as folder:
            shuffle = Shuffle(folder)
            for number, part in enumerate(parts):
                row = 0
                for some in look(recipe, part):
                    for said, entries in some:
                        shuffle.add(Place(number, row), entries)
                        row += 1
                        yield said
            return shuffle.contested()

    def rows(self, parts: Sequence[Part], wanted: Mapping[int, list[int]]) -> Iterator[Row]:
        """Read one part after the other again."""
        for number, rows in wanted.items():
            yield from rows_at(parts[number], rows)


class ClusterWorkers(Workers):
    """The workers of a cluster; what they say is told here, and what is compared stays there.

    A task takes in a part, and returns what is said, and its entries in buckets. Others merge the
    buckets of several parts, and one for each bucket finds what is contested. The engine keeps what
    is between them, and makes again what a dead worker had.
    """

    @abstractmethod
    def give(self, pieces: int, task: Callable[..., Any], *args: Any) -> Sequence[_Promise]:
        """Give a task to the workers, and return promises of the items of its result.

        Args:
            pieces: how many items the result has; with one it is the result itself.
            task: the task.
            args: what it gets; promises among them are redeemed before.
        """

    @abstractmethod
    def get(self, promise: _Promise) -> Any:
        """Wait for what was promised, and return it."""

    @abstractmethod
    def share(self, value: Any) -> _Promise:
        """Return a promise of a value that many tasks get."""

    @property
    @abstractmethod
    def number(self) -> int:
        """How many tasks are worked on at once."""

    def look(
        self, look: Look, recipe: Recipe, parts: Sequence[Part]
    ) -> Generator[Any, None, Contested]:
        """Have each part looked at, and then each bucket."""
        # As many merges as buckets: between them are no more promises than parts.
        buckets = max(math.isqrt(len(parts)), _FEWEST)
        shared = self.share((look, recipe))
        tasks = (
            self.give(2, look_at, shared, number, part, buckets)
            for number, part in enumerate(parts)
        )
        waiting: list[_Promise] = []
        columns: list[Sequence[_Promise]] = []
        for said, packed in self._ahead(tasks):
            yield from self._told(said)
            waiting.append(packed)
            if len(waiting) == buckets:
                columns.append(self.give(buckets, merged, *waiting))
                waiting = []
        if waiting:
            columns.append(self.give(buckets, merged, *waiting))
        found = (self.give(1, contested_in, *some) for some in zip(*columns, strict=True))
        return united(self.get(promise) for (promise,) in self._ahead(found))

    def rows(self, parts: Sequence[Part], wanted: Mapping[int, list[int]]) -> Iterator[Row]:
        """Have parts read again, and return the rows."""
        tasks = (self.give(1, read_at, parts[number], rows) for number, rows in wanted.items())
        for (promise,) in self._ahead(tasks):
            yield from self._told(promise)

    def _told(self, promise: _Promise) -> list[Any]:
        """Return what a worker says of rows.

        Raises:
            UsageError: it says that it cannot.
        """
        said: list[Any] | UsageError = self.get(promise)
        if isinstance(said, UsageError):
            raise said
        return said

    def _ahead(self, tasks: Iterable[Sequence[_Promise]]) -> Iterator[Sequence[_Promise]]:
        waiting: deque[Sequence[_Promise]] = deque()
        for task in tasks:
            waiting.append(task)
            if len(waiting) >= _AHEAD * self.number:
                yield waiting.popleft()
        while waiting:
            yield waiting.popleft()


def look_at(
    shared: tuple[Look, Recipe], number: int, part: Part, buckets: int
) -> tuple[list[Any] | UsageError, list[bytes]]:
    """Return what is said of all rows of a part, and their entries in buckets.

    What is wrong with the call is said too: an engine would tell of an exception at length.
    """
    look, recipe = shared
    all_said: list[Any] = []
    packed = Buckets(buckets)
    try:
        for some in look(recipe, part):
            for said, entries in some:
                for _ in packed.add(Place(number, len(all_said)), entries):
                    pass
                all_said.append(said)
    except UsageError as error:
        return error, [b""] * buckets
    return all_said, [bytes(each) for each in packed.packed]


def read_at(part: Part, numbers: list[int]) -> list[Row] | UsageError:
    """Return some rows of a part, or why they cannot be read."""
    try:
        return rows_at(part, numbers)
    except UsageError as error:
        return error


class DaskEngine(Engine):
    """A cluster of Dask: that of its configuration `scheduler-address`, or one on this machine."""

    name: ClassVar[str] = "dask"

    @contextmanager
    def running(self) -> Iterator[Workers]:
        """Yield the workers; Dask works out again what a dead one has had."""
        distributed = _module("distributed", self.name, "dask[distributed]")
        with self._client(distributed) as client:
            try:
                yield _DaskWorkers(client)
            except distributed.KilledWorker as error:
                raise _lost(self.name, error) from None

    def _client(self, distributed: Any) -> Any:
        """Return a client of the cluster.

        Raises:
            UsageError: nobody is at its address, or it does not start.
        """
        dask = _module("dask", self.name, "dask[distributed]")
        address = dask.config.get("scheduler-address", None)
        # On any free port: who runs two clusters gets no warning of a dashboard.
        local = {} if address else {"dashboard_address": "127.0.0.1:0"}
        try:
            return distributed.Client(**local)
        except (OSError, RuntimeError, ValueError) as error:
            raise _unusable("Dask", address, error) from None


class _DaskWorkers(ClusterWorkers):
    def __init__(self, client: Any) -> None:
        self._client = client
        self._number = max(len(client.nthreads()), 1)

    @property
    def number(self) -> int:
        return self._number

    def give(self, pieces: int, task: Callable[..., Any], *args: Any) -> Sequence[_Promise]:
        submit = self._client.submit
        whole = submit(task, *args, pure=False)
        if pieces == 1:
            return [whole]
        return [submit(getitem, whole, number, pure=False) for number in range(pieces)]

    def get(self, promise: _Promise) -> Any:
        return promise.result()

    def share(self, value: Any) -> _Promise:
        # As a task, which any worker can do again; what is scattered dies with its worker.
        return self._client.submit(_itself, value, pure=False)


def _itself(value: Any) -> Any:
    return value


class RayEngine(Engine):
    """A cluster of Ray: that of the variable RAY_ADDRESS, or one on this machine."""

    name: ClassVar[str] = "ray"

    @contextmanager
    def running(self) -> Iterator[Workers]:
        """Yield the workers; Ray works out again what a dead one has had."""
        ray = _module("ray", self.name, "ray")
        address = os.environ.get("RAY_ADDRESS", "")
        try:
            _require_listener(address)
            ray.init(log_to_driver=False, logging_level="ERROR")
        except (OSError, RuntimeError, ValueError) as error:
            raise _unusable("Ray", address, error) from None
        try:
            yield _RayWorkers(ray)
        except ray.exceptions.RayError as error:
            raise _lost(self.name, error) from None
        finally:
            ray.shutdown()


class _RayWorkers(ClusterWorkers):
    def __init__(self, ray: Any) -> None:
        self._ray = ray
        self._number = max(int(ray.cluster_resources().get("CPU", 1)), 1)
        self._tasks: dict[tuple[int, Callable[..., Any]], Any] = {}

    @property
    def number(self) -> int:
        return self._number

    def give(self, pieces: int, task: Callable[..., Any], *args: Any) -> Sequence[_Promise]:
        remote = self._tasks.get((pieces, task))
        if remote is None:
            how = self._ray.remote(num_returns=pieces, max_retries=_RETRIES)
            remote = self._tasks[pieces, task] = how(task)
        promised = remote.remote(*args)
        return [promised] if pieces == 1 else promised

    def get(self, promise: _Promise) -> Any:
        # Ray tells of dead workers on standard output, which is for the report.
        with redirect_stdout(sys.stderr):
            return self._ray.get(promise)

    def share(self, value: Any) -> _Promise:
        return self._ray.put(value)


def _require_listener(address: str) -> None:
    """Ask whether somebody listens at the address of a cluster; Ray itself waits for minutes.

    Raises:
        OSError: nobody does.
    """
    found = re.fullmatch(r"(?:ray://)?(?P<host>[^:/]+|\[[^]]+\]):(?P<port>\d{1,5})", address)
    if found is not None:
        host = found["host"].strip("[]")
        socket.create_connection((host, int(found["port"])), _PATIENCE).close()


def _unusable(program: str, address: str | None, error: Exception) -> UsageError:
    where = f"the cluster of {program} at {address}" if address else f"a cluster of {program}"
    return UsageError(f"{where} cannot be used: {_first_line(error)}")


def _lost(name: str, error: Exception) -> UsageError:
    reason = _first_line(error)
    return UsageError(f"--engine {name} has given up: {type(error).__name__}: {reason}")


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0]


def _module(module: str, name: str, package: str) -> Any:
    """Return the library of an engine, of whose types nothing is known where it is missing."""
    try:
        return import_module(module)
    except ModuleNotFoundError:
        raise UsageError(
            f'--engine {name} needs {name}; install it with: pip install "{package}"'
        ) from None


ENGINES: dict[str, type[Engine]] = {
    engine.name: engine for engine in (LocalEngine, DaskEngine, RayEngine)
}
