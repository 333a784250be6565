"""Migrate a site: `sourceUrl` becomes `webUrl`, and http becomes https, with progress and a report.

Usage: python migrate.py FOLDER REPORT.csv

It may be stopped and started again: each file is old or new, and a new one is left alone.
"""

import csv
import sys
from pathlib import Path

from article_schema import ArticleSchemaError, Document, load


def migrate(document: Document) -> None:
    data = document.data
    if "sourceUrl" in data:
        if "webUrl" not in data:
            document.set("webUrl", data["sourceUrl"])
        document.delete("sourceUrl")
    address = document.article.web_url or ""
    if address.startswith("http://"):
        document.article.web_url = address.replace("http://", "https://", 1)


def show_progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of} files", end="" if done < of else "\n", file=sys.stderr)
    elif done == of or done % 500 == 0:
        print(f"{done} of {of} files", file=sys.stderr)


def main(folder: Path, report: Path) -> int:
    paths = sorted(folder.rglob("*.md"))
    outcomes: list[tuple[str, str, str]] = []
    for done, path in enumerate(paths, start=1):
        try:
            document = load(path)
            migrate(document)
            if document.save():
                outcomes.append((str(path), "changed", ""))
        except ArticleSchemaError as error:
            outcomes.append((str(path), "failed", str(error)))
        show_progress(done, len(paths))
    with report.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("file", "outcome", "reason"), *outcomes])
    failed = sum(outcome == "failed" for _, outcome, _ in outcomes)
    print(f"{len(outcomes) - failed} changed, {failed} failed, of {len(paths)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
