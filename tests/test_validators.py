"""Validators say of values alone what the model says of fields, wherever they are called."""

from __future__ import annotations

import copy
import doctest
import importlib
import pickle
import subprocess
import sys
from datetime import UTC, datetime
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import NEAR_MISSES, hosts, instants, urls, valid_articles

from article_schema import (
    Article,
    Fault,
    ModelError,
    Record,
    ValidationError,
    check_text,
    dumps,
    json_schema,
    record,
    structure,
    validators,
)
from article_schema.fields import Host, WebAddress
from article_schema.validators import (
    amp_cache_url,
    check_host,
    check_image_size,
    check_url,
    file_name_for,
    is_http_url,
    parse_instant,
    slugify,
)

#: The package has a function of that name, too.
MODULE: Any = importlib.import_module("article_schema.validators")
TEXTS = st.sampled_from(NEAR_MISSES) | st.text(max_size=20)
ODD: list[Any] = [None, 3, 1.5, True, b"x", [], {}, (1,), (1, 2, 3), object(), "\ud800"]


@record
class Link(Record):
    """A model that uses the validators."""

    url: Annotated[str, check_url]
    host: Annotated[str | None, check_host] = None


@record
class Plain(Record):
    """The same model with the types of the fields of an article."""

    url: WebAddress
    host: Host | None = None


def accepts(function: Any, value: Any) -> bool:
    return faults_of(function, value) == []


def faults_of(function: Any, *values: Any) -> list[Fault]:
    try:
        function(*values)
    except ValidationError as error:
        return [fault for fault in error.faults if fault.code and fault.message]
    return []


