"""Measure the parts of a check and of an edit by themselves, with pyperf.

    pip install ".[bench]" && python bench/parts.py [--fast] [-o parts.json]

Each part works on an average article and on one like the seed, which `corpus.py` makes.
"""

from __future__ import annotations

import pyperf
from corpus import article

from article_schema import Article, dumps, loads
from article_schema.checking.engine.checker import Checker
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import read_quickly
from article_schema.model.shapes.building import builder_of
from article_schema.rules.contexts import FileContext


def _edit(text: str) -> str:
    document = loads(text)
    document.article.title = "Another title"
    return document.text


def main() -> None:
    """Run from the command line."""
    runner = pyperf.Runner()
    checker = Checker()
    limits = checker.settings.limits
    build = builder_of(Article)
    assert checker.fast_path is not None
    plan = checker.judge.rules.plan
    for shape in ("average", "seed"):
        name, text = article(1, shape)
        source = split(text, name)
        tree = read_quickly(source, limits)
        assert tree is not None
        record = build(tree.data)
        situation = FileContext(name, source.format, checker.now)
        parts = {
            "accept": lambda text=text, name=name: checker.fast_path.accept(text, name),
            "read, house form": lambda source=source: read_quickly(source, limits),
            "read, C parser": lambda source=source: compose(source, limits),
            "structure": lambda tree=tree: build(tree.data),
            "rules": lambda record=record, tree=tree, situation=situation: plan.run(
                record, tree.data, (), situation, []
            ),
            "facts": lambda record=record: checker.entries.stored_entries_of(record),
            "load, edit and splice": lambda text=text: _edit(text),
            "dump": lambda record=record: dumps(record),
        }
        for part, run in parts.items():
            runner.bench_func(f"{shape}: {part}", run)


if __name__ == "__main__":
    main()
