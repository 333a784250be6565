"""How often real sites break each rule: count it in trees of files, or compare the last count.

Usage: `python tools/breakage.py --write FOLDER` or `python tools/breakage.py --check FOLDER`, where
FOLDER holds the trees. They are files of real sites and no part of the project: only the numbers
are, in `tools/breakage.json`, which the pages of the rules show. The exit status is 1 when the
check finds a difference, 2 when a tree is missing.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from article_schema import Article, Record, Settings, check_paths, record
from article_schema.presets import preset_class
from article_schema.rules.catalogue import RULES

DATA = Path(__file__).with_suffix(".json")
#: What is counted nowhere: rules that ask the network, and rules about the schemas and the pointers
#: of a site's own model, which no tree has.
NOT_COUNTED = {
    "NET": "It asks the network, so it was not counted.",
    "REF": "It needs a model with pointers, which the sites that were counted have not.",
    "SCH": "It needs a schema or a model of the site, which the sites that were counted have not.",
}
#: The families that say something of any front matter, and those that need the keys of a generator.
_FILES = ("DOC",)
_PAGES = (*_FILES, "FLD", "DAT")


@record(others=True)
class Anything(Record):
    """Front matter of which nothing is known."""


@dataclass(frozen=True)
class Tree:
    """Files of a real site."""

    #: What they are, after a number.
    what: str
    #: Where they are, from the folder of all trees.
    folder: str
    #: What they are checked with, in words.
    by: str
    settings: dict[str, Any] = field(default_factory=dict)
    #: The families that can find something there; all others where it is None.
    families: tuple[str, ...] | None = None
    #: Rules that say nothing of it.
    without: tuple[str, ...] = ()


#: Kinds of records with keys of their own, which need no section as articles do.
_OTHERS = {"known_keys": frozenset({"price", "length", "ratings", "levels", "actions"})}
TREES = (
    Tree("articles of a news site", "corpus/news", "the contract of an article"),
    Tree(
        "lessons of a site of courses", "corpus/learning",
        "the contract of an article, without required keys", _OTHERS, without=("FLD001",),
    ),
    Tree(
        "downloads of a site of samples", "corpus/samples",
        "the contract of an article, without required keys", _OTHERS, without=("FLD001",),
    ),
    *(
        Tree(what, f"sites/{name}", f"`preset:{name}`", {"model": preset_class(name)}, _PAGES)
        for name, what in (
            ("hugo", "files of a blog of Hugo"),
            ("zola", "files of a blog of Zola"),
            ("eleventy", "files of a site of Eleventy"),
        )
    ),
    Tree(
        "files of a site of Next.js", "sites/next", "no model", {"model": Anything}, _FILES,
    ),
)  # fmt: skip


def counted_by(tree: Tree) -> list[str]:
    """Return the codes of the rules that can find something in a tree."""
    return [
        rule.code
        for rule in RULES
        if rule.family not in NOT_COUNTED
        and rule.code not in tree.without
        and (tree.families is None or rule.family in tree.families)
    ]


def count(tree: Tree, folder: Path, now: datetime) -> dict[str, Any]:
    """Return how many files a tree has, how many break a rule that is on, and how many each rule.

    A rule that no file breaks is left out.

    Args:
        tree: the tree.
        folder: the folder of all trees.
        now: the moment that dates in the future are later than.
    """
    codes = tuple(counted_by(tree))
    settings = Settings(**{"model": Article, **tree.settings}, select=codes, now=now)
    report = check_paths(folder / tree.folder, settings)
    broken = {(finding.code, finding.file) for finding in report.findings}
    found = sorted(code for code, _ in broken)
    on = {rule.code for rule in RULES if rule.enabled}
    return {
        "files": report.files,
        "broken": len({file for code, file in broken if code in on}),
        "found": {code: found.count(code) for code in found},
    }


def measured(folder: Path, date: str) -> dict[str, Any]:
    """Return the numbers of all trees, as on a date (`YYYY-MM-DD`)."""
    now = datetime.fromisoformat(date).replace(tzinfo=UTC)
    return {
        "date": date,
        "rules": [rule.code for rule in RULES if rule.family not in NOT_COUNTED],
        "trees": {tree.folder: count(tree, folder, now) for tree in TREES},
    }


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="How often real sites break each rule.")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="count, and write the numbers")
    mode.add_argument("--check", action="store_true", help="count as on the day of the numbers")
    parser.add_argument("folder", type=Path, help="the folder of the trees")
    options = parser.parse_args(arguments)
    missing = [tree.folder for tree in TREES if not (options.folder / tree.folder).is_dir()]
    if missing:
        sys.stderr.write(f"{options.folder} has no {', '.join(missing)}\n")
        return 2
    if options.write:
        numbers = measured(options.folder, f"{datetime.now(UTC):%Y-%m-%d}")
        DATA.write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")
        return 0
    told = json.loads(DATA.read_text("utf-8"))
    if told != measured(options.folder, told["date"]):
        sys.stderr.write(f"{DATA.name} is out of date; `--write` counts anew\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
