"""Peers that are libraries: `python bench/peers.py KIND FOLDER` checks every file of a folder.

Each one does what its users would write. ruamel.yaml knows no front matter and gets the YAML cut
out, in the same process.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

Check = Callable[[str], bool]


def _block(text: str) -> str:
    return text.split("---\n", 2)[1]


def read_bytes() -> Check:
    """Read the file and do nothing with it."""
    return bool


def ruamel() -> Check:
    """Load with ruamel.yaml's round-trip loader and structure with cattrs into attrs classes."""
    import attrs
    from cattrs import Converter
    from ruamel.yaml import YAML

    @attrs.define
    class Image:
        url: str
        width: int
        height: int

    @attrs.define
    class Provider:
        name: str
        domain: str

    @attrs.define
    class Article:
        title: str
        excerpt: str
        publishedDateTime: Any  # noqa: N815 - the key of the files
        type: str
        provider: Provider
        topics: list[str]
        images: list[Image] = attrs.field(factory=list)

    yaml, converter = YAML(typ="rt"), Converter()

    def check(text: str) -> bool:
        return bool(converter.structure(yaml.load(_block(text)), Article))

    return check


def jsonschema() -> Check:
    """Load with python-frontmatter and validate with jsonschema, formats included."""
    import frontmatter
    from jsonschema import Draft202012Validator, FormatChecker

    from article_schema import json_schema

    validator = Draft202012Validator(json_schema(), format_checker=FormatChecker())

    def check(text: str) -> bool:
        data = dict(frontmatter.loads(text).metadata)
        published = data.get("publishedDateTime")
        if isinstance(published, datetime):
            data["publishedDateTime"] = published.isoformat().replace("+00:00", "Z")
        return bool(validator.is_valid(data))

    return check


def pydantic() -> Check:
    """Load with python-frontmatter and validate with a pydantic model."""
    import frontmatter
    from pydantic import AwareDatetime, BaseModel, HttpUrl, PositiveInt, ValidationError

    class Image(BaseModel):
        url: HttpUrl
        width: PositiveInt
        height: PositiveInt

    class Provider(BaseModel):
        name: str
        domain: str

    class Article(BaseModel):
        title: str
        excerpt: str
        publishedDateTime: AwareDatetime  # noqa: N815 - the key of the files
        webUrl: HttpUrl | None = None  # noqa: N815
        type: str
        provider: Provider
        topics: list[str]
        images: list[Image] = []

    def check(text: str) -> bool:
        try:
            return bool(Article.model_validate(frontmatter.loads(text).metadata))
        except ValidationError:
            return False

    return check


KINDS: dict[str, Callable[[], Check]] = {
    "bytes": read_bytes,
    "ruamel": ruamel,
    "jsonschema": jsonschema,
    "pydantic": pydantic,
}


def main(kind: str, folder: Path) -> None:
    """Check all files of a folder."""
    check = KINDS[kind]()
    for path in sorted(folder.rglob("*.md")):
        text = path.read_bytes().decode().replace("\r\n", "\n")
        try:
            check(text)
        except Exception:  # noqa: BLE001 - a peer that raises has given its verdict
            continue


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
