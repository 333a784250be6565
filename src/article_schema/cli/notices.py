"""Notices: what several subcommands say about files that they pass over."""

from __future__ import annotations

import sys

from article_schema.reporting.terminal import sanitize


def tell_passed_over(path: str, reason: str) -> None:
    """Say that a file is passed over that somebody named, and why."""
    sys.stderr.write(f"warning: {sanitize(path)}: {sanitize(reason)}\n")
