"""Files are read to their end, in as few looks as it takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from article_schema.document.files.descriptors import read_all
from article_schema.document.files.system import READ


def looks(path: Path, likely: int, most: int, monkeypatch: pytest.MonkeyPatch) -> tuple[bytes, int]:
    """Read a file; return what was read, and in how many looks."""
    read = os.read
    sizes: list[int] = []

    def counted(descriptor: int, size: int) -> bytes:
        sizes.append(size)
        return read(descriptor, size)

    descriptor = os.open(path, READ)
    with monkeypatch.context() as patched:
        patched.setattr(os, "read", counted)
        raw = read_all(descriptor, likely, most)
    os.close(descriptor)
    return raw, len(sizes)


@pytest.mark.parametrize("size", [1, 2, 3, 1000])
def test_a_file_as_long_as_it_was_said_to_be_takes_one_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * size)
    assert looks(path, size, 5000, monkeypatch) == (b"x" * size, 1)


@pytest.mark.parametrize("likely", [0, 1, 999, 1001])
def test_a_file_of_another_length_is_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, likely: int
) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 1000)
    raw, count = looks(path, likely, 5000, monkeypatch)
    assert raw == b"x" * 1000
    assert count <= 3


def test_no_more_is_read_than_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 1000)
    for likely in (0, 1, 10, 99, 100, 101, 1000):
        assert looks(path, likely, 100, monkeypatch)[0] == b"x" * 100
