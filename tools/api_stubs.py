"""The blocks of signatures on the API pages: calls, classes and aliases, as stubs."""

from __future__ import annotations

import ast
import inspect
import textwrap
from typing import Any, ForwardRef

import griffe

#: The longest line of a signature.
WIDTH = 88
#: What stands before the name of a parameter that takes all the others.
_STARS = {griffe.ParameterKind.var_positional: "*", griffe.ParameterKind.var_keyword: "**"}


def alias(name: str, value: str) -> str:
    """Return what a name stands for, with a line for each part where one line is too long."""
    node = ast.parse(value, mode="eval").body
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Tuple):
        parts = [_part(part) for part in node.slice.elts]
        return _on_lines(f"{name} = {ast.unparse(node.value)}", parts, "", "[]")
    return f"{name} = {value}"


def _part(node: ast.expr) -> str:
    """Return a part of an alias; of a call that no line holds only what is called."""
    text = ast.unparse(node)
    long = isinstance(node, ast.Call) and len(text) > WIDTH
    return f"{ast.unparse(node.func)}(...)" if long else text


def call_of(name: str, shown: griffe.Function) -> str:
    """Return a function as a stub."""
    parts: list[str] = []
    before_slash = False
    for parameter in shown.parameters:
        if parameter.kind is not griffe.ParameterKind.positional_only and before_slash:
            parts.append("/")
        before_slash = parameter.kind is griffe.ParameterKind.positional_only
        named = parameter.kind is griffe.ParameterKind.keyword_only
        if named and not any(part.startswith("*") for part in parts):
            parts.append("*")
        note = "" if parameter.annotation is None else f": {parameter.annotation}"
        starred = parameter.kind in _STARS
        default = "" if parameter.default is None or starred else f" = {parameter.default}"
        if shown.parent.is_class and not parts and parameter.name in ("self", "cls"):
            continue
        parts.append(f"{_STARS.get(parameter.kind, '')}{parameter.name}{note}{default}")
    return _on_lines(f"def {name}", parts, f" -> {shown.returns}: ...")


def build_of(start: str, value: type) -> str:
    """Return how an instance of a class is built, as a stub that begins as it is given."""
    parts: list[str] = []
    for parameter in inspect.signature(value).parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in parts:
            parts.append("*")
        given = parameter.default
        default = "" if given is parameter.empty else f" = {_default(given)}"
        parts.append(f"{parameter.name}: {bare(_annotation(parameter.annotation))}{default}")
    call = _on_lines("def __init__", ["self", *parts], " -> None: ...")
    return f"{start}\n{textwrap.indent(call, '    ')}"


def _on_lines(start: str, parts: list[str], end: str, brackets: str = "()") -> str:
    """Return a call on one line, or with a line for each argument where that is too long."""
    left, right = brackets
    short = f"{start}{left}{', '.join(parts)}{right}{end}"
    if len(short) <= WIDTH:
        return short
    return "\n".join((f"{start}{left}", *(f"    {part}," for part in parts), f"{right}{end}"))


def _annotation(annotation: Any) -> str:
    if isinstance(annotation, ForwardRef):
        return annotation.__forward_arg__
    return annotation if isinstance(annotation, str) else inspect.formatannotation(annotation)


def bare(annotation: Any) -> Any:
    """Return an annotation without what `Annotated` adds to it, which its meaning tells."""
    # Where annotations are no text, they are named in full.
    text = str(annotation).removeprefix("typing.")
    if not text.startswith("Annotated["):
        return annotation
    node: Any = ast.parse(text, mode="eval").body
    return ast.unparse(node.slice.elts[0])


def _default(value: Any) -> str:
    """Return a default as a stub shows it; one that is made anew each time has no text."""
    return repr(value) if isinstance(value, str | int | float | tuple | None) else "..."
