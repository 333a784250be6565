"""Models of plain classes: of attrs, of dataclasses and of pydantic."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from article_schema import ModelError, UsageError, model_from_class
from article_schema.conversion import explain, structure, unstructure
from article_schema.model.shapes.tables import table_of

from . import classes


def told(data: dict[str, Any], model: type) -> list[str]:
    return [f"{fault.code} {fault.message}" for fault in explain(data, model)]


def test_a_dataclass_is_a_model() -> None:
    model = model_from_class(classes.Author)
    data = {"name": "Ada", "role": "editor", "full_time": True, "links": [{"url": "/"}]}
    assert unstructure(structure(data, model)) == data
    assert told({"name": 1, "role": "cook", "posts": -1, "links": [{"label": "a"}]}, model) == [
        "FLD004 `name` must be text, not the number 1",
        'FLD004 `role` must be one of author, editor, not the text "cook"',
        "FLD005 `posts` must be at least 0, not -1",
        "FLD001 `links[0].url` is missing",
    ]
    table = table_of(model)
    assert (model.__name__, table.doc) == ("Author", "Who writes on the site.")
    assert table.by_key["full_time"].doc == "Whether it is the job."
    assert table_of(model_from_class(classes.Link)).doc == ""


def test_a_class_of_attrs_is_a_model() -> None:
    model = model_from_class(classes.Badge)
    assert list(table_of(model).by_key) == ["title", "rank", "tags", "shown"]
    record: Any = structure({"title": "a", "rank": 2}, model)
    assert (record.rank, record.tags, record.shown) == (2, [], None)
    assert told({"title": "a", "rank": "b"}, model) == [
        'FLD004 `rank` must be a whole number, not the text "b"'
    ]


def test_a_class_that_holds_itself_is_refused() -> None:
    with pytest.raises(ModelError, match="Tag: it holds itself; write a model with @record"):
        model_from_class(classes.Tag)


def test_other_classes_are_refused() -> None:
    with pytest.raises(UsageError, match="is no class of pydantic, attrs or dataclasses"):
        model_from_class(classes.NoModel)


def test_a_type_that_no_file_has_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("article_schema.schema.models.borrowing.find_spec", lambda _: None)
    with pytest.raises(ModelError, match=r"Odd\.name: .*bytes"):
        model_from_class(classes.Odd)


def test_pydantic_gives_the_schema_of_a_dataclass_with_other_types() -> None:
    pytest.importorskip("pydantic", reason="pydantic is not installed")
    model = model_from_class(classes.Odd)
    assert told({"name": 1}, model) == ["FLD004 `name` must be text, not the number 1"]


def test_a_model_of_pydantic_is_a_model_by_its_aliases() -> None:
    pytest.importorskip("pydantic", reason="pydantic is not installed")
    from .tools.author_model import Post

    model = model_from_class(Post)
    assert list(table_of(model).by_key) == ["title", "webUrl", "weight"]
    assert told({"title": "", "webUrl": "https://example.com/a b", "weight": "x"}, model) == [
        "FLD008 `title` is empty",
        'SCH002 `webUrl` must be a URL, not "https://example.com/a b"',
        'FLD004 `weight` must be a whole number, not the text "x"',
    ]


def test_models_are_named_by_module_or_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from article_schema.checking.config.model_names import model_named

    source = Path(classes.__file__).read_text(encoding="utf-8")
    (tmp_path / "plain_ones.py").write_text(source, encoding="utf-8")
    model = model_named("plain_ones.py:Author", str(tmp_path))
    assert list(table_of(model).by_key) == ["name", "role", "posts", "links", "full_time"]
    with pytest.raises(UsageError, match=r"NoModel is no model class in the file plain_ones\.py"):
        model_named("plain_ones.py:NoModel", str(tmp_path))
    monkeypatch.setattr("article_schema.schema.models.borrowing.find_spec", lambda _: None)
    with pytest.raises(UsageError, match="Odd"):
        model_named("plain_ones.py:Odd", str(tmp_path))
