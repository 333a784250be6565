"""The examples are what their page says, and the script among them works."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

ARTICLE = "2020-06-12-the-harbour-at-dawn.md"


def test_the_script_changes_an_article_once(root: Path, tmp_path: Path) -> None:
    copy = tmp_path / ARTICLE
    shutil.copy(root / "examples" / "articles" / ARTICLE, copy)
    command = [sys.executable, str(root / "examples" / "edit_article.py"), str(copy)]
    for said in ("changed\n", "nothing to change\n"):
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
        assert done.stdout == said
    before = (root / "examples" / "articles" / ARTICLE).read_text(encoding="utf-8").splitlines()
    after = copy.read_text(encoding="utf-8").splitlines()
    assert [line for line in before if line not in after] == ["quality: 59"]
    assert len(after) == len(before) + 4


def test_the_script_tells_what_is_wrong(root: Path) -> None:
    command = [
        sys.executable,
        str(root / "examples" / "edit_article.py"),
        str(root / "examples" / "broken" / "bad-link.md"),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 1
    assert "bad-link.md:6:46: URL005" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_page_names_every_article(root: Path) -> None:
    text = (root / "examples" / "README.md").read_text(encoding="utf-8")
    files = [*(root / "examples" / "articles").iterdir(), *(root / "examples" / "broken").iterdir()]
    assert [path.name for path in files if path.name not in text] == []


def test_line_ends_survived_the_checkout(root: Path) -> None:
    folder = root / "examples" / "articles"
    ends = {path.name: b"\r\n" in path.read_bytes() for path in folder.iterdir()}
    assert [name for name, has in ends.items() if has] == [
        "2020-06-15-a-letter-from-the-lighthouse.md"
    ]
