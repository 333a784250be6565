"""Edit texts of TOML at random; the reader of the standard library judges what comes of it.

    python tests/fuzz/toml_edits.py [--cases 5000] [--seed 1] [PATH ...]

Texts are those of some files, or made up with every way to write keys, tables and values. After an
edit the data have to be those that the edit intends, and no line may be gone that does not belong
to the value. Edits may be refused; how many are is printed.
"""

from __future__ import annotations

import argparse
import copy
import math
import random
import sys
import tomllib
from collections import Counter
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.splice import splice
from article_schema.document.text import is_comment
from article_schema.errors import DocumentError, EditError
from article_schema.routes import Route

KEYS = ("title", "date", "tags", "a", "b-c", "extra", '"q q"', "'l.l'", "x_1", "weight")
WORDS = ("word", "two words", 'a "quoted" one', "back\\slash", "it's", "tab\there", "line\nline",
         "", "ünï", "# no comment", "a = b", "[x]", "+++")  # fmt: skip
SCALARS = (
    '"text"', "'literal'", '"esc \\" \\u00e9 \\\\"', '"""\nseveral\nlines"""', "'''\nraw\n'''",
    '"""one"""', "1", "-17", "0xFF", "1_000", "3.14", "-2e-3", "inf", "true", "false",
    "1979-05-27T07:32:00Z", "1979-05-27T00:32:00.5-07:00", "1979-05-27 07:32:00", "1979-05-27",
    "07:32:00",
)  # fmt: skip
VALUES: tuple[Any, ...] = (
    "word", 'a "b" \\ \n c', 5, -1.5, True, math.inf, [], [1, "x"], {"k": 1}, {"k": {"l": [1]}},
    [{"k": 1}, {"k": 2}], "1979-05-27", "07:00:00", {}, [[1], [2]],
)  # fmt: skip


def made_up(chance: random.Random) -> str:
    """Return a text of TOML with any layout."""
    lines: list[str] = []
    _pairs(chance, lines, set())
    headers: set[str] = set()
    for _ in range(chance.randrange(4)):
        name = ".".join(chance.sample(("t", "u", '"v v"', "w"), chance.randrange(1, 3)))
        if chance.random() < 0.5:
            lines += [""] * chance.randrange(2)
        if chance.random() < 0.4:
            lines += ["# about it"]
        name = f"{chance.choice('ABCD')}{name}" if name[0] not in "\"'" else name
        if name in headers:
            continue
        headers.add(name)
        if chance.random() < 0.5:
            lines.append(f"[{name}]")
            _pairs(chance, lines, set())
            continue
        for _ in range(chance.randrange(1, 4)):
            lines.append(f"[[{name}]]")
            _pairs(chance, lines, set())
            if chance.random() < 0.3:
                lines.append(f"  [{name}.inner]")
                _pairs(chance, lines, set())
    newline = chance.choice(("\n", "\n", "\r\n"))
    return newline.join([*lines, ""])


def _pairs(chance: random.Random, lines: list[str], used: set[str]) -> None:
    for _ in range(chance.randrange(5)):
        key = chance.choice(KEYS)
        if key in used:
            continue
        used.add(key)
        if chance.random() < 0.2:
            lines += ["# a comment"]
        if chance.random() < 0.2:
            lines += [f"{key}.d = {_value(chance)}", f"{key} . 'e' = {_value(chance)}"]
            continue
        comment = "  # why" if chance.random() < 0.2 else ""
        lines += f"{key} = {_value(chance)}{comment}".split("\n")


