"""The index is built in slices, holds nobody up, and has a bound."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_schema.lsp.sites import Sites
from article_schema.lsp.texts import Texts
from article_schema.lsp.workspace import building
from article_schema.lsp.workspace.building import Building


def built(folder: Path) -> Building:
    sites = Sites()
    sites.roots = [str(folder)]
    return Building(str(folder), sites, Texts())


def finished(started: Building) -> Building:
    while not started.is_done:
        started.go_on(lambda: False)
    return started


def test_a_long_listing_holds_no_check_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sites = Sites()
    sites.roots = [str(tmp_path)]
    could: list[bool] = []

    def ask() -> None:
        could.append(sites.lock.acquire(timeout=1))

    def listing(*_: Any) -> Iterator[Any]:
        asking = threading.Thread(target=ask)
        asking.start()
        asking.join()
        yield from ()

    monkeypatch.setattr(building, "find_files", listing)
    finished(Building(str(tmp_path), sites, Texts()))
    assert could == [True]


def test_an_index_has_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("---\ntopics: [sea]\n---\n")
    monkeypatch.setattr(building, "MOST_FILES", 3)
    started = finished(built(tmp_path))
    assert (len(started.index), started.total) == (3, 3)
    started.touch(str(tmp_path / "4.md"))
    assert len(finished(started).index) == 3


@pytest.mark.parametrize(("slice_", "share"), [("SHORT_SLICE", True), ("SLICE", False)])
def test_who_waits_elsewhere_gets_the_processor_after_a_shorter_slice(
    slice_: str, share: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(5):
        (tmp_path / f"{number}.md").write_text("---\ntopics: [sea]\n---\n")
    # The other slice is longer than anything here takes.
    monkeypatch.setattr(building, "SLICE", 60.0)
    monkeypatch.setattr(building, "SHORT_SLICE", 60.0)
    monkeypatch.setattr(building, slice_, 0.0)
    started = built(tmp_path)
    steps = 0
    while not started.is_done:
        started.go_on(lambda: share)
        steps += 1
    assert steps > 10
    assert started.index.words_of("topics") == ["sea"]


def test_what_was_touched_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ntopics: [sea]\n---\n")
    started = finished(built(tmp_path))
    path.write_text("---\ntopics: [quay]\n---\n")
    started.touch(str(path))
    assert finished(started).index.words_of("topics") == ["quay"]
    path.unlink()
    started.touch(str(path))
    assert finished(started).index.words_of("topics") == []
