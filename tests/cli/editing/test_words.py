"""Arguments: what is a path, what an assignment, and what one of them writes."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import Article, UsageError
from article_schema.cli.editing.typed import slip_in, value_of
from article_schema.cli.editing.words import Assignment, routes_of, split_words


def one(word: str) -> Assignment:
    paths, (assignment,) = split_words(["a.md", word])
    assert paths == ["a.md"]
    return assignment


@pytest.mark.parametrize(
    ("word", "steps", "appends", "value"),
    [
        ("title=Dawn", ("title",), False, "Dawn"),
        ("title=", ("title",), False, ""),
        ("title=a=b:=c+=d", ("title",), False, "a=b:=c+=d"),
        ("title=2020", ("title",), False, "2020"),
        ("title=one\ntwo", ("title",), False, "one\ntwo"),
        ("images[0].width=1200", ("images", 0, "width"), False, 1200),
        ("images[0].width:=1200", ("images", 0, "width"), False, 1200),
        ("images[0].isCached=false", ("images", 0, "isCached"), False, False),
        ("heat=-1", ("heat",), False, -1),
        ("heat:=null", ("heat",), False, None),
        ("topics+=Ports", ("topics",), True, "Ports"),
        ("topics+=12", ("topics",), True, "12"),
        ("topics+:={a: [1, b]}", ("topics",), True, {"a": [1, "b"]}),
        ('topics:=["a", "b"]', ("topics",), False, ["a", "b"]),
        ("seo.count=3", ("seo", "count"), False, "3"),
        ("seo.count:=3", ("seo", "count"), False, 3),
        ('["a/b=c"].d=x', ("a/b=c", "d"), False, "x"),
        ("publishedDateTime=2020-06-12T05:40:00Z", ("publishedDateTime",), False,
         "2020-06-12T05:40:00Z"),
        ("[1].heat=5", (1, "heat"), False, 5),
    ],
)  # fmt: skip
def test_an_assignment_writes_a_value_of_the_type_of_its_field(
    word: str, steps: tuple[str | int, ...], appends: bool, value: Any
) -> None:
    found = one(word)
    assert (found.steps, found.appends) == (steps, appends)
    written = value_of(found, Article)
    assert (written, type(written)) == (value, type(value))


@pytest.mark.parametrize(
    "path", ["-", "a.md", "posts", "./a=b.md", "posts/a=b.md", "/tmp/a:=b.md", "..", "C:\\a=b.md"]
)
def test_what_has_no_operator_or_a_slash_before_it_is_a_path(path: str) -> None:
    paths, assignments = split_words([path, "title=x"])
    assert paths == [path]
    assert len(assignments) == 1


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["a.md"], "there is nothing to set: write ROUTE=VALUE"),
        (["title=x"], "there is no file to change"),
        (["a.md", "a b=x"], "not a route: 'a b'"),
        (["a.md", "a..b=x"], "not a route: 'a..b'"),
        (["a.md", 'a["b=x'], "there is nothing to set"),
        (["a.md", "heat:=[1, 2"], "the `[` that opens here is not closed (line 1, column 1 of "),
        (["a.md", "heat:=[1, 2"], "of the value); for plain text write `=`"),
        (["a.md", "heat:={a: 1, a: 2}"], "heat:={a: 1, a: 2}: the key `a` is used twice"),
        (["a.md", "heat:="], "heat:=: there is no value; write null, or take the key away"),
        (["a.md", "heat:= # x"], "there is no value"),
    ],
)  # fmt: skip
def test_a_wrong_argument_is_told(words: list[str], told: str) -> None:
    with pytest.raises(UsageError) as raised:
        split_words(words)
    assert told in str(raised.value)


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("heat=much", 'heat=much: `heat` must be a whole number, at least -1, not the text "much"'),
        ("heat=", 'heat=: `heat` must be a whole number, at least -1, not the text ""'),
        ("published=yes", "write `true`, without quotes"),
        ("topics=Ports", "write topics+=Ports to add an item, or topics:= with all of them"),
        ("images=x", "write images+=x to add an item"),
        ("images+=x", "images+=x: `images` must be"),
        ("provider=x", "write provider:= with all of it"),
    ],
)
def test_a_text_that_no_value_of_the_field_stands_for_is_told(word: str, told: str) -> None:
    if word == "published=yes":
        told = "`published` must be true or false"
    with pytest.raises(UsageError) as raised:
        value_of(one(word), Article)
    assert told in str(raised.value)


def test_a_slip_in_a_key_is_guessed() -> None:
    assert slip_in(one("titel=x"), Article) == "title"
    assert slip_in(one("title=x"), Article) is None
    assert slip_in(one("[0].title=x"), Article) is None
    assert slip_in(one("layout=x"), Article) is None


@pytest.mark.parametrize(
    ("text", "routes"),
    [
        ("title", ["title"]),
        ("title,images[0].url", ["title", "images[0].url"]),
        ('["a,b"].c,d', ['["a,b"].c', "d"]),
    ],
)
def test_routes_stand_between_commas(text: str, routes: list[str]) -> None:
    assert routes_of(text) == routes


@pytest.mark.parametrize("text", ["", ",", "a,", ",a", "a,,b", "a b", 'a"b', '["a', "a..b", "a["])
def test_a_list_that_holds_no_route_is_told(text: str) -> None:
    with pytest.raises(UsageError):
        routes_of(text)


@given(st.lists(st.text(st.sampled_from("ab[]\"\\.=:+/,{}' \n-0"), max_size=20), max_size=3))
def test_arguments_never_fail_in_another_way(words: list[str]) -> None:
    with suppress(UsageError):
        _, assignments = split_words(["a.md", *words])
        for each in assignments:
            value_of(each, Article)
    for word in words:
        with suppress(UsageError):
            routes_of(word)
