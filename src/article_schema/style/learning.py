"""Learning: the style that most of some files have, with the counts behind each choice."""

from __future__ import annotations

import json
import math
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from article_schema.arguments import path_of as file_name_of
from article_schema.document.files.storage import read_file
from article_schema.document.formats.registry import split
from article_schema.document.layout import Layout, PlainLayout
from article_schema.document.limits import Limits
from article_schema.document.manner import (
    BLOCK,
    FLOW,
    HOUSE,
    JSON,
    KEEP,
    LINE,
    LINES,
    MODEL,
    PLAIN,
    TABLES,
    TOML,
    YAML,
    Manner,
)
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source, decode
from article_schema.document.splicing.restyle import MOST_CHARACTERS, changed_by
from article_schema.document.toml.nodes import TomlTree
from article_schema.document.tree import Tree
from article_schema.errors import ArticleSchemaError
from article_schema.house_style import HouseStyle
from article_schema.style.evidence import USUAL_WIDTH, Evidence
from article_schema.style.json_evidence import add_json
from article_schema.style.toml_evidence import add_arrays, add_toml

#: A choice that more files than this share do otherwise is none that `fmt` enforces.
TOLERANCE = 0.01
#: Of more files, some that are spread evenly show the style as well.
_MOST_FILES = 200
_COUNTED_IN_FILES = ("key_order", "blank_lines", "line_breaks")
#: How many values of a key, and which share of them, show that it has quotes of its own.
_FEWEST_OF_KEY, _SHARE_OF_KEY = 3, 0.6
#: The share of texts that are as the model says, from which on the model counts.
_SHARE_OF_MODEL = 0.9


@dataclass
class Learned:
    """What files say about their style."""

    #: How many files were read.
    files: int
    #: The fields of the style that differ from the house style, or for which something is known.
    values: dict[str, Any] = field(default_factory=dict)
    #: What was counted for each field: how often its value was found, and how often any was.
    counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: The same for the quotes of single keys.
    key_counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: The same for the lists of single keys.
    list_counts: dict[str, tuple[int, int]] = field(default_factory=dict)
    #: The share of the files that `fmt` would change for the sake of a field.
    deviating: dict[str, float] = field(default_factory=dict)

    def choose(self, name: str, votes: Counter[Any], no_value: str = "") -> Any:
        """Take the value with the most votes; of several, that of the house style.

        Args:
            name: the field.
            votes: how often each value was found.
            no_value: what stands for files that fit none.
        """
        real = {value: count for value, count in votes.items() if value != no_value}
        if not real:
            return getattr(HOUSE, name)
        most = max(real.values())
        best = [value for value, count in real.items() if count == most]
        usual = getattr(HOUSE, name)
        value = usual if usual in best else best[0]
        self.values[name] = value
        self.counts[name] = (votes[value], votes.total())
        return value

    def toml(self) -> str:
        """Return the table `[format]` of the style, with a comment on each line that counts."""
        lines = ["[format]"]
        for name, value in self.values.items():
            if name not in (*TABLES, "keep"):
                shown = f'"{value}"' if isinstance(value, str) else f"{value}"
                lines.append(f"{name.replace('_', '-')} = {shown}{self._comment(name)}")
        if self.values.get("keep"):
            names = ", ".join(f'"{name}"' for name in self.values["keep"])
            lines.append(f"keep = [{names}]")
        for name, counts in (("key_quotes", self.key_counts), ("key_lists", self.list_counts)):
            keys = self.values.get(name, {})
            if keys:
                lines += ["", f"[format.{name.replace('_', '-')}]{self._comment(name)}"]
            for key, word in keys.items():
                times, total = counts[key]
                lines.append(f'"{_escaped(key)}" = "{word}"  # {times:,} of {total:,}')
        return "\n".join([*lines, ""])

    def _comment(self, name: str) -> str:
        said = []
        if name in self.counts:
            times, total = self.counts[name]
            said.append(f"{times:,} of {total:,}" + " files" * (name in _COUNTED_IN_FILES))
        share = self.deviating.get(name, 0)
        if share > TOLERANCE:
            said.append(f"{share:.0%} of the files are otherwise")
        return f"  # {'; '.join(said)}" if said else ""


