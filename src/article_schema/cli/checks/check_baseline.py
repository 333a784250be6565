"""Known findings of `article-schema check`: the options of baselines, and what they do."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.cli import key_options
from article_schema.cli.checks import check_settings
from article_schema.cli.statuses import OK
from article_schema.reporting.base import plural
from article_schema.rules.kinds import CorpusRule
from article_schema.rules.rule import Rule

if TYPE_CHECKING:
    from article_schema.checking.filters.baseline import Baseline


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("known findings")
    key_options.configure(group)
    group.add_argument(
        "--write-baseline", metavar="FILE",
        help="write all findings to this file instead of reporting them",
    )  # fmt: skip


def write(path: str, results: Iterable[tuple[CheckedFile, Checker]]) -> int:
    """Write the findings of a run to a new baseline.

    Raises:
        SaveError: it cannot be written.
    """
    from article_schema.checking.filters.baseline import Baseline

    baseline = Baseline(path)
    for result, _ in results:
        baseline.add(result)
    count = baseline.write()
    sys.stderr.write(f"Wrote {plural(count, 'finding')} to {path}.\n")
    return OK


class KnownFindings:
    """Removes the findings of a baseline from the results of a run.

    Args:
        options: the options.
        configurations: those of the run.
        family: the family of the rules that run; empty for all that ask no network.
    """

    def __init__(
        self,
        options: argparse.Namespace,
        configurations: Configurations,
        family: str = "",
    ) -> None:
        # The path of the option is relative to the current folder, and shown as it was given.
        path = options.baseline or configurations.for_run().path_of("baseline")
        self._baseline: Baseline | None = None
        if path:
            from article_schema.checking.filters.baseline import Baseline

            self._baseline = Baseline.read(path)
        # A finding that was not looked for is not fixed.
        self._tells = not options.quiet and not options.changed_lines
        self._configurations = configurations
        self._family = family

    def left(self, result: CheckedFile) -> CheckedFile:
        """Return a result without its known findings."""
        return result if self._baseline is None else self._baseline.without_known(result)

    def finish(self) -> None:
        """Warn if the baseline has findings that are fixed."""
        if self._baseline is None or not self._tells:
            return
        settled = self._baseline.settled(self._codes())
        if settled:
            what = plural(settled, "finding")
            sys.stderr.write(f"Not found any more: {what} of the baseline; write it again.\n")

    def _codes(self) -> frozenset[str]:
        """Return the codes of the rules that run in every file, and ask no second one."""
        parts = self._configurations.parts(self._configurations.for_run())
        codes = [
            {rule.code for rule in part.settings.active_rules() if self._is_judged(rule)}
            for part in parts
        ]
        return frozenset(set.intersection(*codes))

    def _is_judged(self, rule: Rule) -> bool:
        return check_settings.runs(rule, self._family) and not isinstance(rule, CorpusRule)
