"""The kinds of files of the site."""

from __future__ import annotations

from typing import Annotated

from annotated_types import Ge, Le

from article_schema import Doc, Record, record
from article_schema.fields import Name, Prose


@record
class Author(Record):
    """Somebody who writes for the site."""

    name: Annotated[Name, Doc("The name as it is shown.")]


@record
class Post(Record):
    """A piece of news."""

    title: Annotated[Prose, Doc("The headline.")]
    author: Annotated[Name, Doc("Who wrote it.")]


@record
class Guide(Record):
    """A page that explains something."""

    title: Annotated[Prose, Doc("What the page explains.")]
    level: Annotated[int, Ge(1), Le(3), Doc("How much a reader needs to know already.")] = 1
