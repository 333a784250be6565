from __future__ import annotations

from collections.abc import Iterator

import pytest

from .editor import CLIENTS, Editor


@pytest.fixture(scope="session", autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let no server show what the user of this machine has verified."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("caches")))
        yield


@pytest.fixture(scope="session", params=CLIENTS)
def started_editor(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, caches: None
) -> Iterator[Editor]:
    with Editor(tmp_path_factory.mktemp("site"), CLIENTS[request.param]) as started:
        started.guard.cancel()
        yield started


@pytest.fixture
def editor(started_editor: Editor) -> Iterator[Editor]:
    """An editor of each kind, with an empty folder open."""
    started_editor.watch()
    started_editor.told.clear()
    yield started_editor
    # What stays open has pages that a document of the next test may have too.
    for uri in started_editor.versions:
        started_editor.tell("textDocument/didClose", textDocument={"uri": uri})
    started_editor.asked("foldingRange", "file:///nowhere.md")
    started_editor.versions.clear()
    started_editor.guard.cancel()
    started_editor.assert_unharmed()
