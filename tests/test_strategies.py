"""Strategies, factory and fixtures for the tests of other projects."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import (
    Article,
    Doc,
    Image,
    ModelError,
    Provider,
    Record,
    RelatedItem,
    UsageError,
    ValidationError,
    dumps,
    load,
    loads,
    record,
    structure,
    unstructure,
)
from article_schema.fields import Example, Name, requires
from article_schema.testing import from_model, invalid, make


@record(conditions=[requires("image", "image_alt")])
class Page(Record):
    """A model with a condition."""

    name: Annotated[Name, Example("a")]
    image: Annotated[str | None, Doc("A picture.")] = None
    image_alt: str | None = None


@record
class Bare(Record):
    """A model without examples."""

    name: Annotated[str, Doc("A name."), Example("")]
    number: int


@attrs.define
class Shelf:
    """A class of somebody else."""

    article: Article
    image: Image


@pytest.mark.parametrize("model", [Article, Image, Provider, RelatedItem, Page])
def test_instances_are_valid_by_construction(model: type) -> None:
    @given(from_model(model), st.data())
    def check(made: Any, data: Any) -> None:
        assert type(made) is model
        assert structure(unstructure(made), model) == made
        assert type(data.draw(st.from_type(model))) is model

    check()


@given(st.from_type(Article))
def test_from_type_makes_articles_that_files_can_hold(article: Article) -> None:
    assert loads(dumps(article)).article == article


@given(st.from_type(Shelf))
def test_from_type_makes_what_holds_an_article(shelf: Shelf) -> None:
    assert type(shelf.article) is Article
    assert structure(unstructure(shelf.image), Image) == shelf.image


@pytest.mark.parametrize("model", [Article, Image, Page])
def test_invalid_data_name_their_fault(model: type) -> None:
    @given(invalid(model))
    def check(case: Any) -> None:
        with pytest.raises(ValidationError) as caught:
            structure(case.data, model)
        assert caught.value.faults == case.faults
        assert case.fault is case.faults[0]
        assert case.fault.code
        assert case.fault.message

    check()


def test_a_factory_makes_the_smallest_instance() -> None:
    article = make(Article, title="A quiet day")
    assert article.title == "A quiet day"
    assert structure(unstructure(article)) == article
    assert make(Page) == Page(name="a")
    with pytest.raises(ValidationError):
        make(Article, title="")
    with pytest.raises(AttributeError):
        make(Article, titel="A")
    with pytest.raises(UsageError, match="give each required field an Example"):
        make(Bare)


@pytest.mark.parametrize("function", [make, from_model, invalid])
def test_what_is_no_model_is_refused(function: Any) -> None:
    with pytest.raises(ModelError):
        function(int)


def test_fixtures_make_articles_and_files(
    make_article: Callable[..., Article], article_file: Callable[..., Path]
) -> None:
    assert make_article(title="A quiet day").title == "A quiet day"
    path = article_file("2020-06-12-a-quiet-day.md", "It was quiet.\n", title="A quiet day")
    document = load(path)
    assert document.article == make_article(title="A quiet day")
    assert document.body.strip() == "It was quiet."
    assert article_file().name == "article.md"
