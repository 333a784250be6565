"""A model that is inferred from files takes all of them, and says what it saw."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import Article, check_text, structure
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import find_files
from article_schema.cli import main
from article_schema.inferring.as_json_schema import as_json_schema, class_of
from article_schema.inferring.as_python import as_python
from article_schema.inferring.guessing import Model, guess_model
from article_schema.inferring.observing import Seen
from article_schema.inferring.reading import Readings
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import table_of

SHARED = Path(__file__).parents[3] / "shared"


def run(text: str) -> Any:
    """Run the module that was printed, and return its class `Post`."""
    module = ModuleType("inferred")
    sys.modules["inferred"] = module
    exec(compile(text, "inferred.py", "exec"), module.__dict__)
    return module.Post


def inferred(records: list[dict[str, Any]]) -> tuple[type[Record], str]:
    model = guessed(records)
    return class_of(model), as_python([model], "content")


def guessed(records: list[dict[str, Any]]) -> Model:
    seen = Seen()
    for record in records:
        seen.add(record)
    return guess_model(seen, "Post")


keys = st.sampled_from(
    [
        "title",
        "webUrl",
        "tags",
        "class",
        "extra",
        "date",
        "list",
        "dt",
        "self",
        "str",
        "match",
        "type",
        "2nd",
        "",
        "a b",
        '"""',
        "ü",
    ]
)
keys |= st.text(max_size=5)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9)
    | st.sampled_from(["2020-06-12", "2020-06-12T08:00:00Z", "https://example.com/", "/a.png"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=8,
)  # fmt: skip


@given(st.lists(st.dictionaries(keys, values, min_size=1, max_size=4), min_size=1, max_size=12))
def test_a_model_takes_all_that_it_was_inferred_from(records: list[dict[str, Any]]) -> None:
    model, text = inferred(records)
    schema = jsonschema.Draft202012Validator(as_json_schema(guessed(records)))
    written = run(text)
    for record in records:
        structure(record, model)
        structure(record, written)
        assert schema.is_valid(record)


NEWS = [
    {"title": f"Day {number}", "published": "2020-06-12T08:00:00Z", "kind": kind, "rank": number,
     "url": "https://www.example.com/a", "tags": ["a"], "image": {"src": "/a.png", "width": 600}}
    for number, kind in enumerate(["news", "blog"] * 20)
]  # fmt: skip


def test_the_lines_of_a_model() -> None:
    records = [dict(record) for record in NEWS]
    records[0]["tags"] = "one"
    records[1]["titel"] = "x"
    del records[2]["rank"]
    _, text = inferred(records)
    assert (
        text
        == '''\
"""A first model, inferred from 40 records of content."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from annotated_types import Ge
from article_schema import Record, record
from article_schema.fields import ImageAddress, WebAddress


@record
class Image(Record):
    """A part of it."""

    # all 40
    src: ImageAddress
    # all 40
    width: Annotated[int, Ge(1)]


@record
class Post(Record):
    """One record."""

    # all 40
    title: str
    # all 40
    published: dt.datetime
    # all 40
    kind: Literal["news", "blog"]
    # all 40
    url: WebAddress
    # all 40; 39 have a list, 1 have text
    tags: list[str] | str
    # all 40
    image: Image
    # 98 % of 40
    rank: Annotated[int, Ge(0)] | None = None
    # 2 % of 40; is `title` meant?
    titel: str | None = None
'''
    )


@pytest.mark.parametrize("key", ['"""', "a\nb", "import os", "__init__", "extra", "def", "x" * 500])
def test_no_key_of_a_file_becomes_code(key: str) -> None:
    model, text = inferred([{key: 'x"]\nimport os'}])
    (field,) = table_of(run(text)).fields
    assert field.key == key
    assert field.name.isidentifier()
    assert structure({key: "y"}, model)


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    monkeypatch.chdir(tmp_path)
    for number, record in enumerate(NEWS):
        Path(f"{number}.md").write_text(f"---\n{json.dumps(record)[1:-1]}\n---\n", "utf-8")
        text = "".join(f"{key}: {json.dumps(value)}\n" for key, value in record.items())
        Path(f"{number}.md").write_text(f"---\n{text}---\n", "utf-8")
    Path("package.json").write_text('{"name": "x"}', "utf-8")
    Path("broken.md").write_text("---\na: [\n---\n", "utf-8")
    assert main(["infer", "."]) == 0
    shown = capsys.readouterr()
    assert run(shown.out)
    assert "left out 1 record of data files" in shown.err
    assert "skipped broken.md:" in shown.err
    assert main(["infer", ".", "--as", "json-schema"]) == 0
    assert json.loads(capsys.readouterr().out)["required"][0] == "title"
    assert main(["infer", ".", "--as", "style"]) == 0
    assert "[format]" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["nowhere"], ["."], [".", "--name", "a b"]])
