from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from article_schema.checking.config.published import config_schema
from article_schema.cli import main

#: An article with faults, such as a date without a zone.
ARTICLE = """\
---
title: The harbour at dawn
excerpt: A walk.
publishedDateTime: 2020-06-12T05:40:00
type: article
webUrl: https://www.example.com/a
provider:
  name: example.com
topics: [Ports]
---
"""
POST = "---\ntitle: Day {}\ndate: 2020-06-{:02}\nauthor: ann\n---\n"
SOURCE = "git+https://example.com/article-schema@v1"
#: A run as after an installation from an index.
INIT = ["init", "--source", SOURCE]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "deep").mkdir(parents=True)
    (tmp_path / "content" / "deep" / "a.md").write_text(ARTICLE)
    (tmp_path / "README.md").write_text("# Nothing\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def test_it_writes_four_files_and_shows_them(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(INIT) == 0
    shown = capsys.readouterr().out
    assert "wrote article-schema-baseline.json: 3 findings of today in 1 file\n" in shown
    for name in (
        "article-schema.toml", ".github/workflows/article-schema.yml", ".pre-commit-config.yaml"
    ):  # fmt: skip
        assert f"wrote {name}\n" in shown
        for line in (site / name).read_text().splitlines():
            assert f"  {line}".rstrip() + "\n" in shown


def test_the_configuration_is_valid_and_finds_the_articles(site: Path) -> None:
    main(INIT)
    data = tomllib.loads((site / "article-schema.toml").read_text())
    jsonschema.validate(data, config_schema())
    assert data["include"] == ["/content/**/*.md"]


def test_hooks_are_called_with_articles_only(site: Path) -> None:
    main(INIT)
    (entry,) = yaml(site / ".pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in entry["hooks"]] == ["article-schema"]
    assert entry["hooks"][0]["additional_dependencies"] == [SOURCE]
    pattern = re.compile(entry["hooks"][0]["files"])
    assert pattern.search("content/deep/a.md")
    assert not pattern.search("README.md")
    assert not pattern.search("my/content/a.md")


def test_the_workflow_is_pinned(site: Path) -> None:
    main(INIT)
    steps = yaml(site / ".github/workflows/article-schema.yml")["jobs"]["check"]["steps"]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
    assert any("--output-format github" in step.get("run", "") for step in steps)


def test_nothing_is_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(INIT)
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(INIT) == 0
    assert capsys.readouterr().out.count("kept ") == 3
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_diff_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.rglob("*"))
    assert main([*INIT, "--diff"]) == 0
    assert capsys.readouterr().out.count("would write ") == 4
    assert sorted(site.rglob("*")) == before


def test_hooks_of_others_are_extended(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / ".pre-commit-config.yaml"
    old = "# ours\nrepos:\n- repo: https://example.com/x  # mine\n  hooks:\n  - id: a\n"
    path.write_text(old)
    main(INIT)
    assert path.read_text().startswith(old)
    assert [repo["repo"] for repo in yaml(path)["repos"]] == ["https://example.com/x", "local"]
    assert "extended .pre-commit-config.yaml" in capsys.readouterr().out


def test_what_cannot_be_extended_is_left(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / ".pre-commit-config.yaml"
    path.write_text("- a list\n")
    assert main(INIT) == 0
    assert path.read_text() == "- a list\n"
    assert "kept .pre-commit-config.yaml: it cannot be extended safely" in capsys.readouterr().out


def test_gitlab_gets_a_job_and_no_workflow(site: Path) -> None:
    path = site / ".gitlab-ci.yml"
    old = "stages: [test]\n\nlint:\n  script: [make]\n"
    path.write_text(old)
    main(INIT)
    assert path.read_text().startswith(old)
    job = yaml(path)["article-schema"]
    assert job["artifacts"]["reports"]["codequality"] in job["script"][-1]
    assert not (site / ".github").exists()


def test_a_table_in_pyproject_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "pyproject.toml").write_text('[tool.article-schema]\nfail-on = "warning"\n')
    main(INIT)
    assert not (site / "article-schema.toml").exists()
    assert "kept pyproject.toml" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    [
        b"[tool\n",
        b"\xff",
        b"tool = 5\n",
        b'tool = "article-schema"\n',
        b"[[tool]]\narticle-schema = 1\n",
        b"x = " + b"[" * 5_000,
        b"[project]\nname = 'article-schema'\n",
    ],
    ids=["no TOML", "no UTF-8", "a number", "a text", "a list", "endless nesting", "foreign"],
)
def test_a_pyproject_without_our_table_gets_a_configuration_beside_it(
    site: Path, capsys: pytest.CaptureFixture[str], text: bytes
) -> None:
    (site / "pyproject.toml").write_bytes(text)
    assert main(INIT) == 0
    assert "wrote article-schema.toml\n" in capsys.readouterr().out
    assert (site / "article-schema.toml").exists()
    assert (site / "pyproject.toml").read_bytes() == text
    assert main(["check"]) == 0


def test_a_folder_in_the_place_of_pyproject_is_told(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "pyproject.toml").mkdir()
    assert main(INIT) == 2
    assert capsys.readouterr().err == "error: pyproject.toml: it is no regular file\n"
    assert not (site / "article-schema.toml").exists()


def test_a_repository_without_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(INIT) == 0
    assert "include" not in tomllib.loads((tmp_path / "article-schema.toml").read_text())
    files = yaml(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]["files"]
    assert json.dumps(files) == '"\\\\.(md|markdown|mdx)$"'


@pytest.fixture
def blog(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site whose files are no articles, with folders of other things."""
    for number in range(1, 13):
        path = tmp_path / "content" / "posts" / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(POST.format(number, number))
    for folder in ("archetypes", "tests/fixtures", "node_modules/x"):
        path = tmp_path / folder / "a.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\ntitle: {{ title }}\n---\n")
    (tmp_path / "hugo.toml").write_text('baseURL = "https://www.example.com/"\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_records_that_all_lack_a_key_of_an_article_are_of_another_kind(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lacking = ARTICLE.replace("type: article\n", "level: 1\n")
    for number in range(6):
        (site / "content" / "deep" / f"{number}.md").write_text(lacking)
    assert main([*INIT, "--config-only"]) == 0
    data = tomllib.loads((site / "article-schema.toml").read_text())
    assert data["collections"][0]["model"] == "content_models.py:Deep"
    assert main(["check", "--fail-on", "warning"]) == 0


def test_what_it_writes_for_a_site_of_its_own_kind_is_green(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = blog / "content" / "posts"
    (posts / "1.md").write_text("---\ntitle: Day 1 \ndate: 2020-06-01\nauthor: [\n---\n")
    assert main(["init"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("This is a site of Hugo (hugo.toml) with 11 files of one kind.\n")
    assert "finding of today in 1 file are in" in shown or "in 1 file is in" in shown
    assert main(["check"]) == 0
    (posts / "2.md").write_text(POST.format(2, 2).replace("title", "titel"))
    (posts / "3.md").write_text(POST.format(3, 3).replace("-03", "-45"))
    (posts / "4.md").write_text(POST.format(4, 4).replace("author: ann\n", ""))
    capsys.readouterr()
    assert main(["check", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.splitlines()[:4] == [
        "content/posts/2.md:1:1: FLD001 `title` is missing",
        "content/posts/2.md:2:1: FLD002 `titel` is not a known key",
        'content/posts/3.md:3:7: DAT003 `date` is not a day that exists: "2020-06-45"',
        "content/posts/4.md:1:1: FLD001 `author` is missing",
    ]


def test_the_collections_that_it_proposes(blog: Path) -> None:
    main(["init"])
    data = tomllib.loads((blog / "article-schema.toml").read_text())
    jsonschema.validate(data, config_schema())
    assert data["collections"] == [{
        "name": "posts",
        "files": "/content/posts/**/*.md",
        "model": "content_models.py:Post",
        "format": "learn",
    }]  # fmt: skip
    assert "baseline" not in data


def test_the_hook_that_formats_is_added_when_asked(blog: Path) -> None:
    main(["init", "--fmt"])
    (entry,) = yaml(blog / ".pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in entry["hooks"]] == ["article-schema-fmt", "article-schema"]
    before = (blog / "content" / "posts" / "1.md").read_text()
    assert main(["fmt"]) == 0
    assert (blog / "content" / "posts" / "1.md").read_text() == before


def test_a_copy_that_cannot_be_installed_elsewhere_gets_no_workflow(
    blog: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("article_schema.adopting.requirement.installed_from", lambda: None)
    assert main(["init"]) == 0
    assert "left out .github/workflows/article-schema.yml: pip" in capsys.readouterr().out
    assert not (blog / ".github").exists()
    (entry,) = yaml(blog / ".pre-commit-config.yaml")["repos"]
    assert entry["hooks"][0]["language"] == "system"


@pytest.mark.parametrize(
    "source", ["", "-r x", "a; rm -rf .", "a\nb", "$(x)", "a #b", "a: b", "'a'"]
)
def test_what_pip_could_not_install_is_refused(
    blog: Path, capsys: pytest.CaptureFixture[str], source: str
) -> None:
    before = sorted(blog.rglob("*"))
    with pytest.raises(SystemExit) as ended:
        main(["init", f"--source={source}"])
    assert ended.value.code == 2
    assert "is nothing that pip could install" in capsys.readouterr().err
    assert sorted(blog.rglob("*")) == before


def test_names_that_are_taken_are_left_alone(blog: Path) -> None:
    (blog / "content_models").mkdir()
    (blog / "content_models_2.py").write_text("raise SystemExit\n")
    assert main(["init"]) == 0
    assert (blog / "content_models_2.py").read_text() == "raise SystemExit\n"
    assert (blog / "content_models_3.py").exists()
    assert main(["check"]) == 0


def test_a_configuration_that_is_there_stays_alone(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (blog / "article-schema.toml").write_text('fail-on = "warning"\n')
    assert main(["init"]) == 0
    assert "kept article-schema.toml: it is there already" in capsys.readouterr().out
    assert not (blog / "content_models.py").exists()
    assert not (blog / "article-schema-baseline.json").exists()


@pytest.mark.parametrize("site", ["eleventy", "hugo", "next", "zola"])
def test_a_real_site_is_green_after_it(
    site: str, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / site
    shutil.copytree(shared / "sites" / site, copy)
    before = {path: path.read_bytes() for path in copy.rglob("*") if path.is_file()}
    monkeypatch.chdir(copy)
    assert main(["init"]) == 0
    assert main(["check"]) == 0
    assert all(path.read_bytes() == raw for path, raw in before.items())


#: Names of folders with signs that mean something in a pattern, in TOML or in a shell.
ODD_NAMES = ["a b", "c#d", "!e", "[f]", "g'h", 'i"j', "ünï", "k*l", "m?n", "{o}", "\\q", " s", "-u"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("text", [POST, ARTICLE.replace("title:", "title: {} {} #")])
def test_a_folder_of_any_name_is_matched_by_what_it_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    for number, name in enumerate(ODD_NAMES):
        (tmp_path / name).mkdir()
        for day in range(1, 6):
            own = text.format(day, day).replace("---\n", f"---\nown{number}: {day}\n", 1)
            (tmp_path / name / f"{day}.md").write_text(own, "utf-8")
    monkeypatch.chdir(tmp_path)
    assert main(["init", "--config-only"]) == 0
    capsys.readouterr()
    assert main(["check"]) == 0
    assert f" in {5 * len(ODD_NAMES)} files.\n" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are Unicode")
def test_a_folder_whose_name_is_no_utf_8_is_matched_by_what_it_writes(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = os.fsencode(blog / "content") + b"/caf\xe9"
    os.mkdir(folder)
    for number in range(6):
        Path(os.fsdecode(folder), f"{number}.md").write_text("---\nmood: calm\nrank: [\n---\n")
        Path(os.fsdecode(folder), f"{number}-b.md").write_text(f"---\nrank: {number}\n---\n")
    assert main(INIT) == 0
    assert "findings of today in 6 files are in" in capsys.readouterr().out
    for name in ("article-schema.toml", "article-schema-baseline.json", ".pre-commit-config.yaml"):
        (blog / name).read_bytes().decode("utf-8")
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "All checks passed in 24 files.\n"


def test_no_line_about_the_baseline_is_wider_than_a_terminal(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", "--config-only"]) == 0
    assert capsys.readouterr().out.endswith(
        "`article-schema check` finds nothing new now.\n"
        "3 findings of today in 1 file are in article-schema-baseline.json.\n"
    )


def test_files_that_cannot_be_read_are_named_as_no_collection_may_have_them(
    blog: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = blog / "old"
    old.mkdir()
    for number in range(11):
        (old / f"{number:02}.md").write_bytes(b"---\ntitle: Caf\xe9\n---\n")
    # A file of a tool, and no content.
    (blog / "tsconfig.json").write_text("{\n  // as the tool has it\n}\n")
    assert main(["init", "--config-only"]) == 0
    told = capsys.readouterr().err.splitlines()
    assert told[0].startswith("skipped old/00.md:2:11: DOC002 byte 0xE9 is not UTF-8")
    assert told[10:] == ["skipped 1 more file that cannot be read"]


def test_sites_in_inner_folders_are_recognized(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder, config in (("website", "docusaurus.config.js"), ("news", "_config.yml")):
        (tmp_path / folder / "pages").mkdir(parents=True)
        (tmp_path / folder / config).touch()
        for number in range(6):
            keys = ("title", "sidebar_position") if folder == "website" else ("layout", "tags")
            text = "".join(f"{key}: {number}\n" for key in keys)
            (tmp_path / folder / "pages" / f"{number}.md").write_text(f"---\n{text}---\n")
    assert main(["init", "--diff"]) == 0
    shown = capsys.readouterr().out
    assert "(news/_config.yml) and one of Docusaurus (website/docusaurus.config.js)" in shown
