"""Models of a site's own, as the configuration of a benchmark names them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

import attrs
from annotated_types import Ge, Le

from article_schema import Record, record
from article_schema.fields import Name, OnDisk, Prose, Ref, UniqueInCollection, WebAddress


@record
class Picture(Record):
    """A picture of a story."""

    url: WebAddress
    width: int
    height: int
    is_cached: bool = False


@record
class Provider(Record):
    """Who made a story."""

    name: Name
    domain: Name
    images: list[Picture] = attrs.field(factory=list)


@record
class Story(Record):
    """What an article is, as a site may declare it."""

    category: Name
    title: Prose
    excerpt: Prose
    published_date_time: dt.datetime
    original_url: WebAddress
    web_url: WebAddress
    type: Literal["article", "video"]
    quality: Annotated[int, Ge(0), Le(200)]
    heat: int
    published: bool
    provider: Provider
    topics: list[Name]
    images: list[Picture]
    secured: str


@record(keys="snake")
class Post(Record):
    """A post of a blog."""

    title: str
    slug: str
    date: dt.date
    author: str
    tags: list[str]
    categories: list[str]
    description: Prose
    draft: bool = False
    weight: int | None = None
    image: str | None = None


@record(keys="snake")
class LinkedPost(Post):
    """A post whose values point to other files."""

    slug: Annotated[str, UniqueInCollection()]
    author: Annotated[str, Ref("authors")]
    image: Annotated[str | None, OnDisk("static/{}")] = None


@record(keys="snake")
class Photo(Record):
    """A photo in a post."""

    kind: Literal["photo"]
    url: WebAddress


@record(keys="snake")
class Film(Record):
    """A film in a post."""

    kind: Literal["film"]
    url: WebAddress
    minutes: int


@record(keys="snake")
class MediaPost(Post):
    """A post with records of several kinds."""

    media: list[Photo | Film] = attrs.field(factory=list)


@record(keys="snake")
class Author(Record):
    """An author of posts."""

    name: str
