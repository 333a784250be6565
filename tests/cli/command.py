"""Runs the command in this process, which is faster than starting one."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from article_schema.cli import main

#: Variables of the machine that would change what the command writes.
_FOREIGN = ("NO_COLOR", "FORCE_COLOR", "TERM", "COLUMNS", "GITHUB_ACTIONS")


@dataclass(frozen=True)
class Done:
    returncode: int
    stdout: str
    stderr: str


def run(
    *arguments: str,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
    encoding: str = "utf-8",
) -> Done:
    """Run the command as a shell would that catches its output."""
    kept = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    streams = [io.TextIOWrapper(io.BytesIO(), encoding, newline="") for _ in range(2)]
    with (
        contextlib.chdir(cwd or os.curdir),
        mock.patch.dict(os.environ, {**kept, **(env or {})}, clear=True),
        contextlib.redirect_stdout(streams[0]),
        contextlib.redirect_stderr(streams[1]),
    ):
        try:
            status = main(arguments)
        except SystemExit as error:
            status = error.code if isinstance(error.code, int) else 1
    texts = []
    for stream in streams:
        stream.flush()
        buffer = stream.buffer
        assert isinstance(buffer, io.BytesIO)
        texts.append(buffer.getvalue().decode(encoding, "replace"))
    return Done(status, *texts)


def with_stdin(raw: bytes, *arguments: str, cwd: Path) -> Done:
    """Run the command with some bytes in standard input."""
    stdin = io.TextIOWrapper(io.BytesIO(raw))
    with mock.patch.object(sys, "stdin", stdin):
        return run(*arguments, cwd=cwd)
