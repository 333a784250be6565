"""A model of the site's own: a story has an editor, and minutes that it takes to read.

Usage: python own_model.py FILE…
"""

import sys
from typing import Annotated

from annotated_types import Ge

from article_schema import Article, ArticleSchemaError, Doc, load, record
from article_schema.fields import Example, Name


@record
class Story(Article):
    """A story of our site."""

    editor: Annotated[Name, Doc("Who answers for it."), Example("Jo Doe")]
    minutes: Annotated[int | None, Ge(1), Doc("How long it takes to read, in minutes.")] = None


def main(paths: list[str]) -> int:
    failed = 0
    for path in paths:
        try:
            document = load(path, model=Story)
            story = document.article
            story.minutes = max(1, round(len(document.body.split()) / 200))
            document.save()
            print(f"{path}: {story.minutes} min, {story.editor}")
        except ArticleSchemaError as error:
            failed = 1
            print(f"{path}: {error}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
