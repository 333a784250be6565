"""The files of the site, for article-schema."""

from datetime import date
from typing import Annotated, Literal

from annotated_types import Ge

from article_schema import Record, record
from article_schema.fields import Name, Ref


@record(closed=True)
class Author(Record):
    """Who writes."""

    name: Name


@record(closed=True)
class Post(Record):
    """What is written."""

    title: Name
    date: date
    kind: Literal["news", "guide"]
    minutes: Annotated[int, Ge(1)]
    author: Annotated[str, Ref("authors")]
