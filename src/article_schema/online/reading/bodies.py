"""Bodies: as much of a response as is needed, unpacked, and never more than a bound."""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import TYPE_CHECKING, Any

from article_schema.online.troubles import failures

if TYPE_CHECKING:
    from aiohttp import ClientResponse

#: The rest of a body that is read so that the connection can be used again.
_WORTH_READING = 65_536
#: Both forms that are called gzip or deflate, found by their heads.
_ANY_ZLIB = 47
_NO_LIMIT = nullcontext()


class Unpacker:
    """Unpacks a stream up to a number of bytes, however far it would grow.

    Args:
        encoding: what the response says of its body.
        most: the most bytes to return in all.
    """

    def __init__(self, encoding: str, most: int) -> None:
        self._left = most
        name = encoding.strip().lower()
        self.is_readable = name in {"", "identity", "gzip", "x-gzip", "deflate"}
        packed = self.is_readable and name not in {"", "identity"}
        self._unpack = zlib.decompressobj(_ANY_ZLIB) if packed else None

    def take(self, raw: bytes) -> bytes:
        """Return what some bytes unpack to, as far as the bound allows."""
        if self._left <= 0 or not self.is_readable:
            return b""
        if self._unpack is None:
            piece = raw[: self._left]
        else:
            try:
                piece = self._unpack.decompress(raw, self._left)
            except zlib.error:
                self._left = 0
                return b""
        self._left -= len(piece)
        return piece

    @property
    def is_full(self) -> bool:
        """Whether more bytes would be dropped."""
        return self._left <= 0 or not self.is_readable


async def read_head(
    response: ClientResponse, end: float, most: int, is_enough: Callable[[bytearray, int], bool]
) -> bytes:
    """Return the beginning of a body, and close the connection if much is left of it.

    What was read until a connection broke or the time was over is returned too.

    Args:
        response: the response.
        end: when to stop, on the clock of the loop.
        most: the most bytes to return, unpacked.
        is_enough: tells of what was read so far, and of where the last piece begins in it, whether
            more is of no use.
    """
    unpacker = Unpacker(response.headers.get("Content-Encoding", ""), most)
    found = bytearray()
    raw = 0
    try:
        async with _limit(response, end):
            while not unpacker.is_full and raw < most:
                piece = await response.content.readany()
                if not piece:
                    break
                raw += len(piece)
                before = len(found)
                found += unpacker.take(piece)
                if is_enough(found, before):
                    break
            await _finish(response, raw)
    except failures():
        response.close()
    return bytes(found)


async def drop(response: ClientResponse, end: float) -> None:
    """Read a body that nobody needs, if it is short; close the connection otherwise."""
    try:
        async with _limit(response, end):
            await _finish(response, 0)
    except failures():
        response.close()


def _limit(response: ClientResponse, end: float) -> AbstractAsyncContextManager[Any]:
    """Return what ends the reading of a body in time; short ones came with their heads."""
    return _NO_LIMIT if response.content.is_eof() else asyncio.timeout_at(end)


async def _finish(response: ClientResponse, raw: int) -> None:
    if not response.content.at_eof():
        length = response.content_length
        if length is None or length - raw > _WORTH_READING:
            response.close()
            return
        # The length bounds what can come.
        while await response.content.readany():
            pass
    release(response)


def release(response: ClientResponse) -> None:
    """Give the connection of a response back, unless the end of its body has done so."""
    if not response.closed:
        response.release()
