"""`article-schema fmt`: what it writes, shows and counts."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema.cli import main

from .command import run
from .test_exit_codes import ARTICLE

ODD = ARTICLE.replace("category: news\n", "").replace(
    "type: article", "category: news\ntype: article"
)
DIFF = """\
--- a/odd.md
+++ b/odd.md
@@ -1,9 +1,9 @@
 ---
+category: news
 title: "The harbour at dawn"
 excerpt: "A walk along the quays."
 publishedDateTime: 2020-06-12T19:19:00Z
 webUrl: "https://www.example.com/harbour"
-category: news
 type: article
\x20
 provider:
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.md").write_text(ARTICLE)
    (tmp_path / "odd.md").write_text(ODD)
    return tmp_path


def test_a_file_is_formatted_and_counted(folder: Path) -> None:
    done = run("fmt", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 file formatted, 1 left as they are.\n"
    assert (folder / "odd.md").read_text() == ARTICLE
    assert run("fmt", cwd=folder).stderr == "0 files formatted, 2 left as they are.\n"


def test_check_names_what_would_change_and_writes_nothing(folder: Path) -> None:
    done = run("fmt", "--check", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "Would format odd.md\n")
    assert done.stderr == "1 file would be formatted, 1 left as they are.\n"
    assert (folder / "odd.md").read_text() == ODD
    done = run("fmt", "--check", "good.md", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 files would be formatted, 1 left as they are.\n"


@pytest.mark.parametrize("options", [["--diff"], ["--diff", "--check"]])
def test_diff_shows_what_would_change_and_writes_nothing(folder: Path, options: list[str]) -> None:
    done = run("fmt", *options, cwd=folder)
    assert (done.returncode, done.stdout) == (1, DIFF)
    assert done.stderr == "1 file would be formatted, 1 left as they are.\n"
    assert (folder / "odd.md").read_text() == ODD
    done = run("fmt", *options, "good.md", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")


def test_only_hooks_leave_out_what_is_excluded_and_named(folder: Path) -> None:
    (folder / "article-schema.toml").write_text('extend-exclude = ["odd.md"]\n')
    done = run("fmt", "--force-exclude", "--check", "good.md", "odd.md", cwd=folder)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "0 files would be formatted, 1 left as they are.\n"
    done = run("fmt", "--check", "good.md", "odd.md", cwd=folder)
    assert (done.returncode, done.stdout) == (1, "Would format odd.md\n")


def test_a_file_that_cannot_be_formatted_is_named_and_the_others_are(folder: Path) -> None:
    (folder / "bad.md").write_text("---\ntitle: 'a\n---\n")
    done = run("fmt", cwd=folder)
    assert done.returncode == 2
    error, count = done.stderr.splitlines()
    assert error.startswith("error: bad.md:2:8: ")
    assert count == "1 file formatted, 1 left as they are."
    assert (folder / "odd.md").read_text() == ARTICLE


@pytest.mark.parametrize(("named", "status"), [([], 0), (["note.md"], 2)])
def test_a_text_without_front_matter_counts_only_where_it_is_named(
    folder: Path, named: list[str], status: int
) -> None:
    (folder / "note.md").write_text("# A note\n")
    done = run("fmt", "--check", *(named or ["."]), cwd=folder)
    assert done.returncode == (status or 1)
    assert ("note.md" in done.stderr) is bool(named)
    assert done.stdout == ("" if named else "Would format odd.md\n")


TOML = '+++\ndate = 2020-06-12\ntitle = "x"\n[extra]\na = 1\n+++\nBody\n'


def test_toml_is_checked_shown_and_formatted(tmp_path: Path) -> None:
    site = '[[collections]]\nname = "posts"\nfiles = ["*.md", "data/*.toml"]\nmodel = "post.json"\n'
    (tmp_path / "article-schema.toml").write_text(site)
    (tmp_path / "post.json").write_text('{"properties": {"title": {}, "date": {}}}')
    (tmp_path / "a.md").write_text(TOML)
    (tmp_path / "data").mkdir()
    (tmp_path / "data/b.toml").write_text('date = 1\ntitle = "x"\n')
    (tmp_path / "data/c.toml").write_text("date = \n")
    done = run("fmt", "--check", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "Would format a.md\nWould format data/b.toml\n")
    assert "error: data/c.toml:1:7: DOC005" in done.stderr
    done = run("fmt", "--diff", "a.md", cwd=tmp_path)
    assert done.returncode == 1
    assert '+title = "x"\n date = 2020-06-12\n-title = "x"\n+\n [extra]\n' in done.stdout
    run("fmt", cwd=tmp_path)
    assert (tmp_path / "a.md").read_text() == (
        '+++\ntitle = "x"\ndate = 2020-06-12\n\n[extra]\na = 1\n+++\nBody\n'
    )
    assert (tmp_path / "data/b.toml").read_text() == 'title = "x"\ndate = 1\n'
    assert (tmp_path / "data/c.toml").read_text() == "date = \n"


def test_json_is_formatted_where_it_is_front_matter_or_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    text = '{"title": "x", "category": "news"}\n'
    new = '{\n  "category": "news",\n  "title": "x"\n}\n'
    for name in ("page.md", "settings.json", "data.json"):
        (tmp_path / name).write_text(text)
    assert main(["fmt", "--check", "."]) == 1
    assert capsys.readouterr().out == "Would format page.md\n"
    assert main(["fmt", ".", "data.json"]) == 0
    assert (tmp_path / "page.md").read_text() == new
    assert (tmp_path / "settings.json").read_text() == text
    assert main(["fmt", "data.json"]) == 0
    assert (tmp_path / "data.json").read_text() == new
    (tmp_path / "article-schema.toml").write_text(
        '[[collections]]\nname = "all"\nfiles = "settings.json"\nmodel = "preset:hugo"\n'
    )
    assert main(["fmt", "--diff", "."]) == 1
    assert '+  "title": "x"' in capsys.readouterr().out
