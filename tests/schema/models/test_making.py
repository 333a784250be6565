"""What a model that is made from a JSON Schema says of records, and what it is refused for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from article_schema import (
    Checker,
    Record,
    Settings,
    UsageError,
    ValidationError,
    check_text,
    dumps,
    json_schema,
    load,
    model_from_schema,
    record,
    structure,
    unstructure,
)
from article_schema.conversion import explain
from article_schema.model.shapes.tables import table_of
from article_schema.reporting.field_page import field_page
from article_schema.schema.validate import schema_checker

AUTHOR: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Author",
    "description": "Who writes.",
    "type": "object",
    "properties": {
        "name": {"type": "string", "minLength": 1, "description": "In full.", "examples": ["Ada"]},
        "email": {"type": "string", "format": "email"},
        "born": {"type": "string", "format": "date-time"},
        "role": {"enum": ["author", "editor"], "default": "author"},
        "posts": {"type": ["integer", "null"], "minimum": 0},
        "active": {"type": "boolean"},
        "links": {
            "type": "array",
            "maxItems": 2,
            "items": {
                "type": "object",
                "properties": {"url": {"type": "string"}, "label": {"type": "string"}},
                "required": ["url"],
                "additionalProperties": False,
            },
        },
        "handle": {"type": "string", "pattern": "^@[a-z]+$"},
        "nick": {"type": "string", "pattern": "^@[a-z]+$", "deprecated": True,
                 "description": "Use `handle` instead."},
        "fax": {"type": "string", "deprecated": True, "description": "Nobody has one any more."},
    },
    "required": ["name", "role"],
    "additionalProperties": False,
}  # fmt: skip


def told(data: dict[str, Any], schema: dict[str, Any] = AUTHOR) -> list[str]:
    return [f"{fault.code} {fault.sentence}" for fault in explain(data, model_from_schema(schema))]


def found(text: str, schema: dict[str, Any] = AUTHOR) -> list[str]:
    settings = Settings(model=model_from_schema(schema))
    report = check_text(f"---\n{text}---\n", settings=settings)
    return [f"{one.line}:{one.column} {one.code} {one.sentence}" for one in report.findings]


@pytest.mark.parametrize(
    ("data", "faults"),
    [
        ({"name": "Ada", "role": "editor"}, []),
        ({"name": "Ada", "role": "editor", "posts": None}, []),
        ({"role": "editor"}, ["FLD001 `name` is missing; add it, for example `name: Ada`"]),
        ({"name": "", "role": "editor"},
         ["FLD008 `name` is empty; write at least 1 character"]),
        ({"name": None, "role": "editor"},
         ["FLD008 `name` has no value; add it, for example `name: Ada`"]),
        ({"name": "Ada", "rolle": "editor"},
         ["FLD001 `role` is missing; rename `rolle` to `role`",
          "FLD002 `rolle` is not a known key; did you mean 'role'?"]),
        ({"name": "Ada", "role": "editr"},
         [("FLD004 `role` must be one of author, editor, not the text \"editr\"; "
          "did you mean 'editor'?")]),
        ({"name": "Ada", "role": "editor", "mood": 1},
         ["FLD003 `mood` is not a known key; remove it"]),
        ({"name": "Ada", "role": "editor", "posts": -1},
         ["FLD005 `posts` must be at least 0, not -1"]),
        ({"name": "Ada", "role": "editor", "posts": "3"},
         [('FLD004 `posts` must be a whole number, at least 0, not the text "3"; '
          "write the number without quotes")]),
        ({"name": "Ada", "role": "editor", "active": "yes"},
         [('FLD004 `active` must be true or false, not the text "yes"; '
          "write `true`; YAML 1.2 reads `yes` as text")]),
        ({"name": "Ada", "role": "editor", "email": "ada"},
         ['SCH002 `email` must be an e-mail address, not "ada"']),
        ({"name": "Ada", "role": "editor", "handle": "Ada"},
         ['SCH002 `handle` must match the pattern `^@[a-z]+$`, not "Ada"']),
        ({"name": "Ada", "role": "editor", "born": "2020-06-12"},
         ['DAT001 `born` has no time of day: "2020-06-12"; write it like 2020-06-12T19:19:00Z']),
        ({"name": "Ada", "role": "editor", "links": [{"url": 1}, {}, {"url": "/"}]},
         ["FLD007 `links` has 3 items, more than 2; keep those that matter most",
          "FLD004 `links[0].url` must be text, not the number 1; put it in quotes",
          "FLD001 `links[1].url` is missing; add it"]),
    ],
)  # fmt: skip
def test_faults_read_as_those_of_a_model(data: dict[str, Any], faults: list[str]) -> None:
    assert told(data) == faults


def test_findings_have_places_and_fixes() -> None:
    settings = Settings(model=model_from_schema(AUTHOR))
    text = "---\nname: Ada\nrolle: editor\nactive: yes\nnick: '@ada'\nfax: '1'\n---\n"
    report = check_text(text, settings=settings)
    fixes = [(one.line, one.code, one.fix and one.fix.title) for one in report.findings]
    assert fixes == [
        (1, "FLD001", None),
        (3, "FLD002", "rename `rolle` to `role`"),
        (4, "FLD004", "write `true`"),
        (5, "FLD009", "rename `nick` to `handle`"),
        (6, "FLD009", None),
    ]
    assert [one.help for one in report.findings][-1] == "Nobody has one any more."


def test_null_is_a_value_and_no_key_without_one() -> None:
    assert found("name: Ada\nrole: editor\nposts:\n") == []
    assert found("name: Ada\nrole: editor\nactive:\n") == [
        "4:1 FLD008 `active` has no value; add it"
    ]


def with_others(**keywords: Any) -> dict[str, Any]:
    return {"type": "object", "properties": {"title": {"type": "string"}}, **keywords}


def test_unknown_keys_are_told_as_the_schema_says() -> None:
    text = "titel: a\nmood: 1\n"
    absent = found(text, with_others())
    assert [line[:10] for line in absent] == ["2:1 FLD002", "3:1 FLD003"]
    assert found(text, with_others(additionalProperties=True)) == []
    closed = found(text, with_others(additionalProperties=False))
    assert [line[:10] for line in closed] == ["2:1 FLD002", "3:1 FLD003"]
    assert found(text, with_others(additionalProperties={"type": "string"})) == [
        "3:7 SCH001 `mood` must be text, not the number 1"
    ]
    patterns = with_others(additionalProperties=False, patternProperties={"^mo": {}})
    assert [line[:10] for line in found(text, patterns)] == ["2:1 FLD002"]


def test_what_no_shape_says_is_told_once() -> None:
    schema: dict[str, Any] = {
        "type": "object",
        "properties": {"title": {"type": "string"}, "mood": {"type": "string", "minLength": 2}},
        "additionalProperties": False,
        "dependentRequired": {"title": ["mood"]},
        "propertyNames": {"minLength": 2},
    }
    assert told({"title": 1}, schema) == [
        "FLD004 `title` must be text, not the number 1; put it in quotes",
        "SCH001 `mood` is missing; add it",
    ]
    schema = {
        "type": "object",
        "properties": {"kind": {"type": "string"}},
        "anyOf": [
            {"properties": {"kind": {"const": "a"}, "size": {"type": "integer"}}},
            {"properties": {"kind": {"const": "b"}}, "required": ["size"]},
        ],
        "unevaluatedProperties": False,
    }
    assert told({"kind": 3}, schema)[0].startswith("SCH001 `kind` must be text")
    assert len(told({"kind": 3}, schema)) == 1


def test_keys_of_branches_are_known() -> None:
    schema = {
        "type": "object",
        "properties": {"a": {}},
        "allOf": [{"$ref": "#/$defs/more"}, {"if": {"required": ["c"]}, "then": with_others()}],
        "$defs": {"more": {"properties": {"b": {"type": "integer"}}, "required": ["b"]}},
    }
    table = table_of(model_from_schema(schema))
    assert list(table.by_key) == ["a", "b", "title"]
    assert told({"b": "x"}, schema) == ['FLD004 `b` must be a whole number, not the text "x"']
    assert told({}, schema) == ["FLD001 `b` is missing; add it"]


def test_records_hold_records_of_their_own_class() -> None:
    schema = {
        "$ref": "#/definitions/Node",
        "$schema": "http://json-schema.org/draft-07/schema#",
        "definitions": {
            "Node": {
                "type": "object",
                "properties": {
                    "label": {"type": "string"},
                    "nodes": {"type": "array", "items": {"$ref": "#/definitions/Node"}},
                },
                "required": ["label"],
                "additionalProperties": False,
            }
        },
    }
    assert told({"label": "a", "nodes": [{"label": "b", "nodes": [{"lable": "c"}]}]}, schema) == [
        "FLD001 `nodes[0].nodes[0].label` is missing; rename `lable` to `label`",
        "FLD002 `nodes[0].nodes[0].lable` is not a known key; did you mean 'label'?",
    ]


def test_attributes_are_named_as_keys_are() -> None:
    keys = ("title", "camelCase", "x-y", "x_y", "class", "$schema", "_a", "1st", "extra", "größe")
    model = model_from_schema({"type": "object", "properties": {key: {} for key in keys}})
    assert [field.name for field in table_of(model).fields] == [
        "title", "camelCase", "x_y", "x_y_2", "class_", "schema", "a", "field_1st", "extra_2",
        "gr_e",
    ]  # fmt: skip
    record = structure(dict.fromkeys(keys, 1), model)
    assert unstructure(record) == dict.fromkeys(keys, 1)


def test_files_are_edited_as_those_of_a_model(tmp_path: Path) -> None:
    path = tmp_path / "ada.md"
    path.write_text("---\nname: Ada  # of old\nrole: editor\nposts:\n---\nHello.\n")
    document = load(path, model_from_schema(AUTHOR))
    assert document.article.role == "editor"
    with pytest.raises(ValidationError, match="must be one of author, editor"):
        document.article.role = "cook"
    document.article.posts = 3
    document.article.links = [type_of(document.article, "links")(url="/ada")]
    assert document.save()
    assert path.read_text() == (
        "---\nname: Ada  # of old\nrole: editor\nposts: 3\n\nlinks:\n  - url: /ada\n---\nHello.\n"
    )


def type_of(record: Any, name: str) -> Any:
    return table_of(type(record)).by_name[name].shape.record_model


def test_new_records_keep_the_whole_schema() -> None:
    model: Any = model_from_schema(
        with_others(minProperties=1, dependentRequired={"title": ["mood"]})
    )
    with pytest.raises(ValidationError):
        model()
    with pytest.raises(ValidationError, match="`mood` is missing"):
        model(title="a")
    assert dumps(model(title="a", extra={"mood": 1})) == "---\ntitle: a\nmood: 1\n---\n"
    record = model(title="a", extra={"mood": 1})
    record.extra = {}
    with pytest.raises(ValidationError, match="`mood` is missing"):
        dumps(record)


def test_the_schema_of_a_model_is_the_one_that_it_was_made_from() -> None:
    model = model_from_schema(AUTHOR)
    assert json_schema(model) == AUTHOR
    assert json_schema(model) is not AUTHOR
    with pytest.raises(Exception, match="a part of a JSON Schema"):
        json_schema(table_of(model).by_key["links"].shape.record_model)


def test_the_page_of_fields_shows_what_the_schema_says() -> None:
    page = field_page(model_from_schema(AUTHOR))
    assert "## Author\n\nWho writes.\n" in page
    assert "| `name` | text | yes | length at least 1 | In full. | `Ada` |" in page
    assert "| `role` | one of `author`, `editor` | yes |  |  | `author` |" in page
    assert "| `nick` (deprecated: write `handle`) | text |" in page
    assert "| `fax` (deprecated) | text |" in page


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        ({"type": "array"}, "the schema: it is a schema of 'array', and a record is a mapping"),
        ({"properties": {"a": {"$ref": "https://example.com/a.json"}}},
         ("the schema at properties.a.$ref: the schema refers to 'https://example.com/a.json', "
         "which is not in it; schemas are never fetched")),
        ({"properties": {"a": {"type": "txt"}}},
         "the schema at properties.a.type: not a JSON Schema"),
        ({"$ref": "#"}, "the schema: the schema refers to itself without end"),
        ({"$schema": "https://example.com/mine"}, "no JSON Schema dialect"),
    ],
)  # fmt: skip
def test_schemas_that_cannot_be_models_are_refused(schema: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError) as error:
        model_from_schema(schema)
    assert message in str(error.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "object",\n "properties": [}', ":2:17: not JSON"),
        ('{"type": "object",\n "properties": {"a": {"type": "txt"}}}', ":2:31: not a JSON Schema"),
        ("[]", ":1:1: not a JSON Schema: it must be a mapping"),
    ],
)
def test_faults_of_a_schema_file_have_places(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "author.schema.json"
    path.write_text(text)
    with pytest.raises(UsageError) as error:
        model_from_schema(path)
    assert str(error.value).startswith(f"{path}{message}")


def test_a_schema_file_gives_its_name_to_the_class(tmp_path: Path) -> None:
    path = tmp_path / "blog-post.schema.json"
    path.write_text(json.dumps({"type": "object"}))
    assert model_from_schema(path).__name__ == "BlogPost"
    with pytest.raises(UsageError, match="nowhere"):
        model_from_schema(tmp_path / "nowhere.json")


AuthorModel = model_from_schema({**AUTHOR, "$id": "https://example.com/a"})


@record
class Post(Record):
    """A record with one of a schema in it."""

    author: AuthorModel  # type: ignore[valid-type]


def test_a_record_may_hold_records_of_a_schema() -> None:
    schema = json_schema(Post)
    assert schema["$defs"]["Author"]["$id"] == "https://example.com/a"
    check = schema_checker(schema)
    assert check({"author": {"name": "Ada", "role": "editor"}}) == []
    assert check({"author": {"name": "Ada"}}) != []
    assert [f.message for f in explain({"author": {"name": "Ada", "role": "x"}}, Post)] == [
        '`author.role` must be one of author, editor, not the text "x"'
    ]


def test_records_of_a_plain_schema_go_the_fast_path() -> None:
    checker = Checker(Settings(model=model_from_schema(AUTHOR)))
    assert checker.fast_path is not None
    for lines in (
        "role: editor\nactive: true\nposts: 3\nborn: 2020-06-12T19:19:00Z\nemail: ada@example.com",
        "role: author\nlinks:\n  - url: a\n    label: About\n  - url: b\nhandle: '@ada'",
    ):
        text = f"---\nname: Ada\n{lines}\n---\n"
        assert checker.fast_path.accept(text, "a.md") is not None
        assert checker.check_text(text, "a.md").findings == ()
    for line in ("role: cook", "role: editor\nemail: ada", "role: editor\nlinks:\n  - label: a"):
        assert checker.fast_path.accept(f"---\nname: Ada\n{line}\n---\n", "a.md") is None
