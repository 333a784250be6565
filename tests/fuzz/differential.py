"""Differential fuzz of the reader: every quick rung against the authority.

Real and generated front matter is cut into pieces and mutated. Whatever the house form reads must
be what the pure parser reads: the same values of the same types under the same keys, in the same
order.
So must the data that are seen at a glance, and no reader takes their plain values for anything else
but dates. Whatever the C parser accepts must give the same tree, node by node and span by span.

    python tests/fuzz/differential.py --cases 200000 [--seed 1] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from article_schema.checking.text_checks.tabs import tab_faults
from article_schema.document.byte_faults import byte_faults
from article_schema.document.compare import same
from article_schema.document.formats.registry import split
from article_schema.document.formats.yaml_files import YAML
from article_schema.document.reading.compose import DEFAULT_LIMITS, _Composer
from article_schema.document.reading.construct import OverLimitError, construct
from article_schema.document.reading.events import ParseError, c_events, pure_events
from article_schema.document.reading.glance import glance_at_yaml
from article_schema.document.reading.house import read_house_form
from article_schema.document.reading.readings import other_readings
from article_schema.document.source import Source
from article_schema.document.tree import (
    Alias,
    Data,
    Glance,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Tree,
    scalars,
)
from article_schema.errors import DocumentError

#: Text of our own in many styles, so that the fuzz needs no other files.
SEEDS = (
    "title: \"The harbour at dawn\"\nexcerpt: 'A walk'\ntopics:\n  - Ports\n  - Travel\n",
    "publishedDateTime: 2020-06-12T19:19:00Z\nquality: 59\nheat: -1\npublished: false\n",
    "provider:\n  name: Example Times\n  images:\n    - url: /a.png\n      width: 50\n",
    "topics: [Ports, Sea Travel, 2020]\ntags: []\nwebUrl: https://example.com/a?b=c#d\n",
    'related:\n- title: "One \\"quoted\\" word"\n  images:\n  - url: "/é.png"\n    width: 1.0\n',
    "related:\n- title: Two # a comment\n  quality: 0x1F\n",
    "# a comment\nkey: ~\nother:\n\nmore: .5\nnan: .nan\nyes: no\noctal: 010\n",
    "text: |\n  one\n  two\nfolded: >-\n  a\n  b\nlast: {a: 1, b: [2, 3]}\n",
    "base: &b {x: 1}\nuse: *b\nmerge:\n  <<: *b\n  y: 2\n? complex\n: value\n",
    "title: plain words that\n  go on\nnext: 'it''s'\ntab:\tx\n",
    "tags:\n- a\n-   'b c'\n\n- \"d\" # e\n# f\n- 12\n- \nfor: {a: 1, b: [x, \"y\", 'z']}\n",
    "a: \"one\n  two\n\n  three\"\nb: 'it\n  is'\nc: one\n  two\n\n  three\nd: \"\"\ne: ''\n",
    'a: "one\ntwo"\nb: |-\n  x\n\n  y\nc: >\n  x\n  y\nd: >-\n\n  z\ne: /a/b\nf: 18F x\n',
    "date: 2020-06-12\nat: 2020-06-12 10:00:00 -4\nz: '2020-06-12T10:00:00.000Z'\nv: 1.10\n",
    "list:\n  - name: a\n    of:\n    - x\n    - - y\n      - z\n  -   b: c\n      d: 2020-01-01\n",
)
#: Pieces of text that mean something to YAML, or nearly.
PIECES = (
    *"\n\r\t :-#'\"\\[]{},&*!|>%@`?~<=.0123456789aAnNtTyY",
    ": ", " #", "- ", "\r\n", "\n  ", "\n    ", "'", '"', "\\n", "\\u00e9", "\\x41", "\\/", "null",
    "true", "yes", "0o7", "1e3", "2020-06-12T19:19:00Z", "---", "...", "\u00a0", "\u2028", "\x85",
    "\ufeff", "é", "😀", "<<", "[a, b]", "[]", "{}", "~", ".inf", "-.5", "+1", "1_000", "0x1f",
)  # fmt: skip


def mutated(seeds: list[str], chance: random.Random) -> str:
    """Return a piece of a seed with some lines and characters changed."""
    lines = chance.choice(seeds).splitlines(keepends=True)
    start = chance.randrange(len(lines))
    lines = lines[start : start + chance.randint(1, 12)]
    for _ in range(chance.randint(0, 2)):
        at = chance.randrange(len(lines) + 1)
        action = chance.randrange(5)
        if action == 0:
            lines[at:at] = [chance.choice(lines or ["a: b\n"])]
        elif action == 1:
            del lines[at : at + 1]
        elif action == 2:
            other = chance.choice(seeds).splitlines(keepends=True)
            lines[at:at] = [chance.choice(other)]
        elif at < len(lines):
            lines[at] = " " * chance.randint(0, 6) + lines[at].lstrip(" ")
    text = "".join(lines)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 3))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 2)) :]
    return text.replace("\n", "\r\n") if chance.random() < 0.1 else text


def _tree(text: str, quick: bool) -> Tree | None:
    source = Source("fuzz", text, YAML, (0, len(text)), len(text))
    events = c_events(text) if quick else pure_events(text)
    if events is None:
        return None
    try:
        tree = _Composer(source, DEFAULT_LIMITS).compose(events)
        construct(tree, DEFAULT_LIMITS)
    except (ParseError, DocumentError, OverLimitError):
        return None
    return tree


def _flat(node: Node | None) -> Iterator[tuple[object, ...]]:
    """Yield every node of a tree as a tuple, in the order of the text."""
    if isinstance(node, Scalar):
        yield "scalar", node.text, node.style, node.start, node.end, node.tag, node.anchor
    elif isinstance(node, Alias):
        yield "alias", node.name, node.start, node.end
    elif isinstance(node, Sequence):
        yield "sequence", node.start, node.end, node.flow, node.anchor
        for item in node.items:
            yield from _flat(item)
    elif isinstance(node, Mapping):
        yield "mapping", node.start, node.end, node.flow, node.anchor
        for key, value in node.pairs:
            yield from _flat(key)
            yield from _flat(value)


def _ordered(data: Data) -> Data:
    """Return the keys of data in their order, level by level."""
    if isinstance(data, dict):
        return [(key, _ordered(value)) for key, value in data.items()]
    if isinstance(data, list):
        return [_ordered(item) for item in data]
    return None


def disagreement(text: str, counts: Counter[str]) -> str | None:
    """Return how the rungs disagree on a text, or None."""
    house = read_house_form(text)
    quick = _tree(text, quick=True)
    glance = glance_at_yaml(text) if text.endswith("\n") else None
    if house is None and quick is None and glance is None:
        counts["declined by both rungs"] += 1
        return None
    authority = _tree(text, quick=False)
    if house is not None:
        counts["read by the house form"] += 1
        if authority is None or authority.faults:
            return "the house form reads what the authority rejects"
        read = house.data
        if not same(read, authority.data) or _ordered(read) != _ordered(authority.data):
            return f"the house form reads {read!r}, the authority {authority.data!r}"
        if (difference := nodes_that_differ(house, authority)) is not None:
            return f"the house form gives {difference[0]}, the authority {difference[1]}"
    if glance is not None:
        counts["read at a glance"] += 1
        if (reason := misread_at_a_glance(glance, text, authority)) is not None:
            return reason
    if quick is not None:
        counts["read by the C parser"] += 1
        if authority is None:
            return "the C parser reads what the authority rejects"
        if (difference := nodes_that_differ(quick, authority)) is not None:
            return f"the C parser gives {difference[0]}, the authority {difference[1]}"
    return None


def misread_at_a_glance(glance: Glance, text: str, tree: Tree | None) -> str | None:
    """Return what a glance overlooks in a text, given its tree; None if nothing."""
    if tree is None or tree.faults:
        return "a glance reads what the authority rejects"
    if not same(glance.data, tree.data) or _ordered(glance.data) != _ordered(tree.data):
        return f"a glance reads {glance.data!r}, the authority {tree.data!r}"
    source = Source("fuzz", text, YAML, (0, len(text)), len(text))
    if any(tab_faults(source, tree)) or any(byte_faults(source)):
        return "a glance overlooks a tab or a mark"
    noted = {date for _, date in glance.dates}
    plain = [node.text for node in scalars(tree.root) if not node.style]
    for word in plain:
        kinds = {theirs.kind for _, theirs in other_readings(word)}
        if kinds and not (kinds == {"date"} and word in noted):
            return f"a glance overlooks that some reader takes {word!r} for {kinds}"
    for key, date in glance.dates:
        if date not in plain or date not in repr(glance.data[key]):
            return f"a glance notes {date!r} in {key!r}, which is not there"
    return None


def nodes_that_differ(quick: Tree, authority: Tree) -> tuple[object, object] | None:
    """Return the first nodes in which two trees differ, or how many nodes they have."""
    left, right = list(_flat(quick.root)), list(_flat(authority.root))
    if left == right:
        return None
    pairs = zip(left, right, strict=False)
    return next(((a, b) for a, b in pairs if a != b), (len(left), len(right)))


def seeds_from(folders: list[Path]) -> list[str]:
    """Return our own seeds and the front matter of the files below some folders."""
    seeds = list(SEEDS)
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix in (".md", ".yaml", ".html"):
                try:
                    seeds.append(split(path.read_bytes().decode(), str(path)).data_text)
                except (DocumentError, UnicodeDecodeError):
                    continue
    return [seed for seed in seeds if seed.strip()]


def run(cases: int, seeds: list[str], seed: int) -> tuple[list[tuple[str, str]], Counter[str]]:
    """Try mutated texts and return the disagreements, and counts of what was read how."""
    chance = random.Random(seed)
    counts: Counter[str] = Counter()
    wrong = []
    for _ in range(cases):
        text = mutated(seeds, chance)
        reason = disagreement(text, counts)
        if reason is not None:
            wrong.append((text, reason))
    return wrong, counts


def main() -> int:
    """Run from the command line; exit 1 if the rungs disagree anywhere."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    start = time.perf_counter()
    wrong, counts = run(options.cases, seeds_from(options.folders), options.seed)
    for text, reason in wrong[:20]:
        print(f"{text!r}\n  {reason}")
    for name, count in sorted(counts.items()):
        print(f"{count:>9,} {name}")
    seconds = time.perf_counter() - start
    print(f"{options.cases:>9,} cases in {seconds:.0f} s, {len(wrong)} disagreements")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
