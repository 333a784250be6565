"""Changes by route: each does to the text what it does to plain data, and to nothing else."""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import (
    Article,
    Document,
    EditError,
    Record,
    UsageError,
    ValidationError,
    dumps,
    loads,
    record,
    structure,
)
from article_schema.document.compare import same
from article_schema.routes import format_route, parse_route
from article_schema.testing import make

TEXT = """\
---
# What it is about.
title: "Harbour" # the headline
topics:
  - Ports
  # The second.
  - Bridges # of stone
tags: [b, a]
seo:
  keywords:
    - one
notes: |
  # no comment
empty:
---
Body.
"""


@record
class Anything(Record):
    """A record with whatever keys there are."""


def changed(change: Callable[[Document], None], text: str = TEXT) -> list[str]:
    """Return the lines that a change takes away and adds, with `-` and `+`."""
    document = loads(text, "a.md", model=Anything)
    held = document.article
    change(document)
    assert document.article is held
    assert structure(document.data, Anything) == held
    before, after = text.splitlines(), document.text.splitlines()
    return [f"-{line}" for line in before if line not in after] + [
        f"+{line}" for line in after if line not in before
    ]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (lambda it: it.append("topics", "Ferries"), ["+  - Ferries"]),
        (lambda it: it.extend("tags", ["c", "d"]), ["-tags: [b, a]", "+tags: [b, a, c, d]"]),
        (lambda it: it.insert("tags[0]", "c"), ["-tags: [b, a]", "+tags: [c, b, a]"]),
        (lambda it: it.rename("seo", "meta"), ["-seo:", "+meta:"]),
        (lambda it: it.move("tags[1]", "tags[0]"), ["-tags: [b, a]", "+tags: [a, b]"]),
        (lambda it: it.sort("tags"), ["-tags: [b, a]", "+tags: [a, b]"]),
        (lambda it: it.reorder("tags", [1, 0]), ["-tags: [b, a]", "+tags: [a, b]"]),
        (lambda it: it.set("tags[2]", "c"), ["-tags: [b, a]", "+tags: [b, a, c]"]),
        (lambda it: it.comment("seo", "One\nTwo"), ["+# One", "+# Two"]),
        (lambda it: it.comment("topics[1]", "Old"), ["+  # Old"]),
        (
            lambda it: it.uncomment("title"),
            ["-# What it is about.", '-title: "Harbour" # the headline', '+title: "Harbour"'],
        ),
        (
            lambda it: it.uncomment("topics[1]"),
            ["-  # The second.", "-  - Bridges # of stone", "+  - Bridges"],
        ),
        (lambda it: it.uncomment("empty"), []),
        (lambda it: it.extend("tags", []), []),
        (lambda it: it.merge({}), []),
    ],
)
def test_only_the_lines_that_are_meant_change(
    change: Callable[[Document], None], lines: list[str]
) -> None:
    assert changed(change) == lines


def test_an_empty_value_becomes_a_list_or_a_mapping() -> None:
    assert "+  - x" in changed(lambda it: it.append("empty", "x"))
    lines = changed(lambda it: it.set("empty.deep[0].name", 1, parents=True))
    assert [line.strip("+- ") for line in lines if line.startswith("+")][-1] == "name: 1"
    assert changed(lambda it: it.set("new.deep", 1, parents=True)) == ["+new:", "+  deep: 1"]


def test_comments_go_with_the_items_that_are_sorted() -> None:
    document = loads(TEXT, model=Anything)
    document.sort("topics")
    at = document.text.index("  # The second.\n  - Bridges # of stone\n  - Ports\n")
    assert at > 0


def test_a_move_between_collections_takes_the_value_along() -> None:
    document = loads(TEXT, model=Anything)
    document.move("topics[0]", "seo.keywords[0]")
    document.move("seo.keywords", "words")
    document.move("tags", "seo.tags")
    assert document.data["topics"] == ["Bridges"]
    assert document.data["words"] == ["Ports", "one"]
    assert document.data["seo"] == {"tags": ["b", "a"]}
    assert document.text.endswith("---\nBody.\n")


