"""Write a newsletter: the best articles of the week before a day, as Markdown.

Usage: python newsletter.py FOLDER 2020-06-20 > newsletter.md
"""

import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from article_schema import Article, load


def of_the_week(folder: Path, until: datetime) -> list[Article]:
    articles = (load(path).article for path in sorted(folder.glob("*.md")))
    return [
        article
        for article in articles
        if article.published is not False
        and until - timedelta(days=7) <= article.published_date_time < until
    ]


def main(folder: Path, day: str) -> None:
    until = datetime.fromisoformat(day).replace(tzinfo=UTC)
    best = sorted(of_the_week(folder, until), key=lambda article: -(article.quality or 0))
    print(f"# The week before {until:%d %B %Y}\n")
    for article in best[:5]:
        print(f"## [{article.title}]({article.web_url or article.original_url})\n")
        print(f"{article.excerpt} *{article.provider.name}*\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
