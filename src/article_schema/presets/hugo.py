"""The front matter that Hugo reserves."""

from __future__ import annotations

from collections.abc import Collection
from typing import Annotated, Literal

import attrs

from article_schema.fields import AnyMoment, Key
from article_schema.model.fields import Record, record
from article_schema.presets.loose import AnyText, TextOrBool, TextOrWhole
from article_schema.presets.sources import described_at
from article_schema.signatures import PlainData

_doc = described_at("https://gohugo.io/content-management/front-matter/")
_build = described_at("https://gohugo.io/content-management/build-options/")
_resources = described_at("https://gohugo.io/content-management/page-resources/")
_sitemap = described_at("https://gohugo.io/templates/sitemap/")


def _in_another_case(keys: Collection[str], key: str) -> bool:
    """Tell whether a key is one of Hugo's, whose case does not count."""
    return key.lower() in {each.lower() for each in keys}


@record(others=True)
class HugoBuild(Record):
    """Which files Hugo makes of a page."""

    list: Annotated[
        Literal["always", "local", "never"] | bool | None, _build("Where the page is listed.")
    ] = None
    publish_resources: Annotated[bool | None, _build("Whether its files are published.")] = None
    render: Annotated[
        Literal["always", "link", "never"] | bool | None, _build("Whether the page is made.")
    ] = None


@record(others=True)
class HugoResource(Record):
    """What is said about files beside a page."""

    src: Annotated[str, _resources("A pattern of the names of files.", "#metadata")]
    name: Annotated[str | None, _resources("A name for them.", "#metadata")] = None
    title: Annotated[str | None, _resources("A title for them.", "#metadata")] = None
    params: Annotated[
        dict[str, PlainData] | None, _resources("Values of the site's own.", "#metadata")
    ] = None


@record(others=True)
class HugoSitemap(Record):
    """What the site map says about a page."""

    changefreq: Annotated[
        Literal["", "always", "hourly", "daily", "weekly", "monthly", "yearly", "never"] | None,
        _sitemap("How often the page changes."),
    ] = None
    disable: Annotated[bool | None, _sitemap("Whether the page is left out.")] = None
    filename: Annotated[str | None, _sitemap("The name of the site map.")] = None
    priority: Annotated[float | None, _sitemap("From 0 to 1; -1 for none.")] = None


@record(others=_in_another_case)
class Hugo(Record):
    """A page of Hugo, whose keys may be written in any case.

    >>> from article_schema import load
    >>> path = "examples/adopt/hugo/content/posts/the-harbour-at-dawn.md"
    >>> page = load(path, Hugo).article
    >>> page.title, page.extra
    ('The harbour at dawn', {'author': 'ann'})
    >>> page.weight = -1.5
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `weight` must be a whole number or text, not the number \
-1.5
    """

    title: Annotated[AnyText | None, _doc("The title.", "#title")] = None
    link_title: Annotated[AnyText | None, _doc("A shorter title for links.", "#linktitle")] = None
    description: Annotated[
        AnyText | None, _doc("What the page is about, for its head.", "#description")
    ] = None
    summary: Annotated[
        AnyText | None, _doc("A summary, in place of the first words.", "#summary")
    ] = None
    date: Annotated[AnyMoment | None, _doc("When it was written.", "#date")] = None
    publish_date: Annotated[AnyMoment | None, _doc("From when on it is made.", "#publishdate")] = (
        None
    )
    lastmod: Annotated[AnyMoment | None, _doc("When it was changed last.", "#lastmod")] = None
    expiry_date: Annotated[
        AnyMoment | None, _doc("From when on it is not made any more.", "#expirydate")
    ] = None
    draft: Annotated[TextOrBool | None, _doc("Whether it is a draft.", "#draft")] = None
    headless: Annotated[
        TextOrBool | None, _doc("Whether the bundle has files and no page.", "#headless")
    ] = None
    slug: Annotated[AnyText | None, _doc("The last part of the address.", "#slug")] = None
    url: Annotated[str | None, _doc("The whole path of the address.", "#url")] = None
    aliases: Annotated[
        list[str] | str | None, _doc("Older addresses, which lead to the page.", "#aliases")
    ] = None
    weight: Annotated[
        TextOrWhole | None, _doc("Its place in lists, the lightest first.", "#weight")
    ] = None
    type: Annotated[
        AnyText | None, _doc("The type of content, in place of the folder.", "#type")
    ] = None
    layout: Annotated[AnyText | None, _doc("The template.", "#layout")] = None
    markup: Annotated[AnyText | None, _doc("The format of the body.", "#markup")] = None
    outputs: Annotated[
        list[str] | str | None, _doc("The formats that are made of it.", "#outputs")
    ] = None
    keywords: Annotated[list[AnyText] | str | None, _doc("Key words.", "#keywords")] = None
    tags: Annotated[
        list[AnyText] | str | None, _doc("Terms of the taxonomy `tags`.", "#taxonomies")
    ] = None
    categories: Annotated[
        list[AnyText] | str | None,
        _doc("Terms of the taxonomy `categories`.", "#taxonomies"),
    ] = None
    menus: Annotated[
        str | list[str] | dict[str, PlainData] | None, _doc("The menus that lead to it.", "#menus")
    ] = None
    menu: Annotated[
        str | list[str] | dict[str, PlainData] | None, _doc("An older name of `menus`.", "#menus")
    ] = None
    resources: Annotated[
        list[HugoResource], _doc("What is said about the files beside it.", "#resources")
    ] = attrs.field(factory=list)
    sitemap: Annotated[HugoSitemap | None, _doc("Its entry in the site map.", "#sitemap")] = None
    build: Annotated[HugoBuild | None, _doc("Which files are made of it.", "#build")] = None
    build_: Annotated[HugoBuild | None, Key("_build"), _build("An older name of `build`.")] = None
    cascade: Annotated[
        dict[str, PlainData] | list[dict[str, PlainData]] | None,
        _doc("Values for the pages below it.", "#cascade"),
    ] = None
    params: Annotated[dict[str, PlainData] | None, _doc("Values of the site's own.", "#params")] = (
        None
    )
    translation_key: Annotated[
        AnyText | None, _doc("What translations of one page have in common.", "#translationkey")
    ] = None
    is_cjk_language: Annotated[
        TextOrBool | None,
        Key("isCJKLanguage"),
        _doc(
            "Whether it is Chinese, Japanese or Korean, for the count of words.", "#iscjklanguage"
        ),
    ] = None
