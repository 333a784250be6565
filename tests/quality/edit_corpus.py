"""Edit every record of a corpus in many ways and count what does not stay minimal.

    python tests/quality/edit_corpus.py [PATH...]

Each edit is made to the text as it is. Counted are edits that touched the expected lines only,
those that were refused, and those that went wrong: lines changed that have no part in the edit,
another meaning for an independent reader, or bytes not restored when the edit is taken back.
Exits with 1 if anything went wrong.
"""

from __future__ import annotations

import argparse
import difflib
import io
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from article_schema.document.compare import same
from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source, decode
from article_schema.document.splicing.splice import intended, resplice, splice
from article_schema.document.styling import is_plain_instant
from article_schema.document.text import is_blank, is_comment
from article_schema.document.tree import Mapping, Scalar, Sequence, Tree, is_empty, walk
from article_schema.errors import ArticleSchemaError, DocumentError, EditError
from article_schema.routes import Route, format_route

DEFAULT = Path(__file__).parents[3] / "shared" / "corpus"
SUFFIXES = {".md", ".html", ".yaml", ".yml", ".json"}
ORDER = (
    "category", "title", "subtitle", "excerpt", "publishedDateTime", "updatedDateTime",
    "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl", "type", "quality", "heat", "published",
    "provider", "topics", "locales", "images", "videos", "related", "secured",
)  # fmt: skip
SECTIONS = frozenset(("provider", "topics", "images", "videos", "related", "secured"))
NEW_KEY = "subtitle"
NEW_TEXT = "Something new: 100 % #1"


class HouseLayout(PlainLayout):
    """The order and the sections of article files."""

    def key_order(self, route: Route) -> tuple[str, ...]:
        return () if route else ORDER

    def is_section(self, route: Route) -> bool:
        return len(route) == 1 and route[0] in SECTIONS

    def is_quoted(self, route: Route) -> bool:
        return bool(route) and route[-1] in ("title", "subtitle", "excerpt")


LAYOUT = HouseLayout()


@dataclass(frozen=True)
class Case:
    """One edit with the edit that takes it back and the lines that it may touch."""

    name: str
    edit: Edit
    back: Edit | None
    #: First and last line of the old text that may go, and how many may be added.
    first: int
    last: int
    added: int


def cases(source: Source, tree: Tree) -> Iterator[Case]:
    """Yield the edits that make sense for a file."""
    assert tree.root is not None
    yield from _root_cases(source, tree)
    for route, key, node in walk(tree.root):
        first, last = _lines(source, (key or node).start, node.end)
        parent = tree.find(route[:-1])
        alone = parent is not None and _size(parent[1]) == 1
        if isinstance(node, Scalar) and not is_empty(node):
            name = "set scalar" if len(route) == 1 else "set nested scalar"
            text = isinstance(node.value, str)
            back = SetValue(route, node.value) if node.style not in ("|", ">") else None
            new: Any = "New words" if text else 4711
            if text and not node.style and is_plain_instant(node.value):
                # Words would have to be quoted when they become a moment again.
                new = "2021-02-03T04:05:06Z"
            line = _lines(source, node.start, node.end)
            yield Case(name, SetValue(route, new), back, *line, line[1] - line[0] + 1)
            # Plain text becomes quoted here, and stays so when it is taken back.
            back = back if node.style in ("'", '"') else None
            hard = SetValue(route, "ä: 'new' \"#1\" \\n " if text else None)
            yield Case(f"{name}, hard", hard, back, *line, line[1] - line[0] + 1)
        if not alone:
            name = "delete key" if key is not None else "delete item"
            moved = _after_dash(source, key)
            yield Case(name, Delete(route), None, first, last + moved, int(moved))
        else:
            line = _lines(source, parent[1].start, node.end) if parent else (first, last)
            yield Case("delete only entry", Delete(route), None, line[0] - 1, last, 1)
        if key is not None:
            line = _lines(source, key.start, key.end)
            edit = RenameKey(route, "renamedKey")
            yield Case("rename key", edit, RenameKey((*route[:-1], "renamedKey"), str(route[-1])),
                       *line, 1)  # fmt: skip
        if isinstance(node, Sequence) and node.items:
            yield from _list_cases(source, route, node)


def _root_cases(source: Source, tree: Tree) -> Iterator[Case]:
    if isinstance(tree.root, Mapping) and NEW_KEY not in tree.data:
        edit = SetValue((NEW_KEY,), NEW_TEXT)
        yield Case("insert key", edit, Delete((NEW_KEY,)), *_no_lines(source), _json(source, 1))
        new = [{"url": "https://www.example.com/a", "width": 1}, {"url": "b"}]
        if "videos" not in tree.data:
            edit = SetValue(("videos",), new)
            yield Case("insert section", edit, Delete(("videos",)), *_no_lines(source), 20)


