from __future__ import annotations

import os
from pathlib import Path

import pytest

from article_schema import check_paths
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import find_files
from article_schema.errors import UsageError


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in (
        "b.md", "a.MD", "c.markdown", "d.mdx", "e.html", "f.htm", "g.yaml", "h.yml", "i.json",
        "j.txt", "k", "sub/z.md", "sub/deep/y.md", "another/x.md", ".hidden/w.md",
        "node_modules/v.md", "__pycache__/u.md",
    ):  # fmt: skip
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    return [file.path.replace(os.sep, "/") for file in find_files(paths)]


def test_folders_are_searched_for_the_endings_of_articles(tree: Path) -> None:
    assert found(".") == [
        "a.MD", "b.md", "c.markdown", "d.mdx", "e.html", "f.htm", "g.yaml", "h.yml", "i.json",
        "another/x.md", "sub/z.md", "sub/deep/y.md",
    ]  # fmt: skip


def test_named_files_are_taken_whatever_their_ending(tree: Path) -> None:
    assert found("j.txt", "k", ".hidden/w.md") == ["j.txt", "k", ".hidden/w.md"]
    assert [file.named for file in find_files(["k", "sub"])] == [True, False, False]


def test_each_file_comes_once(tree: Path) -> None:
    assert found("sub/z.md", "sub", "./sub/../sub") == ["sub/z.md", "sub/deep/y.md"]


def test_a_path_that_does_not_exist_is_told_before_anything_is_read(tree: Path) -> None:
    with pytest.raises(UsageError, match=r"no such file or folder: nothing\.md"):
        next(find_files(["b.md", "nothing.md"]))


def test_links_to_folders_are_not_entered(tree: Path) -> None:
    (tree / "sub" / "loop").symlink_to(tree, target_is_directory=True)
    assert found("sub") == ["sub/z.md", "sub/deep/y.md"]


def test_links_in_a_circle_are_reported_like_other_files(tmp_path: Path) -> None:
    (tmp_path / "a.md").symlink_to("b.md")
    (tmp_path / "b.md").symlink_to("a.md")
    (tmp_path / "c.md").symlink_to("nowhere.md")
    found = [(Path(f.file).name, f.code) for f in check_paths([tmp_path]).findings]
    assert found == [("a.md", "DOC001"), ("b.md", "DOC001"), ("c.md", "DOC001")]


SKILLS = """[[collections]]
name = "skills"
files = ["{}"]
model = "preset:agent-skills"
"""


@pytest.mark.parametrize(
    "configuration",
    [
        'include = ["/.agents/skills/**/*.md"]',
        SKILLS.format("/.agents/skills/**"),
        SKILLS.format("/.agents/skills/tide/SKILL.md"),
    ],
)
def test_a_hidden_folder_that_a_pattern_names_is_searched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, configuration: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "article-schema.toml").write_text(f"{configuration}\n")
    for name in (".agents/skills/tide/SKILL.md", ".agents/skills/.old/SKILL.md", ".git/SKILL.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("---\nname: x\n---\n")
    taken = [file.path for file in find_files(["."], Configurations())]
    assert taken == [".agents/skills/tide/SKILL.md"]
