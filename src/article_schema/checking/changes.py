"""Changes: which files, and which of their lines, differ from a revision in git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

from article_schema.checking.results import CheckedFile
from article_schema.errors import UsageError
from article_schema.rules.findings import Finding

_HUNK = re.compile(rb"^@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@", re.MULTILINE)


class Changes:
    """What has changed since a revision, in the repository of the current folder.

    A branch is compared with the place where it left the revision, so that changes which only the
    other side made do not count. What is not committed yet counts, and files that git does not
    know yet.

    Raises:
        UsageError: git is not there, this is no repository, or there is no such revision.
    """

    def __init__(self, revision: str) -> None:
        self.root = os.fsdecode(_git("rev-parse", "--show-toplevel")).rstrip("\n")
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options",
                      f"{revision}^{{commit}}", what=f"no revision {revision!r}")  # fmt: skip
        self.base = _common(os.fsdecode(commit).strip())
        self._new: set[str] = set()

    def files(self) -> Iterator[str]:
        """Yield the files that were changed or added, in the order of their names."""
        changed = _git("diff", "--name-only", "-z", "--diff-filter=d", "--no-ext-diff",
                       "--no-renames", self.base, "--", self.root)  # fmt: skip
        added = _git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--",
                     self.root)  # fmt: skip
        self._new = set(_names(added))
        for name in sorted({*_names(changed), *self._new}):
            yield os.path.relpath(os.path.join(self.root, name))

    def on_changed_lines(self, result: CheckedFile) -> CheckedFile:
        """Return a result with the findings alone that touch changed lines.

        What is found on the first line concerns the file as a whole, and is kept.
        """
        if not result.findings:
            return result
        lines = self._lines(result.filename)
        kept = tuple(f for f in result.findings if lines is None or _touches(f, lines))
        return result.with_findings(kept)

    def _lines(self, path: str) -> list[range] | None:
        """Return the changed lines of a file; None for all."""
        name = os.path.relpath(os.path.realpath(path), os.path.realpath(self.root))
        if name.replace(os.sep, "/") in self._new:
            return None
        text = _git("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
                    "--no-renames", self.base, "--", path)  # fmt: skip
        return [_hunk(match) for match in _HUNK.finditer(text)]


def _hunk(match: re.Match[bytes]) -> range:
    start, count = int(match[1]), int(match[2] or 1)
    # Where lines were only removed, their neighbours are what has changed.
    return range(start, start + count) if count else range(start, start + 2)


def _touches(finding: Finding, lines: list[range]) -> bool:
    last = max(finding.line, finding.end_line)
    return finding.line == 1 or any(
        hunk.start <= last and finding.line < hunk.stop for hunk in lines
    )


def _common(commit: str) -> str:
    try:
        return os.fsdecode(_git("merge-base", commit, "HEAD")).strip()
    except UsageError:
        # Histories without a common root, as in a shallow clone.
        return commit


def _names(listing: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in listing.split(b"\0") if name)


def _git(*arguments: str, what: str = "") -> bytes:
    command = ["git", "--literal-pathspecs", *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 - a fixed one
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"git knows {what}" if what else f"git {arguments[0]} failed: {said}")
    return done.stdout