def _list_cases(source: Source, route: Route, node: Sequence) -> Iterator[Case]:
    item = node.items[-1]
    count = len(node.items)
    value: Any = "Artificial Intelligence"
    if isinstance(item, Mapping):
        value = {"title": "New", "url": "https://www.example.com/a", "width": 3}
    name = "append topic" if isinstance(item, Scalar) else "append item"
    lines = _lines(source, node.start, node.end)
    added = 5 if isinstance(value, dict) else 1
    for index in {0, count}:
        back = Delete((*route, index))
        may = lines if node.flow else _no_lines(source)
        extra = _json(source, added) + (lines[1] - lines[0] + 1 if node.flow else 0)
        yield Case(name, InsertItem(route, index, value), back, *may, extra)
    if count > 1:
        order = (*range(1, count), 0)
        back_order = (count - 1, *range(count - 1))
        # The comments above the first item move along.
        yield Case("reorder list", ReorderItems(route, order), ReorderItems(route, back_order),
                   lines[0] - 3, lines[1] + 3, lines[1] - lines[0] + 4)  # fmt: skip


def _json(source: Source, added: int) -> int:
    """Allow for the comma of the entry before a new last one in JSON."""
    return added + 3 if source.format is JSON else added


def _after_dash(source: Source, key: Any) -> bool:
    if source.format is JSON:
        return True
    if key is None:
        return False
    line = source.lines.line_text(source.lines.position(key.start)[0])
    return line.lstrip().startswith("- ")


def _size(node: Any) -> int:
    return len(node.pairs if isinstance(node, Mapping) else node.items)


def _lines(source: Source, start: int, end: int) -> tuple[int, int]:
    return source.lines.position(start)[0], source.lines.position(max(end - 1, start))[0]


def _no_lines(source: Source) -> tuple[int, int]:
    return (1, 0) if source.format is not JSON else (1, source.lines.count)


def judge(source: Source, tree: Tree, case: Case) -> str:
    """Return `ok`, `refused: …` or `wrong: …`."""
    try:
        new, new_tree = resplice(source, [case.edit], layout=LAYOUT, tree=tree)
    except EditError as error:
        return f"refused: {error.reason}"
    if not same(new_tree.data, intended(tree.data, [case.edit])):
        return "wrong: another meaning"
    problem = _touched(source, new, case) or _independent(new, new_tree)
    if problem:
        return f"wrong: {problem}"
    if new.body != source.body or new.text[: source.block[0]] != source.text[: source.block[0]]:
        return "wrong: the body or the fences changed"
    if case.back is not None:
        try:
            restored = splice(new, [case.back], layout=LAYOUT, tree=new_tree)
        except EditError as error:
            return f"wrong: cannot be taken back: {error.reason}"
        if restored.text != source.text:
            return "wrong: taken back, the bytes differ"
    return "ok"


def _touched(source: Source, new: Source, case: Case) -> str:
    """Say which line was changed that has no part in the edit, or return nothing."""
    old_lines, new_lines = source.text.split("\n"), new.text.split("\n")
    if source.text.endswith("\n") is not new.text.endswith("\n"):
        return "the final newline changed"
    if new_lines == old_lines[: case.first - 1] + old_lines[case.last :]:
        # Between equal lines a comparison cannot tell which of them went.
        return ""
    # In JSON the entry before the last one loses its comma, and brackets close up around nothing.
    comma = source.format is JSON
    if case.name == "reorder list" and not comma and sorted(old_lines) != sorted(new_lines):
        return "a line is not as it was"
    gone, added = _gone_and_added(old_lines, new_lines)
    others = [old_lines[number - 1] for number in gone
              if not case.first - comma <= number <= case.last + comma]  # fmt: skip
    if others and case.name == "reorder list":
        return "a line outside the list moved"
    for line in others:
        if not is_blank(line.rstrip("\r")) and not is_comment(line):
            return f"another line changed: {line.strip()[:60]}"
    if added > case.added + comma:
        return f"{added} lines added"
    if sum(is_blank(line.rstrip("\r")) for line in others) > 1:
        return "more than one blank line removed"
    if any(map(is_comment, others)) and not case.name.startswith("delete"):
        return "a comment removed"
    return ""


