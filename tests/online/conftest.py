from __future__ import annotations

from collections.abc import Iterator

import pytest

from .server import Server


@pytest.fixture
def server() -> Iterator[Server]:
    """A server on the loopback that knows no path yet."""
    made = Server()
    yield made
    made.stop()
