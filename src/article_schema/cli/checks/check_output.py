"""The reports of `article-schema check`: its options, and the reporter that they choose."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from article_schema.checking.config.configurations import Configurations
from article_schema.document.files.outputs import require_output
from article_schema.reporting.base import Presentation, Reporter, SeveralReporters
from article_schema.reporting.formats.registry import FORMATS
from article_schema.reporting.history import read_earlier
from article_schema.rules.findings import Severity

if TYPE_CHECKING:
    from article_schema.checking.discovery.search import FoundFile
    from article_schema.reporting.progress import Ahead


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("output")
    group.add_argument(
        "--output-format", choices=list(FORMATS), default="full", metavar="FORMAT",
        help=f"how findings are written: {', '.join(FORMATS)} (default: full)",
    )  # fmt: skip
    group.add_argument("--output-file", metavar="FILE", help="write them to a file instead")
    group.add_argument(
        "--output", action="append", default=[], type=_format_and_file, metavar="FORMAT:FILE",
        help="write them to a file as well, in this format; may be given several times",
    )  # fmt: skip
    group.add_argument(
        "--history", nargs="+", action="extend", default=[], metavar="REPORT",
        help="earlier reports in the format json, the oldest first, which html shows over time",
    )  # fmt: skip
    group.add_argument(
        "--statistics", action="store_true",
        help="print the number of findings of each rule instead of the findings; for the formats "
        "that people read",
    )  # fmt: skip
    group.add_argument("--quiet", action="store_true", help="write findings only, and no summary")
    group.add_argument(
        "--color", choices=["auto", "always", "never"], default="auto",
        help="when to colour (default: auto, on a terminal; NO_COLOR and FORCE_COLOR are obeyed)",
    )  # fmt: skip


def _format_and_file(text: str) -> tuple[str, str]:
    name, colon, path = text.partition(":")
    if not colon or not path or name not in FORMATS:
        raise argparse.ArgumentTypeError(
            f"{text!r} is not FORMAT:FILE; the formats are {', '.join(FORMATS)}"
        )
    return name, path


def ahead_for(options: argparse.Namespace) -> Ahead[FoundFile] | None:
    """Return what counts the files before their turn; None where nobody sees how far a run is."""
    if options.quiet or not (sys.stderr.isatty() or os.environ.get("CI")):
        return None
    from article_schema.reporting.progress import Ahead, shows_progress

    return Ahead() if shows_progress(sys.stderr) else None


def reporter_for(
    options: argparse.Namespace,
    configurations: Configurations,
    ahead: Ahead[FoundFile] | None = None,
) -> Reporter:
    """Return the reporter that the options ask for.

    Args:
        options: the options.
        configurations: the configurations of the run, for the settings of each file.
        ahead: what counts the files, where somebody sees how far the run is.

    Raises:
        SaveError: a file cannot be written where it should.
        UsageError: an earlier report cannot be read.
    """
    plain = Presentation(
        fail_on=Severity(options.fail_on),
        settings=configurations.for_run().settings,
        settings_of=lambda name: configurations.for_file(name).settings,
        history=[read_earlier(path) for path in options.history],
    )
    reporters = [_to_stdout(options, plain)] if options.output_file is None else []
    files = list(options.output)
    if options.output_file is not None:
        files.append((options.output_format, options.output_file))
    for name, path in files:
        from article_schema.reporting.to_file import FileReporter

        require_output(path)
        reporters.append(FileReporter(name, path, plain))
    reporter = reporters[0] if len(reporters) == 1 else SeveralReporters(reporters)
    if ahead is None:
        return reporter
    from article_schema.reporting.progress import ProgressReporter

    return ProgressReporter(reporter, sys.stderr, is_terminal=sys.stderr.isatty(), ahead=ahead)


def is_about_all(options: argparse.Namespace) -> bool:
    """Tell whether the end of a report needs all findings of the run."""
    names = [options.output_format, *(name for name, _ in options.output)]
    return options.statistics or any(FORMATS[name].is_about_all for name in names)


def _to_stdout(options: argparse.Namespace, plain: Presentation) -> Reporter:
    # The fixed text of standard input goes to standard output.
    out = sys.stderr if options.fix and "-" in options.paths else sys.stdout
    if options.diff:
        from article_schema.reporting.formats.diff import DiffReporter

        return DiffReporter(sys.stderr)
    from article_schema.reporting.links import shows_links

    terminal = out.isatty()
    width = min(shutil.get_terminal_size((80, 24)).columns, 120) if terminal else 80
    shown = replace(
        plain,
        colour=_wants_colour(options.color),
        width=max(width, 40),
        links=terminal and shows_links(os.environ),
        quiet=options.quiet,
        bars=terminal,
    )
    if options.statistics and FORMATS[options.output_format].for_people:
        from article_schema.reporting.formats.statistics import StatisticsReporter

        return StatisticsReporter(out, shown)
    return FORMATS[options.output_format](out, shown)


def _wants_colour(choice: str) -> bool:
    """Obey the option, then NO_COLOR and FORCE_COLOR; otherwise use colours on a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and not _is_dumb()


def _is_dumb() -> bool:
    return os.environ.get("TERM") == "dumb"
