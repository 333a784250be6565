"""A process for patterns, because only ending the process stops Python's `re`.

`re` blocks the interpreter in all threads while it searches. So patterns that may take long run in
a separate process, which the system ends at its time limit. A browser has no processes: there the
page ends the whole Python that takes too long.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
import warnings
from contextlib import suppress
from threading import Lock

#: Whether this system can start a process.
_HAS_PROCESSES = sys.platform not in {"emscripten", "wasi"}
#: Reads lines of JSON: pattern, text (or null, to compile alone) and seconds. Answers each with a
#: word and the seconds that it took. Where the system has no timers of processor time, a thread of
#: `faulthandler` ends the process, which needs no interpreter for it.
_PROGRAM = """
import faulthandler, json, os, re, signal, sys, time, warnings
warnings.simplefilter("ignore")
sink = open(os.devnull, "w")
clock = hasattr(signal, "setitimer")
if clock:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
for line in sys.stdin.buffer:
    pattern, text, seconds = json.loads(line)
    began = time.process_time()
    if clock:
        signal.setitimer(signal.ITIMER_PROF, seconds)
    else:
        faulthandler.dump_traceback_later(seconds, exit=True, file=sink)
    try:
        compiled = re.compile(pattern)
        answer = "yes" if text is None or compiled.search(text) else "no"
    except (re.error, RecursionError, OverflowError):
        answer = "wrong"
    if clock:
        signal.setitimer(signal.ITIMER_PROF, 0)
    else:
        faulthandler.cancel_dump_traceback_later()
    print(answer, time.process_time() - began, flush=True)
"""


class PatternProcess:
    """The process, which starts with the first search, and again after it was ended."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, pattern: str, text: str | None, seconds: float) -> tuple[str, float]:
        """Search a text for a pattern, or compile the pattern alone.

        Returns:
            "yes", "no", or "wrong" for a pattern that is none; and the seconds that it took.

        Raises:
            TimeoutError: it took longer than it may, or no process can be started.
        """
        if not _HAS_PROCESSES:
            return _asked_here(pattern, text)
        line = json.dumps([pattern, text, seconds]).encode() + b"\n"
        with self._lock:
            try:
                answer = self._exchange(line)
            except OSError:
                answer = b""
            if not answer.endswith(b"\n"):
                self.close()
                raise TimeoutError
        word, took = answer.decode().split()
        return word, float(took)

    def _exchange(self, line: bytes) -> bytes:
        process = self._process
        if process is None or self._owner != os.getpid():
            if process is not None:
                # It belongs to the parent of this forked process.
                process.returncode = 0
            process = self._process = subprocess.Popen(  # noqa: S603 - a program of this file
                [sys.executable, "-I", "-S", "-c", _PROGRAM],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            self._owner = os.getpid()
        if process.stdin is None or process.stdout is None:
            return b""
        process.stdin.write(line)
        process.stdin.flush()
        return process.stdout.readline()

    def close(self) -> None:
        """End the process, if there is one."""
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                # The last text does not reach a process that has ended.
                with suppress(OSError):
                    stream.close()
        process.wait()


def _asked_here(pattern: str, text: str | None) -> tuple[str, float]:
    began = time.process_time()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            compiled = re.compile(pattern)
        answer = "yes" if text is None or compiled.search(text) else "no"
    except (re.error, RecursionError, OverflowError):
        answer = "wrong"
    return answer, time.process_time() - began
