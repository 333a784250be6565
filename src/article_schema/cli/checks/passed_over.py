"""Results of files that are passed over, since they are in no collection: they are told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.cli.streams import PassedOver


def told(
    results: Iterable[tuple[CheckedFile, Checker]], passed_over: PassedOver
) -> Iterator[tuple[CheckedFile, Checker]]:
    """Yield the results of all other files."""
    for result, checker in results:
        if result.passed_over is None:
            yield result, checker
        else:
            passed_over.tell(result.filename, result.passed_over)
    passed_over.finish()
