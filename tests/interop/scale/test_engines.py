"""Engines: what a cluster says is what one process says, and it keeps little in that process."""

from __future__ import annotations

import pickle
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, NoReturn

import pytest

from article_schema import UsageError
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.interop.scale.checking import ArchiveCheck
from article_schema.interop.scale.engines import (
    ClusterWorkers,
    DaskEngine,
    Engine,
    LocalEngine,
    RayEngine,
    Workers,
)
from article_schema.interop.scale.shuffle import Contested
from interop.scale.archives import texts, write_parquet


class _Ledger(ClusterWorkers):
    """A cluster whose workers begin anew with each task, so that nothing passes but what is sent.

    It counts the bytes that come to the process of the command.
    """

    number = 2

    def __init__(self) -> None:
        self.kept: dict[int, bytes] = {}
        self.told = 0
        self.tasks: list[str] = []

    def give(self, pieces: int, task: Callable[..., Any], *args: Any) -> Sequence[int]:
        self.tasks.append(task.__name__)
        sent = pickle.loads(pickle.dumps((task, args)))
        known = [self._value(each) if isinstance(each, _Promised) else each for each in sent[1]]
        found = sent[0](*known)
        return [self._keep(each) for each in (found if pieces > 1 else [found])]

    def get(self, promise: int) -> Any:
        self.told += len(self.kept[promise])
        return self._value(promise)

    def share(self, value: Any) -> int:
        return self._keep(value)

    def _keep(self, value: Any) -> int:
        promise = _Promised(len(self.kept))
        self.kept[promise] = pickle.dumps(value)
        return promise

    def _value(self, promise: int) -> Any:
        return pickle.loads(self.kept[promise])


class _Promised(int):
    """A promise."""


class _LedgerEngine(Engine):
    name: ClassVar[str] = "ledger"

    def __init__(self) -> None:
        self.workers = _Ledger()

    @contextmanager
    def running(self) -> Iterator[Workers]:
        yield self.workers


def _checked(path: Path, engine: Engine) -> list[tuple[str, list[str]]]:
    configurations = Configurations(Given(isolated=True))
    results = ArchiveCheck([str(path)], configurations, engine).results()
    return [
        (result.filename, [finding.message for finding in result.findings]) for result, _ in results
    ]


@pytest.mark.parametrize("group", [1_000, 37, 5])
def test_a_cluster_says_what_one_process_says(tmp_path: Path, group: int) -> None:
    write_parquet(tmp_path / "a.parquet", texts(260), group)
    wanted = _checked(tmp_path / "a.parquet", LocalEngine())
    # Behind the rows are those that others disagree with.
    assert len(wanted) > 290
    engine = _LedgerEngine()
    assert _checked(tmp_path / "a.parquet", engine) == wanted
    parts = -(-260 // group)
    tasks = engine.workers.tasks
    assert tasks.count("look_at") == parts
    buckets = max(int(parts**0.5), 2)
    assert tasks.count("merged") == -(-parts // buckets)
    assert tasks.count("contested_in") == buckets


def test_entries_stay_with_the_workers(tmp_path: Path) -> None:
    found = {name: text for name, text in texts(900).items() if text.startswith("---")}
    clean = {name: text for at, (name, text) in enumerate(found.items()) if at % 10 and at % 7}
    write_parquet(tmp_path / "a.parquet", clean, 100)
    engine = _LedgerEngine()
    _checked(tmp_path / "a.parquet", engine)
    contested = [
        pickle.loads(each)
        for each in engine.workers.kept.values()
        if isinstance(pickle.loads(each), Contested)
    ]
    assert contested
    # An entry of 33 bytes for each page and title would be more than what is contested.
    assert sum(len(each.rows) for each in contested) < len(clean) / 2


def test_an_engine_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(UsageError, match="--engine dask needs dask; install it with: pip install"):
        DaskEngine().running().__enter__()


def test_a_cluster_of_dask_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> NoReturn:
        raise OSError("timed out during handshake")

    dask, distributed = ModuleType("dask"), ModuleType("distributed")
    addresses = {"scheduler-address": "tcp://nowhere"}
    monkeypatch.setattr(dask, "config", addresses, raising=False)
    monkeypatch.setattr(distributed, "Client", refused, raising=False)
    monkeypatch.setitem(sys.modules, "dask", dask)
    monkeypatch.setitem(sys.modules, "distributed", distributed)
    told = "the cluster of Dask at tcp://nowhere cannot be used: timed out"
    with pytest.raises(UsageError, match=told):
        DaskEngine().running().__enter__()


@pytest.fixture
def nobody() -> Iterator[str]:
    """Yield an address at which nobody listens, and nobody else will while it is used."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{held.getsockname()[1]}"


@pytest.mark.parametrize("scheme", ["", "ray://"])
def test_a_cluster_at_which_nobody_listens_is_told_at_once(
    monkeypatch: pytest.MonkeyPatch, nobody: str, scheme: str
) -> None:
    monkeypatch.setitem(sys.modules, "ray", ModuleType("ray"))
    monkeypatch.setenv("RAY_ADDRESS", scheme + nobody)
    told = f"the cluster of Ray at {scheme}{nobody} cannot be used: .*refused"
    with pytest.raises(UsageError, match=told):
        RayEngine().running().__enter__()


def test_a_cluster_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> NoReturn:
        raise ConnectionError("no cluster was found")

    ray = ModuleType("ray")
    monkeypatch.setattr(ray, "init", refused, raising=False)
    monkeypatch.setitem(sys.modules, "ray", ray)
    monkeypatch.setenv("RAY_ADDRESS", "auto")
    told = "the cluster of Ray at auto cannot be used: no cluster was found"
    with pytest.raises(UsageError, match=told):
        RayEngine().running().__enter__()
