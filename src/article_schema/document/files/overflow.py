"""Overflow: blocks of bytes, most of which wait on disk, so that memory does not grow with them."""

from __future__ import annotations

from contextlib import suppress
from io import FileIO
from typing import TypeAlias
from weakref import finalize

#: The block; or where it begins in the file, and its length.
Block: TypeAlias = bytes | tuple[int, int]

#: So many bytes stay in memory, and what comes after them goes to disk.
_KEPT = 1 << 19


class Overflow:
    """Keeps blocks: the first ones in memory, the others in a temporary file without a name.

    If there can be no such file, all stay in memory.
    """

    def __init__(self) -> None:
        self._file: FileIO | None = None
        self._end = 0
        #: How many bytes may still be kept; None for all.
        self._room: int | None = _KEPT

    def put(self, block: bytes) -> Block:
        """Take in a block; return what brings it back."""
        if self._room is None:
            return block
        self._room -= len(block)
        if self._room >= 0:
            return block
        # The disk may be full, or nobody may write there.
        with suppress(OSError):
            return self._written(block)
        self._room = None
        return block

    def get(self, block: Block) -> bytes:
        """Return a block that was taken in.

        Raises:
            OSError: the file cannot be read any more.
        """
        if isinstance(block, bytes):
            return block
        start, length = block
        file = self._opened()
        file.seek(start)
        content = file.read(length)
        if len(content) != length:
            raise OSError(f"{length} bytes of a temporary file are gone")
        return content

    def _written(self, block: bytes) -> Block:
        file = self._opened()
        file.seek(self._end)
        if file.write(block) != len(block):
            raise OSError("a block was not written whole")
        place = self._end, len(block)
        self._end += len(block)
        return place

    def _opened(self) -> FileIO:
        if self._file is None:
            from tempfile import TemporaryFile  # late: only runs with many files need it

            # What a buffer holds is written later, when nobody could answer for it.
            self._file = TemporaryFile("w+b", buffering=0)  # noqa: SIM115 - it ends with this object
            finalize(self, self._file.close)
        return self._file
