"""Pages: Markdown as people read it on a terminal, and as it is written everywhere else."""

from __future__ import annotations

import os
import shutil
import sys

from article_schema.reporting.rendering import rendered

#: Wider lines of text are hard to read.
_WIDEST = 100


def write_page(text: str, plain: str | None = None) -> None:
    """Write a page of Markdown to standard output.

    On a terminal it is rendered, if the extra `terminal` is installed: with headings, tables and
    code, and in lines that break between words. A pipe gets the Markdown itself.

    Args:
        text: the page.
        plain: what a pipe gets instead, as does a terminal where nothing can be rendered.
    """
    shown = text if plain is None else plain
    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        columns = min(shutil.get_terminal_size().columns, _WIDEST)
        shown = rendered(text, columns, colour=not os.environ.get("NO_COLOR")) or shown
    sys.stdout.write(shown)