def test_mappings_are_merged_and_lists_replaced() -> None:
    document = loads(TEXT, model=Anything)
    document.merge({"seo": {"title": "T"}, "tags": ["c"], "new": 1})
    document.merge({"keywords": ["two"]}, "seo")
    assert document.data["seo"] == {"keywords": ["two"], "title": "T"}
    assert document.data["tags"] == ["c"]
    assert document.data["new"] == 1


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda it: it.append("title", "x"), "a.md: title: there is no list here"),
        (lambda it: it.append("no.list", "x"), "a.md: no: there is no such key"),
        (lambda it: it.insert("topics", "x"), "name its index"),
        (lambda it: it.insert("topics[9]", "x"), "the list has 2 items"),
        (lambda it: it.set("topics[3]", "x"), "the list has 2 items"),
        (lambda it: it.set("new[1]", "x", parents=True), "its first item is [0]"),
        (lambda it: it.set("title.deep", "x", parents=True), "there is no mapping here"),
        (lambda it: it.rename("nothing", "x"), "there is no such value"),
        (lambda it: it.rename("seo", "tags"), "the key `tags` is there already"),
        (lambda it: it.rename("topics[0]", "x"), "a list item has no key"),
        (lambda it: it.move("nothing", "x"), "there is no such value"),
        (lambda it: it.move("seo", "seo.inner"), "cannot move into itself"),
        (lambda it: it.move("topics[0]", "topics[2]"), "the list has 2 items"),
        (lambda it: it.move("topics", "seo.keywords"), "there is a value already"),
        (lambda it: it.merge({"a": 1}, "topics"), "there is no mapping here"),
        (lambda it: it.reorder("topics", [0]), "does not name each item"),
        (lambda it: it.reorder("topics", ["a", 0]), "made of the indexes"),
        (lambda it: it.reorder("title", [0]), "there is no list here"),
        (lambda it: it.sort("title"), "there is no list here"),
        (lambda it: it.sort("topics", key=lambda item: item["x"]), "cannot be compared"),
        (lambda it: it.comment("tags[0]", "x"), "shares its line with others"),
        (lambda it: it.comment("nothing", "x"), "there is no such value"),
        (lambda it: it.comment("title", "\0"), "a.md: title: the changed text could not be read"),
        (lambda it: it.uncomment(""), "there is no such value"),
    ],
)
def test_what_does_not_fit_is_refused_with_file_and_route(
    change: Callable[[Document], None], told: str
) -> None:
    document = loads(TEXT, "a.md", model=Anything)
    with pytest.raises(EditError) as caught:
        change(document)
    assert told in str(caught.value)
    assert str(caught.value).startswith("a.md: ")
    assert document.text == TEXT


def test_wrong_arguments_are_told_before_anything_changes() -> None:
    document = loads(TEXT, model=Anything)
    with pytest.raises(UsageError):
        document.append("topics[", "x")
    with pytest.raises(TypeError):
        document.rename("seo", 5)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        document.comment("seo", None)  # type: ignore[arg-type]
    endless: list[Any] = []
    endless.append(endless)
    with pytest.raises(EditError, match="the parts of the value"):
        document.append("topics", endless)
    assert document.text == TEXT


def test_a_valid_article_stays_valid() -> None:
    document = loads(dumps(make(Article)), "a.md")
    article, before = document.article, document.text
    for change in (
        lambda: document.append("topics", 5),
        lambda: document.rename("title", "headline"),
        lambda: document.move("provider", "owner"),
        lambda: document.merge({"quality": "high"}),
    ):
        with pytest.raises(ValidationError):
            change()
        assert document.text == before
        assert document.article is article


def test_an_object_that_is_held_goes_with_its_key() -> None:
    document = loads(TEXT, model=Anything)
    held = document.article.extra["seo"]
    document.rename("seo", "meta")
    held["keywords"].append("two")
    assert document.data["meta"] == {"keywords": ["one", "two"]}


def test_json_has_no_comments() -> None:
    document = loads('{"title": "x"}', "a.json", model=Anything)
    with pytest.raises(EditError, match=r"^a\.json: title: JSON has no comments$"):
        document.comment("title", "x")


def test_toml_is_changed_by_route_too() -> None:
    document = loads('+++\ntitle = "x"\ntags = ["b"]\n[seo]\na = 1\n+++\n', model=Anything)
    document.append("tags", "a")
    document.sort("tags")
    document.rename("seo", "meta")
    document.comment("meta.a", "One")
    document.set("other.deep", 2, parents=True)
    assert document.text == (
        '+++\ntitle = "x"\ntags = ["a", "b"]\n[meta]\n# One\na = 1\n\n[other]\ndeep = 2\n+++\n'
    )