def test_what_cannot_be_inferred(
    arguments: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["infer", *arguments]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_news_is_much_of_an_article() -> None:
    folder = SHARED / "corpus" / "news"
    if not folder.is_dir():
        pytest.skip("../shared is not here")
    files = find_files([folder], Configurations(Given(isolated=True)))
    records = [record.data for record in Readings(iter(files)).records()]
    model, _ = inferred(records)
    for record in records:
        structure(record, model)
    same = 0
    for field in table_of(model).fields:
        known = table_of(Article).by_key.get(field.key)
        alike = known is not None and (
            type(known.shape) is type(field.shape) or {type(known.shape).__name__,
            type(field.shape).__name__} <= {"TextShape", "ChoiceShape"})  # fmt: skip
        same += alike
    assert same >= 12


def test_classes_whose_names_end_in_numbers_have_schemas_of_their_own() -> None:
    records: list[dict[str, Any]] = [{"2": {"title": None}, ":": {"title": False}}]
    model = guessed(records)
    assert jsonschema.Draft202012Validator(as_json_schema(model)).is_valid(records[0])


def test_a_key_that_no_field_may_be_called_after_is_a_key_of_a_field_with_another_name() -> None:
    _, text = inferred([{"self": 1, "__init__": 2, "def": 3}])
    assert list(table_of(run(text)).by_key) == ["self", "__init__", "def"]


def test_a_key_with_quotes_stands_in_the_quotes_that_formatters_choose() -> None:
    _, text = inferred([{'q"t': 1, "q't": 1, "q\"'t": 1}])
    for written in ("Key('q\"t')", 'Key("q\'t")', 'Key("q\\"\'t")'):
        assert written in text
    assert list(table_of(run(text)).by_key) == ['q"t', "q't", "q\"'t"]


def test_one_record_is_not_several() -> None:
    _, text = inferred([{"title": "A"}])
    assert text.startswith('"""A first model, inferred from 1 record of content."""\n')


def test_an_optional_list_is_empty_without_its_key_as_those_of_an_article_are() -> None:
    model, text = inferred(
        [
            {"title": "A", "tags": ["a"], "links": {}, "attrs": 1, "notes": ["x"]},
            {"title": "B", "notes": None},
        ]
    )
    assert "import attrs\nfrom article_schema import" in text
    for line in (
        "tags: list[str] = attrs.field(factory=list)",
        "links: dict[str, Any] = attrs.field(factory=dict)",
        "attrs_: int | None = None",
        "notes: list[str] | None = None",
    ):
        assert f"    {line}\n" in text
    for each in (model, run(text)):
        record: Any = structure({"title": "C"}, each)
        assert (record.tags, record.links, record.notes) == ([], {}, None)


@pytest.mark.parametrize(
    ("wrong", "comment"),
    [
        (0, "# all 20"),
        (1, "# all 20; 19 have a date, 1 have other text"),
        (4, "# all 20; 16 have a date, 4 have other text"),
        (5, "# all 20"),
    ],
)
def test_texts_that_are_no_dates_are_counted_where_most_are(wrong: int, comment: str) -> None:
    days = [f"2020-01-{number:02} 10:00:00 -0500" for number in range(1, 21 - wrong)]
    odd = [f"2020-01-{number:02} 10:00" for number in range(1, wrong + 1)]
    _, text = inferred([{"day": day} for day in [*odd, *days]])
    kind = "str" if wrong else "Annotated[dt.date | dt.datetime, Moment()]"
    assert f"    {comment}\n    day: {kind}\n" in text


def test_a_record_of_very_many_keys_has_others() -> None:
    words = ["".join(letters) for letters in itertools.product("aqz", "bnx", "chv", "dmw", "eos")]
    records: list[dict[str, Any]] = [{"title": "A", **dict.fromkeys(words, 1)}]
    model, text = inferred(records)
    assert "@record(others=True)\nclass Post(Record):" in text
    text_of = "".join(f"{key}: {json.dumps(value)}\n" for key, value in records[0].items())
    for each in (model, run(text)):
        found = check_text(f"---\n{text_of}---\n", "a.md", Settings(model=each)).findings
        assert "FLD003" not in {finding.code for finding in found}
    assert "others" not in inferred([{"title": "A"}])[1]
