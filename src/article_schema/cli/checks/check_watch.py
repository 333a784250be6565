"""`article-schema check --watch`: check what changes, as soon as it is saved."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from article_schema import followed
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.config.files import FILE_NAMES
from article_schema.checking.discovery.search import FoundFile, find_files
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.checking.run import Checkers
from article_schema.cli.checks import check_baseline, check_output, check_paths, check_settings
from article_schema.cli.checks.passed_over import told
from article_schema.cli.statuses import OK
from article_schema.cli.streams import PassedOver
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.importing import forget
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

if TYPE_CHECKING:
    from watchfiles.main import FileChange

#: How long to wait for changes before other work is done.
_PATIENCE_MS = 100
_FORMATS = ("full", "concise", "json-lines")
_CONFIGURATIONS = frozenset(name for name, _ in FILE_NAMES)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--watch", action="store_true",
        help="check files again when they change, until Ctrl-C; needs the extra `watch`",
    )  # fmt: skip


def watch(options: argparse.Namespace, paths: list[str]) -> int:
    """Check everything, then whatever changes, until somebody stops it.

    Raises:
        UsageError: the extra is not installed, or an option has no meaning here.
    """
    for name in (
        "diff", "fix", "output", "output_file", "statistics", "since", "changed_lines",
        "write_baseline", "add_ignores",
    ):  # fmt: skip
        if getattr(options, name):
            raise UsageError(f"--{name.replace('_', '-')} cannot be combined with --watch")
    if check_paths.STDIN in paths:
        raise UsageError("standard input cannot be watched")
    if options.output_format not in _FORMATS:
        raise UsageError(f"--watch writes {', '.join(_FORMATS)}, not {options.output_format}")
    for path in paths:
        if not os.path.exists(path):
            raise UsageError(f"no such file or folder: {path}")
    followed.start()
    try:
        state = _Watched(options, paths)
        for changes in _changes(paths):
            state.update(changes)
    except KeyboardInterrupt:
        _tell("")
    finally:
        followed.stop()
    return OK


def _changes(paths: list[str]) -> Iterator[set[FileChange]]:
    """Yield an empty set when watching starts, which means all files, then each set of changes.

    Followed files may lie outside of the watched folders. They are few, so they are looked at.
    """
    try:
        import watchfiles
    except ImportError:
        raise UsageError("--watch needs the extra: pip install 'article-schema[watch]'") from None
    # A file is watched through its folder, because most editors replace the file.
    folders = {path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths}
    while True:
        known = {folder: _identity(folder) for folder in folders}
        there = sorted(folder for folder, identity in known.items() if identity is not None)
        if not there:
            time.sleep(_PATIENCE_MS / 1000)
            continue
        started = False
        try:
            for changes in watchfiles.watch(
                *there, rust_timeout=_PATIENCE_MS, yield_on_timeout=True
            ):
                if changes or not started or followed.have_changed():
                    yield changes if started else set()
                    started = True
                # A watch ends with its folder, without a word, and a folder that is made again
                # may have the number of the old one.
                gone = {
                    os.path.abspath(path)
                    for kind, path in changes
                    if kind == watchfiles.Change.deleted
                }
                if any(
                    os.path.abspath(folder) in gone or _identity(folder) != identity
                    for folder, identity in known.items()
                ):
                    break
        except OSError:
            # It was removed before watching started.
            continue
        if any(_identity(folder) is None for folder in folders):
            yield set()


def _follow_configurations_above(path: str) -> None:
    """Follow the configurations that may come above a watched path, where nobody watches."""
    while (above := os.path.dirname(path)) != path:
        for name in _CONFIGURATIONS:
            followed.follow(os.path.join(above, name))
        path = above


def _identity(folder: str) -> tuple[int, int] | None:
    try:
        status = os.stat(folder)
    except OSError:
        return None
    return status.st_dev, status.st_ino


class _Watched:
    """The watched files, and their current findings."""

    def __init__(self, options: argparse.Namespace, paths: list[str]) -> None:
        self.options = options
        self.paths = paths
        self.results: dict[str, CheckedFile] = {}
        self._configure()

    def _configure(self) -> None:
        followed.start()
        for path in self.paths:
            _follow_configurations_above(os.path.abspath(path))
        forget()
        self.configurations: Configurations = check_settings.configurations_for(self.options)
        self.options.fail_on = self.configurations.for_run().value("fail-on")

    def update(self, changes: Iterable[FileChange]) -> None:
        """Check changed files; write their findings and the summary of all files."""
        try:
            self._update({os.path.abspath(path) for _, path in changes})
        except ArticleSchemaError as error:
            # A path may be missing for a moment, or a configuration or a model half written.
            sys.stderr.write(f"error: {sanitize(str(error))}\n")

    def _update(self, changed: set[str]) -> None:
        # A new configuration counts too, of which nobody has heard yet.
        is_new = any(os.path.basename(path) in _CONFIGURATIONS for path in changed)
        if is_new or followed.have_changed():
            self._configure()
            changed.clear()
        found = {
            os.path.abspath(file.path): file for file in find_files(self.paths, self.configurations)
        }
        gone = [path for path in self.results if path not in found]
        for path in gone:
            del self.results[path]
        files = [file for path, file in found.items() if not changed or path in changed]
        if changed and (files or gone):
            now = time.strftime("%H:%M:%S")
            _tell(f"[{now}] {plural(len(files), 'file')} changed, {len(gone):,} gone")
        pointing = self._pointing(found, changed) if changed else []
        if files or gone or pointing:
            self._check(files, pointing, always=bool(files or gone))
        if not changed:
            _tell("Watching for changes; Ctrl-C ends it.")

    def _pointing(self, found: Mapping[str, FoundFile], changed: set[str]) -> list[FoundFile]:
        """Return the files that did not change, and whose values point to files that may have."""
        for_file = self.configurations.for_file
        return [
            file
            for path, file in found.items()
            if path not in changed and for_file(file.path).settings.site is not None
        ]

    def _check(self, files: list[FoundFile], pointing: list[FoundFile], *, always: bool) -> None:
        """Check files, and write their findings and the summary.

        Args:
            files: the files that have changed.
            pointing: files that are silent unless their findings are others than before.
            always: whether there is a summary even if all of these are silent.
        """
        reporter = check_output.reporter_for(self.options, self.configurations)
        known = check_baseline.KnownFindings(self.options, self.configurations)
        silent = {os.path.abspath(file.path) for file in pointing}
        results = Checkers(self.configurations).check([*files, *pointing])
        for found, _ in told(results, PassedOver()):
            result = known.left(found)
            path = os.path.abspath(result.filename)
            before = self.results.get(path)
            if path in silent and (
                result.again or (before is not None and before.findings == result.findings)
            ):
                continue
            always = True
            reporter.result(result)
            if not result.again:
                # Without its source: the summary needs only the findings.
                kept = CheckedFile(result.filename, result.findings, None, checked=result.checked)
                self.results[path] = kept
        if not always:
            return
        report = Report()
        for result in self.results.values():
            report.add(result)
        reporter.finish(report)
        sys.stdout.flush()


def _tell(line: str) -> None:
    """Write a line about the watch itself, apart from the findings."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()
