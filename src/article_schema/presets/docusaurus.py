"""The front matter that Docusaurus reads in documentation and in a blog."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import attrs
from annotated_types import Ge, Le

from article_schema.fields import Key
from article_schema.model.facets import NullCounts
from article_schema.model.fields import Record, record
from article_schema.presets.loose import JavaScriptMoment, TextOrBool, TextOrNumber
from article_schema.presets.sources import described_at
from article_schema.signatures import PlainData

_PLUGINS = "https://docusaurus.io/docs/api/plugins/@docusaurus/plugin-content-"
_docs = described_at(f"{_PLUGINS}docs#markdown-front-matter")
_blog = described_at(f"{_PLUGINS}blog#markdown-front-matter")

#: Docusaurus makes text of a number.
_Text: TypeAlias = str | int | float


@record(keys="snake")
class DocusaurusTag(Record):
    """A tag with a name and an address of its own."""

    label: Annotated[_Text, _docs("The text that is shown.")]
    permalink: Annotated[_Text, _docs("The last part of its address.")]


@record(keys="snake", one_of=(("date", "author"),))
class DocusaurusUpdate(Record):
    """The last change of a page, in place of what git says."""

    date: Annotated[JavaScriptMoment | None, _docs("When it was.")] = None
    author: Annotated[_Text | None, _docs("Who made it.")] = None


@record(keys="snake", others=True, one_of=(("key", "name", "image_url", "image_url_"),))
class DocusaurusAuthor(Record):
    """Somebody who wrote a post."""

    key: Annotated[_Text | None, _blog("The key of an author in `authors.yml`.")] = None
    name: Annotated[_Text | None, _blog("The name.")] = None
    title: Annotated[_Text | None, _blog("What the author does.")] = None
    url: Annotated[_Text | None, _blog("The address of the author.")] = None
    image_url: Annotated[_Text | None, _blog("The picture of the author.")] = None
    image_url_: Annotated[_Text | None, Key("imageURL"), _blog("An older name of `image_url`.")] = (
        None
    )
    email: Annotated[_Text | None, _blog("The address for mail.")] = None
    page: Annotated[bool | dict[str, PlainData] | None, _blog("Whether the author has a page.")] = (
        None
    )
    socials: Annotated[dict[str, str] | None, _blog("Accounts elsewhere, by platform.")] = None


@record(keys="snake", others=True)
class DocusaurusPage(Record):
    """What pages of documentation and posts have in common."""

    title: Annotated[_Text | None, _docs("The title, in place of the first heading.")] = None
    title_meta: Annotated[_Text | None, _docs("The title in the head of the page.")] = None
    description: Annotated[_Text | None, _docs("What it is about, for its head.")] = None
    keywords: Annotated[list[_Text], _docs("Key words for its head.")] = attrs.field(factory=list)
    image: Annotated[_Text | None, _docs("The picture for links to it.")] = None
    slug: Annotated[_Text | None, _docs("The address, in place of that of the file.")] = None
    tags: Annotated[list[_Text | DocusaurusTag], _docs("Its tags.")] = attrs.field(factory=list)
    draft: Annotated[TextOrBool | None, _docs("Whether it is a draft.")] = None
    unlisted: Annotated[TextOrBool | None, _docs("Whether only who knows the address sees it.")] = (
        None
    )
    last_update: Annotated[DocusaurusUpdate | None, _docs("Its last change.")] = None
    hide_table_of_contents: Annotated[
        TextOrBool | None, _docs("Whether its headings are listed.")
    ] = None
    toc_min_heading_level: Annotated[
        int | None, Ge(2), Le(6), _docs("The level of the first headings in the list.")
    ] = None
    toc_max_heading_level: Annotated[
        int | None, Ge(2), Le(6), _docs("The level of the last headings in the list.")
    ] = None
    sidebar_label: Annotated[_Text | None, _docs("The text of its link in the sidebar.")] = None


@record
class DocusaurusDoc(DocusaurusPage):
    """A page of documentation of Docusaurus. It takes any other key.

    >>> from article_schema import load
    >>> path = "examples/adopt/docusaurus/docs/the-harbour-at-dawn.md"
    >>> load(path, DocusaurusDoc).article.sidebar_position
    1
    >>> DocusaurusDoc(toc_min_heading_level=1)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `toc_min_heading_level` must be at least 2, not 1
    """

    id: Annotated[_Text | None, _docs("The name of the page for the sidebar.")] = None
    sidebar_position: Annotated[TextOrNumber | None, _docs("Its place in the sidebar.")] = None
    sidebar_class_name: Annotated[_Text | None, _docs("A class for its link.")] = None
    sidebar_key: Annotated[_Text | None, _docs("A key of its link that no other has.")] = None
    sidebar_custom_props: Annotated[
        dict[str, PlainData] | None, _docs("Values of the site's own for the sidebar.")
    ] = None
    displayed_sidebar: Annotated[
        _Text | None, NullCounts(), _docs("The sidebar beside it; null for none.")
    ] = None
    hide_title: Annotated[TextOrBool | None, _docs("Whether the title is left out.")] = None
    pagination_label: Annotated[_Text | None, _docs("The text of links to it.")] = None
    pagination_next: Annotated[
        _Text | None, NullCounts(), _docs("The page after it; null for none.")
    ] = None
    pagination_prev: Annotated[
        _Text | None, NullCounts(), _docs("The page before it; null for none.")
    ] = None
    parse_number_prefixes: Annotated[
        bool | None, _docs("Whether numbers before names tell the order.")
    ] = None
    custom_edit_url: Annotated[
        _Text | None, NullCounts(), _docs("Where it is edited; null for nowhere.")
    ] = None


@record
class DocusaurusPost(DocusaurusPage):
    """A post of a blog of Docusaurus.

    >>> from article_schema import load
    >>> path = "examples/adopt/docusaurus/blog/2020-06-12-the-harbour-at-dawn.md"
    >>> load(path, DocusaurusPost).article.authors
    ['ann']
    >>> DocusaurusPost(date="1/31/2000").date
    '1/31/2000'
    """

    id: Annotated[_Text | None, _blog("The name of the post.")] = None
    date: Annotated[JavaScriptMoment | None, _blog("When it was written.")] = None
    authors: Annotated[
        _Text | DocusaurusAuthor | list[_Text | DocusaurusAuthor] | None,
        _blog("Who wrote it: keys of `authors.yml`, or authors."),
    ] = None
    author: Annotated[_Text | None, _blog("Who wrote it; `authors` is the newer key.")] = None
    author_title: Annotated[_Text | None, _blog("What the author does.")] = None
    author_url: Annotated[_Text | None, _blog("The address of the author.")] = None
    author_image_url: Annotated[_Text | None, _blog("The picture of the author.")] = None
    author_title_: Annotated[
        _Text | None, Key("authorTitle"), _blog("An older name of `author_title`.")
    ] = None
    author_url_: Annotated[
        _Text | None, Key("authorURL"), _blog("An older name of `author_url`.")
    ] = None
    author_image_url_: Annotated[
        _Text | None, Key("authorImageURL"), _blog("An older name of `author_image_url`.")
    ] = None
