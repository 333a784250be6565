from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

#: How often the fixing of 200 files is killed; `ARTICLE_SCHEMA_KILLS=50` is the long run.
ROUNDS = int(os.environ.get("ARTICLE_SCHEMA_KILLS", "4"))
FILES = 200

OLD = """\
---
category: news
title: "The harbour at dawn {number}"
excerpt: "A walk along the quays &amp; the market. "
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour-{number}?a=1&#038;b=2"
type: article
provider:
  name: Example Times
  domain: example.com
topics: [Ports, ports]
---
A body that stays as it is.
"""


def fix(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "article_schema", "check", "--isolated", "--fix", str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def kill_after(process: subprocess.Popen[bytes], path: Path, seconds: float) -> None:
    """Kill a run some time after it has come to a file."""
    size = path.stat().st_size
    while path.stat().st_size == size and process.poll() is None:
        time.sleep(0.001)
    time.sleep(seconds)
    process.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_a_killed_fix_leaves_every_file_old_or_new(tmp_path: Path) -> None:
    old = {tmp_path / f"{number:03}.md": OLD.format(number=number) for number in range(FILES)}
    for path, text in old.items():
        path.write_text(text, encoding="utf-8")
    fix(tmp_path).wait()
    new = {path: path.read_text(encoding="utf-8") for path in old}
    assert all(new[path] != text for path, text in old.items())

    chance = random.Random(5)
    states = set()
    for _ in range(ROUNDS):
        for path, text in old.items():
            path.write_text(text, encoding="utf-8")
        process = fix(tmp_path)
        kill_after(process, chance.choice(list(old)[: FILES // 2]), chance.random() / 100)
        process.wait()
        for path, before in old.items():
            text = path.read_text(encoding="utf-8")
            assert text in (before, new[path])
            states.add(text == new[path])
    assert states == {True, False}, "the run was never killed in its middle"

    fix(tmp_path).wait()
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in old)
    assert {path: path.read_text(encoding="utf-8") for path in old} == new
