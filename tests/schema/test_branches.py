"""Forms of a union: the key at fault is named, and not the key that is right."""

from __future__ import annotations

from typing import Any

import pytest

from article_schema.schema.validate import schema_checker

ARTICLE = {
    "properties": {
        "kind": {"const": "article"},
        "level": {"enum": ["low", "high"]},
        "heat": {"type": "integer"},
    },
    "required": ["kind"],
}
VIDEO = {
    "properties": {"kind": {"const": "video"}, "player": {"type": "string"}},
    "required": ["kind", "player"],
}
NEWS = {"properties": {"kind": {"enum": ["news", "blog"]}, "level": {"enum": ["low"]}}}
FORMS = [ARTICLE, VIDEO, NEWS]
NAMES = [{"$ref": f"#/$defs/{name}"} for name in ("article", "a~1b", "news")]

SCHEMAS: dict[str, dict[str, Any]] = {
    "oneOf": {"oneOf": FORMS},
    "anyOf": {"anyOf": FORMS},
    "references": {"oneOf": NAMES, "$defs": {"article": ARTICLE, "a/b": VIDEO, "news": NEWS}},
    "allOf": {"oneOf": [{"allOf": [form]} for form in FORMS]},
    "other order": {"oneOf": FORMS[::-1]},
}

CASES = [
    ({"kind": "article", "level": "middle"}, ["level"]),
    ({"kind": "news", "level": "high"}, ["level"]),
    ({"kind": "article", "level": "middle", "heat": "x"}, ["level", "heat"]),
    ({"kind": "video"}, ["player"]),
    ({"kind": "video", "player": 3}, ["player"]),
    ({"kind": "song", "level": "high"}, ["kind"]),
]


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
@pytest.mark.parametrize(("data", "keys"), CASES)
def test_in_the_form_that_the_kind_names_every_wrong_key_is_told_and_no_right_one(
    schema: dict[str, Any], data: dict[str, Any], keys: list[str]
) -> None:
    assert [fault.route for fault in schema_checker(schema)(data)] == [(key,) for key in keys]


def test_all_kinds_are_listed_where_none_fits() -> None:
    (fault,) = schema_checker(SCHEMAS["oneOf"])({"kind": "song"})
    words = '"article", "video", "news", "blog"'
    assert fault.message == f'`kind` must be one of {words}, not the text "song"'


def test_a_key_with_one_word_for_each_form_tells_them_apart_rather_than_a_list_of_words() -> None:
    forms = [
        {"properties": {"lang": {"enum": ["en", "de"]}, "kind": {"const": "a"}}},
        {"properties": {"lang": {"enum": ["fr"]}, "kind": {"const": "b"}}},
    ]
    (fault,) = schema_checker({"oneOf": forms})({"kind": "b", "lang": "en"})
    assert fault.message == '`lang` must be one of "fr", not the text "en"'


def test_references_of_a_form_are_followed() -> None:
    parts = {"a": {"allOf": [{"$ref": "#/$defs/b"}]}, "b": {"$ref": "#/$defs/c"}, "c": {}}
    circle = {"oneOf": [{"$ref": "#/$defs/a"}, {"type": "string"}], "$defs": parts}
    assert not list(schema_checker(circle)(5))
    parts["c"] = {"type": "object"}
    (fault,) = schema_checker(circle)(5)
    assert "must be" in fault.message


def test_forms_without_a_kind_are_told_apart_by_their_types() -> None:
    schema = {"anyOf": [{"type": "string", "enum": ["a"]}, {"type": "object", "required": ["b"]}]}
    assert [fault.message for fault in schema_checker(schema)({})] == ["`b` is missing"]
