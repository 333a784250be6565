"""The standard streams: what is told on them, and what happens if one is closed or full."""

from __future__ import annotations

import errno
import io
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from article_schema.errors import UsageError
from article_schema.reporting.terminal import sanitize


class PassedOver:
    """Tells of files that somebody named and that are passed over, and counts them."""

    #: So many are told one by one.
    _MOST = 5

    def __init__(self) -> None:
        self.count = 0

    def tell(self, path: str, reason: str) -> None:
        """Say that a file is passed over, and why."""
        self.count += 1
        if self.count <= self._MOST:
            sys.stderr.write(f"warning: {sanitize(path)}: {sanitize(reason)}\n")

    def finish(self) -> None:
        """Say how many more there were."""
        more = self.count - self._MOST
        if more > 0:
            files = "1 more file was" if more == 1 else f"{more:,} more files were"
            sys.stderr.write(f"warning: {files} named that are in no collection\n")


def stdin_bytes(most: int) -> bytes:
    """Return what standard input has, up to a number of bytes.

    Raises:
        UsageError: it is closed.
    """
    # Python has None for a stream that was closed when it started.
    if sys.stdin is None:
        raise UsageError("standard input is closed")
    return sys.stdin.buffer.read(most)


@contextmanager
def robust_streams() -> Iterator[None]:
    """Prepare the standard streams for any text and for readers that close them."""
    before = sys.stdout, sys.stderr
    _occupy()
    try:
        sys.stderr = _robust(sys.stderr, io.StringIO())
        sys.stdout = _robust(sys.stdout, _Closed())
        yield
    finally:
        sys.stdout, sys.stderr = before


def reason_of(error: OSError) -> str:
    """Return the message for an error of the system that ended the run.

    At exit Python would try to write the rest, fail again, and change the exit status, so from now
    on a faulty stream drops its text.
    """
    reason = error.strerror or str(error)
    if error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {reason}"
    if error.errno in {errno.ENOSPC, errno.EIO, errno.EBADF, errno.EFBIG, errno.EDQUOT}:
        discard(sys.stdout)
        return f"standard output cannot be written: {reason}"
    return reason


def discard(stream: TextIO) -> None:
    """Make a stream drop its text."""
    try:
        null = os.open(os.devnull, os.O_WRONLY)
        os.dup2(null, stream.fileno())
        os.close(null)
    except (OSError, ValueError):
        # A stream of a test, or there is no descriptor left: nothing can be done.
        return


def say_error(message: str) -> None:
    """Write a line to standard error, if it can be written."""
    try:
        sys.stderr.write(f"error: {message}\n")
        sys.stderr.flush()
    except (OSError, ValueError):
        discard(sys.stderr)


@contextmanager
def shown_warnings() -> Iterator[None]:
    """Write warnings as one line, without a place in our code."""
    usual = warnings.showwarning

    def show(message: Warning | str, category: type[Warning], *place: Any) -> None:
        if category is FutureWarning:
            sys.stderr.write(f"warning: {sanitize(str(message))}\n")
        else:
            usual(message, category, *place)

    with warnings.catch_warnings():
        warnings.simplefilter("default", FutureWarning)
        warnings.showwarning = show  # type: ignore[assignment]
        yield


def _occupy() -> None:
    """Open descriptors 0 to 2, so that no file opened later becomes a stream."""
    while True:
        descriptor = os.open(os.devnull, os.O_RDWR)
        if descriptor > 2:
            os.close(descriptor)
            return


class _UntilClosed(io.FileIO):
    """An output that drops text after its reader is gone, so that the run can finish."""

    def write(self, data: object, /) -> int:
        try:
            return super().write(data)  # type: ignore[arg-type]
        except OSError as error:
            if isinstance(error, BrokenPipeError) or (
                os.name == "nt" and error.errno == errno.EINVAL
            ):
                return memoryview(data).nbytes  # type: ignore[arg-type]
            raise


class _Closed(io.StringIO):
    """A stream that was closed when the program started."""

    def write(self, _: str, /) -> int:
        # Not an OSError, which argparse would ignore.
        raise UsageError("standard output is closed; lead it to a file or to /dev/null")


def _robust(stream: TextIO | None, closed: TextIO) -> TextIO:
    """Return a stream that escapes characters missing in its encoding and outlives its reader.

    Python has None for a stream that was closed when it started.
    """
    if stream is None:
        return closed
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(errors="backslashreplace")
    try:
        descriptor = stream.fileno()
    except OSError:
        return stream
    stream.flush()
    raw = _UntilClosed(descriptor, "wb", closefd=False)
    return io.TextIOWrapper(
        io.BufferedWriter(raw),
        encoding=stream.encoding,
        errors="backslashreplace",
        line_buffering=stream.line_buffering or stream is sys.stderr,
    )
