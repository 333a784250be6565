"""Texts of YAML made at random: comments everywhere, anchors, tags, merges, both styles."""

from __future__ import annotations

from random import Random

WORDS = ("harbour", "ferry", "north", "quay", "tide", "gull", "mast", "rope", "sail", "wharf")
SCALARS = (
    "plain words", "'single'", '"double"', "3", "1.5", "true", "null", "2020-01-01",
    "2020-01-01T10:00:00Z", "2020-01-01 10:00:00", "'it''s'", '"a # b"', "!!str 3",
)  # fmt: skip


class Maker:
    """Makes one text."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.lines: list[str] = []
        self.number = 0
        self.anchors: list[str] = []
        self.mappings: list[str] = []

    def text(self) -> str:
        """Return a text that other readers can read, too."""
        if self.chance(0.4):
            self.lines.append("# SPDX-License-Identifier: CC0-1.0")
            if self.chance(0.5):
                self.lines.append("")
        self.mapping(0, 0)
        text = "\n".join(self.lines)
        if self.chance(0.7):
            text += "\n"
        return text.replace("\n", "\r\n") if self.chance(0.1) else text

    def chance(self, share: float) -> bool:
        return self.random.random() < share

    def word(self) -> str:
        self.number += 1
        return f"{self.random.choice(WORDS)}{self.number}"

    def above(self, indent: int) -> None:
        if self.chance(0.15):
            self.lines.append("")
        if self.chance(0.2):
            self.lines.append(" " * indent + f"# about {self.word()}")
        if self.chance(0.04):
            self.lines.append("")

    def trail(self) -> str:
        return f"  # {self.word()}" if self.chance(0.2) else ""

    def mapping(self, indent: int, depth: int) -> None:
        for _ in range(self.random.randint(2, 5)):
            self.above(indent)
            key = self.word()
            if self.chance(0.03) and depth == 0:
                self.lines.append(f"{' ' * indent}? {key}")
                self.value(f"{' ' * indent}:", indent, depth)
            else:
                if self.chance(0.02):
                    self.lines.append(f"{' ' * indent}{key}: twice")
                self.value(f"{' ' * indent}{key}:", indent, depth)
        if self.mappings and self.chance(0.2):
            self.lines.append(f"{' ' * indent}<<: *{self.random.choice(self.mappings)}")

    def sequence(self, indent: int, depth: int) -> None:
        for _ in range(self.random.randint(1, 4)):
            self.above(indent)
            if self.chance(0.25) and depth < 3:
                start = len(self.lines)
                self.mapping(indent + 2, depth + 1)
                first = self.lines[start]
                if first.strip() and not first.lstrip().startswith(("#", "<<")):
                    self.lines[start] = f"{' ' * indent}- {first.lstrip()}"
                else:
                    self.lines.insert(start, f"{' ' * indent}-")
            else:
                self.value(f"{' ' * indent}-", indent, depth)

    def value(self, head: str, indent: int, depth: int) -> None:
        kind = self.random.random()
        anchor = ""
        if self.chance(0.12):
            self.number += 1
            anchor = f" &a{self.number}"
        if kind < 0.42 or (depth >= 3 and kind < 0.8):
            self.scalar(head, anchor, indent)
        elif kind < 0.5 and self.anchors:
            self.lines.append(f"{head} *{self.random.choice(self.anchors)}{self.trail()}")
            return
        elif kind < 0.62:
            self.flow(head + anchor, indent)
        elif kind < 0.68:
            self.block(head + anchor, indent)
        elif kind < 0.84:
            self.lines.append(f"{head}{anchor}{self.trail()}")
            self.mapping(indent + 2, depth + 1)
            if anchor:
                self.mappings.append(anchor[2:])
        else:
            self.lines.append(f"{head}{anchor}{self.trail()}")
            self.sequence(indent + 2, depth + 1)
        if anchor:
            self.anchors.append(anchor[2:])

    def scalar(self, head: str, anchor: str, indent: int) -> None:
        text = self.random.choice(SCALARS)
        if self.chance(0.05):
            self.lines.append(f"{head}{anchor}")
            self.lines.append(f"{' ' * (indent + 2)}# between {self.word()}")
            self.lines.append(f"{' ' * (indent + 2)}{text}{self.trail()}")
        elif self.chance(0.05):
            self.lines.append(f"{head}{anchor} several words")
            self.lines.append(f"{' ' * (indent + 2)}on two lines")
        elif self.chance(0.05):
            self.lines.append(f"{head}{anchor}{self.trail()}")
        else:
            self.lines.append(f"{head}{anchor} {text}{self.trail()}")

    def block(self, head: str, indent: int) -> None:
        mark = self.random.choice(("|", "|-", ">", ">-", "|+"))
        self.lines.append(f"{head} {mark}{self.trail()}")
        margin = " " * (indent + 2)
        self.lines += [f"{margin}first line", f"{margin}# no comment", f"{margin}last line"]
        if self.chance(0.3):
            self.lines.append("")

    def flow(self, head: str, indent: int) -> None:
        is_list = self.chance(0.6)
        left, right = "[]" if is_list else "{}"
        size = self.random.randint(0, 4)
        items = [self.word() if is_list else f"{self.word()}: {self.random.randint(1, 9)}"
                 for _ in range(size)]  # fmt: skip
        if items and is_list and self.chance(0.2):
            items[0] = f"{{{self.word()}: x}}"
        if not items or self.chance(0.5):
            last = "," if items and self.chance(0.2) else ""
            self.lines.append(f"{head} {left}{', '.join(items)}{last}{right}{self.trail()}")
            return
        margin = " " * (indent + 2)
        comma = "," if self.chance(0.5) else ""
        self.lines.append(f"{head} {left}{self.trail()}")
        for index, item in enumerate(items):
            if self.chance(0.2):
                self.lines.append(f"{margin}# about {item.split(':')[0].strip('{')}")
            mark = "," if index < size - 1 else comma
            self.lines.append(f"{margin}{item}{mark}{self.trail()}")
        self.lines.append(f"{' ' * (indent + self.random.randint(0, 1))}{right}{self.trail()}")


def made(count: int) -> list[tuple[str, str]]:
    """Return texts with their names."""
    return [(f"made {seed}", Maker(seed).text()) for seed in range(count)]
