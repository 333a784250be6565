"""Plain configurations: where one is called plain, a sound article stays sound."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from cli.command import run
from hypothesis import given
from hypothesis import strategies as st

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.plain import is_plain
from article_schema.checking.config.reading import read_configuration

PLAIN = {
    "nothing": "",
    "a comment": "# nothing yet\n",
    "files": 'include = ["*.md", "**/*.md"]\nexclude = ["drafts/", "/old/*.md"]\n',
    "more files": 'extend-exclude = ["a/b-c.md", "**/private"]\nrespect-ignore-files = false\n',
    "rules": 'ignore = ["IMG", "DAT001"]\n',
    "keys": 'known-keys = ["seo", "seo.title", "x-y"]\n',
    "no front matter": "require-front-matter = true\n",
}
OTHER = {
    "a model": 'model = "models.py:Post"\n',
    "rules of its own": 'rules = ["rules.py"]\n',
    "more rules": 'extend-select = ["SET"]\n',
    "keys that are needed": 'required = ["secured"]\n',
    "collections": '[[collections]]\nname = "a"\nfiles = "a/"\n',
    "a rule that is none": 'ignore = ["XYZ001"]\n',
    "all rules": 'ignore = ["ALL"]\n',
    "an empty rule": 'ignore = [""]\n',
    "a key that is none": "colour = true\n",
    "an older key": 'per_file_ignores = ["a"]\n',
    "another kind": "exclude = true\n",
    "another kind in a list": "known-keys = [1]\n",
    "a number for a flag": "respect-ignore-files = 1\n",
    "a pattern that is none": 'exclude = ["!"]\n',
    "an odd key": 'known-keys = ["a..b"]\n',
    "too many": f"known-keys = {json.dumps(['a'] * 101)}\n",
    "no TOML": "exclude = [\n",
    "deep": "exclude = " + "[" * 5_000 + "]" * 5_000,
    "a table that is none": "tool = 1\n",
}


@pytest.mark.parametrize("text", PLAIN.values(), ids=PLAIN)
def test_what_only_leaves_out_is_plain(tmp_path: Path, text: str) -> None:
    alone, shared = tmp_path / "article-schema.toml", tmp_path / "pyproject.toml"
    alone.write_text(text)
    shared.write_text(f"[project]\nname = 'a'\n[tool.article-schema]\n{text}")
    assert is_plain(str(alone))
    assert is_plain(str(shared))
    assert isinstance(read_configuration(str(alone), required=True), Configuration)


@pytest.mark.parametrize("text", OTHER.values(), ids=OTHER)
def test_everything_else_is_not(tmp_path: Path, text: str) -> None:
    path = tmp_path / "article-schema.toml"
    path.write_text(text)
    assert not is_plain(str(path))


def test_a_file_that_cannot_be_read_is_not_plain(tmp_path: Path) -> None:
    path = tmp_path / "article-schema.toml"
    assert not is_plain(str(path))
    path.write_bytes(b"\xff")
    assert not is_plain(str(path))
    path.write_text("# x\n" * 100_000)
    assert not is_plain(str(path))


def values() -> st.SearchStrategy[Any]:
    words = [
        "", "*", "**", "/", ".", "..", "a", "a/", "/a", "*.md", "**/*.md", "a.b", "a b", "!a", "é",
        "IMG", "IMG006", "IM", "img", "DOC005", "X", "-", "title", "provider.name", "a\\", "[a]",
    ]  # fmt: skip
    texts = st.sampled_from(words) | st.text("aIM0./*-_!\\ é", max_size=6)
    return st.lists(texts, max_size=3) | st.booleans() | texts


def keys() -> st.SearchStrategy[str]:
    return st.sampled_from(
        ["include", "exclude", "extend-exclude", "respect-ignore-files", "require-front-matter",
         "ignore", "known-keys", "severity", "fail-on", "force-exclude", "select"]
    )  # fmt: skip


@given(data=st.dictionaries(keys(), values(), max_size=3))
def test_the_quick_call_says_what_the_whole_command_says(
    data: dict[str, Any], tmp_path_factory: pytest.TempPathFactory, root: Path
) -> None:
    folder = tmp_path_factory.mktemp("site")
    sound = root / "examples" / "articles" / "2020-06-12-the-harbour-at-dawn.md"
    (folder / "a.md").write_bytes(sound.read_bytes())
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items()]
    (folder / "article-schema.toml").write_text("".join(lines), encoding="utf-8")
    short = run("check", "a.md", cwd=folder)
    with mock.patch("article_schema.cli.quick.accepts", return_value=False):
        assert run("check", "a.md", cwd=folder) == short
