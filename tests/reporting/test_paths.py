"""File names in reports."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from article_schema.reporting.paths import path_text, path_uri, relative_path


@pytest.mark.parametrize(
    ("file", "root", "shown"),
    [
        ("news/a.md", None, "news/a.md"),
        ("./news/../a.md", None, "a.md"),
        ("{cwd}/news/a.md", None, "news/a.md"),
        ("news/a.md", "{cwd}/news", "a.md"),
        ("news/a.md", "{cwd}/news/", "a.md"),
        ("newsletter/a.md", "{cwd}/news", "{cwd}/newsletter/a.md"),
        ("../a.md", None, "{above}/a.md"),
        ("/a.md", "/", "a.md"),
        ("{cwd}/a.md", "", "a.md"),
    ],
)
def test_a_path_is_told_from_the_root_that_it_lies_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: str, root: str | None, shown: str
) -> None:
    inner = tmp_path / "site"
    inner.mkdir()
    monkeypatch.chdir(inner)
    places = {"cwd": inner.as_posix(), "above": tmp_path.as_posix()}
    found = relative_path(file.format(**places), root and root.format(**places))
    assert found == shown.format(**places)


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("news/a.md", "news/a.md"),
        ("a b#c?.md", "a%20b%23c%3F.md"),
        ("ö.md", "%C3%B6.md"),
        ("/a b.md", "file:///a%20b.md"),
        (os.fsdecode(b"\xe9.md"), "%E9.md"),
    ],
)
@pytest.mark.skipif(os.name != "posix", reason="paths have another form")
def test_a_path_as_a_reference(path: str, uri: str) -> None:
    assert path_uri(path) == uri


def test_a_path_as_text() -> None:
    assert path_text("ö.md") == "ö.md"
    assert path_text(os.fsdecode(b"\xe9.md")) == "\ufffd.md"
    assert path_text("\ud800.md") == "?.md"
