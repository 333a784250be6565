"""A model that is made from a JSON Schema takes exactly what jsonschema accepts."""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from mutants import mutants
from strategies import mutated, valid_data

from article_schema import Article, Checker, Settings, json_schema
from article_schema.conversion import explain, fits, structure, unstructure
from article_schema.document.formats.whole import new_text
from article_schema.errors import UsageError, ValidationError
from article_schema.house_style import HouseStyle
from article_schema.schema.models.making import model_from_schema
from article_schema.schema.validate import schema_checker

from .drawn import records, schemas

EXAMPLES = int(os.environ.get("ARTICLE_SCHEMA_EXAMPLES", "40"))
thorough = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


ARTICLE: Any = model_from_schema(json_schema())


def made(schema: dict[str, Any]) -> type:
    try:
        return model_from_schema(schema)
    except UsageError as error:
        # References that run in a circle, and schemas of lists.
        assume(
            not any(
                word in str(error)
                for word in ("without end", "a record is a mapping", "not a JSON")
            )
        )
        raise


@thorough
@given(schemas(), st.lists(records, min_size=1, max_size=4))
def test_verdicts_are_those_of_jsonschema(
    schema: dict[str, Any], drawn: list[dict[str, Any]]
) -> None:
    model = made(schema)
    check = schema_checker(schema)
    for data in drawn:
        valid = not check(data)
        assert fits(data, model) == valid
        assert (not explain(data, model)) == valid
        try:
            record = structure(data, model)
        except ValidationError:
            assert not valid
        else:
            assert valid
            assert unstructure(record).keys() <= data.keys()


@thorough
@given(st.one_of(valid_data(Article), mutated(Article)))
def test_the_schema_of_an_article_gives_its_verdicts(data: dict[str, Any]) -> None:
    assert fits(data, ARTICLE) == fits(data, Article)


def test_mutants_of_articles_get_the_same_verdicts() -> None:
    for data in mutants(Article, 3000, seed=15):
        assert fits(data, ARTICLE) == fits(data, Article), data


@thorough
@given(schemas(), st.lists(records, min_size=1, max_size=4))
def test_the_fast_path_accepts_only_what_has_no_finding(
    schema: dict[str, Any], drawn: list[dict[str, Any]]
) -> None:
    checker = Checker(Settings(model=made(schema)))
    slow = Checker(Settings(model=checker.settings.model))
    slow.fast_path = slow.glances = None
    for data in drawn:
        text = new_text(data, "a.md", "", HouseStyle(checker.settings.model))
        if checker.fast_path is not None and checker.fast_path.accept(text, "a.md") is not None:
            assert slow.check_text(text, "a.md").findings == ()
