"""A migration that is killed leaves every file old or new, and the next run ends it."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from ..test_killed_fix import OLD, kill_after

#: How often the change of 300 files is killed; `ARTICLE_SCHEMA_KILLS=50` is the long run.
ROUNDS = int(os.environ.get("ARTICLE_SCHEMA_KILLS", "4"))
FILES = 300
COMMANDS = (
    ["rename-key", "weight", "order"],
    ["set", "weight=5", "--where", 'title != "x"'],
    ["unset", "weight"],
)


def start(command: list[str], folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "article_schema", *command, "--isolated", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def lines_that_differ(old: str, new: str) -> int:
    before, after = old.splitlines(), new.splitlines()
    return len(set(before) ^ set(after))


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_a_killed_migration_leaves_every_file_old_or_new(
    tmp_path: Path, command: list[str]
) -> None:
    text = OLD.replace("type: article", "weight: 3 # of {number}\ntype: article")
    old = {
        tmp_path / str(number // 100) / f"{number:03}.md": text.format(number=number)
        for number in range(FILES)
    }
    for path in old:
        path.parent.mkdir(exist_ok=True)

    def restore() -> None:
        for path, before in old.items():
            path.write_text(before, encoding="utf-8")

    restore()
    assert start(command, tmp_path).wait() == 0
    new = {path: path.read_text(encoding="utf-8") for path in old}
    assert {lines_that_differ(before, new[path]) for path, before in old.items()} == {
        1 if command[0] == "unset" else 2
    }

    chance = random.Random(7)
    states = set()
    for _ in range(ROUNDS):
        restore()
        process = start(command, tmp_path)
        kill_after(process, chance.choice(list(old)[: FILES // 2]), chance.random() / 50)
        process.wait()
        for path, before in old.items():
            now = path.read_text(encoding="utf-8")
            assert now in (before, new[path])
            states.add(now == new[path])
    assert states == {True, False}, "the run was never killed in its middle"

    assert start(command, tmp_path).wait() == 0
    assert {path: path.read_text(encoding="utf-8") for path in old} == new
    assert sorted(path for path in tmp_path.rglob("*") if path.is_file()) == sorted(old)
