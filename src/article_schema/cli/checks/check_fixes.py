"""The fixes of `article-schema check`: its options, and their effect on a file."""

from __future__ import annotations

import argparse
import os
import sys

from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.results.report import Report
from article_schema.cli.rewriting import Rewriter
from article_schema.document.files.storage import remove_stale_temporaries
from article_schema.document.source import Source
from article_schema.errors import SaveError
from article_schema.reporting.terminal import sanitize


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("fixing")
    group.add_argument("--fix", action="store_true", help="apply the safe fixes")
    group.add_argument(
        "--unsafe-fixes",
        action="store_true",
        help="with --fix or --diff: also apply the fixes that may change what a file means",
    )
    group.add_argument(
        "--diff", action="store_true", help="show what --fix would change, and write nothing"
    )
    group.add_argument(
        "--exit-non-zero-on-fix",
        action="store_true",
        help="exit with 1 if --fix changed a file, even if no finding is left",
    )


class Fixer:
    """Applies the fixes of files, on disk or as a diff, as the options ask."""

    def __init__(self, options: argparse.Namespace, report: Report, rewriter: Rewriter) -> None:
        self.options = options
        self.report = report
        self.rewriter = rewriter
        #: Whether a file could not be written.
        self.failed = False
        self._folders: set[str] = set()
        #: The name of standard input, once it is being fixed.
        self._stdin: str | None = None

    def fix(self, result: CheckedFile, checker: Checker) -> CheckedFile:
        """Fix a file if the options ask for it, and return what is left to find."""
        if not (self.options.fix or self.options.diff):
            return result
        if self.options.fix and self._stdin is None:
            self._clean_folder(result.filename)
        if result.source is None or not any(finding.fixable for finding in result.findings):
            return result
        from article_schema.checking.fixing import fix_file

        state = fix_file(checker, result, unsafe=self.options.unsafe_fixes)
        if not state.at_rest:
            name = sanitize(result.filename)
            sys.stderr.write(
                f"warning: {name}: the fixes do not come to rest: each pass makes new ones "
                "possible; run --fix again, and if that does not help, report the file\n"
            )
        new = state.result.source
        if new is None or result.source.whole_text == new.whole_text:
            return state.result
        if not self._deliver(result.source, new):
            return result
        self.report.fixed += len(state.fixed)
        self.report.changed_files += 1
        return state.result

    def fix_stdin(self, result: CheckedFile, checker: Checker) -> CheckedFile:
        """Fix standard input; its text goes to standard output, whether it has changed or not."""
        if not self.options.fix or self.options.diff or result.passed_over is not None:
            return self.fix(result, checker)
        self._stdin = result.filename
        shown = self.fix(result, checker)
        if shown.source is None:
            sys.stderr.write("error: standard input cannot be read as text\n")
            self.failed = True
        else:
            sys.stdout.buffer.write(shown.source.whole_text.encode())
        return shown

    def _clean_folder(self, filename: str) -> None:
        """Remove temporary files that a killed run left in the folder of a file."""
        folder = os.path.dirname(filename) or "."
        if folder not in self._folders:
            self._folders.add(folder)
            remove_stale_temporaries(folder)

    def _deliver(self, old: Source, new: Source) -> bool:
        if self.options.diff:
            from article_schema.reporting.formats.diff import write_diff

            write_diff(sys.stdout, old.filename, old.whole_text, new.whole_text)
            return True
        if self._stdin is not None:
            return True
        try:
            self.rewriter.replace(old, new)
        except SaveError as error:
            sys.stderr.write(f"error: {sanitize(str(error))}\n")
            self.failed = True
            return False
        return True