def _escaped(key: str) -> str:
    return json.dumps(key, ensure_ascii=False)[1:-1].replace("\x7f", "\\u007F")


def learn(paths: Iterable[str | os.PathLike[str]], model: type | None = None) -> Learned:
    """Read the style off files, as `Style.of` does.

    Raises:
        ModelError: the class is not a model.
    """
    layout: Layout = PlainLayout() if model is None else HouseStyle(model)
    evidence = Evidence(layout)
    read = list(_read(paths))
    languages = Counter(source.format.language for source, _ in read)
    language = max(languages, key=lambda each: (languages[each], each), default="")
    for source, tree in read:
        if isinstance(tree, TomlTree):
            if language == TOML:
                add_toml(evidence, source, tree)
            else:
                add_arrays(evidence, source, tree.root)
        elif source.format.language != language:
            continue
        elif language == JSON:
            add_json(evidence, source, tree)
        else:
            evidence.add(source, tree)
    read = [(source, tree) for source, tree in read if source.format.steps()]
    learned = _chosen(evidence)
    _leave_alone(learned, read, evidence.seen if model is None else layout)
    return learned


def _read(paths: Iterable[str | os.PathLike[str]]) -> Iterator[tuple[Source, Tree]]:
    """Yield the files of some paths that hold YAML, TOML or JSON without faults."""
    names = sorted(file_name_of(path, "Style.of()") for path in paths)
    step = max(1, -(-len(names) // _MOST_FILES))
    limits = Limits()
    for name in names[::step]:
        try:
            source = split(decode(read_file(name, limits), name), name)
            if source.format.language not in (YAML, TOML, JSON):
                continue
            if len(source.data_text) > MOST_CHARACTERS:
                continue
            tree = compose(source, limits)
        except (ArticleSchemaError, OSError):
            continue
        if not tree.faults and tree.root is not None:
            yield source, tree


def _chosen(evidence: Evidence) -> Learned:
    learned = Learned(evidence.files)
    votes = evidence.votes
    learned.choose("blank_lines", votes["blank_lines"], KEEP)
    for name in ("key_order", "null", "multi_line", "line_breaks", "front_matter"):
        learned.choose(name, votes[name])
    _quotes(evidence, learned)
    _needed_quotes(evidence, learned)
    for name in ("date_quotes", "look_alike_quotes", "empty_quotes", "name_quotes"):
        learned.choose(name, votes[name])
    for name in ("indent", "list_indent"):
        least = 1 if name == "indent" else 0
        steps = {step: n for step, n in evidence.steps[name].items() if least <= step <= 8}
        learned.choose(name, Counter(steps))
    _lists(evidence, learned)
    _wrap(evidence, learned)
    _arrays(evidence, learned)
    return learned


def _quotes(evidence: Evidence, learned: Learned) -> None:
    """Choose the quotes of texts and addresses: as the model says, or by kind and key."""
    agreed, total = evidence.by_model[True], evidence.by_model.total()
    if total and agreed >= _SHARE_OF_MODEL * total and evidence.has_quoted_keys:
        learned.values["text_quotes"] = learned.values["url_quotes"] = MODEL
        learned.counts["text_quotes"] = learned.counts["url_quotes"] = (agreed, total)
        learned.choose("sign_quotes", sum(evidence.marks.values(), Counter()))
        return
    usual = {}
    for kind in ("text_quotes", "url_quotes"):
        of_kind = (votes for (_, name), votes in evidence.quotes.items() if name == kind)
        usual[kind] = learned.choose(kind, sum(of_kind, Counter()))
    keys: dict[str, str] = {}
    for path in sorted({path for path, _ in evidence.quotes}):
        votes: Counter[str] = Counter()
        fitting = 0
        for kind, word in usual.items():
            here = evidence.quotes.get((path, kind), Counter())
            votes += here
            fitting += here[word]
        best, count = votes.most_common(1)[0]
        is_clear = count >= _FEWEST_OF_KEY and count >= _SHARE_OF_KEY * votes.total()
        if is_clear and fitting < count and path:
            keys[path] = best
            learned.key_counts[path] = (count, votes.total())
    if keys:
        learned.values["key_quotes"] = keys
    marks = (
        votes for path, votes in evidence.marks.items() if keys.get(path, PLAIN) == PLAIN
    )  # fmt: skip
    learned.choose("sign_quotes", sum(marks, Counter()))


def _needed_quotes(evidence: Evidence, learned: Learned) -> None:
    """Let text that must have quotes have those that the site has elsewhere, if it shows none."""
    seen = sum(evidence.quotes.values(), Counter[str]()) + evidence.votes["date_quotes"]
    del seen[PLAIN]
    is_plain = learned.values.get("text_quotes") == PLAIN
    if not seen:
        return
    usual = seen.most_common(1)[0][0]
    if is_plain and "sign_quotes" not in learned.values:
        learned.values["sign_quotes"] = usual
    if is_plain and not evidence.votes["look_alike_quotes"]:
        learned.values["look_alike_quotes"] = usual


def _arrays(evidence: Evidence, learned: Learned) -> None:
    """Choose which arrays have a line for each value: none, or those of more than some values."""
    total = evidence.arrays.total()
    if not total:
        return
    limits = {0, *(size for size, has_lines in evidence.arrays if not has_lines)}

    def fitting(limit: float) -> int:
        sizes = evidence.arrays.items()
        return sum(n for (size, has_lines), n in sizes if has_lines == (size > limit))

    never, best = fitting(math.inf), max(sorted(limits), key=fitting)
    if fitting(best) <= never:
        learned.values["arrays"], learned.counts["arrays"] = LINE, (never, total)
        return
    learned.values["arrays"], learned.counts["arrays"] = LINES, (fitting(best), total)
    learned.values["flow_items"] = best
    steps = evidence.steps["array_indent"]
    learned.choose("array_indent", Counter({n: times for n, times in steps.items() if n <= 8}))


def _lists(evidence: Evidence, learned: Learned) -> None:
    """Choose where lists stand in brackets: those of most keys, and those of single ones."""
    usual = learned.choose("lists", sum(evidence.lists.values(), Counter()))
    keys: dict[str, str] = {}
    for path, votes in sorted(evidence.lists.items()):
        best, count = votes.most_common(1)[0]
        is_clear = count >= _FEWEST_OF_KEY and count >= _SHARE_OF_KEY * votes.total()
        if is_clear and best != usual and path:
            keys[path] = best
            learned.list_counts[path] = (count, votes.total())
    if keys:
        learned.values["key_lists"] = keys
    # What brackets and dashes do at the same key, the length of the line may explain.
    rest = (votes for path, votes in evidence.lists.items() if path not in keys)
    if usual == FLOW and sum(rest, Counter[str]())[BLOCK]:
        learned.values["flow_width"] = max(evidence.flow_lines, default=0)


def _wrap(evidence: Evidence, learned: Learned) -> None:
    if not evidence.widths:
        return
    most = max(evidence.widths.values())
    best = [width for width, count in evidence.widths.items() if count == most]
    width = USUAL_WIDTH if USUAL_WIDTH in best else min(best)
    on_one_line = sum(end > width for end in evidence.long_lines)
    if most > on_one_line:
        learned.values["wrap"] = width
        learned.counts["wrap"] = (most, evidence.wrapped + on_one_line)


def _leave_alone(learned: Learned, read: list[tuple[Source, Tree]], layout: Layout) -> None:
    """Name those choices in `keep` for which `fmt` would change more than a few of the files."""
    keep = []
    for name in FORMATTED:
        others = tuple(each.replace("_", "-") for each in FORMATTED if each != name)
        alone = Manner(**{**learned.values, "keep": others})
        changed = sum(changed_by(source, tree, layout.with_manner(alone)) for source, tree in read)
        learned.deviating[name] = changed / max(1, len(read))
        if changed > TOLERANCE * len(read):
            keep.append(name.replace("_", "-"))
    if keep:
        learned.values["keep"] = tuple(keep)


#: The fields that `fmt` enforces; the others are for new files alone.
FORMATTED = (
    "key_order", "text_quotes", "url_quotes", "date_quotes", "sign_quotes", "look_alike_quotes",
    "empty_quotes", "key_quotes", "name_quotes", "blank_lines", "indent", "list_indent",
    "arrays", "array_indent",
)  # fmt: skip
