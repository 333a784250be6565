"""`article-schema rename-key`, and the option `--where` of all editing commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ..command import run, with_stdin
from ..test_exit_codes import ARTICLE

OLD = ARTICLE.replace("type: article\n", "type: article\nweight: 3 # of the quay\n")
NEW = OLD.replace("weight:", "order:")
VIDEO = OLD.replace("type: article", "type: video")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts/a.md").write_text(OLD)
    (tmp_path / "posts/b.md").write_text(VIDEO)
    (tmp_path / "posts/c.md").write_text(ARTICLE)
    return tmp_path


def test_a_key_gets_another_name_in_a_whole_tree(site: Path) -> None:
    done = run("rename-key", "weight", "order", ".", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "2 files changed, 1 left as they are.\n"
    assert (site / "posts/a.md").read_text() == NEW
    assert (site / "posts/c.md").read_text() == ARTICLE
    done = run("rename-key", "weight", "order", ".", cwd=site)
    assert (done.returncode, done.stderr) == (0, "0 files changed, 3 left as they are.\n")


def test_diff_has_one_changed_line_for_each_file(site: Path) -> None:
    done = run("rename-key", "weight", "order", "--diff", ".", cwd=site)
    assert done.returncode == 1
    lines = [
        line
        for line in done.stdout.splitlines()
        if line[:1] in "+-" and line[:3] not in ("+++", "---")
    ]
    assert lines == ["-weight: 3 # of the quay", "+order: 3 # of the quay"] * 2
    assert (site / "posts/a.md").read_text() == OLD


def test_where_chooses_by_the_fields_of_the_model(site: Path) -> None:
    call = ("rename-key", "weight", "order", ".", "--where", 'type == "video"')
    assert run(*call, cwd=site).stderr == "1 file changed, 2 left as they are.\n"
    assert (site / "posts/a.md").read_text() == OLD
    assert (site / "posts/b.md").read_text() == VIDEO.replace("weight:", "order:")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (["set", ".", "heat=5"], "1 file changed, 2 left as they are.\n"),
        (["unset", "weight", "."], "1 file changed, 2 left as they are.\n"),
        (["get", "title", "."], ""),
    ],
)
def test_every_command_takes_it(site: Path, call: list[str], told: str) -> None:
    done = run(*call, "--where", 'type == "video" and ["weight"] == 3', cwd=site)
    assert (done.returncode, done.stderr) == (0, told)
    assert (site / "posts/a.md").read_text() == OLD
    if call[0] == "get":
        assert done.stdout == "posts/b.md:3: title: The harbour at dawn\n"


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("type = 'video'", "error: --where: column 6: compare with `==`\n"),
        ("typ == 'video'", "error: --where: column 1: Article has no field `typ`; did you mean "),
        ("heat > 'x'", "error: --where: column 8: `heat` must be a whole number"),
        ("(" * 10_000, "error: --where: column 52: brackets are nested more than 50 deep"),
        ("not " * 2_000, "error: --where: column 8001: the end is not expected"),
        ("a" * 100_000, "error: --where: column 10001: the expression has 100,000 characters"),
        ("__import__('os')", "error: --where: column 11: `(` is not expected"),
    ],
)
def test_a_wrong_expression_is_told_before_anything_is_changed(
    site: Path, expression: str, told: str
) -> None:
    for call in (
        ["rename-key", "weight", "order", "."],
        ["set", ".", "heat=5"],
        ["get", "title", "."],
    ):
        done = run(*call, "--where", expression, cwd=site)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith(told)
        assert done.stderr.count("\n") == 1
    assert (site / "posts/a.md").read_text() == OLD


def test_a_field_that_one_of_the_models_lacks_is_told_before_anything_is_changed(
    tmp_path: Path,
) -> None:
    (tmp_path / "article-schema.toml").write_text(
        '[[collections]]\nname = "a"\nfiles = "a/*.md"\nmodel = "a.json"\n'
        '[[collections]]\nname = "b"\nfiles = "b/*.md"\nmodel = "b.json"\n'
    )
    for name in ("a", "b"):
        schema = {"title": name.upper(), "properties": {name: {"type": "string"}, "old": {}}}
        (tmp_path / f"{name}.json").write_text(json.dumps(schema))
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.md").write_text("---\na: x\nold: 1\n---\n")
    call = ("rename-key", "old", "new", "--where", "a == 'x'")
    done = run(*call, ".", cwd=tmp_path)
    assert done.returncode == 2
    assert "has no field `a`" in done.stderr
    assert (tmp_path / "a/x.md").read_text() == "---\na: x\nold: 1\n---\n"
    assert run(*call, "a", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a/x.md").read_text() == "---\na: x\nnew: 1\n---\n"


def test_what_cannot_be_renamed_is_told_and_the_others_are(site: Path) -> None:
    (site / "posts/b.md").write_text(VIDEO.replace("weight", "order: 1\nweight"))
    (site / "posts/d.md").write_text("---\nweight: 'a\n---\n")
    (site / "posts/e.md").write_text(OLD.replace("weight", "weight: 1\nweight"))
    done = run("rename-key", "weight", "order", ".", cwd=site)
    assert done.returncode == 2
    taken, syntax, twice, summary = done.stderr.splitlines()
    assert taken == "error: posts/b.md: weight: the key `order` is there already"
    assert syntax.startswith("error: posts/d.md:2:9: DOC005 ")
    assert twice.startswith("error: posts/e.md: weight: the key is used twice")
    assert summary == "1 file changed, 1 left as they are, 3 could not be changed."
    assert (site / "posts/a.md").read_text() == NEW


def test_a_key_that_the_contract_needs_keeps_its_name(site: Path) -> None:
    done = run("rename-key", "excerpt", "summary", ".", cwd=site)
    assert done.returncode == 2
    assert "error: posts/a.md:1:1: FLD001 `excerpt` is missing" in done.stderr
    assert (site / "posts/a.md").read_text() == OLD


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("topics[0]", "x", "error: topics[0]: only an entry of a mapping has a key\n"),
        ("", "x", "error: OLD: only an entry of a mapping has a key\n"),
        ("a..b", "x", "error: not a route: 'a..b'"),
        ("seo.titel", "seo.title", "error: NEW is a key and no route, since the entry stays "),
    ],
)
def test_a_wrong_name_is_told(site: Path, old: str, new: str, told: str) -> None:
    done = run("rename-key", old, new, ".", cwd=site)
    assert done.returncode == 2
    assert done.stderr.startswith(told)


def test_keys_deep_in_each_record_are_renamed(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"seo": {"t": 1}, "type": "a"}\n{"type": "b"}\n{"seo": {"t": 2}, "type": "b"}\n'
    )
    call = ("rename-key", "seo.t", "title", "a.jsonl", "--where", "type == 'b'")
    assert run(*call, cwd=tmp_path).returncode == 0
    assert path.read_text() == (
        '{"seo": {"t": 1}, "type": "a"}\n{"type": "b"}\n{"seo": {"title": 2}, "type": "b"}\n'
    )
    done = run("rename-key", "[0].seo.t", "x", "a.jsonl", "--where", "type == 'b'", cwd=tmp_path)
    assert done.returncode == 2
    assert "--where chooses records, and so does the index" in done.stderr


def test_standard_input_is_renamed(site: Path) -> None:
    done = with_stdin(OLD.encode(), "rename-key", "weight", "order", "-", cwd=site)
    assert (done.returncode, done.stdout) == (0, NEW)
    where = ("--where", "type == 'video'")
    done = with_stdin(OLD.encode(), "rename-key", "weight", "order", "-", *where, cwd=site)
    assert (done.returncode, done.stdout) == (0, OLD)
