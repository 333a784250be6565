"""What rich draws on a terminal: pages of Markdown, and how far a long run is.

It comes with the extra `terminal`, and is imported when something is drawn: that takes 0.1 s.
"""

from __future__ import annotations

from io import StringIO
from typing import TextIO

from article_schema.reporting.terminal import sanitize

#: The columns of a bar.
_BAR = 20


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


class LiveBar:
    """A bar with words behind it, on one row of a terminal.

    Args:
        out: the terminal.

    Raises:
        ImportError: the library for that is missing.
    """

    def __init__(self, out: TextIO) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn
        from rich.table import Column

        words = TextColumn(
            "{task.description}", markup=False, table_column=Column(no_wrap=True, overflow="crop")
        )
        self._console = Console(file=out, force_terminal=True, highlight=False)
        # Whoever writes elsewhere clears the row before, so no stream has to be led around it.
        self._progress = Progress(
            BarColumn(_BAR), words, console=self._console, transient=True, auto_refresh=False,
            redirect_stdout=False, redirect_stderr=False,
        )  # fmt: skip
        self._task = self._progress.add_task("", total=None)

    def draw(self, told: str, share: float | None) -> None:
        """Draw the row anew.

        Args:
            told: what it says.
            share: how much is done, from 0 to 1; None where nobody knows.
        """
        total = None if share is None else 1.0
        self._progress.update(self._task, description=told, total=total, completed=share or 0.0)
        if self._progress.live.is_started:
            self._progress.refresh()
        else:
            self._progress.start()
            # A run that is killed leaves a terminal as it was.
            self._console.show_cursor(True)

    def clear(self) -> None:
        """Take the row away."""
        self._progress.stop()
