"""Plain values that other readers take for something else: a matter of how a file is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from math import inf

from article_schema.document.reading.readings import RUAMEL, Reading, other_readings, our_reading
from article_schema.document.source import Source
from article_schema.document.styling import render_scalar
from article_schema.document.tree import Mapping, Node, Scalar, Sequence, Tree, is_merge, key_text
from article_schema.faults import Fault, Rewrite
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.model.shapes.base import Shape
from article_schema.routes import Route
from article_schema.rules.families.reader_rules import read_otherwise

#: How everything begins that readers disagree on; other words are text to all of them.
_SUSPICIOUS = late_pattern(
    r"[-+]?[.:0-9_]|[=<]|(?:y|yes|true|on|n|no|false|off|o\ufb00|null|~)\Z", re.IGNORECASE
)
#: A moment in UTC as nearly all files have it.
_MOMENT = late_pattern(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")
#: Decimal numbers that all readers agree on.
_SURE = late_pattern(r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?")
#: A postcode, a telephone number or the mode `0644`; fewer digits only pad a number, as in `010`.
#: Or the hash of a commit, of which git shows seven characters or more.
_LIKE_A_CODE = late_pattern(r"0[0-9]{3,39}|(?=[0-9e]{7,40}\Z)[0-9]+e[0-9]+")
#: What digits make that are more than a double holds.
_INFINITE = (inf, -inf)
_LONGEST_SHOWN = 40
#: The shape of a value that the model does not know.
_UNKNOWN = Shape()


def other_reading_faults(source: Source, tree: Tree, model: type) -> Iterator[Fault]:
    """Yield a fault for each plain key and value that some reader takes for something else.

    Where a field holds no text, text in it is another rule's, and so is the reverse. Dates stay
    plain by custom: they are reported in fields of text, and as keys.
    """
    if not source.format.readers_differ or tree.root is None:
        return
    style = HouseStyle(model)
    for route, name, written in _suspects(tree.root, ()):
        # A key that is no text to us has a finding of its own.
        if name is not None and not is_merge(name) and our_reading(name.text).kind == "text":
            found = list(other_readings(name.text))
            if found:
                yield _fault(source, name, found, route, is_key=True)
        if written is not None:
            shape = style.shape_at(route) or _UNKNOWN
            if shape.is_instant and _MOMENT.fullmatch(written.text):
                continue
            shape = shape.branch_of(our_reading(written.text).value)
            found = list(_contested(written.text, shape))
            if found:
                may_be_code = not shape.is_single and _may_be_code(written.text)
                yield _fault(source, written, found, route, is_key=False, may_be_code=may_be_code)


def _suspects(node: Node, route: Route) -> Iterator[tuple[Route, Scalar | None, Scalar | None]]:
    """Yield the entries below a node of which readers may read the key or the value otherwise."""
    pairs: Iterable[tuple[str | int | None, Node | None, Node]]
    if isinstance(node, Mapping):
        pairs = ((key_text(key), key, value) for key, value in node.pairs)
    else:
        items = node.items if isinstance(node, Sequence) else ()
        pairs = ((index, None, item) for index, item in enumerate(items))
    for step, key, value in pairs:
        # What stands below a key without a text has no route.
        if step is not None:
            name, written = _suspect(key), _suspect(value)
            if name is not None or written is not None:
                yield (*route, step), name, written
            if not isinstance(value, Scalar):
                yield from _suspects(value, (*route, step))


def _suspect(node: Node | None) -> Scalar | None:
    """Return a node if it is one that readers may disagree on."""
    if not isinstance(node, Scalar) or node.style or node.tag is not None:
        return None
    text = node.text
    if not _SUSPICIOUS.match(text) or _SURE.fullmatch(text):
        return None
    # Text with a tab is put in quotes for that reason.
    return None if "\t" in text else node


def _contested(text: str, shape: Shape) -> Iterator[tuple[str, Reading]]:
    """Yield the other readings of a value that are news at its place."""
    ours = our_reading(text)
    if shape.is_instant or (shape.is_single and shape.is_text != (ours.kind == "text")):
        return
    if shape.is_integer and isinstance(ours.value, float) and not ours.value.is_integer():
        return
    for name, theirs in other_readings(text):
        if theirs.kind != "date" or shape.is_text:
            yield name, theirs


def _may_be_code(text: str) -> bool:
    """Tell whether digits are likely more than their number, or no number that can be held."""
    return _LIKE_A_CODE.fullmatch(text) is not None or our_reading(text).value in _INFINITE


def _fault(
    source: Source, node: Scalar, found: list[tuple[str, Reading]], route: Route,
    *, is_key: bool, may_be_code: bool = False,
) -> Fault:  # fmt: skip
    text = node.text
    ours = our_reading(text)
    new = f'"{text}"' if may_be_code else None
    # Nobody who wrote digits meant an infinite number.
    if new is None and ours.value not in _INFINITE:
        new = render_scalar(ours.value, '"' if ours.kind == "text" else "")
    start = node.start if node.anchor is None else node.end - len(text)
    is_whole = node.anchor is None or source.text[start : node.end] == text
    edit = Rewrite((start, node.end), new) if new is not None and is_whole else None
    shown = text if len(text) <= _LONGEST_SHOWN else f"{text[: _LONGEST_SHOWN - 1]}…"
    written = new if new is not None and len(new) <= _LONGEST_SHOWN + 2 else None
    advice = "put it in quotes" if ours.kind == "text" else "write it in decimal digits"
    if ours.value in _INFINITE:
        advice = "write a number below 1.8e308, or put a text in quotes"
    elif may_be_code:
        advice = "write a number in decimal digits, and put a code or a mode of files in quotes"
    return Fault(
        read_otherwise.code,
        f"{'the key ' if is_key else ''}`{shown}` is {ours.shown} here, but {_who(found)}",
        f"{advice}: {written}" if written else advice,
        route,
        "key" if is_key else "value",
        span=(start, node.end),
        edit=edit,
        # What was meant is not known: a number drops the code, quotes make it text to us too.
        safe=not may_be_code,
    )


def _who(found: list[tuple[str, Reading]]) -> str:
    """Name the readers by what they take a value for: "PyYAML takes it for true"."""
    groups: dict[str, list[str]] = {}
    for name, theirs in found:
        groups.setdefault(theirs.shown, []).append(name)
    parts = []
    for shown, all_names in groups.items():
        # Few people tell it to read YAML 1.1: it is named where nobody else is.
        names = [name for name in all_names if name != RUAMEL] or all_names
        joined = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
        verb = "take" if len(names) > 1 else "takes"
        parts.append(f"{joined} {verb} it for {shown}")
    return ", ".join(parts)
