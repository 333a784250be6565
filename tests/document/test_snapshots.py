"""What is made of files in hostile styles, change by change, as it was found to be good.

The property tests prove that nothing breaks; these show a person what is done, such as the style of
what is written or the smallest block that is given up. `--update-snapshots` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from difflib import unified_diff
from pathlib import Path
from random import Random

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.places import locate
from article_schema.document.reading.compose import compose
from article_schema.document.reading.recovery import recover
from article_schema.document.source import Source
from article_schema.document.splicing.restyle import format_source
from article_schema.document.splicing.splice import splice
from article_schema.document.tree import walk
from article_schema.errors import DocumentError, EditError
from article_schema.routes import format_route

from .hostile_texts import make_edit, make_source
from .house_layout import HouseLayout

FOLDER = Path(__file__).with_name("snapshots")
#: Pieces that break YAML where they are put, in most places.
_BREAKING = (
    "]", '"', "'", "x: y: ", "\t", "@", "*x ", "\x07", "- ", "{", ": ", "\n   z\n", "\n x: 1\n",
)  # fmt: skip


def _changes(old: str, new: str) -> Iterator[str]:
    lines = unified_diff(old.splitlines(True), new.splitlines(True), n=0)
    for line in list(lines)[2:]:
        yield f"  {line[0]} {line[1:]!r}\n" if line[0] in "+-" else f"  {line.rstrip()}\n"


def edits() -> Iterator[str]:
    """Yield what the chosen edits change, each named by its seed and its number there.

    They were chosen from 900 so that each way through the code of splicing is taken by two of them
    where two take it. `test_splice_model.py` tells what holds for all the others.
    """
    for seed, number in _chosen():
        source = make_source(seed)
        tree = compose(source)
        random = Random(seed)
        edit = [make_edit(tree, random) for _ in range(number + 1)][-1]
        yield f"{seed}.{number} {edit}\n"
        try:
            yield from _changes(source.text, splice(source, [edit]).text)
        except EditError as error:
            yield f"  refused: {error}\n"


def _chosen() -> list[tuple[int, int]]:
    text = (FOLDER / "edits.txt").read_text(encoding="utf-8")
    found = re.findall(r"^(\d+)\.(\d+) ", text, re.MULTILINE)
    return [(int(seed), int(number)) for seed, number in found]


def formats() -> Iterator[str]:
    for seed in range(150):
        source = make_source(seed)
        try:
            new = format_source(source, HouseLayout())
        except (DocumentError, EditError) as error:
            yield f"{seed} refused: {error}\n"
        else:
            yield f"{seed}\n"
            yield from _changes(source.text, new.text)


def _broken(seed: int) -> Source:
    random = Random(seed)
    source = make_source(seed)
    at = random.randint(*source.block)
    text = source.text[:at] + random.choice(_BREAKING) + source.text[at:]
    return split(text, source.filename)


def recoveries() -> Iterator[str]:
    for seed in range(400):
        try:
            source = _broken(seed)
            compose(source)
        except DocumentError as error:
            yield f"{seed} {error.code} {error.line}:{error.column} {error.reason}\n"
            recovered = recover(source, error, Limits())
            if recovered is None or recovered.tree.root is None:
                yield "  nothing is read\n"
                continue
            for fault in recovered.tree.faults:
                yield f"  {fault.code} {fault.span}\n"
            routes = " ".join(sorted(map(format_route, recovered.routes)))
            words = " ".join(sorted(recovered.words))
            yield f"  without {routes or '-'}, words {words or '-'}, {sorted(recovered.starts)}\n"


def places() -> Iterator[str]:
    for seed in range(60):
        source = make_source(seed)
        try:
            tree = compose(source)
        except DocumentError:
            continue
        for route, _, _ in walk(tree.root) if tree.root else ():
            spans = [locate(source, tree, route, part) for part in ("key", "value")]
            shown = [source.text[span[0] : span[1]] if span else None for span in spans]
            yield f"{seed} {format_route(route)} {spans} {shown[0]!r} {shown[1]!r:.60}\n"


@pytest.mark.parametrize("written", [edits, formats, recoveries, places])
def test_snapshot(written: Callable[[], Iterator[str]], update_snapshots: bool) -> None:
    path = FOLDER / f"{written.__name__}.txt"
    text = "".join(written())
    if update_snapshots:
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
