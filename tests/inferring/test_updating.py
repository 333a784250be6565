"""What files would change in a model: new keys, keys that are missing, and values it refuses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import attrs
import pytest
from annotated_types import Ge
from hypothesis import given
from hypothesis import strategies as st

from article_schema import Record, record
from article_schema.cli import main
from article_schema.inferring.as_json_schema import class_of
from article_schema.inferring.guessing import guess_model
from article_schema.inferring.observing import Seen
from article_schema.inferring.updating import differences


@record
class Image(Record):
    """A picture."""

    src: str
    width: Annotated[int, Ge(1)] | None = None


@record
class Post(Record):
    """A post."""

    title: str
    kind: Literal["news", "blog"] = "news"
    cover: Image | None = None
    images: list[Image] = attrs.field(factory=list)


def told(*records: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(each.path, each.reason, each.advice) for each in differences(Post, records)]


def test_files_that_the_model_takes_change_nothing() -> None:
    assert told({"title": "a"}, {"title": "b", "kind": "blog", "cover": {"src": "/a.png"}}) == []


def test_what_files_have_is_told_with_its_count() -> None:
    assert told(
        {"title": "a", "mood": "calm", "kind": "opinion"},
        {"titel": "b", "cover": {"src": "/a.png", "width": 0, "alt": "x"}},
        {"title": "c", "images": [{"src": "/b.png", "height": 5}, {"width": 2}]},
    ) == [
        ("mood", "1 of 3 have it, and no field does", "mood: str | None = None"),
        ("kind", '1 of 3 have what it does not take: "opinion"', "kind: str | None = None"),
        ("titel", "1 of 3 have it, and no field does; is `title` meant?",
         "titel: str | None = None"),
        ("title", "1 of 3 do not have it, and it is required", "title: str | None = None"),
        ("cover.width", "1 of 1 have what it does not take: 0", "width: int | None = None"),
        ("cover.alt", "1 of 1 have it, and no field does", "alt: str"),
        ("images.height", "1 of 2 have it, and no field does", "height: int | None = None"),
        ("images.src", "1 of 2 do not have it, and it is required", "src: str | None = None"),
    ]  # fmt: skip


def test_the_field_that_would_take_a_list_is_written_as_inferred_models_have_it() -> None:
    assert told({"title": "a", "tags": ["x"]}, {"title": "b", "images": None}) == [
        ("tags", "1 of 2 have it, and no field does", "tags: list[str] = attrs.field(factory=list)")
    ]
    assert told({"title": "a", "images": ["/a.png", "/b.png"]}, {"title": "b"})[0][2] == (
        "images: list[ImageAddress] = attrs.field(factory=list)"
    )
    assert told({"title": "a", "tags": ["x"]}, {"title": "b", "tags": None})[0][2] == (
        "tags: list[str] | None = None"
    )


def test_only_records_of_a_kind_are_compared_with_its_fields() -> None:
    """A mapping beside a list of records, and one whose keys are names, are no such record."""

    @record
    class Site(Record):
        """A site."""

        cover: list[Image] | dict[str, int] | None = None
        people: dict[str, Image] = attrs.field(factory=dict)

    records: list[dict[str, Any]] = [
        {"cover": [{"src": "/a.png"}]},
        {"cover": {}, "people": {"ann": {"src": "/b.png"}, "bob": {"src": "/c.png", "odd": 1}}},
    ]
    assert [(each.path, each.reason) for each in differences(Site, records)] == [
        ("people.bob.odd", "1 of 1 have it, and no field does"),
    ]


DATA = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(st.lists(st.dictionaries(st.sampled_from(["a", "title", "cover"]), DATA), max_size=6))
def test_no_record_changes_the_model_that_was_inferred_from_it(
    records: list[dict[str, Any]],
) -> None:
    seen = Seen()
    for each in records:
        seen.add(each)
    if seen.count:
        assert differences(class_of(guess_model(seen, "Post")), records) == []
    assert all(each.path and each.reason for each in differences(Post, records))


def test_the_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.md").write_text("---\nTitle: a\ndraft: maybe\n---\n")
    assert main(["infer", ".", "--update", "preset:jekyll"]) == 1
    assert capsys.readouterr().out.startswith("Title: 1 of 1 have it, and no field does")
    assert main(["infer", ".", "--update", "preset:hugo"]) == 1
    assert capsys.readouterr().out == (
        'draft: 1 of 1 have what it does not take: "maybe"\n    draft: str | None = None\n'
    )
    Path("a.md").write_text("---\nTitle: a\n---\n")
    assert main(["infer", ".", "--update", "preset:hugo"]) == 0
    assert capsys.readouterr().out == ("The model takes all that is in 1 record.\n")
    assert main(["infer", ".", "--update", "preset:elevenyt"]) == 2
    Path("a.md").write_text("no front matter\n")
    assert main(["infer", ".", "--update", "preset:hugo"]) == 2
    assert capsys.readouterr().err.count("error: ") == 2
