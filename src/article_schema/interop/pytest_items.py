"""Article files as tests of pytest."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_schema.checking.discovery import SUFFIXES, FoundFile
from article_schema.checking.engine import CheckedFile, Checker
from article_schema.checking.run import check_file
from article_schema.reporting.full import FullReporter
from article_schema.rules.findings import Severity


class ArticleCollector:
    """Makes an article file of each file whose ending is that of one."""

    def __init__(self, config: pytest.Config) -> None:
        self.checker = Checker()
        base = config.invocation_params.dir
        self.named = {Path(os.path.abspath(base / name)) for name in config.args}

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> ArticleFile | None:
        """Answer pytest, which asks about every file."""
        if file_path.suffix.lower() not in SUFFIXES:
            return None
        file: ArticleFile = ArticleFile.from_parent(parent, path=file_path)
        file.checker = self.checker
        file.named = file_path in self.named
        return file


class ArticleFile(pytest.File):
    """A file with one test: that it is a faultless article."""

    checker: Checker
    named: bool

    def collect(self) -> Iterator[ArticleItem]:
        """Yield the test."""
        yield ArticleItem.from_parent(self, name="article-schema")


class ArticleItem(pytest.Item):
    """The test of one article file."""

    def runtest(self) -> None:
        """Check the file.

        Raises:
            FaultyArticleError: something is found that makes a check fail.
        """
        file = self.parent
        assert isinstance(file, ArticleFile)  # noqa: S101 - as `collect` made it
        shown = os.path.relpath(self.path)
        result = check_file(FoundFile(shown, named=file.named), file.checker)
        if not result.checked:
            pytest.skip("no front matter")
        if any(finding.severity.reaches(Severity.ERROR) for finding in result.findings):
            raise FaultyArticleError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the findings with their frames instead of a traceback."""
        if isinstance(excinfo.value, FaultyArticleError):
            return excinfo.value.frames()
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the test by its file."""
        return self.path, None, f"article {os.path.relpath(self.path)}"


class FaultyArticleError(Exception):
    """An article file has findings that make a check fail."""

    def __init__(self, result: CheckedFile) -> None:
        super().__init__(result.filename)
        self.result = result

    def frames(self) -> str:
        """Return the findings as `check` shows them."""
        out = io.StringIO()
        FullReporter(out).result(self.result)
        return out.getvalue().rstrip("\n")
