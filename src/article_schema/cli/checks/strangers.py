"""Strangers: a site whose files are no articles is told so in one line, not in thousands."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, islice

from article_schema.checking.config.configurations import Configurations
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.reporting.formats.registry import FORMATS
from article_schema.reporting.terminal import sanitize
from article_schema.rules.codes import MISSING_FIELD, NOT_A_MAPPING, NOT_AN_ARTICLE

#: So many files are looked at before anything is reported; fewer than the least decide nothing.
_FIRST, _LEAST = 30, 10
#: A record that lacks so many keys is of another kind.
_MISSING = 3
_OTHER_KINDS = {NOT_A_MAPPING, NOT_AN_ARTICLE}


def are_possible(
    options: argparse.Namespace, paths: Sequence[str], configurations: Configurations
) -> bool:
    """Tell whether files of another kind may be meant: a person searches, and nothing is set up."""
    configuration = configurations.for_run()
    return (
        configuration.path is None
        and not configuration.data
        and FORMATS[options.output_format].for_people
        and not (options.output_file or options.output or options.statistics)
        and not (options.fix or options.diff or options.since or options.changed_lines)
        and any(map(os.path.isdir, paths))
    )


def reported(
    results: Iterator[tuple[CheckedFile, Checker]], paths: Sequence[str]
) -> Iterator[tuple[CheckedFile, Checker]] | None:
    """Return the results, or None after saying that most of the files are of another kind."""
    first = list(islice(results, _FIRST))
    checked = [result for result, _ in first if result.checked]
    lacking: Counter[str] = Counter()
    strangers = sum(_is_strange(result, lacking) for result in checked)
    if len(checked) < _LEAST or strangers * 2 <= len(checked):
        return chain(first, results)
    folder = next(filter(os.path.isdir, paths))
    common = ", ".join(f"`{key}`" for key, _ in lacking.most_common(3))
    sys.stderr.write(
        f"error: {strangers} of the first {len(checked)} files are no articles, so nothing more "
        "was checked\n"
        + (f"  most lack {common}\n" if common else "")
        + f"  `article-schema infer {sanitize(folder)}` prints a model of their own for `--model`\n"
        "  `--model article_schema:Article` checks them as articles all the same\n"
    )
    return None


def _is_strange(result: CheckedFile, lacking: Counter[str]) -> bool:
    if any(finding.code in _OTHER_KINDS for finding in result.findings):
        return True
    missing = [str(finding.route[0]) for finding in result.findings
               if finding.code == MISSING_FIELD and len(finding.route) == 1]  # fmt: skip
    lacking.update(missing)
    return len(missing) >= _MISSING
