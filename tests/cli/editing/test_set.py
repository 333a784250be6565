"""`article-schema set`: what it writes, shows, refuses and counts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ..command import run, with_stdin
from ..test_exit_codes import ARTICLE

VIDEO = ARTICLE.replace("type: article", "type: video")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text(ARTICLE)
    (tmp_path / "posts/b.md").write_text(VIDEO)
    return tmp_path


def test_values_are_set_and_only_their_lines_change(site: Path) -> None:
    done = run("set", "posts/a.md", "title=Dusk", "topics+=Quays", "heat:=3", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "1 file changed, 0 left as they are.\n"
    assert (site / "posts/a.md").read_text() == ARTICLE.replace(
        "The harbour at dawn", "Dusk"
    ).replace("type: article\n", "type: article\nheat: 3\n").replace(
        "  - Ports\n", "  - Ports\n  - Quays\n"
    )
    assert (site / "posts/b.md").read_text() == VIDEO


def test_a_second_run_changes_nothing(site: Path) -> None:
    assert run("set", ".", "heat=3", cwd=site).stderr.startswith("2 files changed, 0 left")
    assert run("set", ".", "heat=3", cwd=site).stderr.startswith("0 files changed, 2 left")


def test_options_may_stand_anywhere(site: Path) -> None:
    for call in (
        ["--diff", "posts/a.md", "heat=3"],
        ["posts/a.md", "--diff", "heat=3"],
        ["posts/a.md", "heat=3", "--diff"],
    ):
        done = run("set", *call, cwd=site)
        assert done.returncode == 1, done
        assert "+heat: 3\n" in done.stdout


def test_diff_shows_what_would_change_and_writes_nothing(site: Path) -> None:
    done = run("set", "--diff", "posts", "title=Dusk", cwd=site)
    assert done.returncode == 1
    assert done.stdout.startswith("--- a/posts/a.md\n+++ b/posts/a.md\n@@ ")
    assert done.stdout.count('+title: "Dusk"\n') == 2
    assert done.stderr == "2 files would be changed, 0 left as they are.\n"
    assert (site / "posts/a.md").read_text() == ARTICLE


def test_all_changes_of_a_file_are_made_or_none(site: Path) -> None:
    done = run("set", "posts/a.md", "title=Dusk", "images[0].width=5", cwd=site)
    assert done.returncode == 2
    assert done.stderr == (
        "error: posts/a.md: images: there is no such key, set it with --parents to make it\n"
        "0 files changed, 0 left as they are, 1 could not be changed.\n"
    )
    assert (site / "posts/a.md").read_text() == ARTICLE
    done = run("set", "posts/a.md", "seo.robots.index:=false", "--parents", cwd=site)
    assert done.returncode == 0
    done = run("set", "posts/a.md", "meta.words+=x", "--parents", cwd=site)
    assert done.returncode == 0
    assert "meta:\n  words:\n    - x\n" in (site / "posts/a.md").read_text()
    assert "seo:\n  robots:\n    index: false\n" in (site / "posts/a.md").read_text()


def test_a_change_that_breaks_the_contract_is_told_with_its_place(site: Path) -> None:
    done = run("set", "posts", "title:=5", cwd=site)
    assert done.returncode == 2
    first, second, summary = done.stderr.splitlines()
    assert first.startswith("error: posts/a.md:3:8: FLD004 `title` must be text, not the number 5")
    assert second.startswith("error: posts/b.md:3:8: FLD004 ")
    assert summary == "0 files changed, 0 left as they are, 2 could not be changed."
    assert (site / "posts/a.md").read_text() == ARTICLE


def test_a_faulty_article_is_mended_step_by_step(site: Path) -> None:
    (site / "posts/a.md").write_text(ARTICLE.replace("2020-06-12", "2020-06-31"))
    assert run("set", "posts/a.md", "heat=3", cwd=site).returncode == 0
    done = run("set", "posts/a.md", "publishedDateTime=2020-06-12T19:19:00Z", cwd=site)
    assert done.returncode == 0
    assert run("check", "--isolated", "posts/a.md", cwd=site).returncode == 0


def test_a_file_with_a_syntax_fault_is_told_and_the_others_are_changed(site: Path) -> None:
    (site / "posts/bad.md").write_text("---\ntitle: 'a\n---\n")
    done = run("set", ".", "heat=3", cwd=site)
    assert done.returncode == 2
    error, count = done.stderr.splitlines()
    assert error.startswith("error: posts/bad.md:2:8: DOC005 ")
    assert count == "2 files changed, 0 left as they are, 1 could not be changed."
    assert (site / "posts/bad.md").read_text() == "---\ntitle: 'a\n---\n"


def test_a_wrong_value_is_told_before_any_file_is_changed(site: Path) -> None:
    done = run("set", ".", "title=Dusk", "heat=much", cwd=site)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("error: heat=much: `heat` must be a whole number")
    assert (site / "posts/a.md").read_text() == ARTICLE


def test_a_key_that_may_be_a_slip_is_set_with_a_warning(site: Path) -> None:
    done = run("set", "posts/a.md", "titel=x", cwd=site)
    assert done.returncode == 0
    assert done.stderr.startswith(
        "warning: `titel` is no field of Article; did you mean `title`?\n1 file changed"
    )


def test_what_is_no_article_gets_no_keys_unless_it_is_named(site: Path) -> None:
    settings = {"package.json": '{"name": "x"}\n', "_config.yml": "name: x\n", "README.md": "# A\n"}
    for name, text in settings.items():
        (site / name).write_text(text)
    done = run("set", ".", "heat=3", cwd=site)
    assert done.stderr == "2 files changed, 3 left as they are.\n"
    assert {name: (site / name).read_text() for name in settings} == settings
    assert run("set", "package.json", "_config.yml", "heat=3", cwd=site).returncode == 0
    assert (site / "package.json").read_text() == '{"name": "x", "heat": 3}\n'
    assert (site / "_config.yml").read_text() == "name: x\nheat: 3\n"
    done = run("set", "README.md", "heat=3", cwd=site)
    assert done.returncode == 2
    assert done.stderr.startswith("error: README.md:1:1: DOC003")


def test_each_record_of_a_list_gets_the_value(tmp_path: Path) -> None:
    page = tmp_path / "page.json"
    page.write_text('{"value": [{"title": "a"}, {"title": "b", "heat": 1}]}')
    assert run("set", "page.json", "heat=3", cwd=tmp_path).returncode == 0
    assert page.read_text() == '{"value": [{"title": "a", "heat": 3}, {"title": "b", "heat": 3}]}'
    items = tmp_path / "a.jsonl"
    items.write_text('{"title": "a"}\n{"title": "b"}\n')
    assert run("set", "a.jsonl", "[1].heat=3", cwd=tmp_path).returncode == 0
    assert items.read_text() == '{"title": "a"}\n{"title": "b", "heat": 3}\n'
    done = run("set", "a.jsonl", "[1].heat=3", "title=x", cwd=tmp_path)
    assert "all routes begin with the index of a record, such as [0].title, or none" in done.stderr


def test_the_model_of_the_collection_says_the_types(tmp_path: Path) -> None:
    (tmp_path / "article-schema.toml").write_text(
        '[[collections]]\nname = "a"\nfiles = "a/*.md"\nmodel = "a.json"\n'
        '[[collections]]\nname = "b"\nfiles = "b/*.md"\nmodel = "b.json"\n'
    )
    for name, kind in (("a", "integer"), ("b", "string")):
        (tmp_path / f"{name}.json").write_text(
            f'{{"properties": {{"size": {{"type": "{kind}"}}}}}}'
        )
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").write_text("---\ntitle: x\n---\n")
    assert run("set", ".", "size=3", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a/x.md").read_text() == "---\ntitle: x\nsize: 3\n---\n"
    assert (tmp_path / "b/x.md").read_text().splitlines()[2] in ("size: '3'", 'size: "3"')
    done = run("set", ".", "size=x", cwd=tmp_path)
    assert done.returncode == 2
    assert "size=x: `size` must be a whole number" in done.stderr
    (tmp_path / "c.md").write_text("---\ntitle: x\n---\n")
    done = run("set", "c.md", "size=3", cwd=tmp_path)
    assert "warning: c.md: it is in no collection" in done.stderr


def test_shared_values_are_refused_followed_or_expanded(tmp_path: Path) -> None:
    path, text = tmp_path / "a.yaml", "x: &q [1]\ny: *q\n"
    path.write_text(text)
    done = run("set", "a.yaml", "y+:=2", cwd=tmp_path)
    assert done.returncode == 2
    assert "edit it with --aliases follow to change all of its places, or" in done.stderr
    assert "aliases=" not in done.stderr
    assert path.read_text() == text
    assert run("set", "a.yaml", "y+:=2", "--aliases", "follow", cwd=tmp_path).returncode == 0
    assert path.read_text() == "x: &q [1, 2]\ny: *q\n"
    assert run("set", "a.yaml", "y+:=3", "--aliases", "expand", cwd=tmp_path).returncode == 0
    assert path.read_text() == "x: &q [1, 2]\ny: [1, 2, 3]\n"


def test_standard_input_comes_back_changed_or_as_it_was(site: Path) -> None:
    done = with_stdin(ARTICLE.encode(), "set", "-", "heat=3", cwd=site)
    assert (done.returncode, done.stderr) == (0, "1 file changed, 0 left as they are.\n")
    assert done.stdout == ARTICLE.replace("type: article\n", "type: article\nheat: 3\n")
    done = with_stdin(b"a: 1\r\n", "set", "-", "a:=1", "--stdin-filename", "a.yaml", cwd=site)
    assert (done.returncode, done.stdout) == (0, "a: 1\r\n")
    for raw in (b"---\na: 'b\n---\n", b"no front matter\n"):
        done = with_stdin(raw, "set", "-", "heat=3", cwd=site)
        assert (done.returncode, done.stdout.encode()) == (2, raw)
        assert done.stderr.startswith("error: stdin.md:")
    done = with_stdin(ARTICLE.encode(), "set", "--diff", "-", "heat=3", cwd=site)
    assert (done.returncode, done.stdout[:16]) == (1, "--- a/stdin.md\n+")
    done = with_stdin(b"", "set", "-", "posts", "heat=3", cwd=site)
    assert "standard input is read alone" in done.stderr


def test_a_file_of_every_kind_keeps_its_line_breaks_and_its_mark(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"\xef\xbb\xbf---\r\ntitle: a\r\n---\r\nText")
    assert run("set", "a.md", "title=b", "heat=3", cwd=tmp_path).returncode == 0
    assert path.read_bytes() == b"\xef\xbb\xbf---\r\ntitle: b\r\nheat: 3\r\n---\r\nText"
    path = tmp_path / "a.toml"
    path.write_text("date = 2020-06-12\n")
    assert run("set", "a.toml", "date=2020-06-13", cwd=tmp_path).returncode == 0
    assert path.read_text() == "date = 2020-06-13\n"


@pytest.mark.skipif(os.name != "posix", reason="links need a privilege elsewhere")
def test_no_link_leads_out_of_what_was_given(site: Path) -> None:
    outside = site.parent / "outside.md"
    outside.write_text(ARTICLE)
    (site / "posts/link.md").symlink_to("../../outside.md")
    done = run("set", ".", "heat=3", cwd=site)
    assert done.returncode == 2
    assert "is a symbolic link that leads elsewhere" in done.stderr
    assert outside.read_text() == ARTICLE


def test_hostile_names_and_texts_show_as_escapes(tmp_path: Path) -> None:
    done = run("set", "a.md", "heat=\x1b[31m", cwd=tmp_path)
    assert done.returncode == 2
    (tmp_path / "a.md").write_text(ARTICLE)
    done = run("set", "a.md", "heat=\x1b[31m", cwd=tmp_path)
    assert "\x1b" not in done.stderr
    assert "\\x1b" in done.stderr