def test_the_examples_in_the_docstrings_are_true(
    root: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(root)
    found = doctest.testmod(validators)
    assert found.failed == 0
    assert found.attempted > 12


@pytest.mark.parametrize("name", MODULE.__all__)
def test_each_has_a_docstring_and_a_name(name: str) -> None:
    function = getattr(MODULE, name)
    assert function.__name__ == name
    assert ">>>" in function.__doc__
    assert pickle.loads(pickle.dumps(function)) is function
    assert copy.deepcopy(function) is function


@given(urls() | TEXTS)
def test_a_url_is_one_where_the_model_takes_it(text: str) -> None:
    try:
        structure({"url": text}, Plain)
        expected = True
    except ValidationError:
        expected = False
    assert accepts(check_url, text) is is_http_url(text) is expected
    assert accepts(amp_cache_url, text) is expected
    assert accepts(lambda value: structure({"url": value}, Link), text) is expected


@given(hosts() | TEXTS)
def test_a_host_is_one_where_the_model_takes_it(text: str) -> None:
    data = {"url": "https://example.com/", "host": text}
    expected = accepts(lambda value: structure(value, Plain), data)
    assert accepts(check_host, text) is expected
    assert accepts(lambda value: structure(value, Link), data) is expected


@given(instants() | TEXTS)
def test_an_instant_is_one_where_an_article_takes_it(text: str) -> None:
    from article_schema.model.dates.instants import is_instant

    assert accepts(parse_instant, text) is is_instant(text)
    if is_instant(text):
        assert parse_instant(text) == datetime.fromisoformat(text)
        assert parse_instant(parse_instant(text)) == parse_instant(text)


@pytest.mark.parametrize("value", ODD, ids=range(len(ODD)))
@pytest.mark.parametrize("name", MODULE.__all__)
def test_odd_values_are_refused_in_words(name: str, value: Any) -> None:
    function = getattr(MODULE, name)
    if function is is_http_url:
        assert not is_http_url(value)
        return
    arguments = (value, 0) if function is check_image_size else (value,)
    faults = faults_of(function, *arguments)
    assert faults
    assert all(fault.message.startswith("`") for fault in faults)


def test_the_schema_is_that_of_the_field() -> None:
    assert json_schema(Link)["properties"] == json_schema(Plain)["properties"]
    assert json_schema(Link)["$defs"] == json_schema(Plain)["$defs"]


@pytest.mark.parametrize(
    "validator", [slugify, amp_cache_url, parse_instant, check_image_size, file_name_for], ids=repr
)
def test_a_model_refuses_what_says_nothing_of_a_file(validator: Any) -> None:
    space = {"__annotations__": {"name": Annotated[str, validator]}, "__module__": __name__}
    wrong = record(type("Wrong", (Record,), space))
    with pytest.raises(ModelError, match="would be ignored"):
        json_schema(wrong)


@given(valid_articles())
def test_the_name_of_a_file_pleases_the_rules_about_it(article: Article) -> None:
    faults = faults_of(file_name_for, article)
    if faults:
        assert [fault.code for fault in faults] == ["SET004"]
        assert faults_of(slugify, article.title) == faults
        return
    name = file_name_for(article)
    found = {finding.code for finding in check_text(dumps(article), name).findings}
    assert not found & {"SET003", "SET004"}


@attrs.define
class Page:
    """A class of attrs with each kind of validator."""

    url: str = attrs.field(default="https://example.com/", validator=check_url)
    when: Any = attrs.field(default="2020-06-12T19:19:00Z", validator=parse_instant)
    size: Any = attrs.field(default=(1, 2), validator=check_image_size)
    title: str = attrs.field(default="A", validator=slugify)


@pytest.mark.parametrize(
    ("values", "message", "route"),
    [
        ({"url": "ftp://example.com/"}, "`url` must start with http", ("url",)),
        ({"when": "2020-06-12"}, "`when` has no time of day", ("when",)),
        ({"when": datetime(2020, 6, 12, 1, 2, 3)}, "`when` ", ("when",)),
        ({"size": (0, 2)}, "`width` must be at least 1", ("size", "width")),
        ({"size": 5}, "`size` must be width and height", ("size",)),
        ({"size": (1, 2, 3)}, "`size` must be width and height", ("size",)),
        ({"title": "--"}, "`title` gives no name", ("title",)),
    ],
)
def test_attrs_calls_them(values: dict[str, Any], message: str, route: tuple[str, ...]) -> None:
    Page()
    Page(when=datetime(2020, 6, 12, tzinfo=UTC), size=[3, 4])
    with pytest.raises(ValidationError) as caught:
        Page(**values)
    assert str(caught.value).startswith(message)
    assert caught.value.faults[0].route == route
    page = Page()
    with pytest.raises(ValidationError):
        setattr(page, *next(iter(values.items())))


def test_pydantic_calls_them() -> None:
    pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed")
    post_model = pydantic.create_model(
        "Post",
        url=(Annotated[str, check_url], ...),
        when=(Annotated[datetime, parse_instant], ...),
        size=(Annotated[tuple[int, int], check_image_size], (1, 2)),
        name=(Annotated[str, slugify], "a"),
        cache=(Annotated[str | None, amp_cache_url], None),
    )
    post = post_model(url="https://example.com/", when="2020-06-12T19:19:00Z", name="Ä b",
                cache="https://example.com/amp")  # fmt: skip
    assert (post.name, post.when.year) == ("a-b", 2020)
    assert post.cache.endswith(".cdn.ampproject.org/c/s/example.com/amp")
    with pytest.raises(pydantic.ValidationError) as caught:
        post_model(url="ftp://example.com/", when="2020-06-12 19:19:00Z", size=(0, 2), name="-")
    errors = {each["loc"][0]: each for each in caught.value.errors()}
    assert {key: each["type"] for key, each in errors.items()} == {
        "url": "URL002", "when": "DAT001", "size": "IMG001", "name": "SET004",
    }  # fmt: skip
    assert errors["url"]["msg"].startswith("`url` must start with http:// or https://")
    assert errors["url"]["ctx"]["help"] == "write https://"
    shown = post_model.model_json_schema()["properties"]["url"]
    assert shown["maxLength"] == 8000
    assert shown["format"] == "uri"


@given(urls() | TEXTS)
def test_msgspec_takes_the_pattern(text: str) -> None:
    msgspec = pytest.importorskip("msgspec", reason="msgspec is not installed")
    kind = Annotated[str, msgspec.Meta(pattern=check_url.pattern, max_length=8000)]
    try:
        msgspec.convert(text, kind)
        found = True
    except msgspec.ValidationError:
        found = False
    assert found is is_http_url(text)


def test_the_package_does_not_load_them_at_start() -> None:
    code = "import sys, article_schema; print([n for n in sys.modules if 'validators' in n])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
