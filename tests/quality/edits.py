# ruff: noqa: E402 - the modules beside the script, and those of the tests, have no package
"""Edit files in every way that a person could ask for, and let other readers judge.

    python tests/quality/edits.py [--every N] [--made N] [--show REASON] [PATH...]

The files are those of `../shared/corpus` and `../shared/sites`, the inputs of the YAML test suite
(of npm, or `*.yaml` in the folder that `ARTICLE_SCHEMA_YAML_SUITE` names), and texts made at
random. Of each edit two readers have to say that the text means what was intended and nothing
else: PyYAML with the resolver of YAML 1.2, and `yaml` of npm where node is there (see
`tests/node_tools.py`).

An edit is minimal if it touches only lines of its own entry, and loses no comment but the entry's
own. Exits with 1 if one was wrong.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

from edit_cases import Case, cases
from edit_corpus import LAYOUT, _gone_and_added
from edit_readers import Script, python_says, script, suite
from edit_texts import made

from article_schema.document.comments import comments
from article_schema.document.edits import EXPAND
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.reading.compose import compose
from article_schema.document.reading.ladder import look
from article_schema.document.source import Source, decode
from article_schema.document.splicing.place import ADVICE
from article_schema.document.splicing.splice import intended, splice
from article_schema.document.text import is_blank, is_comment
from article_schema.document.tree import Tree
from article_schema.errors import ArticleSchemaError, DocumentError, EditError

SHARED = Path(__file__).parents[3] / "shared"
SUITE = "ARTICLE_SCHEMA_YAML_SUITE"
_ENDINGS = {".md", ".mdx", ".html", ".yaml", ".yml", ".json", ".toml"}
_COMMENT = re.compile("#")


@dataclass(frozen=True)
class File:
    """A text to edit."""

    name: str
    text: str
    #: `real`, `suite` or `made`.
    kind: str


def files(paths: list[Path], count: int) -> Iterator[File]:
    """Yield the texts."""
    for path in paths:
        found = [path] if path.is_file() else sorted(path.rglob("*"))
        for each in found:
            if each.is_file() and each.suffix in _ENDINGS:
                yield File(str(each), decode(each.read_bytes(), each.name), "real")
    folder = os.environ.get(SUITE)
    texts = (
        [(each.name, each.read_text("utf-8")) for each in sorted(Path(folder).glob("*.yaml"))]
        if folder else suite()
    )  # fmt: skip
    for name, text in texts:
        yield File(f"{name}.yaml", text, "suite")
    for name, text in made(count):
        yield File(f"{name}.yaml", text, "made")


class Judge:
    """Makes the edits of a file and says what came of each."""

    def __init__(self, other: Script) -> None:
        self.other = other
        self.layout = PlainLayout()

    def results(self, file: File, every: int) -> Iterator[tuple[Case, str, str]]:
        """Yield each edit with what came of it, and the new text."""
        try:
            source = split(file.text, file.name)
            tree = compose(source)
        except DocumentError:
            return
        if tree.root is None:
            return
        # As documents are opened: then edits take the short ways, too.
        seen = look(source)
        if splice(source, [], tree=seen).whole_text != file.text:
            raise SystemExit(f"{file.name}: no edit changes it")
        trusted = (
            python_says(source, tree.data) is None,
            self.other.says(source, tree.data) is None,
        )
        layout = LAYOUT if file.kind == "real" else self.layout
        for number, each in enumerate(cases(source, tree)):
            if number % every:
                continue
            case = each
            try:
                new = splice(source, [case.edit], layout=layout, tree=seen)
            except EditError as error:
                if error.advice != ADVICE:
                    yield case, f"refused: {error.reason}", ""
                    continue
                # Other places share the value: a person says that this one alone is meant.
                case = each.expanded()
                try:
                    new = splice(source, [case.edit], layout=layout, tree=seen)
                except EditError as again:
                    yield case, f"refused: {again.reason}", ""
                    continue
            yield case, self.judged(source, tree, case, new, trusted), new.text

    def judged(
        self, source: Source, tree: Tree, case: Case, new: Source, trusted: tuple[bool, bool]
    ) -> str:
        """Return `minimal`, `wide: …` or `wrong: …`."""
        goal = intended(tree.data, [case.edit])
        if trusted[0]:
            wrong = python_says(new, goal)
            if wrong:
                return f"wrong: PyYAML: {wrong}"
        if trusted[1]:
            wrong = self.other.says(new, goal)
            if wrong:
                return f"wrong: yaml of npm: {wrong}"
        if new.body != source.body or new.text[: source.block[0]] != source.text[: source.block[0]]:
            return "wrong: the body or the fences changed"
        wide = touched(source, tree, case, new)
        return f"wide: {wide}" if wide else "minimal"


def touched(source: Source, tree: Tree, case: Case, new: Source) -> str:
    """Say what was changed that has no part in the edit, or return nothing."""
    lost = _comments(source, tree) - _comments(new, compose(new))
    lost -= Counter(case.own_comments)
    if lost:
        return "a comment is lost"
    old_lines = [line.rstrip("\r") for line in source.text.split("\n")]
    new_lines = [line.rstrip("\r") for line in new.text.split("\n")]
    gone, added = _gone_and_added(old_lines, new_lines)
    for number in gone:
        line = old_lines[number - 1]
        if case.first <= number <= case.last or is_blank(line):
            continue
        if case.edit.aliases == EXPAND and any(sign in line for sign in "&*"):
            # The first alias takes the value and its anchor.
            continue
        if is_comment(line) and (line.strip() in case.own_comments or line.strip() in new.text):
            continue
        if line == old_lines[-1] and new_lines[-1] == "" and case.last >= number - 1:
            # A line without a break gets one when another follows.
            continue
        return "another line changed"
    if added > case.added:
        return "too many lines added"
    blanks = sum(is_blank(old_lines[number - 1]) for number in gone
                 if not case.first <= number <= case.last)  # fmt: skip
    if blanks > 1 and case.kind != "delete":
        return "blank lines removed"
    if source.text.endswith("\n") is not new.text.endswith("\n") and not case.at_end:
        return "the final newline changed"
    return ""


def _comments(source: Source, tree: Tree) -> Counter[str]:
    return Counter(
        source.text[each.start : each.end].rstrip() for each in comments(source, tree, _COMMENT)
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--every", type=int, default=1, help="make each N-th edit only")
    parser.add_argument("--made", type=int, default=800, help="how many texts are made")
    parser.add_argument("--show", default="", help="show edits whose result has these words")
    parser.add_argument("--most", type=int, default=3, help="how many are shown of each")
    options = parser.parse_args()
    paths = options.paths or [SHARED / "corpus", SHARED / "sites"]
    table: dict[str, Counter[str]] = defaultdict(Counter)
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    reasons: Counter[str] = Counter()
    started = time.perf_counter()
    with script() as other:
        judge = Judge(other)
        for file in files([path for path in paths if path.exists()], options.made):
            for case, result, new in judge.results(file, options.every):
                word, _, reason = result.partition(": ")
                table[file.kind][word] += 1
                kinds[case.name][word] += 1
                reason = re.sub(r"`[^`]*`", "`…`", reason)
                reasons[f"{file.kind} {word}: {reason[:100]}"] += word != "minimal"
                seen = reasons[f"{file.kind} {word}: {reason[:100]}"]
                wanted = options.show and options.show in f"{file.kind} {case.name} {result}"
                if (wanted and seen <= options.most) or (word == "wrong" and seen <= 3):
                    print(f"{file.name}: {case.name}: {case.edit}\n    {result}")
                    if options.show:
                        print(file.text[:1500], "-" * 30, new[:1500], "=" * 40, sep="\n")
    _print(table, kinds, reasons, time.perf_counter() - started)
    if other.tool is None:
        print("there was no `yaml` of npm: PyYAML alone has judged")
    return 1 if any(row["wrong"] for row in table.values()) else 0


def _print(
    table: dict[str, Counter[str]],
    kinds: dict[str, Counter[str]],
    reasons: Counter[str],
    seconds: float,
) -> None:
    total: Counter[str] = Counter()
    for row in table.values():
        total += row
    print(f"{total.total():,} edits in {seconds:.0f} s\n")
    head = ("edits", "minimal", "wide", "refused", "wrong")
    print(f"{'':<26}" + "".join(f"{word:>9}" for word in head) + f"{'share':>10}")
    for name, row in [*sorted(table.items()), *sorted(kinds.items()), ("total", total)]:
        counts = (row.total(), *(row[word] for word in head[1:]))
        share = row["minimal"] / max(row.total(), 1)
        print(f"{name:<26}" + "".join(f"{each:>9,}" for each in counts) + f"{share:>10.3%}")
    for reason, number in reasons.most_common(25):
        if number:
            print(f"{number:>7} × {reason}")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ArticleSchemaError as error:
        sys.exit(str(error))
