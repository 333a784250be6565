"""Posts that point to authors, pictures and other posts."""

from __future__ import annotations

from typing import Annotated

import attrs

from article_schema import Doc, Record, record
from article_schema.fields import Name, OnDisk, Pixels, Ref, SiteLink, UniqueInCollection


@record
class Author(Record):
    """Somebody who writes for the site."""

    name: Annotated[Name, Doc("The name as it is shown.")]


@record
class Cover(Record):
    """The picture above a post."""

    src: Annotated[Name, OnDisk("static/{}"), Doc("The file of the picture.")]
    width: Pixels
    height: Pixels


@record
class Post(Record):
    """A piece of news."""

    title: Annotated[Name, Doc("The headline.")]
    slug: Annotated[Name, UniqueInCollection(), Doc("The last part of the address.")]
    author: Annotated[Name, Ref("authors"), Doc("Who wrote it.")]
    cover: Annotated[Cover | None, Doc("The picture above it.")] = None
    see: Annotated[list[Annotated[Name, SiteLink("static/{}")]], Doc("What else to read.")] = (
        attrs.field(factory=list)
    )
