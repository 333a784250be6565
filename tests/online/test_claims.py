"""Claims: what the network can answer, in models of any form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from hypothesis import given
from strategies import mutated

from article_schema import Article, Record, record
from article_schema.model.elsewhere.online import Embeds
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.urls import HostName, HttpUrl, ImageUrl
from article_schema.online.answers import Kind
from article_schema.online.claims import Claim, Claims
from article_schema.routes import Route

PAGE = "https://www.example.com/"

Url = Annotated[str, HttpUrl()]


@record
class Source(Record):
    """Where something comes from."""

    name: str
    url: Url | None = None


@record
class Post(Record):
    """A post of a site of its own."""

    title: str
    first: Source | None = None
    #: A page, or more of it.
    origin: Url | Source | None = None
    links: list[Url] | None = None
    sources: list[Source] | None = None
    languages: dict[str, Url] | None = None
    people: dict[str, Source] | None = None
    body: Annotated[str, Embeds()] | None = None


def found(data: dict[str, Any], of: type = Post) -> list[Claim]:
    return list(Claims(of).of(data))


def places(data: dict[str, Any]) -> dict[Route, str]:
    return {claim.route: claim.question.target for claim in found(data)}


def test_pages_are_found_in_records_lists_and_mappings() -> None:
    data = {
        "title": PAGE,
        "first": {"name": PAGE, "url": f"{PAGE}1"},
        "links": [f"{PAGE}2", f"{PAGE}3#part"],
        "sources": [{"name": "a"}, {"name": "b", "url": f"{PAGE}4"}],
        "languages": {"en": f"{PAGE}5"},
        "people": {"a": {"name": "a", "url": f"{PAGE}6"}},
    }
    assert places(data) == {
        ("first", "url"): f"{PAGE}1",
        ("links", 0): f"{PAGE}2",
        ("links", 1): f"{PAGE}3",
        ("sources", 1, "url"): f"{PAGE}4",
        ("languages", "en"): f"{PAGE}5",
        ("people", "a", "url"): f"{PAGE}6",
    }


def test_each_branch_of_a_value_of_two_kinds_is_found() -> None:
    assert places({"title": "a", "origin": PAGE}) == {("origin",): PAGE}
    assert places({"title": "a", "origin": {"name": "a", "url": PAGE}}) == {("origin", "url"): PAGE}


def test_a_claim_has_the_record_that_is_next_to_it() -> None:
    inner = {"name": "a", "url": PAGE}
    data = {"title": "a", "sources": [inner], "links": [PAGE]}
    assert [claim.record for claim in found(data)] == [data, inner]


def test_frames_are_found_where_a_field_may_hold_some() -> None:
    frame = f'<iframe src="{PAGE}film"></iframe>'
    data = {"title": frame, "body": frame, "links": [frame]}
    (claim,) = found(data)
    assert (claim.route, claim.question.target, claim.is_frame) == (("body",), f"{PAGE}film", True)


def test_values_of_another_kind_than_their_fields_are_left_out() -> None:
    wrong: list[Any] = [None, 1, True, [], {}, [None], {"name": 1}, "no address", [[PAGE]]]
    for value in wrong:
        for key in ("first", "origin", "links", "sources", "languages", "people", "body"):
            assert found({"title": "a", key: value}) == []


def by_walking(data: Any) -> Iterator[tuple[Kind, str, Route]]:
    """Find the same by the walk over all that the shapes of an article know."""
    kinds = {HttpUrl: Kind.PAGE, ImageUrl: Kind.PICTURE, HostName: Kind.HOST}
    for shape, value, route in RecordShape(Article).walk(data):
        for facet in shape.facets if isinstance(value, str) else ():
            kind = kinds.get(type(facet))
            if kind is not None and facet.accepts(value):
                yield kind, value, route


@given(mutated())
def test_nothing_is_left_out_that_a_walk_over_all_shapes_finds(data: Any) -> None:
    claims = Claims(Article, "https://www.example.com").of(data)
    mine = [(each.question.kind, each.value, each.route) for each in claims if not each.is_frame]
    assert mine == list(by_walking(data))
