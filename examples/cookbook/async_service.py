"""Answer many questions at once: an async service reads articles in threads, and waits for none.

Usage: python async_service.py FOLDER QUESTION…
"""

import asyncio
import sys
from pathlib import Path

from article_schema import Article, ArticleSchemaError, load

#: How many files are read at the same time.
AT_ONCE = asyncio.Semaphore(8)


async def read(path: Path) -> Article | None:
    """Return an article; None for a file that breaks the contract."""
    async with AT_ONCE:
        try:
            return await asyncio.to_thread(lambda: load(path).article)
        except ArticleSchemaError as error:
            print(f"passed over {path.name}: {error}", file=sys.stderr)
            return None


async def answer(articles: list[Article], question: str) -> str:
    """Return the titles that hold a word; a real service would ask others in between."""
    await asyncio.sleep(0)
    found = [article.title for article in articles if question.lower() in article.title.lower()]
    return f"{question}: {', '.join(sorted(found)) or 'nothing'}"


async def main(folder: Path, questions: list[str]) -> None:
    read_all = await asyncio.gather(*(read(path) for path in sorted(folder.glob("*.md"))))
    articles = [article for article in read_all if article is not None]
    for line in await asyncio.gather(*(answer(articles, question) for question in questions)):
        print(line)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2:]))
