"""Records that the fast path accepts: what they point to is looked for all the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema import Checker, settings_for

MODELS = '''
from typing import Annotated
import attrs
from article_schema import Record, record
from article_schema.fields import OnDisk, Ref

@record
class Post(Record):
    """A post."""

    title: str
    author: Annotated[str, Ref("authors")] = "ann"
    number: Annotated[int, Ref("authors", key="number")] | None = None
    editors: list[Annotated[str, Ref("authors")]] = attrs.field(factory=list)
    file: Annotated[str, OnDisk("static/{}")] | None = None

@record
class Author(Record):
    """An author."""

    name: str
    number: int | None = None

@record
class Shelf(Record):
    """A record with a pointer in a part of it."""

    post: Post | None = None
'''
CONFIG = """
[[collections]]
name = "posts"
files = "posts/**"
model = "{0}:Post"
[[collections]]
name = "authors"
files = "authors/**"
model = "{0}:Author"
[[collections]]
name = "shelves"
files = "shelves/**"
model = "{0}:Shelf"
"""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pointing_models.py").write_text(MODELS, encoding="utf-8")
    (tmp_path / "article-schema.toml").write_text(CONFIG.format("pointing_models.py"))
    for name, text in (
        ("posts/a.md", "---\ntitle: A\n---\n"),
        ("authors/bob.md", "---\nname: B\nnumber: 0\n---\n"),
        ("shelves/a.md", "---\n---\n"),
        ("static/a.txt", "a"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ("", []),
        ("author: bob\n", []),
        ("author: ann\n", ["REF001"]),
        ("number: 0\n", []),
        ("number: 1\n", ["REF001"]),
        ("editors: [bob, bob]\n", []),
        ("editors: [bob, bo]\n", ["REF001"]),
        ("file: a.txt\n", []),
        ("file: b.txt\n", ["REF003"]),
        ('author: ""\n', ["REF001"]),
    ],
)
def test_what_values_name_has_to_be_there(site: Path, lines: str, codes: list[str]) -> None:
    text = f"---\ntitle: A\n{lines}---\n"
    path = str(site / "posts/a.md")
    short, long = (Checker(settings_for(path)) for _ in range(2))
    long.fast_path = long.glances = None
    result = short.check_text(text, path)
    assert result.findings == long.check_text(text, path).findings
    assert [each.code for each in result.findings] == codes
    assert (result.article is not None) is (not codes)


def test_pointers_in_parts_of_a_record_turn_the_pattern_off(site: Path) -> None:
    assert Checker(settings_for(str(site / "shelves/a.md"))).fast_path is None
