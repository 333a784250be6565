"""Changes: which files, and which of their lines, differ from a revision in git."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterator

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.errors import UsageError
from article_schema.late_pattern import late_pattern
from article_schema.rules.findings import Finding

_HUNK = late_pattern(rb"^@@ -[0-9,]+ \+([0-9]+)(?:,([0-9]+))? @@", re.MULTILINE)


#: What a repository may not decide: programs of its own, and what is left out of an answer.
_PINNED = (
    "core.fsmonitor=false",
    "core.quotePath=false",
    "diff.relative=false",
    "protocol.allow=never",
    "safe.bareRepository=explicit",
)
_COMMIT = late_pattern(r"[0-9a-f]{40,64}")
_SUBMODULE = b"160000"


class Changes:
    """What has changed since a revision, in the repository of the current folder.

    A branch is compared with the place where it left the revision, so that changes which only the
    other side made do not count. What is not committed yet counts, and files that git does not
    know yet. No program that the repository's configuration names is run.

    Raises:
        UsageError: git is not there, this is no repository, there is no such revision, or the
            history is cut off before the place where the branch left it.
    """

    def __init__(self, revision: str) -> None:
        self._environment = _environment()
        self.root = os.fsdecode(self._git("rev-parse", "--show-toplevel")).rstrip("\n")
        self.base = self._common(self._commit(revision))
        self._new: set[str] = set()
        #: Submodules and other repositories inside, whose changes are not looked for.
        self.unseen: list[str] = []

    def files(self) -> Iterator[str]:
        """Yield the files that were changed or added, in the order of their names."""
        changed = self._git("diff", "--raw", "--no-abbrev", "-z", "--diff-filter=d",
                            "--no-ext-diff", "--no-renames", "--ignore-submodules=none",
                            self.base, "--", self.root)  # fmt: skip
        added = self._git("ls-files", "-z", "--others", "--exclude-standard", "--full-name", "--",
                          self.root)  # fmt: skip
        self._new = set(_names(added))
        names = set(self._new)
        fields = iter(changed.split(b"\0"))
        for modes, path in zip(fields, fields, strict=False):
            if modes.split(b" ")[1] == _SUBMODULE:
                self.unseen.append(os.fsdecode(path))
            else:
                names.add(os.fsdecode(path))
        for name in sorted(names):
            if name.endswith("/"):
                self.unseen.append(name)
            else:
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
        if name.replace(os.sep, "/") in self._new or _has_lines_of_its_own(path):
            return None
        # As text, whatever the attributes that come with the files say.
        text = self._git("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-textconv",
                         "--text", "--no-renames", self.base, "--", path)  # fmt: skip
        return [_hunk(match) for match in _HUNK.finditer(text)]

    def _commit(self, revision: str) -> str:
        what = f"no revision {revision!r}"
        if not revision.strip():
            raise UsageError("the revision is empty; name one, such as origin/main")
        found = self._git("rev-parse", "--verify", "--quiet", "--end-of-options",
                          f"{revision}^{{commit}}", what=what)  # fmt: skip
        commit = os.fsdecode(found).strip()
        # What names no single commit, such as `^HEAD`, would compare nothing with nothing.
        if not _COMMIT.fullmatch(commit):
            raise UsageError(f"git knows {what}")
        return commit

    def _common(self, commit: str) -> str:
        try:
            return os.fsdecode(self._git("merge-base", commit, "HEAD")).strip()
        except UsageError:
            if self._git("rev-parse", "--is-shallow-repository").strip() == b"true":
                raise UsageError(
                    "the clone is shallow and lacks the place where the branch began: fetch the "
                    "whole history (`git fetch --unshallow`, or `fetch-depth: 0` for "
                    "actions/checkout)"
                ) from None
            # Histories without a common root.
            return commit

    def _git(self, *arguments: str, what: str = "") -> bytes:
        command = ["git", "--literal-pathspecs"]
        for setting in _PINNED:
            command += ["-c", setting]
        return _run([*command, *arguments], self._environment, what)


def _hunk(match: re.Match[bytes]) -> range:
    start, count = int(match[1]), int(match[2] or 1)
    # Where lines were only removed, their neighbours are what has changed.
    return range(start, start + count) if count else range(start, start + 2)


def _touches(finding: Finding, lines: list[range]) -> bool:
    last = max(finding.line, finding.end_line)
    return finding.line == 1 or any(
        hunk.start <= last and finding.line < hunk.stop for hunk in lines
    )


def _has_lines_of_its_own(path: str) -> bool:
    """Tell whether a file has carriage returns alone, which end a line here and not for git."""
    try:
        with open(path, "rb") as file:
            raw = file.read()
    except OSError:
        return True
    return raw.count(b"\r") != raw.count(b"\r\n")


def _names(listing: bytes) -> Iterator[str]:
    return (os.fsdecode(name) for name in listing.split(b"\0") if name)


def _environment() -> dict[str, str]:
    """Return the variables for git, which take the filters out of the repository's settings.

    A filter is a program that git runs on a file before it compares it.
    """
    environment = {
        **os.environ,
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
    }
    command = ["git", "config", "--name-only", "-z", "--get-regexp", r"^filter\."]
    try:
        names = set(_names(_run(command, environment, "")))
    except UsageError:
        # There is none, or no git; then the next call says so.
        return environment
    count = int(environment.get("GIT_CONFIG_COUNT") or 0)
    for name in sorted({name.rpartition(".")[0] for name in names}):
        for key, value in (("clean", ""), ("process", ""), ("required", "false")):
            environment[f"GIT_CONFIG_KEY_{count}"] = f"{name}.{key}"
            environment[f"GIT_CONFIG_VALUE_{count}"] = value
            count += 1
    environment["GIT_CONFIG_COUNT"] = str(count)
    return environment


def _run(command: list[str], environment: dict[str, str], what: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed one
            command, capture_output=True, check=False, env=environment
        )
    except (OSError, ValueError) as error:
        # A NUL in an argument is a ValueError.
        raise UsageError(f"git cannot be run: {getattr(error, 'strerror', error)}") from None
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"git knows {what}" if what else f"git failed: {said}")
    return done.stdout
