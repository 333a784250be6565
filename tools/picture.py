"""The picture of findings in the README and on the site: a real run in a terminal, as SVG."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import MONOKAI
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
PATH = "docs/images/findings.svg"
COMMAND = ("article-schema", "check", "--select", "FLD002,DAT002", "examples/slips.md")

#: As rich has it, but for the fonts: its own come from another server.
_SVG = """<svg role="img" aria-label="Two findings in a terminal" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
font: {char_height}px/{line_height}px ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
}}
.{unique_id}-title {{ font: bold 18px sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture() -> dict[str, str]:
    """Return the picture of what a terminal shows of the command, under its path."""
    outside = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    shown = subprocess.run(
        [sys.executable, "-m", "article_schema", *COMMAND[1:], "--color=always"],
        cwd=ROOT,
        env={**outside, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    ).stdout
    terminal = Console(record=True, width=80, file=io.StringIO(), force_terminal=True)
    terminal.print(Text("$ " + " ".join(COMMAND), style="bold"))
    terminal.print(Text.from_ansi(shown.rstrip()))
    title = "article-schema"
    svg = terminal.export_svg(title=title, theme=MONOKAI, code_format=_SVG, unique_id="findings")
    return {PATH: "\n".join(line.rstrip() for line in svg.splitlines() if line.strip()) + "\n"}
