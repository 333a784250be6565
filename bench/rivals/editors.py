# ruff: noqa: E402 - the modules of the tests have no package
"""Make the same edits with each lossless editor of YAML, and let other readers judge.

    python -m pip install . pytest pyyaml ruamel.yaml yaml-edit yamlrocks
    cp tests/node/package.json ELSEWHERE && (cd ELSEWHERE && npm install --no-package-lock)
    ARTICLE_SCHEMA_NODE_MODULES=ELSEWHERE/node_modules python bench/rivals/editors.py [--every N]

The edits and the judges are those of `tests/quality/edits.py`. `yamlrocks` needs Python 3.12. Each
editor is used as its own documentation says, with the options that keep most of a file:

* ruamel.yaml: `preserve_quotes`, no folding, and the indentation that the file has.
* yaml of npm: no folding, and the nodes of scalars kept.
* yamlrocks: `OPT_ROUND_TRIP`. It cannot insert or rename, so the list or the entry is set anew.
* yaml-edit: aliases as they are by default, which refuses to write through one.
* article-schema: what shares a value is set with `aliases="expand"`, as the case wants it.

An edit counts as wrong where the text means something else than was wanted, as minimal where only
lines of its own entry have changed, and no comment but its own is lost.
"""

from __future__ import annotations

import argparse
import gc
import io
import json
import platform
import sys
import warnings
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "quality"), str(ROOT / "tests"), str(ROOT / "bench")]

import yaml_edit
import yamlrocks
from corpus import article
from edit_cases import Case, cases
from edit_corpus import LAYOUT
from edit_readers import python_says, script
from edits import SHARED, File, Judge, files
from measuring import in_turns
from node_tools import Tool, modules
from ruamel.yaml import YAML

from article_schema import loads
from article_schema.document.edits import Delete, Edit, InsertItem, RenameKey, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.splicing.place import ADVICE
from article_schema.document.splicing.splice import splice
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError, EditError

#: The value that is set for the speed, a first-level key of every article.
SPEED = SetValue(("title",), "Another title")


class RefusedError(Exception):
    """An editor has no way to make an edit, or says so."""


class Ours:
    """article-schema."""

    name = f"article-schema {version('article-schema')}"

    def edit(self, source: Source, tree: Tree, case: Case, kind: str) -> tuple[str, Case]:
        """Return the new text of the YAML, and the case as it was made."""
        layout = LAYOUT if kind == "real" else PlainLayout()
        try:
            return splice(source, [case.edit], layout=layout, tree=tree).data_text, case
        except EditError as error:
            if error.advice != ADVICE:
                raise RefusedError from error
        case = case.expanded()
        try:
            return splice(source, [case.edit], layout=layout, tree=tree).data_text, case
        except EditError as error:
            raise RefusedError from error

    def unchanged(self, text: str) -> str:
        """Return a text that nothing has changed."""
        return splice(split(text, "a.yaml"), []).text

    def set_title(self, text: str) -> str:
        """Read a text, set one value, and return the text: what the speed is measured by."""
        document = loads(text, "a.yaml")
        document.set("title", SPEED.value)
        return document.text


class Other:
    """An editor in Python that takes a text and returns one."""

    name = ""

    def changed(self, text: str, edit: Edit | None) -> str:
        """Return the text after an edit, or after none."""
        raise NotImplementedError

    def edit(self, source: Source, tree: Tree, case: Case, kind: str) -> tuple[str, Case]:
        """Return the new text of the YAML, and the case."""
        del tree, kind
        try:
            return self.changed(source.data_text, case.edit), case
        except Exception as error:
            raise RefusedError from error

    def unchanged(self, text: str) -> str:
        """Return a text that nothing has changed."""
        return self.changed(text, None)

    def set_title(self, text: str) -> str:
        """Read a text, set one value, and return the text: what the speed is measured by."""
        return self.changed(text, SPEED)


