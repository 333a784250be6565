"""The front matter that Jekyll reserves."""

from __future__ import annotations

from typing import Annotated

from article_schema.model.fields import Record, record
from article_schema.presets.loose import AnyText, RubyMoment
from article_schema.presets.sources import described_at

_doc = described_at("https://jekyllrb.com/docs/front-matter/")
_posts = described_at("https://jekyllrb.com/docs/posts/")
_layouts = described_at("https://jekyllrb.com/docs/liquid/")


@record(keys="snake", others=True)
class Jekyll(Record):
    """A post or a page of Jekyll.

    >>> from article_schema import load
    >>> path = "examples/adopt/jekyll/_posts/2020-06-12-the-harbour-at-dawn.md"
    >>> load(path, Jekyll).article.date.isoformat()
    '2020-06-12T08:00:00+02:00'
    >>> Jekyll(published="perhaps")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `published` must be true or false, not the text "perhaps"
    """

    layout: Annotated[
        str | None,
        _doc(
            "The layout, without its ending; `none` for a file that has none.",
            "#predefined-global-variables",
        ),
    ] = None
    title: Annotated[
        AnyText | None,
        _posts("The title; without it a post takes that of its file name.", "#creating-posts"),
    ] = None
    permalink: Annotated[
        str | None,
        _doc(
            "The address of the page, in place of that of the configuration.",
            "#predefined-global-variables",
        ),
    ] = None
    published: Annotated[
        bool | None,
        _doc("Whether the page is made; false hides it.", "#predefined-global-variables"),
    ] = None
    date: Annotated[
        RubyMoment | None,
        _doc(
            "The date of a post, in place of that in its file name: a day, or a day and a time "
            "and a zone with blanks between them.",
            "#predefined-variables-for-posts",
        ),
    ] = None
    category: Annotated[
        AnyText | list[AnyText] | None,
        _doc(
            "The category of a post, which comes into its address.",
            "#predefined-variables-for-posts",
        ),
    ] = None
    categories: Annotated[
        str | list[AnyText] | None,
        _doc(
            "The categories of a post: a list, or text with blanks between them.",
            "#predefined-variables-for-posts",
        ),
    ] = None
    tag: Annotated[AnyText | list[AnyText] | None, _posts("The tag of a post.", "#tags")] = None
    tags: Annotated[
        str | list[AnyText] | None,
        _doc(
            "The tags of a post: a list, or text with blanks between them.",
            "#predefined-variables-for-posts",
        ),
    ] = None
    slug: Annotated[
        str | int | None,
        _posts(
            "The last part of the address, in place of that of the file name.", "#creating-posts"
        ),
    ] = None
    excerpt: Annotated[
        str | None, _posts("The excerpt, in place of the first paragraph.", "#post-excerpts")
    ] = None
    excerpt_separator: Annotated[
        str | None, _posts("The text at which the excerpt ends.", "#post-excerpts")
    ] = None
    render_with_liquid: Annotated[
        bool | None, _layouts("Whether Liquid is run in the body; false leaves it as it is.")
    ] = None
