"""Kinds of files as collections of a configuration."""

from __future__ import annotations

from collections.abc import Sequence

from article_schema.document.toml.values import value_text


def collection(
    name: str, patterns: Sequence[str], model: str | None, why: str, *, learns: bool = False
) -> str:
    """Return the text that declares a collection.

    Args:
        name: its name.
        patterns: the patterns of its files.
        model: its model, as a configuration names one; None for an article.
        why: what to say about it in a comment.
        learns: whether the style of the files is read off them.
    """
    lines = [f"# {why}", "[[collections]]", f"name = {value_text(name, ())}"]
    files = value_text(patterns[0], ()) if len(patterns) == 1 else list_text(patterns)
    lines.append(f"files = {files}")
    if model is not None:
        lines.append(f"model = {value_text(model, ())}")
    if learns:
        lines.append('format = "learn"')
    return "\n".join(lines) + "\n"


def list_text(items: Sequence[str]) -> str:
    """Return texts as a list; several stand on a line each.

    Args:
        items: the texts.
    """
    if len(items) == 1:
        return f"[{value_text(items[0], ())}]"
    return "[\n" + "".join(f"  {value_text(item, ())},\n" for item in items) + "]"
