"""Diffs are patches for programs, and text that controls nothing for a terminal."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from article_schema.reporting.formats.diff import unified_diff

pytestmark = pytest.mark.skipif(os.name != "posix", reason="such names cannot be made there")

NAMES = {
    "plain": "content/a b.md",
    "umlaut": "märchen.md",
    "line break": "a\n+++ b/etc.md",
    "quotes": 'a"b\\c.md',
    "escape sequence": "\x1b[31m\x07.md",
    "not UTF-8": os.fsdecode(b"caf\xe9.md"),
    "command": "::error::x##[y].md",
    "bidi": "\u202egnp.md",
    "delete": "a\x7fb\x1f \x7e.md",
}
OLD = "a: b\n\x1b]0;x\x07 \u202e\r\n::error::x ##[group]\nlast"
NEW = OLD.replace("a: b", "a: c")


def test_names_are_written_as_git_writes_them() -> None:
    assert unified_diff("a b.md", OLD, NEW).startswith("--- a/a b.md\n+++ b/a b.md\n")
    head = unified_diff(os.fsdecode(b'caf\xe9\n"\\.md'), OLD, NEW).split("\n")[:2]
    assert head == [r'--- "a/caf\351\n\"\\.md"', r'+++ "b/caf\351\n\"\\.md"']


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
@pytest.mark.parametrize("name", NAMES.values(), ids=list(NAMES))
def test_git_applies_what_is_written(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(OLD.encode())
    subprocess.run(
        ["git", "apply", "-"], cwd=tmp_path, check=True,
        input=unified_diff(name, OLD, NEW).encode(),
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(tmp_path.parent)},
    )  # fmt: skip
    assert path.read_bytes() == NEW.encode()


SHOWN = (
    b"--- a/#\\x23[x].md\n+++ b/#\\x23[x].md\n@@ -1,4 +1,4 @@\n-a: b\n+a: c\n"
    b" \\x1b]0;x\\x07 \\u202e\n \\x3a:error::x #\\x23[group]\n last\n"
    b"\\ No newline at end of file\n"
)
PROGRAM = (
    "import sys; from article_schema.reporting.formats.diff import write_diff; "
    f"write_diff(sys.stdout, '##[x].md', {OLD!r}, {NEW!r})"
)


def test_a_terminal_is_told_nothing_that_it_obeys() -> None:
    reader, terminal = pty.openpty()
    subprocess.run([sys.executable, "-c", PROGRAM], stdout=terminal, check=True)
    os.close(terminal)
    shown = b""
    while not shown.endswith(b"file\r\n"):
        shown += os.read(reader, 4096)
    os.close(reader)
    assert shown.replace(b"\r\n", b"\n") == SHOWN


@pytest.mark.parametrize("to_file", [False, True])
def test_a_runner_is_not_either_but_a_file_gets_the_patch(tmp_path: Path, to_file: bool) -> None:
    path = tmp_path / "a.patch"
    environment = {**os.environ, "GITHUB_ACTIONS": "true"}
    with path.open("wb") as file:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=environment, check=True,
            stdout=file if to_file else subprocess.PIPE,
        )  # fmt: skip
    if to_file:
        assert path.read_bytes() == unified_diff("##[x].md", OLD, NEW).encode()
    else:
        assert done.stdout == SHOWN
