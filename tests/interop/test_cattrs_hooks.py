"""Any converter of cattrs reads and writes our models."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import attrs
import cattrs
import pytest
from cattrs import transform_error
from hypothesis import given
from strategies import mutated, valid_article_data

from article_schema import (
    Article,
    Record,
    ValidationError,
    model_from_schema,
    record,
    register_hooks,
    structure,
    unstructure,
)
from article_schema.conversion import explain

DATA = {
    "category": "news", "title": "The harbour", "excerpt": "A walk.",
    "publishedDateTime": "2020-06-12T19:19:00Z", "webUrl": "https://www.example.com/harbour",
    "type": "article", "provider": {"name": "Example Times", "domain": "example.com"},
    "topics": ["Ports"],
    "images": [{"url": "https://media.example.com/a.jpg", "width": 1, "height": 1}],
}  # fmt: skip
UNKNOWN = {**DATA, "seo": 1, "provider": {**DATA["provider"], "logo": "x"}}  # type: ignore[dict-item]
FAULTY = {**DATA, "type": "", "images": [{"url": "/a.jpg", "width": 0, "height": 1}]}


EMPTY = "`type` is empty; write its text, or remove the key where it is optional"
TOO_SMALL = "`images[0].width` must be at least 1, not 0"


@attrs.define
class Box:
    """A class of somebody else, which holds articles."""

    number: int
    article: Article
    others: list[Article]
    maybe: Article | None = None


@record(closed=True)
class Closed(Record):
    """A model that takes no other keys."""

    name: str


@record
class Tree(Record):
    """A model that holds itself, in a mapping too."""

    name: str
    parts: dict[str, list[Tree]] = attrs.field(factory=dict)


def plain(error: BaseException, _: type | None = None) -> str:
    return str(error)


@pytest.mark.parametrize(
    "name",
    ["bson", "cbor2", "json", "msgpack", "msgspec", "orjson", "pyyaml", "tomlkit", "ujson"],
)
def test_each_ready_converter_takes_the_hooks(name: str) -> None:
    module = pytest.importorskip(
        f"cattrs.preconf.{name}", reason=f"{name} is not installed", exc_type=ImportError
    )
    converter = register_hooks(module.make_converter())
    box = converter.structure({"number": 1, "article": DATA, "others": [UNKNOWN]}, Box)
    assert box.article == structure(DATA)
    assert box.others[0].extra == {"seo": 1}
    data = converter.unstructure(box)
    assert data["article"] == unstructure(box.article)
    assert converter.structure(data, Box) == box
    assert converter.loads(converter.dumps(box), Box) == box


@given(valid_article_data())
def test_a_converter_gives_what_structure_gives(data: Any) -> None:
    converter = register_hooks(cattrs.Converter())
    article = converter.structure(data, Article)
    assert article == structure(data)
    assert converter.unstructure(article) == unstructure(article)


@given(mutated())
def test_a_strict_converter_tells_all_faults_and_keys(data: Any) -> None:
    quick = cattrs.Converter(detailed_validation=False, forbid_extra_keys=True)
    expected = explain(data)
    try:
        article = register_hooks(quick).structure(data, Article)
    except ValidationError as error:
        found = {fault.sentence for fault in error.faults}
    else:
        found = set()
        assert article == structure(data)
        assert article.extra == {}
    assert found >= {fault.sentence for fault in expected}


@given(mutated())
def test_a_converter_refuses_what_structure_refuses_in_the_same_words(data: Any) -> None:
    read = register_hooks(cattrs.Converter()).structure
    faults = explain(data)
    if not faults:
        assert read(data, Article) == structure(data)
        return
    with pytest.raises(cattrs.ClassValidationError) as caught:
        read(data, Article)
    told = transform_error(caught.value, format_exception=plain)
    assert len(told) == len(faults)
    assert all(fault.sentence in "\n".join(told) for fault in faults)


def test_errors_have_message_and_route() -> None:
    converter = register_hooks(cattrs.Converter())
    with pytest.raises(cattrs.ClassValidationError) as caught:
        converter.structure({"number": "x", "article": DATA, "others": [DATA, FAULTY]}, Box)
    assert transform_error(caught.value) == [
        "invalid value for type, expected int @ $.number",
        f"invalid type ({EMPTY}) @ $.others[1].type",
        f"invalid type ({TOO_SMALL}) @ $.others[1].images[0].width",
    ]
    again = pickle.loads(pickle.dumps(caught.value))
    assert transform_error(again) == transform_error(caught.value)
    assert transform_error(copy.deepcopy(caught.value)) == transform_error(caught.value)


def test_unknown_keys_are_kept_or_forbidden() -> None:
    assert register_hooks(cattrs.Converter()).structure(UNKNOWN, Article).extra == {"seo": 1}
    strict = register_hooks(cattrs.Converter(forbid_extra_keys=True))
    assert strict.structure(DATA, Article) == structure(DATA)
    with pytest.raises(cattrs.ClassValidationError) as caught:
        strict.structure(UNKNOWN, Article)
    assert transform_error(caught.value, format_exception=plain) == [
        "`seo` is not a known key; remove it @ $.seo",
        "`provider.logo` is not a known key; remove it @ $.provider.logo",
    ]
    with pytest.raises(cattrs.ClassValidationError) as caught:
        strict.structure({**UNKNOWN, "type": ""}, Article)
    assert len(transform_error(caught.value)) == 3
    with pytest.raises(cattrs.ClassValidationError) as caught:
        strict.structure({"name": "a", "parts": {"x": [{"name": "b", "odd": 1}]}}, Tree)
    assert "$.parts.x[0].odd" in transform_error(caught.value)[0]


def test_a_key_that_is_right_without_a_field_is_not_forbidden() -> None:
    schema = {"type": "object", "properties": {"name": {"type": "string"}},
              "patternProperties": {"^x-": {}}}  # fmt: skip
    model = model_from_schema(schema)
    strict = register_hooks(cattrs.Converter(forbid_extra_keys=True))
    assert strict.structure({"name": "a", "x-mood": 1}, model)
    with pytest.raises(cattrs.ClassValidationError) as caught:
        strict.structure({"nmae": "a"}, model)
    assert transform_error(caught.value, format_exception=plain) == [
        "`nmae` is not a known key; did you mean 'name'? @ $.nmae"
    ]


def test_a_quick_converter_raises_our_error() -> None:
    quick = register_hooks(cattrs.Converter(detailed_validation=False, forbid_extra_keys=True))
    for data, codes in ((FAULTY, ["FLD008", "IMG001"]), (UNKNOWN, ["FLD003", "FLD003"])):
        with pytest.raises(ValidationError) as caught:
            quick.structure(data, Article)
        assert [fault.code for fault in caught.value.faults] == codes
    with pytest.raises(ValidationError):
        quick.structure({"name": "a", "odd": 1}, Closed)


def test_an_instance_stays_what_it_is() -> None:
    article = structure(DATA)
    assert register_hooks(cattrs.BaseConverter()).structure(article, Article) is article


@pytest.mark.parametrize("value", [None, cattrs.Converter, cattrs, "x"], ids=repr)
def test_what_is_no_converter_is_refused(value: Any) -> None:
    with pytest.raises(TypeError, match="takes a converter of cattrs"):
        register_hooks(value)