class Ruamel(Other):
    """ruamel.yaml, tuned to the file."""

    name = f"ruamel.yaml {version('ruamel.yaml')}, tuned"

    def changed(self, text: str, edit: Edit | None) -> str:
        """Return the text after an edit."""
        yaml = YAML(typ="rt")
        yaml.preserve_quotes = True
        yaml.width = 10**9
        yaml.allow_duplicate_keys = True
        offset = _dash_column(text)
        yaml.indent(mapping=2, sequence=2 + offset, offset=offset)
        data = yaml.load(text)
        if edit is not None:
            _plain_edit(data, edit, insert_key=True)
        stream = io.StringIO()
        yaml.dump(data, stream)
        return stream.getvalue()


class YamlEdit(Other):
    """yaml-edit, the Rust crate, by its own Python package."""

    name = f"yaml-edit {version('yaml-edit')}"

    def changed(self, text: str, edit: Edit | None) -> str:
        """Return the text after an edit."""
        file = yaml_edit.YamlFile.parse(text)
        if edit is None:
            return str(file)
        inserts = isinstance(edit, InsertItem)
        route = edit.route if inserts else edit.route[:-1]
        here: Any = file.document().root
        here = _opened(here() if callable(here) else here)
        for step in route:
            here = _opened(here[step])
        if isinstance(edit, InsertItem):
            here.insert(edit.index, edit.value)
        elif isinstance(edit, SetValue):
            here[edit.route[-1]] = edit.value
        elif isinstance(edit, RenameKey):
            here.rename_key(edit.route[-1], edit.key)
        else:
            del here[edit.route[-1]]
        return str(file)


class Yamlrocks(Other):
    """yamlrocks, which keeps what it read with an option."""

    name = f"yamlrocks {version('yamlrocks')}"

    def changed(self, text: str, edit: Edit | None) -> str:
        """Return the text after an edit."""
        document = yamlrocks.loads(text, option=yamlrocks.OPT_ROUND_TRIP)
        if edit is not None:
            if isinstance(edit, InsertItem) and edit.route:
                items = document.to_dict()
                for step in edit.route:
                    items = items[step]
                new = [*items[: edit.index], edit.value, *items[edit.index :]]
                edit = SetValue(edit.route, new)
            _plain_edit(document, edit, insert_key=False)
        return bytes(document.to_yaml()).decode("utf-8")


class Npm(Other):
    """yaml of npm."""

    def __init__(self, tool: Tool, name: str) -> None:
        self.tool = tool
        self.name = name

    def changed(self, text: str, edit: Edit | None) -> str:
        """Return the text after an edit."""
        question: dict[str, Any] = {"kind": "none", "text": text}
        if edit is not None:
            question |= {"route": list(edit.route), "value": getattr(edit, "value", None)}
            question["kind"] = {SetValue: "set", Delete: "delete", InsertItem: "insert",
                                RenameKey: "rename"}[type(edit)]  # fmt: skip
            question |= {"index": getattr(edit, "index", 0), "key": getattr(edit, "key", "")}
        answer = self.tool.ask(question)
        if "refused" in answer:
            raise RefusedError(answer["refused"])
        return str(answer["text"])

    def microseconds(self, texts: list[str], times: int) -> float:
        """Return the microseconds that one value takes, measured inside of node."""
        question = {"times": times, "texts": texts, "route": list(SPEED.route)}
        return float(self.tool.ask({**question, "value": SPEED.value}))


def _opened(node: Any) -> Any:
    """Return a node of yaml-edit as the collection that it is."""
    for kind in ("as_mapping", "as_sequence"):
        found = getattr(node, kind)() if hasattr(node, kind) else None
        if found is not None:
            return found
    return node


def _plain_edit(data: Any, edit: Edit, *, insert_key: bool) -> None:
    """Make an edit on something that is used like dicts and lists."""
    inserts = isinstance(edit, InsertItem)
    for step in edit.route if inserts else edit.route[:-1]:
        data = data[step]
    if isinstance(edit, InsertItem):
        data.insert(edit.index, edit.value)
    elif isinstance(edit, SetValue):
        data[edit.route[-1]] = edit.value
    elif isinstance(edit, Delete):
        del data[edit.route[-1]]
    elif isinstance(edit, RenameKey) and insert_key:
        keys = list(data)
        data.insert(keys.index(edit.route[-1]), edit.key, data.pop(edit.route[-1]))
    elif isinstance(edit, RenameKey):
        old = data[edit.route[-1]]
        data[edit.key] = old.to_dict() if hasattr(old, "to_dict") else old
        del data[edit.route[-1]]


