from __future__ import annotations

import inspect
from typing import Annotated, Any

import pytest

from article_schema import (
    Article,
    Doc,
    Document,
    Finding,
    Image,
    Record,
    check_text,
    load,
    loads,
    record,
)
from article_schema.fields import Example, Pixels
from article_schema.testing import make


@record
class Story(Article):
    """A model of a site."""


@record
class Poster(Record):
    """A poster."""

    width: Annotated[Pixels, Doc("Width in pixels."), Example(600)]
    words: list[str]
    later: Poster | None = None


HARBOUR = "examples/articles/2020-06-12-the-harbour-at-dawn.md"


def test_a_document_shows_its_model_and_its_file() -> None:
    assert repr(loads("---\ntitle: 5\n---\n", "dawn.md")) == "<Document[Article] dawn.md>"
    assert repr(loads("a: 1", "a.yaml", model=Story)) == "<Document[Story] a.yaml>"


def test_a_document_shows_that_it_was_changed(root: Any) -> None:
    document = load(root / HARBOUR)
    document.article.heat = 999
    assert repr(document).endswith("dawn.md, changed>")
    document.article.images.append(5)  # type: ignore[arg-type]
    assert repr(document).endswith("dawn.md, changed>")


def test_a_record_shows_what_tells_it_from_others() -> None:
    image = make(Image, title="The harbour at dawn", attribution="Jo Doe, Example Press")
    assert repr(image) == (
        'Image(title="The harbour at dawn", url="https://media.example.com/harbour.jpg", '
        "width=1200, height=675, …)"
    )
    poster = Poster(width=600, words=["Ahoy", "there"], later=Poster(width=5, words=[]))
    assert repr(poster) == "Poster(width=600, words=[2 items], later=Poster(…))"


def test_a_finding_shows_its_place_and_what_is_wrong() -> None:
    (finding, *_) = check_text("---\ntitle: 5\n---\n", "dawn.md").findings
    assert repr(finding) == "<Finding dawn.md:1:1 FLD001 `excerpt` is missing>"


@pytest.mark.parametrize("title", ["a\nb\x1b[31m", "x" * 10_000, "\ud800"])
def test_each_is_one_line_of_bounded_length(title: str) -> None:
    article = make(Article, title="x")
    object.__setattr__(article, "title", title)
    for shown in (article, loads("a: 1", f"{title}.yaml")):
        assert len(repr(shown)) <= 120
        assert repr(shown).isprintable()


@pytest.mark.parametrize("kind", [Article, Poster, Document, Finding])
def test_half_made_objects_are_shown_too(kind: type) -> None:
    assert kind.__name__ in repr(kind.__new__(kind))


def test_help_tells_of_the_fields_of_a_model() -> None:
    assert inspect.getdoc(Poster) == (
        "A poster.\n"
        "\n"
        "Attributes:\n"
        "    width (a whole number, at least 1, required): Width in pixels. Example: 600\n"
        "    words (list: text, required)\n"
        "    later (Poster, optional)"
    )
    told = inspect.getdoc(Article) or ""
    assert (
        "    published_date_time (date and time, required, `publishedDateTime` in files): " in told
    )
    assert max(map(len, told.splitlines())) <= 100


def test_a_model_that_is_not_ready_has_the_docstring_of_its_author() -> None:
    @record
    class Early(Record):
        """Written early."""

        later: Later  # type: ignore[name-defined]  # noqa: F821

    assert Early.__doc__ == "Written early."
