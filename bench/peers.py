"""Peers that are libraries: `python bench/peers.py KIND FOLDER` checks every file of a folder.

Each one does what its users would write. ruamel.yaml knows no front matter and gets the YAML cut
out, in the same process. The models stand in functions, so their annotations may not be put off.
"""

import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

Check = Callable[[str], bool]


def _block(text: str) -> str:
    return text.split("---\n", 2)[1]


def _plain(value: Any) -> Any:
    """Return data of YAML as a schema knows them: moments are text there."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    return value


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

    @attrs.define(kw_only=True)
    class Item:
        title: str
        excerpt: str
        publishedDateTime: Any  # noqa: N815 - the key of the files
        type: str
        provider: Provider
        images: list[Image] = attrs.field(factory=list)

    @attrs.define(kw_only=True)
    class Article(Item):
        topics: list[str]
        related: list[Item] = attrs.field(factory=list)

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
        return bool(validator.is_valid(_plain(frontmatter.loads(text).metadata)))

    return check


def jsonschema_rs() -> Check:
    """Load with python-frontmatter and validate with jsonschema-rs, which is written in Rust."""
    import frontmatter
    import jsonschema_rs

    from article_schema import json_schema

    validator = jsonschema_rs.validator_for(json_schema(), validate_formats=True)

    def check(text: str) -> bool:
        return bool(validator.is_valid(_plain(frontmatter.loads(text).metadata)))

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

    class Item(BaseModel):
        title: str
        excerpt: str
        publishedDateTime: AwareDatetime  # noqa: N815 - the key of the files
        webUrl: HttpUrl | None = None  # noqa: N815
        type: str
        provider: Provider
        images: list[Image] = []

    class Article(Item):
        topics: list[str]
        related: list[Item] = []  # noqa: RUF012 - pydantic copies it

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
    "jsonschema-rs": jsonschema_rs,
    "pydantic": pydantic,
}


def main(kind: str, folder: Path) -> None:
    """Check all files of a folder, and say how many are valid."""
    check = KINDS[kind]()
    valid, paths = 0, sorted(folder.rglob("*.md"))
    for path in paths:
        try:
            valid += check(path.read_bytes().decode().replace("\r\n", "\n"))
        except Exception:  # noqa: BLE001 - a peer that raises has given its verdict
            continue
    print(f"{valid} of {len(paths)} are valid")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
