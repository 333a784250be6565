"""The shortest call: it says what the whole command says, and steps aside where anything is odd."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from unittest import mock

import pytest

from article_schema.cli.quick import accepts

from .command import run
from .test_check import BAD, GOOD, WARNED


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "article.md"
    path.write_text(GOOD)
    return path


def test_it_says_what_the_whole_command_says(article: Path) -> None:
    short = run("check", article.name, cwd=article.parent)
    with mock.patch("article_schema.cli.quick.accepts", return_value=False):
        whole = run("check", article.name, cwd=article.parent)
    assert accepts(str(article))
    assert short == whole
    assert short.stdout == "All checks passed in 1 file.\n"


@pytest.mark.parametrize("text", [BAD, WARNED, "no front matter\n", "", "---\n\xff\n---\n"])
def test_what_is_not_sound_is_left_to_the_command(article: Path, text: str) -> None:
    assert accepts(str(article))
    article.write_bytes(text.encode("latin-1"))
    assert not accepts(str(article))


def test_what_is_no_file_is_left_to_the_command(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    for name in ("", "missing.md", "pipe.md", "nul\0.md"):
        assert not accepts(str(tmp_path / name))


@pytest.mark.parametrize(
    ("name", "text", "counts"),
    [
        ("article-schema.toml", 'required = ["secured"]\n', True),
        ("article-schema.toml", 'known-keys = ["seo"]\n', False),
        ("pyproject.toml", "[tool.article-schema]\nfail-on = 'info'\n", True),
        ("pyproject.toml", "[tool.article-schema]\n", False),
        ("pyproject.toml", "[tool.other]\n", False),
    ],
)
def test_a_configuration_that_may_find_more_is_left_to_the_command(
    article: Path, tmp_path: Path, name: str, text: str, counts: bool
) -> None:
    below = tmp_path / "content" / "news"
    below.mkdir(parents=True)
    moved = article.rename(below / "article.md")
    (tmp_path / name).write_text(text)
    assert accepts(str(moved)) is not counts


def test_the_configuration_of_the_run_counts_too(article: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    moved = article.rename(other / "article.md")
    (other / "article-schema.toml").write_text("")
    (tmp_path / "article-schema.toml").write_text("fail-on = 1\n")
    assert not accepts(str(moved))
    (tmp_path / "article-schema.toml").unlink()
    assert accepts(str(moved))


def test_rules_of_plugins_are_left_to_the_command(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert accepts(str(article))
    info = tmp_path / "x-1.dist-info"
    info.mkdir()
    (info / "entry_points.txt").write_text("[article_schema.rules]\nx = x:y\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert not accepts(str(article))


def test_a_valid_file_is_accepted_without_the_machinery(article: Path) -> None:
    script = (
        "import sys; from article_schema.cli import main; status = main(sys.argv[1:]);"
        "heavy = {'attr', 'attrs', 'cattrs', 'ruamel', 'jsonschema', 'argparse', 'typing',"
        " 'dataclasses', 'inspect', 'pathlib'};"
        "sys.exit(status or ', '.join(sorted(heavy & sys.modules.keys())) or 0)"
    )
    package = str(Path(sys.modules["article_schema"].__path__[0]).parent)
    script = f"import sys; sys.path.append({package!r}); {script}"
    command = [sys.executable, "-I", "-S", "-c", script, "check", article.name]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "All checks passed in 1 file.\n"


def test_no_garbage_is_searched_for_while_a_command_is_loaded(article: Path) -> None:
    article.write_text("---\ntitle: a\n---\n")
    script = (
        "import gc, sys; from article_schema.cli import main; begun = [];"
        "gc.callbacks.append(lambda phase, _: phase == 'start' and begun.append(phase));"
        "main(sys.argv[1:]); sys.exit(len(begun))"
    )
    command = [sys.executable, "-c", script, "check", "--isolated", article.name]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert "FLD001" in done.stdout
    # Python asks once when the module for classes is made whole.
    assert done.returncode <= 2
