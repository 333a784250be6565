"""Front matter as nobody should write it: valid YAML of every style, made from a seed."""

from __future__ import annotations

from random import Random

from article_schema.document.edits import (
    Delete,
    Edit,
    InsertItem,
    RenameKey,
    ReorderItems,
    SetValue,
)
from article_schema.document.formats.registry import split
from article_schema.document.source import Source
from article_schema.document.tree import Mapping, Sequence, Tree, walk

KEYS = ("title", "heat", "url", "odd key", "a.b", "größe", "images", "topics", "x-1", "on", "n")
WORDS = (
    "news",
    "two words",
    "ümlaut 文字 🎉",
    "https://example.com/a?b=c&d#e",
    "it's",
    "a,b",
    "x#y",
)
PLAIN = (
    *WORDS,
    "42",
    "-1",
    "1.5",
    "true",
    "null",
    "~",
    "2020-06-12T19:19:00Z",
    "010",
    "yes",
    ".nan",
)
BLOCKS = (("one", "", "# two"), ("one",), ("a: b", "  more", "c"), ("x", "", ""))
QUOTED = (
    '"text"', "'text'", '"a: b # c"', "'it''s'", '"tab\\t quote \\" end"', '""', "''", '"é\\u00e9"',
    '"two\n{i}   lines"', "'two\n\n{i} lines'", '"cut \\\n{i} here"',
)  # fmt: skip
VALUES = (
    "other", "a: b", "# no comment", " padded ", "", "yes", "0x1F", "2020-06-12T19:19:00Z",
    "ümlaut", "two\nlines\n", "- item", "it's \"both\"", "\ttab", "*alias", "x" * 200, "{", "a]",
    "---", "...", "null", None, True, 1, 1.0, -0.5, float("inf"), 10**20, "back\\slash", "\x07",
    "e\u0301", "\u2028", "%x", "@y", "key: |", "end:", "a #b", "<<", "=",
)  # fmt: skip


class _Maker:
    def __init__(self, random: Random) -> None:
        self.random = random
        self.step = random.choice((1, 2, 2, 2, 3, 4))
        self.offset = random.choice((0, 0, 2, 2, 1, 4))
        self.gap = " " * random.choice((1, 1, 1, 2, 3))
        self.odd = random.random() * 0.6
        self.anchors: list[str] = []

    def chance(self, share: float) -> bool:
        return self.random.random() < share * self.odd

    def between(self, indent: int) -> str:
        """Comments and blank lines in front of an entry."""
        lines = ""
        while self.chance(0.4):
            deeper = self.random.choice((0, 0, 0, 2, -indent))
            comment = f"{' ' * (indent + deeper)}# {self.random.choice(WORDS)}\n"
            lines += self.random.choice(("\n", "  \n", comment, comment, comment))
        return lines

    def trailing(self) -> str:
        return self.random.choice(("", "  # note", " #", "   ")) if self.chance(0.5) else ""

    def mapping(self, indent: int, depth: int, first: str = "") -> str:
        text = ""
        keys = self.random.sample(KEYS, self.random.randint(1, 4))
        for number, key in enumerate(keys):
            text += first if number == 0 and first else self.between(indent) + " " * indent
            text += self.entry(key, indent, depth)
        return text

    def entry(self, key: str, indent: int, depth: int) -> str:
        if self.chance(0.1):
            key = self.random.choice((f'"{key}"', f"'{key}'"))
        if self.chance(0.03):
            return f"? {key}\n{' ' * indent}:{self.value(indent, depth)}"
        colon = " :" if self.chance(0.05) else ":"
        return f"{key}{colon}{self.value(indent, depth)}"

    def value(self, indent: int, depth: int) -> str:
        kind = self.random.random()
        if depth < 4 and kind < 0.35:
            if kind < 0.17:
                below = indent + self.step
                return f"{self.head()}{self.mapping(below, depth + 1)}"
            return f"{self.head()}{self.sequence(indent + self.offset, depth + 1)}"
        return self.scalar(indent)

    def head(self) -> str:
        anchor = ""
        if self.chance(0.08):
            self.anchors.append(f"c{len(self.anchors)}")
            anchor = f" &{self.anchors[-1]}"
        return f"{anchor}{self.trailing()}\n"

    def sequence(self, indent: int, depth: int, first: str = "") -> str:
        text = ""
        for number in range(self.random.randint(1, 4)):
            text += first if number == 0 and first else self.between(indent) + " " * indent
            text += self.item(indent, depth)
        return text

    def item(self, indent: int, depth: int) -> str:
        kind = self.random.random()
        inner = indent + 1 + len(self.gap)
        if depth < 4 and kind < 0.4:
            return f"-{self.mapping(inner, depth + 1, self.gap)}"
        if depth < 4 and kind < 0.5:
            return f"-{self.sequence(inner, depth + 1, self.gap)}"
        if depth < 4 and self.chance(0.1):
            return f"-{self.trailing()}\n{self.mapping(indent + self.step, depth + 1)}"
        return f"-{self.scalar(indent)}"

    def scalar(self, indent: int) -> str:
        inner = " " * (indent + self.step)
        if self.chance(0.15):
            return self.block_scalar(inner)
        if self.chance(0.15):
            return f" {self.flow(inner, 0)}{self.trailing()}\n"
        if self.chance(0.08):
            return f"{self.trailing()}\n"
        if self.chance(0.06) and self.anchors:
            return f" *{self.random.choice(self.anchors)}{self.trailing()}\n"
        text = self.random.choice(PLAIN)
        if self.chance(0.6):
            text = self.random.choice(QUOTED).replace("{i}", inner)
        elif self.chance(0.1):
            text = f"several\n{inner}plain\n\n{inner} lines"
        if self.chance(0.06):
            self.anchors.append(f"s{len(self.anchors)}")
            text = f"&{self.anchors[-1]} {text}"
        elif self.chance(0.04):
            text = f"!!str {text}"
        if self.chance(0.05):
            return f"\n{inner}{text}{self.trailing()}\n"
        return f"{self.random.choice((' ', ' ', '  '))}{text}{self.trailing()}\n"

    def block_scalar(self, inner: str) -> str:
        header = self.random.choice("|>") + self.random.choice(("", "-", "+", str(self.step)))
        comment = " # head" if self.chance(0.2) else ""
        lines = [f"{inner}{line}\n" if line else "\n" for line in self.random.choice(BLOCKS)]
        return f" {header}{comment}\n{''.join(lines)}"

    def flow(self, inner: str, depth: int) -> str:
        space = self.random.choice(("", " ", f"\n{inner}")) if self.chance(0.5) else ""
        comma = self.random.choice(
            (", ", ",", f",\n{inner}", f", # why\n{inner}" if self.odd > 0.4 else ", ")
        )
        items = [
            self.flow(inner, depth + 1) if depth < 2 and self.chance(0.3)
            else self.random.choice(("news", "42", '"q, ]"', "'s'", "two words", "null"))
            for _ in range(self.random.randint(0, 4))
        ]  # fmt: skip
        end = "," if items and self.chance(0.1) else ""
        if self.random.random() < 0.5:
            return f"[{space}{comma.join(items)}{end}{space}]"
        keys = self.random.sample(KEYS, len(items))
        pairs = [f"{key}: {item}" for key, item in zip(keys, items, strict=True)]
        return f"{{{space}{comma.join(pairs)}{end}{space}}}"


