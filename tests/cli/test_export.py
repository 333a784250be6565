"""`article-schema export`: to standard output, to a file, to a folder; faulty files are told."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from article_schema import Article, dump
from article_schema.interop.formats.registry import FORMATS
from article_schema.testing import make
from cli.command import run, with_stdin


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with two articles, one of them with a text, and a faulty one."""
    (tmp_path / "news").mkdir()
    dump(make(Article, title="Dawn", heat=3), tmp_path / "news" / "dawn.md", body="It is early.\n")
    dump(make(Article, title="Dusk"), tmp_path / "news" / "dusk.md")
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_one_article_goes_to_standard_output(site: Path, name: str) -> None:
    done = run("export", name, "news/dawn.md", "--isolated", cwd=site)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Dawn" in done.stdout


def test_the_text_of_a_file_is_exported(site: Path) -> None:
    done = run("export", "jsonl", "news", cwd=site)
    assert [json.loads(line).get("content") for line in done.stdout.splitlines()] == [
        "It is early.\n",
        None,
    ]


def test_a_folder_gets_a_file_for_each_article(site: Path) -> None:
    (site / "news" / "more").mkdir()
    dump(make(Article, title="Noon"), site / "news" / "more" / "dawn.md")
    done = run("export", "ninjs", "news", "-o", "out/", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    titles = {
        path.name: json.loads(path.read_text("utf-8"))["headlines"][0]["value"]
        for path in sorted((site / "out").iterdir())
    }
    assert titles == {"dawn.json": "Dawn", "dusk.json": "Dusk", "dawn-2.json": "Noon"}


def test_pages_come_into_a_folder(site: Path) -> None:
    done = run("export", "json-page", "news", "-o", "out/", "--page-size", "1", cwd=site)
    assert done.returncode == 0
    pages = [json.loads((site / "out" / f"page-{n}.json").read_text("utf-8")) for n in (1, 2)]
    assert [page["nextPage"] for page in pages] == [2, None]


def test_a_faulty_file_is_told_and_the_others_are_written(site: Path) -> None:
    (site / "news" / "faulty.md").write_text("---\ntitle: Night\n---\n", "utf-8")
    done = run("export", "jsonl", "news", "-o", "all.jsonl", cwd=site)
    assert done.returncode == 2
    assert "news/faulty.md:1:1: FLD001 `excerpt` is missing" in done.stderr
    assert len((site / "all.jsonl").read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize("name", ["ninjs", "opengraph"])
def test_a_faulty_file_alone_leaves_nothing_to_export(site: Path, name: str) -> None:
    (site / "faulty.md").write_text("---\ntitle: Night\n---\n", "utf-8")
    done = run("export", name, "faulty.md", "-o", "out.json", cwd=site)
    assert done.returncode == 2
    *_, last = done.stderr.splitlines()
    assert last == "error: the file has faults (see above), so nothing was exported"
    assert not (site / "out.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are those of POSIX")
def test_bytes_do_not_go_to_a_terminal(site: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "article_schema", "export", "parquet", "news"],
        stdout=follower, stderr=subprocess.PIPE, text=True, cwd=site, check=False,
    )  # fmt: skip
    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert "parquet is no text for a terminal; give a file with -o" in done.stderr


def test_several_articles_of_a_format_for_one_need_a_folder(site: Path) -> None:
    done = run("export", "ninjs", "news", "-o", "all.json", cwd=site)
    assert done.returncode == 2
    assert "give a folder with -o" in done.stderr
    assert not (site / "all.json").exists()


def test_losses_are_listed(site: Path) -> None:
    done = run("export", "ninjs", "news", "-o", "out/", "--explain-loss", cwd=site)
    assert done.returncode == 0
    assert done.stderr.splitlines() == [
        "What ninjs has no place for, in 2 articles:",
        "  heat  left out, in 1 article",
    ]
    done = run("export", "jsonl", "news", "--explain-loss", cwd=site)
    assert done.stderr == "jsonl holds all of 2 articles.\n"


def test_standard_input_is_exported(site: Path) -> None:
    raw = (site / "news" / "dawn.md").read_bytes()
    done = with_stdin(raw, "export", "opengraph", "-", cwd=site)
    assert '<meta property="og:title" content="Dawn">' in done.stdout


def test_a_model_of_the_site_is_exported(site: Path) -> None:
    (site / "courses.py").write_text(
        "from typing import Annotated\n"
        "from article_schema import Record, record\n"
        "from article_schema.fields import SchemaOrg\n"
        "@record\n"
        "class Course(Record):\n"
        '    name: Annotated[str, SchemaOrg("headline")]\n',
        "utf-8",
    )
    (site / "knots.yaml").write_text("- name: Knots\n- name: Bends\n", "utf-8")
    done = run("export", "newsarticle", "--model", "courses.py:Course", "knots.yaml", cwd=site)
    assert [each["headline"] for each in json.loads(done.stdout)] == ["Knots", "Bends"]
    done = run(
        "export", "ninjs", "--model", "courses.py:Course", "knots.yaml", "-o", "out/", cwd=site
    )
    assert done.returncode == 2
    assert "no field of Course says where it stands in ninjs" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("ninj", "news"), "there is no format 'ninj'; did you mean ninjs?"),
        (("jsonl", "nowhere"), "nowhere"),
        (("jsonl", "news", "-o", "no/such/all.jsonl"), "there is no folder no/such"),
        (("json-page", "news", "--page-size", "0"), "it is a number from 1 to 100000"),
    ],
)
def test_wrong_calls_are_told(site: Path, arguments: tuple[str, ...], reason: str) -> None:
    done = run("export", *arguments, cwd=site)
    assert done.returncode == 2
    assert reason in done.stderr
    assert "Traceback" not in done.stderr
