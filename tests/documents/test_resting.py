"""Texts at rest: what was read of them is forgotten and read again, and nobody can tell."""

from __future__ import annotations

import gc
import pickle
import tracemalloc
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from article_schema import Article, Document, ValidationError, dumps, load, loads
from article_schema.documents import resting
from article_schema.testing import make


def forgotten(document: Document) -> Document:
    """Return a document of which everything was forgotten that can be."""
    document._content._text.forget()
    return document


FILES = sorted((Path(__file__).resolve().parents[2] / "examples").glob("articles/*.md"))
TOML = '+++\ntitle = "A quiet day"\ndate = 2020-06-12\n+++\nIt was quiet.\n'


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_forgotten_document_says_the_same(path: Path) -> None:
    fresh, old = load(path), forgotten(load(path))
    assert old._content._text._reading is None
    assert (old.text, old.body, old.data) == (fresh.text, fresh.body, fresh.data)
    assert forgotten(old).article == fresh.article
    assert forgotten(old).article is old.article
    assert forgotten(old).text == path.read_bytes().decode()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("\ufeff---\r\ntitle: A quiet day\r\n---\r\nIt was quiet.\r\n", "a.md"),
        (TOML, "a.md"),
        ('{"title": "A quiet day"}\n', "a.json"),
        ('{"title": "A quiet day"}\n', "a.jsonl"),
        ("title: A quiet day\ntags: &a [b]\nmore: *a\n", "a.yaml"),
        ("---\n---\n", "a.md"),
    ],
    ids=["byte-order mark", "TOML", "JSON", "JSON lines", "alias", "empty"],
)
def test_each_format_is_read_again(tmp_path: Path, text: str, name: str) -> None:
    (tmp_path / name).write_bytes(text.encode())
    for document in (loads(text, name), load(tmp_path / name)):
        data = document.data
        assert forgotten(document).data == data
        assert forgotten(document).text == text
        forgotten(document).set("title", "Another day")
        assert forgotten(document).data == {**(data or {}), "title": "Another day"}
        assert document.text == text.replace("A quiet day", "Another day") or not data


def test_a_change_after_a_rest_is_written_as_one_before_it() -> None:
    text = dumps(make(Article, heat=3), body="It was quiet.\n")
    one, other = loads(text), loads(text)
    for document, wait in ((one, lambda each: each), (other, forgotten)):
        wait(document).article.heat = 4
        wait(document).set("seo", {"keywords": ["harbour"]})
        wait(document).article.extra["seo"]["keywords"].append("dawn")
        wait(document).delete("heat")
        assert wait(document).article.heat is None
    assert forgotten(other).text == one.text
    assert one.text != text


def test_a_fault_after_a_rest_has_its_place() -> None:
    document = forgotten(loads("---\ntitle: A quiet day\nheat: much\n---\n"))
    with pytest.raises(ValidationError) as caught:
        _ = document.article
    assert "article.md:3:7" in caught.value.places


def test_an_article_in_place_of_one_that_nobody_read() -> None:
    document = forgotten(loads(dumps(make(Article, heat=3))))
    new = make(Article, heat=5)
    document.article = new
    assert "heat: 5" in forgotten(document).text
    new.heat = 6
    assert "heat: 6" in forgotten(document).text


@pytest.mark.parametrize(
    "copied", [deepcopy, lambda each: pickle.loads(pickle.dumps(each))], ids=["deepcopy", "pickle"]
)
def test_a_copy_is_a_document_of_its_own(
    tmp_path: Path, copied: Callable[[Document], Document]
) -> None:
    path = tmp_path / "a.md"
    path.write_text(dumps(make(Article, heat=3), body="It was quiet.\n"))
    untouched, read, changed = load(path), load(path), load(path)
    assert read.article.heat == 3
    changed.article.heat = 4
    changed.set("seo", 1)
    copies = [copied(document) for document in (untouched, read, changed)]
    for document, copy in zip((untouched, read, changed), copies, strict=True):
        assert copy.text == document.text
        assert copy.article == document.article
        assert copy.article is not document.article
    copies[2].article.heat = 7
    assert changed.article.heat == 4
    assert copies[2].save()
    assert "heat: 7" in path.read_text()


def test_only_the_last_few_texts_stay_read() -> None:
    text = dumps(make(Article))
    documents = [loads(text, f"{number}.md") for number in range(20)]
    kept = [each._text._reading is not None for each in documents]
    assert kept == [False] * 12 + [True] * 8


def test_texts_that_articles_share_are_one_object() -> None:
    one, other = (loads(dumps(make(Article, category="news"))).article for _ in range(2))
    assert one.category is other.category
    assert one.topics is not other.topics


def empty() -> None:
    while resting._LAST:
        resting._LAST.pop().forget()
    gc.collect()


def memory(paths: list[Path], open_: Callable[[Path], Any]) -> float:
    """Return the memory of open files as a multiple of their texts."""
    # A path keeps its text once that was asked for, which is no part of a document.
    texts = sum(path.stat().st_size for path in paths)
    open_(paths[0])
    empty()
    tracemalloc.start()
    try:
        kept = [open_(path) for path in paths]
        empty()
        taken = tracemalloc.get_traced_memory()[0]
    finally:
        tracemalloc.stop()
    assert len(kept) == len(paths)
    return taken / texts


def with_article(path: Path) -> Document:
    document = load(path)
    _ = document.article
    return document


def test_a_document_at_rest_takes_a_few_times_its_text(shared: Path) -> None:
    paths = sorted(shared.glob("corpus/news/*.md"))
    # What several documents share may be made anew during one of the rounds, as it is kept for all.
    assert min(memory(paths, load) for _ in range(3)) < 1.6
    assert min(memory(paths, with_article) for _ in range(3)) < 3
