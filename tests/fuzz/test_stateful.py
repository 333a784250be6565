"""Files that are opened, changed, saved and opened again, in any order of these steps.

`python tests/fuzz/run.py --engine hypothesis --cases 100000` runs so many cases, a tenth of them on
typed articles, which take longer.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from random import Random
from typing import Any

from document.hostile_texts import make_edit, make_text
from hypothesis import HealthCheck, assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from strategies import odd_values, valid_articles

from article_schema import dump, load
from article_schema.conversion import structure
from article_schema.document.compare import same
from article_schema.document.edits import Delete, SetValue
from article_schema.document.splicing.splice import intended
from article_schema.document.tree import Scalar, walk
from article_schema.documents.document import Document
from article_schema.errors import (
    DocumentError,
    EditError,
    FileChangedError,
    ValidationError,
)
from article_schema.model.article import Article
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import format_route

CASES = int(os.environ.get("ARTICLE_SCHEMA_STATEFUL_CASES", "250"))
SEEDS = st.integers(0, 10**9)
#: Memory where there is a file system of it: a case writes many small files.
_MEMORY = Path("/dev/shm")
_FIELDS = table_of(Article).fields


class _OpenFile(RuleBasedStateMachine):
    """A file that is open, what its data should be, and what should stand on disk."""

    name = "article.md"

    def __init__(self) -> None:
        super().__init__()
        base = _MEMORY if os.access(_MEMORY, os.W_OK) else None
        self.folder = Path(tempfile.mkdtemp(prefix="stateful-", dir=base))
        self.path = self.folder / self.name
        self.document: Document
        self.on_disk = b""

    def teardown(self) -> None:
        shutil.rmtree(self.folder)

    def open(self) -> None:
        self.on_disk = self.path.read_bytes()
        self.document = load(self.path)
        assert self.document.text.encode() == self.on_disk

    @rule()
    def save(self) -> None:
        text = self.document.text.encode()
        assert self.document.save() is (text != self.on_disk)
        self.on_disk = text

    @rule()
    def open_again(self) -> None:
        data = self.document.data
        self.save()
        self.open()
        assert same(self.document.data, data)

    @rule()
    def somebody_else_writes(self) -> None:
        theirs = self.on_disk + b"one more line\n"
        changed = self.document.text.encode() != self.on_disk
        self.path.write_bytes(theirs)
        try:
            self.document.save()
            assert not changed
        except FileChangedError:
            assert changed
        assert self.path.read_bytes() == theirs
        self.path.write_bytes(self.on_disk)

    @invariant()
    def the_disk_holds_what_was_saved(self) -> None:
        assert [path.name for path in self.folder.iterdir()] == [self.name]
        assert self.path.read_bytes() == self.on_disk


class HostileFile(_OpenFile):
    """A file in a style that nobody should write."""

    goal: Any = None

    @initialize(seed=SEEDS)
    def write(self, seed: int) -> None:
        text = make_text(seed)
        self.name = "a.md" if text.removeprefix("\ufeff").startswith("---") else "a.yaml"
        self.path = self.folder / self.name
        self.path.write_bytes(text.encode())
        try:
            self.open()
        except DocumentError:
            assume(False)
        self.goal = self.document.data

    @rule(choice=SEEDS)
    def edit(self, choice: int) -> None:
        root = self.document._content.tree.root
        assume(root is not None and any(walk(root)))
        edit = make_edit(self.document._content.tree, Random(choice))
        assume(isinstance(edit, SetValue | Delete))
        text, route = self.document.text, format_route(edit.route)
        try:
            if isinstance(edit, SetValue):
                self.document.set(route, edit.value)
            else:
                self.document.delete(route)
            self.goal = intended(self.goal, [edit])
        except EditError:
            assert self.document.text == text

    @rule(choice=SEEDS, value=st.sampled_from(["entirely new", "a: b", 7, None, True]))
    def set_and_set_back(self, choice: int, value: object) -> None:
        root = self.document._content.tree.root
        assume(root is not None)
        text = self.document._content.source.text
        quoted = [
            (route, node)
            for route, _, node in walk(root)
            if isinstance(node, Scalar) and node.style in ("'", '"') and _has_one_form(text, node)
        ]
        assume(quoted)
        route, node = Random(choice).choice(quoted)
        found = self.document._content.tree.find(route)
        assume(found is not None and found[1] is node)
        before = self.document.text
        try:
            self.document.set(format_route(route), value)
        except EditError:
            assert self.document.text == before
            return
        self.document.set(format_route(route), node.value)
        if isinstance(value, str):
            assert self.document.text == before

    @invariant()
    def the_data_is_what_was_intended(self) -> None:
        assert same(self.document.data, self.goal)


def _has_one_form(text: str, node: Scalar) -> bool:
    """Tell whether a quoted text can be written in one way only: no escapes, no line breaks."""
    written = text[node.start : node.end]
    return written.isprintable() and "\\" not in written


class TypedFile(_OpenFile):
    """A valid file in house form that is changed through its article."""

    @initialize(article=valid_articles())
    def write(self, article: Article) -> None:
        dump(article, self.path, body="The body.\n")
        self.open()
        assert self.document.article == article

    @rule(other=valid_articles(), field=st.sampled_from(_FIELDS))
    def take_a_field_over(self, other: Article, field: Field) -> None:
        article = self.document.article
        before = getattr(article, field.name)
        try:
            setattr(article, field.name, getattr(other, field.name))
            assert self.document.text
        except ValidationError:
            setattr(article, field.name, before)

    @rule(other=valid_articles(), chance=st.integers(0, 3))
    def change_a_list(self, other: Article, chance: int) -> None:
        images = self.document.article.images
        if images and chance == 0:
            del images[0]
        elif chance == 1:
            images.reverse()
        else:
            images[chance - 2 :] = other.images

    @rule(field=st.sampled_from(_FIELDS), value=odd_values)
    def set_by_route(self, field: Field, value: object) -> None:
        text, article = self.document.text, self.document.article
        try:
            self.document.set(field.key, value)
        except (EditError, ValidationError):
            assert self.document.text == text
        assert self.document.article is article

    @invariant()
    def the_data_is_that_of_the_article(self) -> None:
        assert structure(self.document.data) == self.document.article
        assert self.document.body == "The body.\n"


def many(cases: int) -> settings:
    return settings(
        max_examples=cases, stateful_step_count=6, deadline=None, print_blob=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def test_hostile_files() -> None:
    run_state_machine_as_test(HostileFile, settings=many(CASES - CASES // 10))


def test_typed_files() -> None:
    run_state_machine_as_test(TypedFile, settings=many(CASES // 10))
