"""Diffs: what fixes would change."""

from __future__ import annotations

import difflib
import os
import stat
import sys
from typing import TextIO

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.late_pattern import late_pattern
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

#: The escapes for which git has a letter.
_ESCAPES = {ord(sign): f"\\{letter}" for sign, letter in
            zip('"\\\a\b\t\n\v\f\r', '"\\abtnvfr', strict=True)}  # fmt: skip
_LINES = late_pattern(r"[^\n]*\n|[^\n]+")


def unified_diff(filename: str, old: str, new: str) -> str:
    """Return the unified diff of two texts, for `patch` and `git apply`."""
    path = filename.replace(os.sep, "/")
    lines = difflib.unified_diff(
        _LINES.findall(old), _LINES.findall(new), _name(f"a/{path}"), _name(f"b/{path}")
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write_diff(out: TextIO, filename: str, old: str, new: str) -> None:
    """Write the unified diff of two texts.

    A program or a file gets it byte for byte. Terminals and logs of GitHub Actions obey commands in
    a text, so controls become escapes there.
    """
    diff = unified_diff(filename, old, new)
    if _obeys(out):
        shown = (sanitize(line.removesuffix("\r")) for line in diff.split("\n")[:-1])
        diff = "".join(f"{line}\n" for line in shown)
    out.write(diff)


def _obeys(out: TextIO) -> bool:
    if out.isatty():
        return True
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return False
    try:
        return not stat.S_ISREG(os.fstat(out.fileno()).st_mode)
    except (OSError, ValueError):
        return True


def _name(path: str) -> str:
    """Return a path as git writes it: in quotes and with escapes if needed."""
    if path.isprintable() and not set('"\\') & set(path):
        return path
    escaped = "".join(
        _ESCAPES.get(byte) or (chr(byte) if 0x20 <= byte < 0x7F else f"\\{byte:03o}")
        for byte in os.fsencode(path)
    )
    return f'"{escaped}"'


class DiffReporter:
    """Writes the summary of the diffs; the diffs themselves are the output."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def result(self, result: CheckedFile) -> None:
        """Wait for the end."""

    def finish(self, report: Report) -> None:
        """Write the summary."""
        # The diffs come first if both streams go to the same place.
        sys.stdout.flush()
        if report.fixed:
            files = plural(report.changed_files, "file")
            self.out.write(f"Would fix {plural(report.fixed, 'finding')} in {files}.\n")
        else:
            self.out.write("Nothing to fix.\n")
