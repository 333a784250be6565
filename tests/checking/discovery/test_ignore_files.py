from __future__ import annotations

import os
from pathlib import Path

import pytest

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import find_files


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("a.md", "b.md", "drafts/c.md", "posts/d.md", "posts/old/e.md", "posts/f.html"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("---\n---\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def found(*paths: str) -> list[str]:
    return [f.path.replace(os.sep, "/") for f in find_files(paths or ["."], Configurations())]


def test_git_ignore_files_are_obeyed_at_every_level(site: Path) -> None:
    (site / ".gitignore").write_text("/drafts/\n# a comment\n*.html\nb.md\n")
    (site / "posts" / ".gitignore").write_text("old\n!f.html\n")
    assert found() == ["a.md", "posts/d.md", "posts/f.html"]


def test_ignore_comes_before_gitignore(site: Path) -> None:
    (site / ".gitignore").write_text("a.md\nb.md\n")
    (site / ".ignore").write_text("!a.md\nposts\n")
    assert found() == ["a.md", "drafts/c.md"]


def test_files_above_count_up_to_the_root_of_the_repository(site: Path) -> None:
    (site / ".gitignore").write_text("d.md\n")
    assert found("posts") == ["posts/d.md", "posts/f.html", "posts/old/e.md"]
    (site / ".git" / "info").mkdir(parents=True)
    (site / ".git" / "info" / "exclude").write_text("*.html\n")
    assert found("posts") == ["posts/old/e.md"]


def test_a_repository_inside_has_rules_of_its_own(site: Path) -> None:
    (site / ".gitignore").write_text("*.md\n")
    (site / "posts" / ".git").mkdir()
    assert found() == ["posts/d.md", "posts/f.html", "posts/old/e.md"]


def test_named_files_and_folders_are_searched_all_the_same(site: Path) -> None:
    (site / ".gitignore").write_text("drafts\na.md\n")
    assert found("a.md", "drafts") == ["a.md", "drafts/c.md"]


def test_lines_that_are_no_patterns_are_passed_over(site: Path) -> None:
    (site / ".gitignore").write_bytes(b"\xef\xbb\xbfa.md\n///\n!\n\xff\n")
    assert found() == ["b.md", "drafts/c.md", "posts/d.md", "posts/f.html", "posts/old/e.md"]


def test_they_can_be_switched_off(site: Path) -> None:
    (site / ".gitignore").write_text("*.md\n")
    (site / "article-schema.toml").write_text("respect-ignore-files = false\ninclude = ['a.md']")
    assert found() == ["a.md"]


def test_configured_patterns(site: Path) -> None:
    config = site / "article-schema.toml"
    config.write_text("include = ['posts/**/*.md']\nexclude = ['old/']")
    assert found() == ["posts/d.md"]
    config.write_text("extend-exclude = ['posts/*', '!posts/d.md']")
    assert found() == ["a.md", "b.md", "drafts/c.md", "posts/d.md"]
    config.write_text("exclude = []\nextend-exclude = ['*.html']")
    (site / "node_modules").mkdir()
    (site / "node_modules" / "g.md").write_text("")
    assert found() == ["a.md", "b.md", "drafts/c.md", "node_modules/g.md", "posts/d.md",
                       "posts/old/e.md"]  # fmt: skip


def test_the_configuration_of_a_folder_counts_in_it(site: Path) -> None:
    (site / "posts" / "article-schema.toml").write_text("extend-exclude = ['/old']")
    assert found() == ["a.md", "b.md", "drafts/c.md", "posts/d.md", "posts/f.html"]


def test_force_exclude_treats_named_files_as_a_search_would(site: Path) -> None:
    (site / "article-schema.toml").write_text("force-exclude = true\nexclude = ['drafts']")
    (site / ".gitignore").write_text("old\n")
    (site / "x.txt").write_text("")
    files = ["a.md", "drafts/c.md", "posts/old/e.md", "x.txt"]
    assert [(f.path, f.named) for f in find_files(files, Configurations())] == [("a.md", False)]


def test_front_matter_can_be_required(site: Path) -> None:
    (site / "article-schema.toml").write_text("require-front-matter = true")
    assert all(file.named for file in find_files(["."], Configurations()))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_only_files_and_broken_links_are_taken(site: Path) -> None:
    os.mkfifo(site / "pipe.md")
    (site / "folder.md").mkdir()
    (site / "gone.md").symlink_to("nowhere.md")
    assert found()[:3] == ["a.md", "b.md", "gone.md"]
