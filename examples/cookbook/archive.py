"""Work through an archive of JSON lines record by record: keep the sound ones, report the others.

Usage: python archive.py OLD.jsonl NEW.jsonl
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from article_schema import Article, ArticleSchemaError, from_json, to_json


def sound(archive: Path) -> Iterator[Article]:
    with archive.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            try:
                yield from_json(line)
            except ArticleSchemaError as error:
                print(f"{archive}:{number}: {error}", file=sys.stderr)


def main(old: Path, new: Path) -> None:
    kept = 0
    with new.open("x", encoding="utf-8", newline="\n") as lines:
        for article in sound(old):
            article.tags = sorted({tag.lower() for tag in article.tags})
            lines.write(to_json(article) + "\n")
            kept += 1
    print(f"{kept} records kept")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
