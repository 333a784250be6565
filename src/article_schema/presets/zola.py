"""The front matter that Zola reads."""

from __future__ import annotations

from typing import Annotated, Literal

import attrs
from annotated_types import Ge, MinLen

from article_schema.fields import AnyMoment, Key, NotBlank
from article_schema.model.fields import Record, record
from article_schema.presets.sources import described_at
from article_schema.signatures import PlainData

_page = described_at("https://www.getzola.org/documentation/content/page/#front-matter")
_section = described_at("https://www.getzola.org/documentation/content/section/#front-matter")


@record(keys="snake")
class ZolaPage(Record):
    """A page of Zola. It ignores other keys: those of the site belong into `extra`.

    >>> from article_schema import load
    >>> path = "examples/adopt/zola/content/posts/the-harbour-at-dawn.md"
    >>> load(path, ZolaPage).article.taxonomies
    {'tags': ['ports']}
    >>> ZolaPage(weight=-1)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `weight` must be at least 0, not -1
    """

    title: Annotated[str | None, _page("The title.")] = None
    description: Annotated[str | None, _page("What the page is about, for its head.")] = None
    date: Annotated[AnyMoment | None, _page("When it was written.")] = None
    updated: Annotated[AnyMoment | None, _page("When it was changed last.")] = None
    weight: Annotated[
        int | None,
        Ge(0),
        _page("Its place in a section that is sorted by weight, the lightest first."),
    ] = None
    draft: Annotated[bool | None, _page("Whether it is a draft.")] = None
    render: Annotated[bool | None, _page("Whether the page is made.")] = None
    slug: Annotated[str | None, MinLen(1), _page("The last part of the address.")] = None
    path: Annotated[str | None, MinLen(1), _page("The whole path of the address.")] = None
    aliases: Annotated[list[str], _page("Older addresses, which lead to the page.")] = attrs.field(
        factory=list
    )
    authors: Annotated[list[str], _page("Who wrote it.")] = attrs.field(factory=list)
    in_search_index: Annotated[bool | None, _page("Whether a search finds it.")] = None
    template: Annotated[str | None, _page("The template.")] = None
    taxonomies: Annotated[
        dict[str, list[Annotated[str, NotBlank()]]] | None,
        _page("Its terms in each taxonomy, such as `tags`."),
    ] = None
    extra_: Annotated[
        dict[str, PlainData] | None, Key("extra"), _page("Values of the site's own.")
    ] = None


@record(keys="snake", closed=True)
class ZolaSection(Record):
    """A section of Zola. Another key ends the build: those of the site belong into `extra`.

    >>> from article_schema import load, structure
    >>> load("examples/adopt/zola/content/posts/_index.md", ZolaSection).article.sort_by
    'date'
    >>> structure({"mood": "calm"}, ZolaSection)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `mood` is not a known key; remove it
    """

    title: Annotated[str | None, _section("The title.")] = None
    description: Annotated[str | None, _section("What it is about, for its head.")] = None
    draft: Annotated[bool | None, _section("Whether it is a draft.")] = None
    sort_by: Annotated[
        Literal["date", "update_date", "title", "title_bytes", "weight", "slug", "none"] | None,
        _section("What its pages are sorted by."),
    ] = None
    weight: Annotated[int | None, Ge(0), _section("Its place among sections.")] = None
    template: Annotated[str | None, _section("The template.")] = None
    page_template: Annotated[str | None, _section("The template of its pages.")] = None
    paginate_by: Annotated[int | None, Ge(0), _section("How many pages a list shows.")] = None
    paginate_path: Annotated[str | None, _section("The path of the further lists.")] = None
    paginate_reversed: Annotated[bool | None, _section("Whether lists begin at the end.")] = None
    insert_anchor_links: Annotated[
        Literal["left", "right", "heading", "none"] | None, _section("Where links to headings are.")
    ] = None
    render: Annotated[bool | None, _section("Whether its own page is made.")] = None
    redirect_to: Annotated[str | None, _section("Where its address leads instead.")] = None
    in_search_index: Annotated[bool | None, _section("Whether a search finds it.")] = None
    transparent: Annotated[
        bool | None, _section("Whether its pages are those of the section above, too.")
    ] = None
    aliases: Annotated[list[str], _section("Older addresses, which lead to it.")] = attrs.field(
        factory=list
    )
    generate_feeds: Annotated[bool | None, _section("Whether it has feeds.")] = None
    extra_: Annotated[
        dict[str, PlainData] | None, Key("extra"), _section("Values of the site's own.")
    ] = None
