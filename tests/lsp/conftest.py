from __future__ import annotations

from collections.abc import Iterator

import pytest

from .editor import CLIENTS, Editor


@pytest.fixture(scope="session", params=CLIENTS)
def editor(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Editor]:
    """An editor of each kind, with an empty folder open."""
    with Editor(tmp_path_factory.mktemp("site"), CLIENTS[request.param], longest=300) as started:
        yield started
