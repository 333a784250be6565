from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

GOOD = """---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""
BAD = GOOD.replace('harbour"\ntype', 'har bour"\ntype')


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=folder, capture_output=True, text=True, check=False,
        env={key: value for key, value in os.environ.items() if not key.startswith("PYTEST")},
    )  # fmt: skip


def site(folder: Path) -> None:
    (folder / "content").mkdir()
    (folder / "content" / "good.md").write_text(GOOD)
    (folder / "content" / "bad.md").write_text(BAD)
    (folder / "content" / "notes.md").write_text("# Notes\n")
    (folder / "content" / "picture.txt").write_text("no article\n")
    (folder / "test_it.py").write_text("def test_it():\n    assert True\n")


def test_each_file_is_a_test(tmp_path: Path) -> None:
    site(tmp_path)
    result = run(tmp_path, "--article-schema", "content/")
    assert "1 failed, 1 passed, 1 skipped" in result.stdout
    assert "bad.md:6:37: error URL005 space-in-url" in result.stdout
    assert '6 | webUrl: "https://www.example.com/har bour"' in result.stdout
    assert "Traceback" not in result.stdout
    assert "FAILED content/bad.md::article-schema" in result.stdout
    assert result.returncode == 1


def test_a_named_file_without_front_matter_fails(tmp_path: Path) -> None:
    site(tmp_path)
    result = run(tmp_path, "--article-schema", "content/notes.md")
    assert "error DOC003 no-front-matter" in result.stdout
    assert "1 failed" in result.stdout


def test_a_run_that_does_not_ask_for_it_is_left_alone(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "conftest.py").write_text(
        "import sys\n"
        "def pytest_unconfigure():\n"
        "    loaded = sorted(name for name in sys.modules if name.startswith('article_schema'))\n"
        "    print('loaded', loaded)\n"
    )
    result = run(tmp_path)
    assert "1 passed" in result.stdout
    assert (
        "loaded ['article_schema', 'article_schema.interop', "
        "'article_schema.interop.pytest_plugin', 'article_schema.version']" in result.stdout
    )


def test_the_configuration_counts(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "article-schema.toml").write_text('exclude = ["notes.md"]\nignore = ["URL005"]\n')
    result = run(tmp_path, "--article-schema", "content/")
    assert "2 passed" in result.stdout


def test_known_findings_are_left_out(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "article-schema.toml").write_text('baseline = "known.json"\n')
    command = [sys.executable, "-m", "article_schema", "check", "content"]
    options = ["--write-baseline", "known.json", "--isolated"]
    subprocess.run([*command, *options], cwd=tmp_path, check=True, capture_output=True)
    result = run(tmp_path, "--article-schema", "content/")
    assert "2 passed, 1 skipped" in result.stdout


def test_a_wrong_configuration_is_told_without_a_traceback(tmp_path: Path) -> None:
    site(tmp_path)
    (tmp_path / "article-schema.toml").write_text('ignor = ["URL005"]\n')
    result = run(tmp_path, "--article-schema", "content/")
    assert result.returncode == 4
    assert "did you mean 'ignore'?" in result.stderr
    assert "Traceback" not in result.stdout + result.stderr


def test_each_file_has_the_model_of_its_collection(tmp_path: Path) -> None:
    (tmp_path / "models.py").write_text(
        "from article_schema import Record, record\n\n"
        "@record\nclass Note(Record):\n    topic: str\n"
    )
    (tmp_path / "article-schema.toml").write_text(
        '[[collections]]\nname = "notes"\nfiles = "notes/"\nmodel = "models.py:Note"\n'
    )
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.md").write_text("---\ntopic: ferries\n---\n")
    (tmp_path / "notes" / "b.md").write_text("---\ntopic: 1\n---\n")
    (tmp_path / "c.md").write_text("---\nnothing: 1\n---\n")
    result = run(tmp_path, "--article-schema", ".")
    assert "1 failed, 1 passed" in result.stdout
    assert "b.md:2:8: error FLD004" in result.stdout
    named = run(tmp_path, "--article-schema", "-rs", "c.md")
    assert "it is in no collection" in named.stdout
