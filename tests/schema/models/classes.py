"""Plain classes of attrs, of dataclasses and of pydantic for the tests of borrowed models."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Literal

import attrs
from annotated_types import Ge


@dataclass
class Link:
    url: str
    label: str | None = None


@dataclass
class Author:
    """Who writes on the site."""

    name: str
    role: Literal["author", "editor"]
    posts: Annotated[int, Ge(0)] | None = None
    links: list[Link] = field(default_factory=list)
    full_time: bool = field(default=False, metadata={"description": "Whether it is the job."})


@attrs.define
class Tag:
    title: str
    weight: int = 1
    parent: Tag | None = None


@attrs.define
class Badge:
    title: str
    _rank: int = 0
    tags: list[str] = attrs.field(factory=list)
    shown: str = attrs.field(default=attrs.Factory(lambda self: self.title, takes_self=True))
    size: int = attrs.field(init=False, default=3)


@dataclass
class Odd:
    """It has a type that models have not."""

    name: bytes


class NoModel:
    """Nothing can be made of it."""
