"""Saving: many documents, each whole or not at all, and a report of what failed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TypeVar

from article_schema.arguments import require
from article_schema.collections.items import Failure
from article_schema.documents.document import Document
from article_schema.errors import ArticleSchemaError
from article_schema.model.fields import Record

M = TypeVar("M", bound=Record)


@dataclass(slots=True)
class SaveReport:
    """What came of saving many documents.

    >>> report = save_all(load_all("examples/articles/2020-06-12-the-harbour-at-dawn.md"))
    >>> report.saved, report.unchanged, report.ok
    ([], 1, True)
    """

    #: The files that were written.
    saved: list[str] = field(default_factory=list)
    #: How many documents had nothing to write.
    unchanged: int = 0
    #: What could not be written; each of these files is as it was.
    failures: list[Failure] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        """Whether everything was written that was to be."""
        return not self.failures


def save_all(documents: Iterable[Document[M]]) -> SaveReport:
    """Save documents one by one; one that cannot be saved does not keep the others from it.

    Each file is old or new, and never between, also if the process is killed on the way.

    >>> documents = list(load_all("examples/articles/2020-06-12-the-harbour-at-dawn.md"))
    >>> documents[0].article.heat = 5
    >>> save_all(documents).saved
    ['examples/articles/2020-06-12-the-harbour-at-dawn.md']

    Args:
        documents: the documents, such as those that a generator changes while they are read.

    Returns:
        Which files were written, and what failed: a contract that a changed article breaks, a
        change that cannot be made, a file that changed on disk or cannot be written.

    Raises:
        TypeError: something else than a document is among them.
    """
    require(documents, Iterable, "save_all() takes documents")
    report = SaveReport()
    for document in documents:
        require(document, Document, "save_all() takes documents", "load_all() opens them")
        try:
            written = document.save()
        except ArticleSchemaError as error:
            report.failures.append(Failure(document.filename, error))
            continue
        if written:
            report.saved.append(document.filename)
        else:
            report.unchanged += 1
    return report
