"""What the pages of the rules say of how often real sites break them."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from breakage import DATA, NOT_COUNTED, TREES, Tree, counted_by

from article_schema.rules.catalogue import RULES
from article_schema.rules.rule import Rule

#: How many rules the list of those that are broken most often has at most.
_WORST = 10
_ANCHOR = "how-often-real-sites-break-them"
_PAGE = """
## How often

{text}
"""
_SUMMARY = """\
## How often real sites break them

The page of each rule says how many files of real sites break it, whether it is on by default or
not. They were counted on {date}. The sites are no part of the project; `tools/breakage.py` counts
them again where they are at hand. Rules about keys that a generator does not know, such as images,
were counted on articles, lessons and downloads alone.

| files | checked by | rules | files with a finding of a rule that is on |
|---|---|---|---|
{trees}

The rules that most of the files break:

| rule | files |
|---|---|
{worst}
"""


@functools.cache
def _numbers() -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads(DATA.read_text("utf-8"))
    return numbers


def how_often(rule: Rule) -> str:
    """Return the section of a rule's page."""
    if rule.family in NOT_COUNTED:
        return _PAGE.format(text=NOT_COUNTED[rule.family])
    if rule.code not in _numbers()["rules"]:
        return _PAGE.format(text="It is newer than the last count.")
    month = f"{date.fromisoformat(_numbers()['date']):%B %Y}"
    how = f"[how it was counted](index.md#{_ANCHOR})"
    lines = [f"Of real sites, in {month} ({how}):"]
    broken = [(tree, files) for tree, files in _broken(rule) if files]
    lines += ["", *(f"- {_share(files, tree)}" for tree, files in broken)]
    rest = sum(_files(tree) for tree, files in _broken(rule) if not files)
    if rest:
        lines.append(f"- none of {rest}{' other' if broken else ''} files")
    return _PAGE.format(text="\n".join(lines))


def summary() -> str:
    """Return the section of the page that lists the rules."""
    trees = "\n".join(
        f"| {_files(tree)} {tree.what} | {tree.by} | {len(counted_by(tree))} "
        f"| {_numbers()['trees'][tree.folder]['broken']} |"
        for tree in TREES
    )
    totals = {rule: sum(files for _, files in _broken(rule)) for rule in RULES}
    worst = sorted((rule for rule in RULES if totals[rule]), key=lambda rule: -totals[rule])
    rows = "\n".join(
        f"| [{rule.code}]({rule.code}.md) {rule.name} | "
        f"{totals[rule]} of {sum(_files(tree) for tree, _ in _broken(rule))} |"
        for rule in worst[:_WORST]
    )
    return _SUMMARY.format(date=_numbers()["date"], trees=trees, worst=rows)


def _broken(rule: Rule) -> Iterator[tuple[Tree, int]]:
    """Yield the trees in which a rule was counted, each with how many files break it."""
    for tree in TREES:
        if rule.code in _numbers()["rules"] and rule.code in counted_by(tree):
            yield tree, _numbers()["trees"][tree.folder]["found"].get(rule.code, 0)


def _files(tree: Tree) -> int:
    files: int = _numbers()["trees"][tree.folder]["files"]
    return files


def _share(files: int, tree: Tree) -> str:
    share = 100 * files / _files(tree)
    percent = "less than 1" if share < 1 else f"{share:.0f}"
    return f"{files} of {_files(tree)} {tree.what} ({percent}%)"