NAMES = st.sampled_from(["a", "b", "c", "odd key", "d.e"])
VALUES = st.recursive(
    st.one_of(st.integers(-9, 9), st.sampled_from(["x", "# y", "two\nlines", ""]), st.none()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
RECORDS = st.dictionaries(NAMES, VALUES, min_size=1, max_size=4)


def routes_in(data: Any, here: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Return the routes of all values in plain data."""
    steps: Any = []
    if isinstance(data, dict | list):
        steps = data.items() if isinstance(data, dict) else enumerate(data)
    below = [route for step, value in steps for route in routes_in(value, (*here, step))]
    return [here, *below] if here else below


def at(data: Any, route: tuple[str | int, ...]) -> Any:
    for step in route:
        data = data[step]
    return data


@dataclass
class Place:
    """A value in plain data, which an operation changes in place."""

    data: Any
    route: tuple[str | int, ...]
    value: Any

    @property
    def parent(self) -> Any:
        return at(self.data, self.route[:-1])

    @property
    def last(self) -> Any:
        return self.route[-1]

    @property
    def target(self) -> Any:
        return at(self.data, self.route)

    def append(self) -> None:
        if self.target is None:
            self.parent[self.last] = []
        self.target.append(self.value)

    def insert(self) -> None:
        self.parent.insert(self.last, self.value)

    def rename(self) -> None:
        assert "new" not in self.parent
        renamed = {"new" if key == self.last else key: at for key, at in self.parent.items()}
        self.parent.clear()
        self.parent.update(renamed)

    def move(self) -> None:
        assert "moved" not in self.data
        self.data["moved"] = self.parent.pop(self.last)

    def merge(self) -> None:
        self.target.update({"new": self.value})

    def reverse(self) -> None:
        self.target.reverse()

    def comment(self) -> None:
        pass


def backwards(items: Any) -> list[int]:
    return list(range(len(items)))[::-1] if isinstance(items, list) else []


OPERATIONS: dict[str, Callable[[Document, str, Any], None]] = {
    "append": lambda document, route, value: document.append(route, value),
    "insert": lambda document, route, value: document.insert(route, value),
    "rename": lambda document, route, value: document.rename(route, "new"),
    "move": lambda document, route, value: document.move(route, "moved"),
    "merge": lambda document, route, value: document.merge({"new": value}, route),
    "reverse": lambda document, route, value: document.reorder(
        route, backwards(at(document.data, parse_route(route)))
    ),
    "comment": lambda document, route, value: document.comment(route, "A comment"),
}


@given(RECORDS, st.data(), st.sampled_from(sorted(OPERATIONS)), VALUES)
def test_each_does_to_the_text_what_it_does_to_plain_data(
    data: dict[str, Any], draw: st.DataObject, name: str, value: Any
) -> None:
    text = dumps(structure(data, Anything))
    document = loads(text, model=Anything)
    article = document.article
    route = draw.draw(st.sampled_from(routes_in(data)))
    place = Place(copy.deepcopy(data), route, value)
    try:
        getattr(place, name)()
    except (AssertionError, AttributeError, TypeError):
        with pytest.raises(EditError):
            OPERATIONS[name](document, format_route(route), value)
        assert document.text == text
        return
    try:
        OPERATIONS[name](document, format_route(route), value)
    except EditError as error:
        # Only a comment asks for a line that the entry need not have.
        if name != "comment":
            raise
        assert "shares its line" in str(error)  # noqa: PT017
        return
    assert same(document.data, place.data)
    assert same(loads(document.text, model=Anything).data, place.data)
    assert document.article is article
    assert structure(place.data, Anything) == article


SHARED = "x: &q [1]\ny: *q\nm: &m {old: 1}\nn: *m\n"


@pytest.mark.parametrize(
    ("change", "aliases", "text"),
    [
        (lambda it, how: it.append("y", 2, aliases=how), "follow", ("[1]", "[1, 2]")),
        (lambda it, how: it.append("y", 2, aliases=how), "expand", ("*q", "[1, 2]")),
        (lambda it, how: it.extend("x", [2], aliases=how), "follow", ("[1]", "[1, 2]")),
        (lambda it, how: it.rename("n.old", "new", aliases=how), "follow", ("old", "new")),
        (lambda it, how: it.rename("n.old", "new", aliases=how), "expand", ("*m", "{new: 1}")),
    ],
)
def test_shared_values_are_changed_as_is_asked(
    change: Callable[[Document, str], None], aliases: str, text: tuple[str, str]
) -> None:
    document = loads(SHARED, "a.yaml")
    with pytest.raises(EditError, match='aliases="follow"'):
        change(document, "refuse")
    with pytest.raises(UsageError, match="aliases is one of"):
        change(document, "both")
    assert document.text == SHARED
    change(document, aliases)
    assert document.text == SHARED.replace(*text)


def test_what_leads_to_a_list_is_made_if_that_is_asked() -> None:
    document = loads("a: 1\n", "a.yaml")
    with pytest.raises(EditError, match="set it with parents=True to make it"):
        document.append("b.c", "x")
    document.append("b.c", "x", parents=True)
    assert document.data == {"a": 1, "b": {"c": ["x"]}}


def test_a_value_is_got_by_its_route() -> None:
    document = loads("a: {b: [1, {c: null}]}\n", "a.yaml")
    assert document.get("a.b[0]") == 1
    assert document.get("a.b[1].c", 5) is None
    assert document.get("a.b[2]", 5) == document.get("a.b.x", 5) == document.get("a[0]", 5) == 5
    assert document.get("missing") is None
    found = document.get("a.b")
    assert isinstance(found, list)
    found.append(2)
    assert document.get("a.b") == [1, {"c": None}]
    document.set("a.b[0]", 7)
    assert document.get("a.b[0]") == 7
    assert document.get("") == document.data
    with pytest.raises(UsageError):
        document.get("a..b")
