"""A model of pydantic, for its JSON Schema."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AnyUrl, BaseModel, Field  # type: ignore[import-not-found]


class Link(BaseModel):  # type: ignore[misc]
    """Where to read more."""

    url: AnyUrl
    label: str | None = None


class Author(BaseModel):  # type: ignore[misc]
    """Who writes on the site."""

    name: str = Field(min_length=1, description="The name in full.")
    email: Annotated[str, Field(json_schema_extra={"format": "email"})] | None = None
    role: Literal["author", "editor"]
    posts: int | None = Field(default=None, ge=0)
    links: list[Link] = []


class Post(BaseModel):  # type: ignore[misc]
    """What an author writes."""

    title: str = Field(min_length=1, description="The headline.")
    web_url: AnyUrl = Field(alias="webUrl")
    weight: int | None = None
