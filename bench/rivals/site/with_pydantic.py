"""The files of the site, for pydantic. Code of the site reads front matter, with PyYAML."""

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

AUTHORS = {path.stem for path in Path("content/authors").glob("*.yml")}


def known(author: str) -> str:
    """Return the name of an author, if there is such a file."""
    if author not in AUTHORS:
        raise ValueError(f"no author {author}")
    return author


class Post(BaseModel):
    """What is written. An unknown key and a number in quotes are errors in this mode only."""

    model_config = ConfigDict(extra="forbid", strict=True)

    title: Annotated[str, Field(min_length=1)]
    date: date
    kind: Literal["news", "guide"]
    minutes: Annotated[int, Field(ge=1)]
    author: Annotated[str, AfterValidator(known)]


faulty = 0
for path in sorted(Path("content/posts").glob("*.md")):
    try:
        Post.model_validate(yaml.safe_load(path.read_text("utf-8").split("---\n")[1]))
    except (ValidationError, ValueError, yaml.YAMLError) as error:
        faulty += 1
        print(f"{path}: {error}")
sys.exit(faulty > 0)
