"""Files are changed where the command was told to, and nowhere else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from .command import run
from .test_check import GOOD

FAULTY = GOOD.replace('harbour"\n', 'harbour?a=1&#038;b=2"\n').replace("topics:\n", "\ntopics:\n")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "outside.md").write_text(FAULTY)
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "link.md").symlink_to("../outside.md")
    return tmp_path


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("arguments", [("check", "--fix"), ("fmt",), ("check", "--add-ignores")])
def test_no_link_leads_out_of_the_given_paths(folder: Path, arguments: tuple[str, ...]) -> None:
    done = run(*arguments, "content", cwd=folder)
    assert (folder / "outside.md").read_text() == FAULTY
    assert "link.md: cannot be saved: it is a link that leads out of the given paths" in done.stderr
    assert done.returncode != 0


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
@pytest.mark.parametrize("path", [".", "content/link.md"])
def test_links_are_followed_where_they_stay_inside_or_are_named(folder: Path, path: str) -> None:
    run("check", "--fix", path, cwd=folder)
    assert "&#038;" not in (folder / "outside.md").read_text()
    assert (folder / "content" / "link.md").is_symlink()


def test_two_fixes_at_once(tmp_path: Path) -> None:
    for number in range(60):
        text = FAULTY.replace("com/harbour", f"com/{number}").replace("dawn", f"{number}")
        (tmp_path / f"{number}.md").write_text(text)
    command = [sys.executable, "-m", "article_schema", "check", "--fix", str(tmp_path)]
    pipe = subprocess.PIPE
    both = [subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True) for _ in range(2)]
    for process in both:
        _, errors = process.communicate(timeout=60)
        # Whoever comes second finds another file than the one it has read, and leaves it.
        lines = errors.splitlines()
        assert all("the file" in line and "since it was read" in line for line in lines), errors
    assert len(list(tmp_path.iterdir())) == 60
    for path in tmp_path.iterdir():
        assert path.read_text().count("?a=1&b=2") == 1
