"""Pages: Markdown as people read it on a terminal, and as it is written everywhere else."""

from __future__ import annotations

import os
import shutil
import sys
from io import StringIO

from article_schema.reporting.terminal import sanitize

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


def rendered(text: str, columns: int, *, colour: bool) -> str | None:
    """Return a page as a terminal shows it; None without the library for that.

    Args:
        text: the page, in Markdown.
        columns: how wide a line may be.
        colour: whether it has colours.
    """
    try:
        from rich.console import Console
        from rich.markdown import Markdown
        from rich.theme import Theme
    except ImportError:
        return None
    out = StringIO()
    # Without colours, code in a line and headings are bold all the same.
    console = Console(
        file=out, width=columns, force_terminal=True, legacy_windows=False, no_color=not colour,
        color_system="standard", theme=Theme({"markdown.code": "bold cyan"}),
    )  # fmt: skip
    lines = "\n".join(map(sanitize, text.split("\n")))
    console.print(Markdown(lines, code_theme="ansi_dark"))
    return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())
