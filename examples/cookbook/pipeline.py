"""Read a folder, choose, enrich and save: the articles about a topic become the day's dossier.

Usage: python pipeline.py FOLDER TOPIC DOSSIER
"""

import sys
from collections.abc import Iterator

from article_schema import Article, Document, load_all, save_all


def enrich(article: Article, dossier: str) -> None:
    article.heat = max(article.heat or 0, 100)
    if dossier not in article.tags:
        article.tags.append(dossier)


def main(folder: str, topic: str, dossier: str) -> int:
    documents = load_all(folder, errors="collect")

    def enriched() -> Iterator[Document]:
        for document in documents.where(lambda article: topic in article.topics, type="article"):
            enrich(document.article, dossier)
            yield document

    report = save_all(enriched())
    failures = [*documents.failures, *report.failures]
    for failure in failures:
        print(failure, file=sys.stderr)
    print(f"{len(report.saved)} files changed, {len(failures)} left alone")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3]))
