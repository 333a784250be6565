"""The front matter that Astro Starlight reads."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

import attrs
from annotated_types import Ge, Le

from article_schema.fields import AnyMoment, Key
from article_schema.model.fields import Record, record
from article_schema.presets.sources import described_at
from article_schema.signatures import PlainData

_doc = described_at("https://starlight.astro.build/reference/frontmatter/")


@record(others=True)
class StarlightContents(Record):
    """Which headings are listed."""

    min_heading_level: Annotated[
        int, Ge(1), Le(6), _doc("The level of the first ones.", "#tableofcontents")
    ] = 2
    max_heading_level: Annotated[
        int, Ge(1), Le(6), _doc("The level of the last ones.", "#tableofcontents")
    ] = 3


@record(closed=True)
class StarlightLink(Record):
    """A link to another page."""

    link: Annotated[str | None, _doc("The address.", "#prev")] = None
    label: Annotated[str | None, _doc("The text.", "#prev")] = None


@record(others=True)
class StarlightBadge(Record):
    """A badge beside a link."""

    text: Annotated[str, _doc("The text.", "#badge")]
    variant: Annotated[
        Literal["note", "danger", "success", "caution", "tip", "default"] | None,
        _doc("The colour.", "#badge"),
    ] = None
    class_: Annotated[str | None, Key("class"), _doc("A class of CSS.", "#badge")] = None


@record(others=True)
class StarlightSidebar(Record):
    """The link to the page in the sidebar."""

    label: Annotated[str | None, _doc("The text.", "#label")] = None
    order: Annotated[int | float | None, _doc("Its place.", "#order")] = None
    hidden: Annotated[bool | None, _doc("Whether it is left out.", "#hidden")] = None
    badge: Annotated[str | StarlightBadge | None, _doc("A badge.", "#badge")] = None
    attrs_: Annotated[
        dict[str, PlainData] | None, Key("attrs"), _doc("Attributes of HTML.", "#attrs")
    ] = None


@record(others=True)
class StarlightBanner(Record):
    """A notice above the page."""

    content: Annotated[str, _doc("The text, which may be HTML.", "#banner")]


@record(others=True)
class StarlightHead(Record):
    """An element in the head of the page."""

    tag: Annotated[
        Literal["title", "base", "link", "style", "meta", "script", "noscript", "template"],
        _doc("The name of the element.", "#head"),
    ]
    attrs_: Annotated[
        dict[str, str | bool] | None, Key("attrs"), _doc("Its attributes.", "#head")
    ] = None
    content: Annotated[str | None, _doc("What is in it.", "#head")] = None


@record(others=True)
class StarlightHeroImage(Record):
    """The picture of a hero."""

    alt: Annotated[str | None, _doc("What it shows, for who cannot see it.", "#heroconfig")] = None
    file: Annotated[str | None, _doc("The path of its file.", "#heroconfig")] = None
    dark: Annotated[str | None, _doc("The path of that on a dark page.", "#heroconfig")] = None
    light: Annotated[str | None, _doc("The path of that on a light page.", "#heroconfig")] = None
    html: Annotated[str | None, _doc("HTML in place of a file.", "#heroconfig")] = None


@record(others=True)
class StarlightAction(Record):
    """A link below a hero."""

    text: Annotated[str, _doc("The text.", "#heroconfig")]
    link: Annotated[str, _doc("The address.", "#heroconfig")]
    variant: Annotated[
        Literal["primary", "secondary", "minimal"] | None, _doc("How it looks.", "#heroconfig")
    ] = None
    icon: Annotated[str | None, _doc("A name of an icon, or SVG.", "#heroconfig")] = None
    attrs_: Annotated[
        dict[str, PlainData] | None, Key("attrs"), _doc("Attributes of HTML.", "#heroconfig")
    ] = None


@record(others=True)
class StarlightHero(Record):
    """What stands at the top of a page."""

    title: Annotated[str | None, _doc("The large text.", "#heroconfig")] = None
    tagline: Annotated[str | None, _doc("The text below it.", "#heroconfig")] = None
    image: Annotated[StarlightHeroImage | None, _doc("The picture.", "#heroconfig")] = None
    actions: Annotated[list[StarlightAction], _doc("The links below.", "#heroconfig")] = (
        attrs.field(factory=list)
    )


_Neighbour: TypeAlias = bool | str | StarlightLink


@record(others=True)
class Starlight(Record):
    """A page of Astro Starlight, which drops the keys that are not in its schema.

    >>> from article_schema import load
    >>> path = "examples/adopt/starlight/src/content/docs/the-harbour-at-dawn.md"
    >>> load(path, Starlight).article.sidebar.order
    1
    >>> Starlight(title="The harbour at dawn", template="wide")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `template` must be one of doc, splash, not the text \
"wide"
    """

    title: Annotated[str, _doc("The title.", "#title-required")]
    description: Annotated[
        str | None, _doc("What the page is about, for its head.", "#description")
    ] = None
    slug: Annotated[str | None, _doc("The address, in place of that of the file.", "#slug")] = None
    edit_url: Annotated[
        str | bool | None, _doc("Where it is edited; false for no link.", "#editurl")
    ] = None
    head: Annotated[list[StarlightHead], _doc("Further elements of its head.", "#head")] = (
        attrs.field(factory=list)
    )
    table_of_contents: Annotated[
        bool | StarlightContents | None,
        _doc("Which headings are listed; false for none.", "#tableofcontents"),
    ] = None
    template: Annotated[
        Literal["doc", "splash"] | None, _doc("The layout: `splash` has no sidebars.", "#template")
    ] = None
    hero: Annotated[StarlightHero | None, _doc("What stands at the top.", "#hero")] = None
    banner: Annotated[StarlightBanner | None, _doc("A notice above it.", "#banner")] = None
    last_updated: Annotated[
        bool | AnyMoment | None,
        _doc("When it was changed last; false shows no date.", "#lastupdated"),
    ] = None
    prev: Annotated[_Neighbour | None, _doc("The page before it; false for none.", "#prev")] = None
    next: Annotated[_Neighbour | None, _doc("The page after it; false for none.", "#next")] = None
    pagefind: Annotated[bool | None, _doc("Whether the search finds it.", "#pagefind")] = None
    draft: Annotated[bool | None, _doc("Whether it is a draft.", "#draft")] = None
    sidebar: Annotated[
        StarlightSidebar | None, _doc("The link to it in the sidebar.", "#sidebar")
    ] = None
