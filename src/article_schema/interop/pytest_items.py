"""Article files as tests of pytest."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import SUFFIXES, FoundFile, Search
from article_schema.checking.filters.baseline import Baseline
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.run import Checkers
from article_schema.document.files.links import named_way_out
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.full import FullReporter
from article_schema.reporting.terminal import escape_controls


class ArticleCollector:
    """Collects each file that `check` would find, and the files that are named."""

    def __init__(self, config: pytest.Config) -> None:
        isolated = config.getoption("article_schema_isolated")
        self.configurations = Configurations(Given(isolated=isolated))
        self.checkers = Checkers(self.configurations)
        self.search = Search(self.configurations)
        baseline = self.configurations.for_run().path_of("baseline")
        self.known = Baseline.read(baseline) if baseline else None
        base = config.invocation_params.dir
        self.named = {Path(os.path.abspath(base / name)) for name in config.args}

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> ArticleFile | None:
        """Return the collector of a file, for each file that pytest asks about."""
        shown = os.path.relpath(file_path)
        named = file_path in self.named and file_path.suffix.lower() in SUFFIXES
        if not (named or self.search.finds(shown)):
            return None
        file: ArticleFile = ArticleFile.from_parent(parent, path=file_path)
        file.collector = self
        file.named = named
        return file

    def check(self, path: Path, *, named: bool) -> CheckedFile:
        """Check one file with the configuration that applies to it."""
        shown = os.path.relpath(path)
        if named:
            file = self.search.named(shown)
        else:
            file = FoundFile(shown, named, astray=named_way_out(shown))
        result, _ = next(self.checkers.check([file]))
        return self.known.without_known(result) if self.known is not None else result

    def fails(self, result: CheckedFile) -> bool:
        """Tell whether a check of the file would fail."""
        fail_on = self.configurations.for_file(result.filename).fail_on
        return any(finding.severity.reaches(fail_on) for finding in result.findings)


class ArticleFile(pytest.File):
    """A file with one test: that it is a valid article."""

    collector: ArticleCollector
    named: bool

    def collect(self) -> Iterator[ArticleItem]:
        """Yield the test."""
        yield ArticleItem.from_parent(self, name="article-schema")


class ArticleItem(pytest.Item):
    """The test of one article file."""

    #: It uses no fixtures. pytest-lsp 1.0 fails on an item that does not say so.
    funcargs: Mapping[str, object] = MappingProxyType({})

    def runtest(self) -> None:
        """Check the file.

        Raises:
            FaultyArticleError: there are findings that make a check fail.
        """
        file = self.parent
        assert isinstance(file, ArticleFile)  # noqa: S101 - as `collect` made it
        result = file.collector.check(self.path, named=file.named)
        if result.passed_over is not None:
            pytest.skip(result.passed_over)
        if not result.checked:
            pytest.skip("no front matter")
        if file.collector.fails(result):
            raise FaultyArticleError(result)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Show the findings with their frames instead of a traceback."""
        if isinstance(excinfo.value, FaultyArticleError):
            return excinfo.value.frames()
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        """Name the test by its file."""
        return self.path, None, f"article {escape_controls(os.path.relpath(self.path))}"


class FaultyArticleError(Exception):
    """An article file has findings that make a check fail."""

    def __init__(self, result: CheckedFile) -> None:
        super().__init__(result.filename)
        self.result = result

    def frames(self) -> str:
        """Return the findings as `check` shows them."""
        out = io.StringIO()
        FullReporter(out, Presentation()).result(self.result)
        return out.getvalue().rstrip("\n")
