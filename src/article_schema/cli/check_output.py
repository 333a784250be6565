"""How `article-schema check` reports: its options, and the reporter that they ask for."""

from __future__ import annotations

import argparse
import os
import shutil
import sys

from article_schema.reporting.base import Reporter

_FORMATS = ("full", "concise", "json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--output-format", choices=_FORMATS, default="full",
        help="how findings are written (default: full)",
    )  # fmt: skip
    parser.add_argument(
        "--statistics", action="store_true", help="write how often each rule fired, and no findings"
    )


def reporter_for(options: argparse.Namespace) -> Reporter:
    """Return the reporter that the options ask for."""
    out = sys.stdout
    colour = _wants_colour()
    if options.diff:
        from article_schema.reporting.diff import DiffReporter

        return DiffReporter(sys.stderr)
    if options.statistics and options.output_format != "json":
        from article_schema.reporting.statistics import StatisticsReporter

        return StatisticsReporter(out)
    if options.output_format == "json":
        from article_schema.reporting.json_report import JsonReporter

        return JsonReporter(out)
    if options.output_format == "concise":
        from article_schema.reporting.concise import ConciseReporter

        return ConciseReporter(out, colour=colour)
    from article_schema.reporting.full import FullReporter

    width = min(shutil.get_terminal_size((80, 24)).columns, 120) if out.isatty() else 80
    return FullReporter(out, colour=colour, width=max(width, 40))


def _wants_colour() -> bool:
    """Follow NO_COLOR and FORCE_COLOR, else colour what a terminal shows."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"
