"""The format `opengraph`: meta tags of Open Graph, with the kind of card that X shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, ClassVar, NamedTuple

from article_schema.interop.exchange.format import TextFormat, data_of, require_terms
from article_schema.interop.exchange.losses import Loss
from article_schema.interop.exchange.mapping import Data, older_first
from article_schema.interop.exchange.paths import terms_of
from article_schema.model.elsewhere.vocabularies import OpenGraph, Term
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import Field, ModelTable, table_of
from article_schema.routes import Route

#: What a video says in the place of what is for articles alone (ogp.me, "Object Types").
_OF_VIDEOS = {"article:tag": "video:tag", "article:published_time": "video:release_date"}
_IMAGE = "og:image"


class _Tag(NamedTuple):
    name: str
    value: str
    #: Where the value is in the record.
    route: Route


class OpenGraphTags(TextFormat):
    """Writes a tag for each value, for the head of a page."""

    name: ClassVar[str] = "opengraph"
    ending: ClassVar[str] = ".html"
    spreads: ClassVar[bool] = True
    holds_many: ClassVar[bool] = False

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return what no tag says."""
        told = {tag.route for tag in self._tags(article)}
        return [
            Loss(route, "left out") for route in _leaves(data_of(article), ()) if route not in told
        ]

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        for article in articles:
            tags = self._tags(article)
            for tag in tags:
                yield f'<meta property="{escape(tag.name)}" content="{escape(tag.value)}">\n'
            card = "summary_large_image" if any(tag.name == _IMAGE for tag in tags) else "summary"
            yield f'<meta name="twitter:card" content="{card}">\n'

    def _tags(self, article: Record) -> list[_Tag]:
        data = data_of(article)
        table = table_of(type(article))
        require_terms(table, OpenGraph, self.name)
        tags = list(_record_tags(data, table, "", (), spare=False))
        names = {tag.name for tag in tags}
        owners: dict[str, str | int] = {}
        # Of the fields that may stand for another one, the first with a value does.
        tags += [
            tag
            for tag in _record_tags(data, table, "", (), spare=True)
            if tag.name not in names and owners.setdefault(tag.name, tag.route[0]) == tag.route[0]
        ]
        if any(tag.name == "og:type" and tag.value.startswith("video.") for tag in tags):
            tags = [
                tag._replace(name=_OF_VIDEOS.get(tag.name, tag.name))
                for tag in tags
                if not tag.name.startswith("article:") or tag.name in _OF_VIDEOS
            ]
        return tags


def _record_tags(
    data: Data, table: ModelTable, name: str, route: Route, *, spare: bool
) -> Iterator[_Tag]:
    for field in older_first(table) if spare else table.fields:
        value = data.get(field.key)
        if field.is_absent(value):
            continue
        for term in terms_of(field, OpenGraph):
            if term.spare is spare:
                yield from _value_tags(
                    value, field, term, name + term.path, (*route, field.key), spare=spare
                )


def _value_tags(
    value: Any, field: Field, term: Term, name: str, route: Route, *, spare: bool
) -> Iterator[_Tag]:
    if isinstance(value, list):
        for number, part in enumerate(value):
            yield from _value_tags(part, field, term, name, (*route, number), spare=spare)
        return
    model = field.shape.record_model
    if isinstance(value, dict) and model is not None:
        tags = list(_record_tags(value, table_of(model), name, route, spare=spare))
        # What describes a picture is nothing without its address.
        if not name or any(tag.name == name for tag in tags):
            yield from tags
    elif isinstance(value, str):
        if not (term.absolute and value.startswith("/")):
            other = value if term.other is None else term.other
            yield _Tag(name, term.words.get(value, other), route)
    elif not isinstance(value, dict):
        yield _Tag(name, str(value).lower() if isinstance(value, bool) else str(value), route)


def _leaves(value: Any, route: Route) -> Iterator[Route]:
    if isinstance(value, dict) and value:
        for key, part in value.items():
            yield from _leaves(part, (*route, key))
    elif isinstance(value, list) and value:
        for number, part in enumerate(value):
            yield from _leaves(part, (*route, number))
    else:
        yield route


FORMAT = OpenGraphTags()
