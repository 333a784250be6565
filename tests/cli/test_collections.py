"""Collections on the command line: every subcommand takes the settings of each file."""

from __future__ import annotations

import json
import shutil
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_schema.cli import main

from .command import run


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Go to a copy of the example with three collections."""
    copy = tmp_path / "site"
    shutil.copytree(root / "examples" / "site", copy)
    monkeypatch.chdir(copy)
    # Other tests have modules of these names too.
    yield copy
    for name in ("models", "checks", "checks.house_rules"):
        sys.modules.pop(name, None)
    sys.path[:] = [entry for entry in sys.path if entry != str(copy)]


@pytest.mark.usefixtures("site")
def test_each_collection_has_a_schema_and_a_page() -> None:
    schema = json.loads(run("schema", "--collection", "authors").stdout)
    assert (schema["title"], schema["required"]) == ("Author", ["name"])
    draft = json.loads(run("schema", "--collection", "guides", "--draft", "draft-07").stdout)
    assert draft["properties"]["level"]["maximum"] == 3
    assert "| `author` |" in run("fields", "--collection", "posts").stdout


@pytest.mark.usefixtures("site")
def test_a_wrong_collection_is_told_with_the_right_ones() -> None:
    wrong = run("schema", "--collection", "post")
    assert wrong.returncode == 2
    assert wrong.stderr == (
        "error: article-schema.toml:1: collections: there is no collection 'post'; did you mean "
        "'posts'?\n"
    )
    none = run("fields")
    assert none.returncode == 2
    assert none.stderr == (
        "error: which collection? give --collection and one of posts, authors, guides\n"
    )
    isolated = run("schema", "--isolated", "--collection", "posts")
    assert "no configuration declares any" in isolated.stderr


@pytest.mark.usefixtures("site")
def test_rules_of_files_are_explained_selected_and_listed() -> None:
    assert run("explain", "loud-title").stdout.startswith("# HSE001 loud-title")
    assert "HSE001  warning  on" in run("rules").stdout
    only = run("check", "--select", "HSE001", "--output-format", "concise")
    assert only.stdout.splitlines()[0] == "content/guides/bowline.md:2:8: HSE001 the title is loud"
    assert "FLD" not in only.stdout
    wrong = run("check", "--select", "HSE009")
    assert "--select: no rule matches 'HSE009'" in wrong.stderr


def test_a_known_finding_of_a_collection_is_not_reported(site: Path) -> None:
    assert run("check", "--write-baseline", "known.json").stderr == (
        "Wrote 4 findings to known.json.\n"
    )
    assert run("check", "--baseline", "known.json").returncode == 0
    (site / "content/posts/crane.md").write_text("---\ntitle: Crane\nauthor: x\n---\n")
    again = run("check", "--baseline", "known.json")
    assert "Not found any more: 2 findings" in again.stderr


def test_standard_input_has_the_collection_of_its_name(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def piped(text: str, name: str, *more: str) -> tuple[str, str]:
        import io

        stream = io.TextIOWrapper(io.BytesIO(text.encode()))
        monkeypatch.setattr(sys, "stdin", stream)
        done = run("check", "-", "--stdin-filename", name, "--output-format", "concise", *more)
        return done.stdout, done.stderr

    assert "HSE001" in piped("---\ntitle: LOUD\n---\n", "content/guides/new.md")[0]
    assert "`name` is missing" in piped("title: LOUD\n", "data/authors/new.yml")[0]
    assert "it is in no collection" in piped("title: LOUD\n", "new.yml")[1]
    assert piped("# Text\n", "README.md", "--fix")[0].startswith("# Text\n")


def test_fmt_takes_the_order_of_the_files_own_model(site: Path) -> None:
    text = "---\nlevel: 1\ntitle: Knots\n---\n"
    (site / "content/guides/knots.md").write_text(text)
    done = run("fmt", "content/guides/knots.md", "README.md")
    assert "README.md: it is in no collection" in done.stderr
    assert (site / "content/guides/knots.md").read_text() == '---\ntitle: "Knots"\nlevel: 1\n---\n'


@pytest.mark.usefixtures("site")
def test_settings_that_are_shown_are_toml() -> None:
    whole = tomllib.loads(run("check", "--show-settings").stdout)
    assert [each["name"] for each in whole["collections"]] == ["posts", "authors", "guides"]
    one = run("check", "--show-settings", "content/guides/bowline.md").stdout
    assert "# collection guides\n" in one
    assert tomllib.loads(one)["severity"] == {"loud-title": "error"}


def test_a_fault_in_the_configuration_ends_every_subcommand(site: Path) -> None:
    path = site / "article-schema.toml"
    path.write_text(path.read_text("utf-8").replace("models.py:Author", "models.py:Autor"))
    for command in ("check", "fmt --check", "schema --collection authors"):
        done = run(*command.split())
        assert done.returncode == 2
        assert done.stderr == (
            "error: article-schema.toml:9: collections[1].model: Autor is not there in the file "
            "models.py; did you mean models.py:Author?\n"
        )


def test_of_many_files_in_no_collection_a_few_are_told(site: Path) -> None:
    names = [f"note{number}.md" for number in range(8)]
    for name in names:
        (site / name).write_text("# Note\n")
    for command in ("check", "fmt"):
        told = run(command, *names).stderr
        assert told.count("it is in no collection") == 5
        assert "warning: 3 more files were named that are in no collection\n" in told
    assert run("check", "--force-exclude", *names).stderr.count("it is in no collection") == 0
    (site / "empty").mkdir()
    (site / "empty" / "note.md").write_text("# Note\n")
    assert "or in no collection" in run("check", "empty").stderr


@pytest.mark.parametrize("command", ["check", "fmt"])
def test_a_wrong_model_is_told_before_the_findings_in_files_of_others(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    command: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "page.md").write_text("---\nb: 1\na: x\n---\n")
    (tmp_path / "good.schema.json").write_text('{"properties": {"a": {}, "b": {"maximum": 0}}}')
    (tmp_path / "bad.py").write_text("import no_such\n")
    (tmp_path / "article-schema.toml").write_text(
        '[[collections]]\nname = "a"\nfiles = "a/*"\nmodel = "good.schema.json"\n'
        '[[collections]]\nname = "b"\nfiles = "b/*"\nmodel = "bad.py:Page"\n'
    )
    assert main([command, "."]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "error: article-schema.toml:8: collections[1].model: the file bad.py cannot be imported: "
        "ModuleNotFoundError: No module named 'no_such' (bad.py, line 1)\n"
    )
    assert (tmp_path / "a" / "page.md").read_text().startswith("---\nb: 1\n")


def test_a_schema_that_is_not_there_is_told_at_the_line_that_names_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.md").write_text("---\na: x\n---\n")
    (tmp_path / "article-schema.toml").write_text('ignore = []\nschema = ["no.json"]\n')
    assert main(["check", "."]) == 2
    expected = f"error: article-schema.toml:2: schema: there is no file no.json in {tmp_path}\n"
    assert capsys.readouterr().err == expected
