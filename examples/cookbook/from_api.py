"""Make a file of each article that an API answers with; known articles are brought up to date.

Usage: python from_api.py PAGE.json FOLDER
"""

import json
import sys
from pathlib import Path

from article_schema import Article, ArticleSchemaError, dump, load, structure
from article_schema.validators import file_name_for


def known(folder: Path) -> dict[str | None, Path]:
    """Return the file of each page that the folder has already."""
    return {load(path).article.web_url: path for path in sorted(folder.glob("*.md"))}


def write(article: Article, folder: Path, files: dict[str | None, Path]) -> str:
    path = files.get(article.web_url)
    if path is None:
        dump(article, folder / file_name_for(article), body=article.content or "")
        return "new"
    document = load(path)
    document.article = article
    return "changed" if document.save() else "same"


def main(page: str, folder: Path) -> int:
    files = known(folder)
    failed = 0
    for number, record in enumerate(json.loads(Path(page).read_text("utf-8"))["value"]):
        try:
            article = structure(record, Article)
            print(f"{write(article, folder, files):8}{article.title}")
        except ArticleSchemaError as error:
            failed = 1
            print(f"failed  record {number}: {error}", file=sys.stderr)
    return failed


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
