"""Comments that people write: put above an entry of the data, or taken away from it."""

from __future__ import annotations

from article_schema.document import text as lines
from article_schema.document.comments import comments
from article_schema.document.source import Source
from article_schema.document.splicing.intended import refusal
from article_schema.document.tree import Tree
from article_schema.faults import Rewrite
from article_schema.late_pattern import late_pattern
from article_schema.routes import Route

_ANY = late_pattern(r"#[^\r\n]*")
#: What may stand before an entry on its line.
_ALONE = late_pattern(r" *(?:- +|\[)*")


def commenting(source: Source, tree: Tree, route: Route, text: str) -> list[Rewrite]:
    """Return the change that puts a comment above the entry at a route, on lines of its own.

    Raises:
        EditError: the format has no comments, the entry shares its line with others, or the text
            holds a character that no comment may have.
    """
    start = _line_of(source, tree, route)
    line = source.text[start : lines.line_end(source.text, start)]
    indent = line[: len(line) - len(line.lstrip(" "))]
    told = [f"{indent}# {part}".rstrip() + source.newline for part in text.splitlines() or [""]]
    return [Rewrite((start, start), "".join(told))]


def uncommenting(source: Source, tree: Tree, route: Route) -> list[Rewrite]:
    """Return the changes that take the comments directly above an entry away, and that behind it.

    Raises:
        EditError: the format has no comments, or the entry shares its line with others.
    """
    start = _line_of(source, tree, route)
    text, changes = source.text, []
    own = {lines.line_start(text, each.start): each for each in comments(source, tree, _ANY)}
    behind = own.get(start)
    if behind is not None:
        before = text[start : behind.start].rstrip(" \t")
        changes.append(Rewrite((start + len(before), behind.end), ""))
    top = start
    while top > source.block[0]:
        above = lines.line_start(text, lines.before_break(text, top))
        if above not in own or not own[above].own_line:
            break
        top = above
    if top < start:
        changes.append(Rewrite((top, start), ""))
    return changes


def _line_of(source: Source, tree: Tree, route: Route) -> int:
    """Return where the line starts that an entry begins with.

    Raises:
        EditError: there is no such line.
    """
    sign = source.format.comment_sign
    if not sign:
        raise refusal(route, f"{source.format.language.upper()} has no comments")
    found = tree.find(route) if route else None
    if found is None:
        raise refusal(route, "there is no such value")
    key, node = found
    entry = node if key is None else key
    start = lines.line_start(source.text, entry.start)
    if not _ALONE.fullmatch(source.text[start : entry.start]):
        raise refusal(route, "the entry shares its line with others; comment on what holds it")
    return start
