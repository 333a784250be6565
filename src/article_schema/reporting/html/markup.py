"""Markup: what a stranger may have written, as text of a page and nothing else."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from article_schema.late_pattern import late_pattern
from article_schema.reporting.terminal import escape_controls

_ELLIPSIS = "…"
_CODE = late_pattern(r"`([^`\n]+)`")


def text(value: str) -> str:
    """Return a text for HTML. Controls and invisible characters become visible escapes.

    A page may end up in the log of a runner of GitHub Actions, which obeys `::` and `##[`.
    """
    shown = html.escape(escape_controls(value), quote=False)
    return shown.replace("::", "&#58;:").replace("##[", "#&#35;[")


def attribute(value: str) -> str:
    """Return a text for the value of an attribute, between double quotes."""
    return text(value).replace('"', "&quot;")


def prose(value: str) -> str:
    """Return paragraphs of plain words, in which back quotes mark code."""
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n\s*\n", value))
    return "".join(f"<p>{spans(part)}</p>" for part in paragraphs if part)


def spans(value: str) -> str:
    """Return one line of plain words, in which back quotes mark code."""
    return _CODE.sub(r"<code>\1</code>", text(value))


def block(value: str) -> str:
    """Return lines as they stand, each escaped."""
    lines = "\n".join(map(text, value.rstrip().split("\n")))
    return f"<pre>{lines}</pre>"


def window(line: str, start: int, end: int, room: int) -> tuple[str, str, str]:
    """Cut a line around a part of it, and return what stands before, in and behind that part.

    Args:
        line: the line, without its end.
        start: where the part begins, in code points.
        end: where it ends.
        room: how many code points are shown.
    """
    start = min(start, len(line))
    end = min(max(end, start), len(line))
    first = max(min(start - room // 3, len(line) - room), 0)
    last = min(first + room, len(line))
    end = min(end, last)
    before = (_ELLIPSIS if first else "") + line[first:start]
    after = line[end:last] + (_ELLIPSIS if last < len(line) else "")
    return text(before), text(line[start:end]), text(after)


def row(cells: Iterable[str], *, head: bool = False) -> str:
    """Return a row of a table; the cells are HTML, and the first one names the row."""
    if head:
        return "<tr>" + "".join(f"<th scope=col>{cell}" for cell in cells)
    first, *rest = cells
    return f"<tr><th scope=row>{first}" + "".join(f"<td>{cell}" for cell in rest)


def table(caption: str, head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table of HTML cells, under a caption of plain words."""
    return framed(caption, row(head, head=True), map(row, rows))


def framed(caption: str, head: str, rows: Iterable[str], kind: str = "") -> str:
    """Return a table of HTML rows. Where it is wider than the screen, the keyboard can move it.

    Args:
        caption: what the table says, in plain words.
        head: its first row.
        rows: the others.
        kind: the class of the table; empty for none.
    """
    body = "\n".join(rows)
    return (
        f'<div class=wide tabindex=0 role=group aria-label="{attribute(caption)}">'
        f"<table{f' class={kind}' if kind else ''}><caption>{text(caption)}</caption>\n"
        f"<thead>{head}</thead>\n<tbody>\n{body}\n</tbody></table></div>"
    )
