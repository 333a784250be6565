"""Engines: where the parts of an archive are worked on. Each has its own address of a cluster."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import redirect_stdout
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar, TypeAlias

from article_schema.errors import UsageError
from article_schema.interop.scale.archives import Part
from article_schema.interop.scale.working import Checked, check_part, whole_part

if TYPE_CHECKING:
    from article_schema.checking.config.settings import Settings

#: A part, and what was found in some of its rows, or in all.
Found: TypeAlias = tuple[Part, list[Checked]]

#: So many parts for each worker are on their way, so that none waits for the report.
_AHEAD = 2
#: How often a part is tried again whose worker died.
_RETRIES = 5


class Engine(ABC):
    """Works on parts."""

    name: ClassVar[str]

    @abstractmethod
    def check(self, parts: Iterable[Part], settings: Settings) -> Iterator[Found]:
        """Yield what is found in parts, in their order.

        Raises:
            UsageError: the engine is not installed, or a part cannot be read.
        """


class LocalEngine(Engine):
    """The process of the command."""

    name: ClassVar[str] = "local"

    def check(self, parts: Iterable[Part], settings: Settings) -> Iterator[Found]:
        """Yield what is found, some rows at once."""
        for part in parts:
            for found in check_part(settings, part):
                yield part, found


class DaskEngine(Engine):
    """A cluster of Dask: that of its configuration `scheduler-address`, or one on this machine."""

    name: ClassVar[str] = "dask"

    def check(self, parts: Iterable[Part], settings: Settings) -> Iterator[Found]:
        """Yield what is found, part by part; Dask gives the parts of a dead worker to others."""
        with _module("distributed", self.name, "dask[distributed]").Client() as client:
            submit = partial(client.submit, whole_part, settings, pure=False, retries=_RETRIES)
            ahead = _AHEAD * max(len(client.nthreads()), 1)
            yield from _in_order(submit, parts, ahead, lambda future: future.result())


class RayEngine(Engine):
    """A cluster of Ray: that of the variable RAY_ADDRESS, or one on this machine."""

    name: ClassVar[str] = "ray"

    def check(self, parts: Iterable[Part], settings: Settings) -> Iterator[Found]:
        """Yield what is found, part by part; Ray gives the parts of a dead worker to others."""
        ray = _module("ray", self.name, "ray")
        ray.init(log_to_driver=False, logging_level="ERROR")
        try:
            work = ray.remote(max_retries=_RETRIES)(whole_part)
            shared = ray.put(settings)
            ahead = _AHEAD * max(int(ray.cluster_resources().get("CPU", 1)), 1)
            submit = partial(work.remote, shared)
            # Ray tells of dead workers on standard output, which is for the report.
            with redirect_stdout(sys.stderr):
                yield from _in_order(submit, parts, ahead, ray.get)
        finally:
            ray.shutdown()


def _in_order(
    submit: Callable[[Part], Any], parts: Iterable[Part], ahead: int, get: Callable[[Any], Any]
) -> Iterator[Found]:
    waiting: deque[tuple[Part, Any]] = deque()
    for part in parts:
        waiting.append((part, submit(part)))
        if len(waiting) >= ahead:
            first, promise = waiting.popleft()
            yield first, get(promise)
    for first, promise in waiting:
        yield first, get(promise)


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
