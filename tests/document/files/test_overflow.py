"""Blocks that wait on disk: they come back, and memory does not grow with them."""

from __future__ import annotations

import errno
import tempfile
import tracemalloc
from typing import Any, NoReturn

import pytest

from article_schema.document.files.overflow import Overflow

MEGABYTE = 1 << 20


def blocks(count: int) -> list[bytes]:
    return [bytes([number % 256]) * (1000 + number) for number in range(count)]


@pytest.mark.parametrize("count", [0, 1, 500, 1500])
def test_blocks_come_back_in_any_order(count: int) -> None:
    overflow = Overflow()
    kept = [(overflow.put(block), block) for block in blocks(count)]
    assert all(overflow.get(where) == block for where, block in reversed(kept))


def test_memory_does_not_grow_with_the_blocks() -> None:
    tracemalloc.start()
    try:
        overflow = Overflow()
        for _ in range(64):
            overflow.put(bytes(MEGABYTE))
        assert tracemalloc.get_traced_memory()[1] < 4 * MEGABYTE
    finally:
        tracemalloc.stop()


def test_few_blocks_make_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "TemporaryFile", None)
    overflow = Overflow()
    assert overflow.get(overflow.put(b"a" * 1000)) == b"a" * 1000


def test_where_nobody_may_write_all_stay_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> NoReturn:
        raise FileNotFoundError(errno.ENOENT, "no usable temporary directory found")

    monkeypatch.setattr(tempfile, "TemporaryFile", refused)
    overflow = Overflow()
    kept = [(overflow.put(block), block) for block in blocks(1000)]
    assert all(overflow.get(where) == block for where, block in kept)


def test_on_a_full_disk_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        """A file for which the disk has room for no more than one block."""

        def __init__(self) -> None:
            self.content = b""
            self.at = 0

        def seek(self, at: int) -> None:
            self.at = at

        def write(self, block: bytes) -> int:
            taken = block[: max(0, 1600 - self.at)]
            self.content += taken
            return len(taken)

        def read(self, length: int) -> bytes:
            return self.content[self.at : self.at + length]

        def close(self) -> None:
            """Do nothing."""

    monkeypatch.setattr(tempfile, "TemporaryFile", lambda *_, **__: Full())
    overflow = Overflow()
    kept = [(overflow.put(block), block) for block in blocks(1000)]
    assert all(overflow.get(where) == block for where, block in kept)
    assert sum(isinstance(where, tuple) for where, _ in kept) == 1


def test_a_file_that_lost_its_end_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    overflow = Overflow()
    kept = [overflow.put(bytes(MEGABYTE)) for _ in range(2)]
    file = overflow._opened()
    file.truncate(10)
    with pytest.raises(OSError, match="are gone"):
        overflow.get(kept[0])
