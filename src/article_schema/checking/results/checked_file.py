"""Results: what the check of one file comes to."""

from __future__ import annotations

from typing import TypeAlias

from article_schema.document.formats.registry import split
from article_schema.document.source import Source
from article_schema.rules.findings import Finding

#: What the index remembers of a record: key, value, and whether it is a reference.
StoredEntry: TypeAlias = tuple[int, int, bool]


class CheckedFile:
    """The result of checking one file.

    >>> result = Checker().check_text("title: The harbour at dawn", "dawn.yaml")
    >>> result.filename, result.checked, len(result.findings)
    ('dawn.yaml', True, 7)
    >>> result.findings[0].message
    '`excerpt` is missing'
    """

    __slots__ = (
        "_source", "_text", "again", "article", "checked", "entries", "filename", "findings",
        "passed_over",
    )  # fmt: skip

    def __init__(
        self,
        filename: str,
        findings: tuple[Finding, ...],
        source: Source | None,
        *,
        text: str | None = None,
        checked: bool = True,
        entries: tuple[StoredEntry, ...] = (),
        article: object = None,
        again: bool = False,
        passed_over: str | None = None,
    ) -> None:
        #: The name of the file.
        self.filename = filename
        #: What was found, in the order of the places.
        self.findings = findings
        self._source = source
        self._text = text
        #: False when the file was skipped, because it is no article and was not named.
        self.checked = checked
        #: What the rules about several files together remember of it.
        self.entries = entries
        #: The article, as far as they have still to be made of it.
        self.article = article
        #: Whether it has had a result before; what rules about several files find comes later.
        self.again = again
        #: Why it was not looked at, though somebody named it.
        self.passed_over = passed_over

    @property
    def source(self) -> Source | None:
        """The decoded file, for code frames and fixes; None if it could not be decoded."""
        if self._source is None and self._text is not None:
            # A file without findings was never taken apart, and its source is rarely needed.
            self._source = split(self._text, self.filename)
        return self._source

    def with_findings(self, findings: tuple[Finding, ...]) -> CheckedFile:
        """Return the result with other findings.

        Args:
            findings: the findings in the order of their places.
        """
        return CheckedFile(self.filename, findings, self._source, text=self._text,
                           checked=self.checked, entries=self.entries, article=self.article,
                           again=self.again, passed_over=self.passed_over)  # fmt: skip