def _dash_column(text: str) -> int:
    """Return how far the dashes of the first list stand from its key, as a person would see it."""
    above = ""
    for line in text.splitlines():
        if line.lstrip().startswith("- ") and above.rstrip().endswith(":"):
            indent = len(above) - len(above.lstrip(" -"))
            return max(len(line) - len(line.lstrip()) - indent, 0)
        above = line if line.strip() else above
    return 2


def _again(source: Source, block: str) -> Source:
    """Return the source with another text for its YAML."""
    start, end = source.block
    return source.with_data_in(source.text[:start] + block + source.text[end:])


def judge_file(
    judge: Judge, file: File, editors: list[Any], every: int, table: dict[str, Counter[str]]
) -> None:
    """Make the edits of a file with every editor."""
    try:
        source = split(file.text, file.name)
        tree = compose(source)
    except DocumentError:
        return
    if tree.root is None or source.format.language != "yaml":
        return
    trusted = (
        python_says(source, tree.data) is None,
        judge.other.says(source, tree.data) is None,
    )
    for editor in editors:
        row = table[editor.name]
        try:
            same = editor.unchanged(source.data_text) == source.data_text
        except Exception:  # noqa: BLE001 - an editor may raise what it likes
            same = False
        row["files"] += 1
        row["identical"] += same
    for number, case in enumerate(cases(source, tree)):
        if number % every:
            continue
        for editor in editors:
            row = table[editor.name]
            row["edits"] += 1
            try:
                text, made = editor.edit(source, tree, case, file.kind)
            except RefusedError:
                row["refused"] += 1
                continue
            try:
                result = judge.judged(source, tree, made, _again(source, text), trusted)
            except DocumentError:
                result = "wrong: it cannot be read"
            row[result.partition(":")[0]] += 1
            row["lost"] += result == "wide: a comment is lost"


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=50, help="make each N-th edit only")
    parser.add_argument("--made", type=int, default=200, help="how many texts are made")
    options = parser.parse_args()
    # Of what the texts of the YAML test suite do on purpose.
    warnings.simplefilter("ignore")
    paths = [path for path in (SHARED / "corpus", SHARED / "sites") if path.exists()]
    with script() as other, Tool("../../bench/rivals/editors.mjs", "yaml") as npm:
        editors: list[Any] = [Ours(), YamlEdit(), Ruamel(), Yamlrocks(), Npm(npm, _npm_name())]
        judge = Judge(other)
        tables: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for file in files(paths, options.made):
            judge_file(judge, file, editors, options.every, tables[file.kind])
        texts = [split(article(number)[1], "a.md").data_text for number in range(100)]
        # What the judges hold is no part of an edit, and the collector need not look through it.
        gc.collect()
        gc.freeze()
        *in_python, in_node = editors
        speed = in_turns({editor.name: editor.set_title for editor in in_python}, texts, 7)
        speed[in_node.name] = in_node.microseconds(texts, 7)
    print(f"Python {platform.python_version()}, each {options.every}th edit\n")
    for kind, table in tables.items():
        _print(kind, table, speed)


def _npm_name() -> str:
    found = json.loads((modules("yaml") / "yaml" / "package.json").read_text("utf-8"))
    return f"yaml {found['version']} of npm"


def _print(kind: str, table: dict[str, Counter[str]], speed: dict[str, float]) -> None:
    first = next(iter(table.values()))
    print(f"{kind}: {first['files']:,} files, {first['edits']:,} edits\n")
    print("| editor | no edit: identical | minimal | wrong | refused | comment lost | µs |")
    print("|---|---|---|---|---|---|---|")
    for name, row in table.items():
        shares = [f"{row[word] / max(row[of], 1):.2%}"
                  for word, of in (("identical", "files"), ("minimal", "edits"))]  # fmt: skip
        counts = [f"{row[word]:,}" for word in ("wrong", "refused", "lost")]
        print("|", " | ".join([name, *shares, *counts, f"{speed[name]:,.0f}"]), "|")
    print()


if __name__ == "__main__":
    main()
