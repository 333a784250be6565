"""A state machine over documents: whatever is done to one, no change is lost or half made."""

from __future__ import annotations

import copy
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from article_schema import (
    ArticleSchemaError,
    EditError,
    SaveError,
    UsageError,
    ValidationError,
    fix_text,
    format_text,
    load,
    loads,
    structure,
)
from article_schema.document.compare import same

TEXTS = [
    """\
---
# Stays: the head.
category: news
title: "The harbour at dawn" # stays: the headline
excerpt: 'A walk along the quays.'
publishedDateTime: 2020-06-12T21:19:00+02:00
webUrl: "https://www.example.com/harbour?a=1&#038;b=2"
type:   article
quality: 59

provider:
  name: Example Times
  domain: example.com

topics: # stays: the topics
  - Ports

tags: [one, two]
seo:
  keywords: [harbour, dawn]
---
Body.
""",
    """\
+++
# Stays: the head.
category = "news"
title = "Harbour" # stays: the headline
excerpt = "A walk."
publishedDateTime = "2020-06-12T19:19:00Z"
webUrl = "https://www.example.com/harbour"
type = "article"
topics = ["Ports"]
tags = ["one"]

[provider]
name = "Example Times"
domain = "example.com"

[seo]
keywords = ["harbour"]
+++
Body.
""",
]
WORDS = st.sampled_from(["Ports", "Quay", "# no comment", "'quoted'", "a: b", "ünï", "- x"])
BODIES = st.sampled_from(["", "Body.\n", "---\n", "+++\nx", "Two\nlines", "\n\n"])
VALUES = st.one_of(WORDS, st.integers(-5, 500), st.lists(WORDS, max_size=3))
#: What ends a block of edits that fails.
FAULTS = st.sampled_from(["raise", "invalid", "refused"])


class StopError(Exception):
    """Raised in a block on purpose."""


