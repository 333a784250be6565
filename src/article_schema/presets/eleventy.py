"""The front matter that Eleventy reserves."""

from __future__ import annotations

from typing import Annotated

from article_schema.fields import AnyMoment
from article_schema.model.fields import Record, record
from article_schema.presets.loose import AnyText
from article_schema.presets.sources import described_at
from article_schema.signatures import PlainData

_doc = described_at("https://www.11ty.dev/docs/")


@record(others=True)
class EleventyPagination(Record):
    """How one template makes several pages."""

    data: Annotated[str, _doc("Where the items are, such as `collections.post`.", "pagination/")]
    size: Annotated[int | None, _doc("How many items a page has.", "pagination/")] = None
    alias: Annotated[str | None, _doc("A name for the items of a page.", "pagination/")] = None
    reverse: Annotated[bool | None, _doc("Whether the last items come first.", "pagination/")] = (
        None
    )


@record(others=True)
class EleventyNavigation(Record):
    """The place of a page in the navigation; the keys are those of the plug-in."""

    key: Annotated[str, _doc("The name of the page in the tree.", "plugins/navigation/")]
    parent: Annotated[str | None, _doc("The name of the page above.", "plugins/navigation/")] = None
    title: Annotated[str | None, _doc("The text of the link.", "plugins/navigation/")] = None
    order: Annotated[int | float | None, _doc("Its place.", "plugins/navigation/")] = None
    url: Annotated[str | None, _doc("Another address.", "plugins/navigation/")] = None


@record(others=True)
class Eleventy(Record):
    """A template of Eleventy.

    >>> from article_schema import load
    >>> path = "examples/adopt/eleventy/posts/the-harbour-at-dawn.md"
    >>> post = load(path, Eleventy).article
    >>> post.date, post.tags
    (datetime.date(2020, 6, 12), ['post'])
    >>> post.extra
    {'author': 'ann'}
    """

    title: Annotated[str | int | float | None, _doc("The title.", "data-frontmatter/")] = None
    layout: Annotated[str | bool | None, _doc("The layout; false for none.", "layouts/")] = None
    permalink: Annotated[
        str | bool | dict[str, PlainData] | None,
        _doc("The address of the page; false makes no file.", "permalinks/"),
    ] = None
    date: Annotated[
        AnyMoment | str | None,
        _doc(
            "A date, or one of the words `Last Modified`, `Created`, `git Last Modified` and `git "
            "Created`.",
            "dates/",
        ),
    ] = None
    tags: Annotated[
        str | list[AnyText] | None,
        _doc("The collections that the page is in: a list, or one as text.", "collections/"),
    ] = None
    pagination: Annotated[
        EleventyPagination | None, _doc("How one template makes several pages.", "pagination/")
    ] = None
    template_engine_override: Annotated[
        str | bool | None, _doc("The languages of the template, such as `njk,md`.", "languages/")
    ] = None
    eleventy_exclude_from_collections: Annotated[
        bool | list[str] | None,
        _doc("Whether it is in no collection, or in which it is not.", "collections/"),
    ] = None
    eleventy_computed: Annotated[
        dict[str, PlainData] | None, _doc("Values that are made of others.", "data-computed/")
    ] = None
    eleventy_navigation: Annotated[
        EleventyNavigation | None,
        _doc("The place of the page in the navigation.", "plugins/navigation/"),
    ] = None
    eleventy_import: Annotated[
        dict[str, list[str]] | None,
        _doc("The collections that it needs, so that they are made first.", "collections/"),
    ] = None