def make_text(seed: int) -> str:
    """Return a file with front matter in a hostile style; some seeds give a plain YAML file."""
    random = Random(seed)
    maker = _Maker(random)
    text = maker.between(0) + maker.mapping(0, 0) + maker.between(0)
    if maker.chance(0.2):
        text = text.rstrip("\n")
    else:
        text = f"---\n{text}---\n" + random.choice(("", "Body: # text", "\n---\n\nmore\n"))
    text = text.replace(
        "\n", random.choice(("\n", "\n", "\r\n", "\r") if maker.odd > 0.4 else ("\n", "\r\n"))
    )
    return "\ufeff" + text if maker.chance(0.1) else text


def make_source(seed: int) -> Source:
    """Return the split text of a seed; a text without fences becomes a YAML file."""
    text = make_text(seed)
    return split(text, "a.md" if text.removeprefix("\ufeff").startswith("---") else "a.yaml")


def make_value(random: Random, depth: int = 0) -> object:
    """Return plain data to write."""
    kind = random.random()
    if depth < 2 and kind < 0.1:
        return [make_value(random, depth + 1) for _ in range(random.randint(0, 3))]
    if depth < 2 and kind < 0.2:
        return {
            key: make_value(random, depth + 1) for key in random.sample(KEYS, random.randint(0, 3))
        }
    return random.choice(VALUES)


def make_edit(tree: Tree, random: Random) -> Edit:
    """Return an edit that fits the data of a tree."""
    assert tree.root is not None
    places = list(walk(tree.root))
    route, key, node = random.choice(places)
    kind = random.random()
    if isinstance(node, Sequence) and kind < 0.5:
        count = len(node.items)
        if kind < 0.25 and count > 1:
            return ReorderItems(route, tuple(random.sample(range(count), count)))
        return InsertItem(route, random.randint(0, count), make_value(random))
    if isinstance(node, Mapping) and kind < 0.4:
        return SetValue((*route, "freshKey"), make_value(random))
    if kind < 0.05:
        return SetValue(("freshKey",), make_value(random))
    if kind < 0.45:
        return Delete(route)
    if kind < 0.55 and key is not None:
        return RenameKey(route, random.choice(("renamed", "yes", "a b", "x: y")))
    return SetValue(route, make_value(random))
