from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from article_schema.checking.config.published import config_schema
from article_schema.cli import main

ARTICLE = "---\ntitle: a\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content" / "deep").mkdir(parents=True)
    (tmp_path / "content" / "deep" / "a.md").write_text(ARTICLE)
    (tmp_path / "README.md").write_text("# Nothing\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def yaml(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def test_it_writes_three_files_and_shows_them(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init"]) == 0
    shown = capsys.readouterr().out
    for name in (
        "article-schema.toml", ".github/workflows/article-schema.yml", ".pre-commit-config.yaml"
    ):  # fmt: skip
        assert f"wrote {name}\n" in shown
        for line in (site / name).read_text().splitlines():
            assert f"  {line}\n" in shown


def test_the_configuration_is_valid_and_finds_the_articles(site: Path) -> None:
    main(["init"])
    data = tomllib.loads((site / "article-schema.toml").read_text())
    jsonschema.validate(data, config_schema())
    assert data["include"] == ["/content/**/*.md"]


def test_hooks_are_called_with_articles_only(site: Path) -> None:
    main(["init"])
    (entry,) = yaml(site / ".pre-commit-config.yaml")["repos"]
    assert [hook["id"] for hook in entry["hooks"]] == ["article-schema-fmt", "article-schema"]
    pattern = re.compile(entry["hooks"][0]["files"])
    assert pattern.search("content/deep/a.md")
    assert not pattern.search("README.md")
    assert not pattern.search("my/content/a.md")


def test_the_workflow_is_pinned(site: Path) -> None:
    main(["init"])
    steps = yaml(site / ".github/workflows/article-schema.yml")["jobs"]["check"]["steps"]
    for step in steps:
        if "uses" in step:
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step["uses"])
    assert any("--output-format github" in step.get("run", "") for step in steps)


def test_nothing_is_overwritten(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init"])
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert main(["init"]) == 0
    assert capsys.readouterr().out.count("kept ") == 3
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before


def test_diff_writes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(site.rglob("*"))
    assert main(["init", "--diff"]) == 0
    assert capsys.readouterr().out.count("would write ") == 3
    assert sorted(site.rglob("*")) == before


def test_hooks_of_others_are_extended(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / ".pre-commit-config.yaml"
    old = "# ours\nrepos:\n- repo: https://example.com/x  # mine\n  hooks:\n  - id: a\n"
    path.write_text(old)
    main(["init"])
    assert path.read_text().startswith(old)
    assert [repo["repo"] for repo in yaml(path)["repos"]] == ["https://example.com/x", "local"]
    assert "extended .pre-commit-config.yaml" in capsys.readouterr().out


def test_what_cannot_be_extended_is_left(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = site / ".pre-commit-config.yaml"
    path.write_text("- a list\n")
    assert main(["init"]) == 0
    assert path.read_text() == "- a list\n"
    assert "kept .pre-commit-config.yaml: it cannot be extended safely" in capsys.readouterr().out


def test_gitlab_gets_a_job_and_no_workflow(site: Path) -> None:
    path = site / ".gitlab-ci.yml"
    old = "stages: [test]\n\nlint:\n  script: [make]\n"
    path.write_text(old)
    main(["init"])
    assert path.read_text().startswith(old)
    job = yaml(path)["article-schema"]
    assert job["artifacts"]["reports"]["codequality"] in job["script"][-1]
    assert not (site / ".github").exists()


def test_a_table_in_pyproject_counts(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "pyproject.toml").write_text('[tool.article-schema]\nfail-on = "warning"\n')
    main(["init"])
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
    assert main(["init"]) == 0
    assert capsys.readouterr().out.startswith("wrote article-schema.toml\n")
    assert (site / "article-schema.toml").exists()
    assert (site / "pyproject.toml").read_bytes() == text
    assert main(["check"]) == 1


def test_a_folder_in_the_place_of_pyproject_is_told(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "pyproject.toml").mkdir()
    assert main(["init"]) == 2
    assert capsys.readouterr().err == "error: pyproject.toml: it is no regular file\n"
    assert not (site / "article-schema.toml").exists()


def test_a_repository_without_articles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert "include" not in tomllib.loads((tmp_path / "article-schema.toml").read_text())
    files = yaml(tmp_path / ".pre-commit-config.yaml")["repos"][0]["hooks"][0]["files"]
    assert json.dumps(files) == '"\\\\.(md|markdown|mdx)$"'