class Documents(RuleBasedStateMachine):
    """A document with its file, beside plain data that the same is done to."""

    #: How many steps were taken in all.
    steps: ClassVar[int] = 0

    @initialize(text=st.sampled_from(TEXTS), newline=st.sampled_from(["\n", "\r\n"]))
    def open(self, text: str, newline: str) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.path = self.folder / "article.md"
        self.newline = newline
        self.path.write_bytes(text.replace("\n", newline).encode())
        self.document = load(self.path)
        self.article = self.document.article
        self.topics = self.article.topics
        self.data: Any = self.document.data
        self.body = self.document.body
        self.on_disk = self.path.read_bytes()
        self.notes = text.count("tays: ")

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @invariant()
    def text_data_and_article_agree(self) -> None:
        if not hasattr(self, "document"):
            return
        Documents.steps += 1
        assert same(self.document.data, self.data)
        again = loads(self.document.text)
        assert same(again.data, self.data)
        assert again.body == self.document.body == self.body
        assert self.document.article is self.article
        assert self.article.topics is self.topics
        assert self.article == structure(self.data)
        assert self.document.text.count("tays: ") == self.notes
        assert self.path.read_bytes() == self.on_disk

    @rule(value=st.one_of(st.none(), st.integers(-1, 300)))
    def set_heat(self, value: int | None) -> None:
        self.article.heat = value
        self.put("heat", value)

    def put(self, key: str, value: Any) -> None:
        if value is None or value == []:
            self.data.pop(key, None)
        else:
            self.data[key] = value

    @rule(title=WORDS)
    def set_title(self, title: str) -> None:
        self.article.title = title
        self.data["title"] = title

    @rule(word=WORDS)
    def append_a_topic(self, word: str) -> None:
        self.topics.append(word)
        self.data["topics"].append(word)

    @rule()
    def drop_a_topic(self) -> None:
        if len(self.topics) > 1:
            del self.topics[-1]
            del self.data["topics"][-1]

    @rule(word=WORDS)
    def hold_what_no_model_knows(self, word: str) -> None:
        self.article.extra["seo"]["keywords"].append(word)
        self.data["seo"]["keywords"].append(word)

    @rule(value=VALUES)
    def set_by_route(self, value: Any) -> None:
        self.document.set("seo.note", value)
        self.data["seo"]["note"] = copy.deepcopy(value)

    @rule(word=WORDS)
    def append_by_route(self, word: str) -> None:
        self.document.append("tags", word)
        self.data["tags"] = [*self.data.get("tags", []), word]

    @rule()
    def sort_by_route(self) -> None:
        self.document.sort("topics")
        self.data["topics"].sort()

    @rule()
    def break_the_contract(self) -> None:
        for change in (
            lambda: self.document.set("title", 5),
            lambda: self.document.delete("provider"),
            lambda: self.document.append("topics", 7),
        ):
            self.refused(change, ValidationError)

    @rule()
    def ask_for_what_cannot_be(self) -> None:
        self.refused(lambda: self.document.set("no.such", 1), EditError)
        self.refused(lambda: self.document.set("[", 1), UsageError)

    def refused(self, change: Callable[[], object], error: type[ArticleSchemaError]) -> None:
        try:
            change()
        except error:
            return
        raise AssertionError(f"{error.__name__} was expected")

    @rule(body=BODIES)
    def set_the_body(self, body: str) -> None:
        self.document.body = body
        self.body = body.replace("\n", self.newline)

    @rule()
    def format(self) -> None:
        wanted = format_text(self.document.text)
        self.document.format()
        assert self.document.text == wanted
        # The keys may stand in another order now.
        self.data = self.document.data

    @rule()
    def fix(self) -> None:
        wanted = fix_text(self.document.text)
        self.document.fix()
        assert self.document.text == wanted
        self.data = loads(wanted).data

    @rule()
    def save(self) -> None:
        text = self.document.text.encode()
        assert self.document.save() == (text != self.on_disk)
        self.on_disk = text

    @rule()
    def save_under_another_name(self) -> None:
        self.refused(lambda: self.document.save_as(self.path), SaveError)
        self.path = self.folder / f"{len(list(self.folder.iterdir()))}.md"
        self.document.save_as(self.path)
        self.on_disk = self.document.text.encode()
        assert self.document.filename == str(self.path)

    @rule(word=WORDS)
    def somebody_else_saves(self, word: str) -> None:
        other = load(self.path)
        if not other.data.get("title") or word == other.article.title:
            return
        other.article.title = word
        other.save()
        theirs = self.path.read_bytes()
        if self.document.text.encode() != self.on_disk:
            self.refused(self.document.save, SaveError)
            self.refused(self.document.reload, UsageError)
        assert self.path.read_bytes() == theirs
        self.document.reload(discard=True)
        self.on_disk = theirs
        self.data, self.body = other.data, other.body

    @rule(word=WORDS, heat=st.integers(0, 9))
    def change_all(self, word: str, heat: int) -> None:
        with self.document.edit():
            provider = self.document.data["provider"]
            self.document.delete("provider")
            self.document.set("provider", provider)
            self.article = self.document.article
            self.article.heat = heat
            self.document.set("seo.note", word)
            self.document.body = word
        self.data["heat"] = heat
        self.data["seo"]["note"] = word
        self.data["provider"] = self.data.pop("provider")
        self.body = word

    @rule(word=WORDS, fault=FAULTS)
    def change_nothing(self, word: str, fault: str) -> None:
        before = self.document.text
        try:
            with self.document.edit():
                self.change_and_fail(word, fault)
        except (StopError, ArticleSchemaError):
            assert self.document.text == before
            return
        raise AssertionError("the block has to fail")

    def change_and_fail(self, word: str, fault: str) -> None:
        document = self.document
        self.article.title = word
        self.topics.append(word)
        document.append("tags", word)
        try:
            with document.edit():
                document.set("seo.inner", word)
                document.body = "inner"
                raise StopError
        except StopError:
            assert "inner" not in document.data["seo"]
        document.body = "Something else"
        document.sort("topics", reverse=True)
        self.refused(document.save, UsageError)
        if fault == "raise":
            raise StopError
        if fault == "refused":
            document.set("no.such", 1)
        document.delete("provider")