def _value(chance: random.Random, depth: int = 0) -> str:
    kind = chance.random()
    if depth < 2 and kind < 0.15:
        items = [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
        if chance.random() < 0.4:
            return "[\n  " + ",\n  ".join(items) + ("," if items else "") + "\n]"
        return f"[{', '.join(items)}]"
    if depth < 2 and kind < 0.3:
        keys = chance.sample(KEYS, chance.randrange(3))
        pairs = [f"{key} = {_one_line(chance)}" for key in keys]
        return f"{{ {', '.join(pairs)} }}"
    return chance.choice(SCALARS)


def _one_line(chance: random.Random) -> str:
    return chance.choice([value for value in SCALARS if "\n" not in value])


def routes(data: Any, route: Route = ()) -> list[Route]:
    """Return the routes of all values below the root."""
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    found = []
    for step, part in parts:
        found.append((*route, step))
        if isinstance(part, dict | list):
            found += routes(part, (*route, step))
    return found


def an_edit(chance: random.Random, data: dict[str, Any]) -> Edit:
    """Return an edit of some data."""
    known = routes(data)
    route = chance.choice(known) if known else ()
    value = at(data, route)
    kind = chance.random()
    if not known or kind < 0.2:
        owner = value if isinstance(value, dict) else data
        above = route if isinstance(value, dict) else ()
        new = chance.choice([key for key in ("new", "new key", "zz") if key not in owner])
        return SetValue((*above, new), chance.choice(VALUES))
    if kind < 0.5:
        return SetValue(route, chance.choice((*VALUES, *WORDS)))
    if kind < 0.65:
        return Delete(route)
    if kind < 0.75 and isinstance(route[-1], str) and "renamed" not in at(data, route[:-1]):
        return RenameKey(route, "renamed")
    lists = [each for each in known if isinstance(at(data, each), list)]
    if not lists:
        return Delete(route)
    route = chance.choice(lists)
    items = at(data, route)
    if items and chance.random() < 0.4:
        return ReorderItems(route, tuple(chance.sample(range(len(items)), len(items))))
    value = {"k": 1} if items and isinstance(items[0], dict) else chance.choice(VALUES)
    return InsertItem(route, chance.randrange(len(items) + 1), value)


def at(data: Any, route: Route) -> Any:
    """Return what stands at a route."""
    for step in route:
        data = data[step]
    return data


def goal(data: dict[str, Any], edit: Edit) -> dict[str, Any]:
    """Return the data after an edit; dates that were dates stay some."""
    data = copy.deepcopy(data)
    owner = at(data, edit.route[:-1]) if edit.route else data
    step = edit.route[-1] if edit.route else None
    if isinstance(edit, SetValue):
        old = owner.get(step) if isinstance(owner, dict) else owner[step]
        owner[step] = _typed(edit.value, old)
    elif isinstance(edit, Delete):
        del owner[step]
    elif isinstance(edit, RenameKey):
        owner[edit.key] = owner.pop(step)
    elif isinstance(edit, InsertItem):
        owner[step].insert(edit.index, edit.value)
    else:
        owner[step][:] = [owner[step][index] for index in edit.order]
    return data


def _typed(value: Any, old: Any) -> Any:
    if isinstance(value, dict):
        known = old if isinstance(old, dict) else {}
        return {key: _typed(item, known.get(key)) for key, item in value.items()}
    if isinstance(value, list):
        known = old if isinstance(old, list) else []
        return [_typed(item, known[index] if index < len(known) else None)
                for index, item in enumerate(value)]  # fmt: skip
    if isinstance(old, date | time) and isinstance(value, str):
        try:
            return tomllib.loads(f"v = {value}")["v"]
        except tomllib.TOMLDecodeError:
            return value
    return value


def same(left: Any, right: Any) -> bool:
    """Tell whether two pieces of data are the same, types included."""
    if type(left) is not type(right):
        return False
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, datetime):
        return left.isoformat() == right.isoformat()
    return bool(left == right or (left != left and right != right))  # noqa: PLR0124


def judge(text: str, edit: Edit, filename: str = "a.toml") -> str:
    """Make an edit, and return `good`, `refused` or what is wrong."""
    source = split(text, filename)
    tree: Any = compose(source)
    data = tomllib.loads(source.data_text)
    try:
        new = splice(source, [edit])
    except EditError as error:
        return f"refused: {error.reason}"
    if not same(tomllib.loads(new.data_text), goal(data, edit)):
        return "wrong data"
    if new.body != source.body:
        return "wrong body"
    own = set()
    holding = [each for each in tree.statements
               if not each.is_header and each.route == edit.route[: len(each.route)]]  # fmt: skip
    for statement in [*tree.below(edit.route), *holding]:
        first = source.lines.position(statement.start)[0]
        own |= set(range(first, source.lines.position(statement.end)[0] + 1))
    before, after = text.splitlines(keepends=True), new.whole_text.splitlines(keepends=True)
    following = iter(after)
    for number, line in enumerate(before, 1):
        if number not in own and line.strip() and not is_comment(line) and line not in following:
            return "another line changed"
    return "good"


def run(cases: int, seed: int, texts: list[str] | None = None) -> tuple[Counter[str], list[Any]]:
    """Make random edits; return how many came to what, and those that went wrong."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong = []
    while counts.total() < cases:
        text = chance.choice(texts) if texts else made_up(chance)
        filename = "a.md" if text.startswith("+++") else "a.toml"
        try:
            source = split(text, filename)
            data = tomllib.loads(source.data_text)
        except (DocumentError, tomllib.TOMLDecodeError):
            continue
        edit = an_edit(chance, data)
        verdict = judge(text, edit, filename)
        counts[verdict.partition(" (")[0]] += 1
        if verdict != "good" and not verdict.startswith("refused"):
            wrong.append((verdict, text, edit))
    return counts, wrong


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("paths", nargs="*", type=Path, help="folders with files to edit")
    parser.add_argument("--cases", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    files = [file for path in options.paths for file in sorted(path.rglob("*")) if file.is_file()]
    texts = [file.read_bytes().decode("utf-8", "replace") for file in files]
    texts = [text for text in texts if text.startswith("+++")]
    counts, wrong = run(options.cases, options.seed, texts or None)
    for verdict, count in counts.most_common():
        print(f"{count:>6}  {verdict}")
    for verdict, text, edit in wrong[:5]:
        print(f"--- {verdict}: {edit}\n{text}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
