"""Files that somebody named and that are passed over, since they are in no collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.cli.streams import tell_passed_over


class PassedOver:
    """Tells of such files, and counts them."""

    def __init__(self) -> None:
        self.count = 0

    def told(
        self, results: Iterable[tuple[CheckedFile, Checker]]
    ) -> Iterator[tuple[CheckedFile, Checker]]:
        """Yield the results of all other files."""
        for result, checker in results:
            if result.passed_over is None:
                yield result, checker
            else:
                self.count += 1
                tell_passed_over(result.filename, result.passed_over)
