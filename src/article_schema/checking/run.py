"""Runs: check many files, or one text, and report."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from article_schema.arguments import path_of, require
from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.settings import Settings
from article_schema.checking.corpus.judging import Corpus
from article_schema.checking.discovery.search import FoundFile, find_files, read_found
from article_schema.checking.engine.checker import Checker
from article_schema.checking.recent import recent_checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.checking.workers import check_side_by_side, jobs_for
from article_schema.document.files.system import name_start
from article_schema.errors import DocumentError


def check_text(text: str, filename: str = "article.md", settings: Settings | None = None) -> Report:
    """Check one text.

    >>> report = check_text("title: The harbour at dawn", "dawn.yaml", Settings(select=("FLD001",)))
    >>> [finding.message for finding in report.findings][:2]
    ['`excerpt` is missing', '`publishedDateTime` is missing']

    Args:
        text: the whole text of a file.
        filename: its name for the report; the ending tells the format: `.yaml`, `.yml`, `.json`,
            `.jsonl`, `.ndjson`, `.toml`, or else text with front matter.
        settings: what to check; the defaults where it is None.

    Raises:
        UsageError: a selector matches no rule.
        TypeError: an argument has another type.
    """
    require(text, str, "check_text() takes text", "decode it, or check the file with check_paths()")
    require(filename, str, "check_text() takes the name of the file as text")
    report = Report()
    report.add(recent_checker(settings).check_text(text, filename))
    return report


def check_paths(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    settings: Settings | None = None,
    *,
    config: str | os.PathLike[str] | None = None,
) -> Report:
    """Check files, and all articles below folders.

    >>> report = check_paths("examples/broken/bad-link.md")
    >>> report.files, report.ok
    (1, False)
    >>> for finding in report.findings:
    ...     print(f"{finding.file}:{finding.line}: {finding.code} {finding.message}")
    examples/broken/bad-link.md:6: URL005 `webUrl` holds a space
    >>> check_paths("examples/nothing.md")
    Traceback (most recent call last):
    article_schema.errors.UsageError: no such file or folder: examples/nothing.md

    Args:
        paths: files and folders, or a single one.
        settings: what to check; the defaults where it is None.
        config: a configuration file that says what to check instead, each file as its collection
            says. Named files that are in no collection are skipped, and the report says so.

    Raises:
        UsageError: a path does not exist, a selector matches no rule, or the configuration is
            wrong.
        TypeError: there are both settings and a configuration, or an argument has another type.
    """
    if isinstance(paths, str | bytes | os.PathLike):
        paths = [paths]
    require(paths, Iterable, "check_paths() takes paths")
    names = [path_of(path, "check_paths()") for path in paths]
    report = Report()
    if config is None:
        results: Iterable[CheckedFile] = check_files(find_files(names), Checker(settings))
    elif settings is None:
        given = Given(file=path_of(config, "check_paths(config=...)"))
        configurations = Configurations(given)
        files = find_files(names, configurations)
        results = (result for result, _ in Checkers(configurations).check(files))
    else:
        raise TypeError("check_paths() takes settings or a configuration file, not both")
    for result in results:
        report.add(result)
    return report


def check_files(files: Iterable[FoundFile], checker: Checker) -> Iterator[CheckedFile]:
    """Yield the result of each file, in their order; what cannot be read is a finding.

    What is found by comparing files comes last, as further results of those files.
    """
    corpus = Corpus()
    for file in files:
        result = check_file(file, checker)
        corpus.add(result, checker)
        yield result
    for result, _ in corpus.results():
        yield result


def check_file(file: FoundFile, checker: Checker) -> CheckedFile:
    """Return the result of one file."""
    if file.passed_over is not None:
        return CheckedFile(file.path, (), None, checked=False, passed_over=file.passed_over)
    try:
        raw = read_found(file, checker.settings.limits)
    except DocumentError as error:
        return checker.failed(error, None)
    return checker.check_bytes(raw, file.path, named=file.named)


class Checkers:
    """The checkers of a run, one for each configuration that counts for some of its files.

    Args:
        configurations: those of the run.
        make: returns a checker for settings.
    """

    def __init__(
        self, configurations: Configurations, make: Callable[[Settings], Checker] = Checker
    ) -> None:
        self.configurations = configurations
        self._make = make
        self._checkers: dict[int, Checker] = {}
        #: The folder of the last file, and the checker of all files in it, if they have one.
        self._last: tuple[str, Checker | None] | None = None

    def check(
        self, files: Iterable[FoundFile], jobs: int | None = 1
    ) -> Iterator[tuple[CheckedFile, Checker]]:
        """Yield the result of each file as `check_files` does, with the checker that made it.

        Args:
            files: the files.
            jobs: how many processes check them; None leaves that to the number of the files.
        """
        corpus = Corpus()
        jobs, files = jobs_for(files, jobs)
        alone = map(self.check_one, files)
        for result, checker in alone if jobs == 1 else check_side_by_side(files, self, jobs):
            corpus.add(result, checker)
            yield result, checker
        yield from corpus.results()

    def check_one(self, file: FoundFile) -> tuple[CheckedFile, Checker]:
        """Return the result of a file, with the checker that made it."""
        checker = self.checker_for(file)
        return check_file(file, checker), checker

    def checker_for(self, file: FoundFile) -> Checker:
        """Return the checker of a file."""
        # Files come folder by folder, and those of one folder have one configuration, if that
        # declares no collections.
        folder = file.path[: name_start(file.path)]
        if self._last is None or folder != self._last[0]:
            whole = self.configurations.for_folder(folder)
            self._last = folder, None if whole.collections else self._checker(whole)
        checker = self._last[1]
        return checker or self._checker(self.configurations.for_file(file.path))

    def _checker(self, configuration: Configuration) -> Checker:
        checker = self._checkers.get(id(configuration))
        if checker is None:
            checker = self._checkers[id(configuration)] = self._make(configuration.settings)
        return checker