def _gone_and_added(old: list[str], new: list[str]) -> tuple[list[int], int]:
    """Return the numbers of the old lines that are gone, and how many written ones came."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle = (old[head : len(old) - tail], new[head : len(new) - tail])
    gone: list[int] = []
    added = 0
    for tag, start, end, after, until in difflib.SequenceMatcher(None, *middle).get_opcodes():
        if tag != "equal":
            gone += range(head + start + 1, head + end + 1)
            added += sum(not is_blank(line.rstrip("\r")) for line in middle[1][after:until])
    return gone, added


def _independent(new: Source, tree: Tree) -> str:
    if new.format is JSON:
        return ""
    reader = YAML(typ="safe", pure=False)
    try:
        data = reader.load(new.data_text)
    except Exception:  # noqa: BLE001 - what libyaml rejects the pure parser has accepted
        return ""
    return "" if _agrees(data, tree.data) else "libyaml reads another value"


def _agrees(theirs: Any, ours: Any) -> bool:
    if isinstance(ours, dict):
        return (
            isinstance(theirs, dict)
            and len(ours) == len(theirs)
            and all(key in theirs and _agrees(theirs[key], value) for key, value in ours.items())
        )
    if isinstance(ours, list):
        return (
            isinstance(theirs, list)
            and len(ours) == len(theirs)
            and all(map(_agrees, theirs, ours))
        )
    if isinstance(ours, str) and theirs != ours:
        # Instants are text for us, dates for them.
        return isinstance(theirs, date)
    return same(theirs, ours)


def files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from (
            [path]
            if path.is_file()
            else sorted(child for child in path.rglob("*") if child.suffix in SUFFIXES)
        )


def run(paths: list[Path]) -> int:
    table: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    count = skipped = 0
    started = time.perf_counter()
    for path in files(paths):
        raw = path.read_bytes()
        try:
            source = split(decode(raw, path.name), path.name)
            tree = compose(source)
        except DocumentError:
            skipped += 1
            continue
        if tree.root is None:
            skipped += 1
            continue
        count += 1
        if splice(source, [], tree=tree).whole_text.encode() != raw:
            table["no edit"]["wrong"] += 1
        for case in cases(source, tree):
            result = judge(source, tree, case)
            word = result.split(":")[0]
            table[case.name][word] += 1
            if word != "ok":
                reasons[f"{case.name}, {result}"] += 1
                if word == "wrong" and reasons[f"{case.name}, {result}"] == 1:
                    print(f"{path}: {format_route(case.edit.route)}: {case.name}: {result}")
    print(f"{count} files edited, {skipped} not readable, {time.perf_counter() - started:.0f} s\n")
    _print_table(table, reasons)
    return 1 if any(row["wrong"] for row in table.values()) else 0


def _print_table(table: dict[str, Counter[str]], reasons: Counter[str]) -> None:
    print(f"{'edit':<20}{'ok':>8}{'refused':>9}{'wrong':>7}{'minimal':>10}")
    total: Counter[str] = Counter()
    for name, row in [*sorted(table.items()), ("total", total)]:
        if row is not total:
            total += row
        share = row["ok"] / max(sum(row.values()), 1)
        print(f"{name:<20}{row['ok']:>8}{row['refused']:>9}{row['wrong']:>7}{share:>10.3%}")
    for reason, number in reasons.most_common(12):
        print(f"{number:>6} × {reason}")


def speed(path: Path, rounds: int = 30) -> None:
    """Compare a one-value edit with ruamel.yaml's round trip on the same front matter."""
    raw = path.read_bytes()

    def ours() -> None:
        source = split(decode(raw, path.name), path.name)
        splice(source, [SetValue(("title",), "Another title")], layout=LAYOUT)

    def theirs() -> None:
        text = split(decode(raw, path.name), path.name).data_text
        yaml = YAML(typ="rt")
        yaml.preserve_quotes = True
        data = yaml.load(text)
        data["title"] = "Another title"
        yaml.dump(data, io.StringIO())

    fast, slow = _best(ours, rounds), _best(theirs, rounds // 3)
    print(f"\none value of {path.name[:50]} ({len(raw):,} bytes)")
    print(f"splice {fast * 1e6:,.0f} µs, ruamel rt {slow * 1e6:,.0f} µs: {slow / fast:.1f} ×")


def _best(call: Callable[[], None], rounds: int) -> float:
    times = []
    for _ in range(max(rounds, 3)):
        started = time.perf_counter()
        call()
        times.append(time.perf_counter() - started)
    return sorted(times)[len(times) // 2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path, default=[DEFAULT])
    parser.add_argument("--speed", action="store_true", help="measure a one-value edit as well")
    options = parser.parse_args()
    if not all(path.exists() for path in options.paths):
        print("there is no corpus here; name files or folders to edit")
        return 2
    status = run(options.paths)
    if options.speed:
        articles = [path for path in files(options.paths) if path.suffix == ".md"]
        articles.sort(key=lambda path: path.stat().st_size)
        speed(articles[len(articles) // 2])
    return status


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ArticleSchemaError as error:
        sys.exit(str(error))
