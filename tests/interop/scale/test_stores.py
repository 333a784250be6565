"""Objects in a store are replaced whole or not at all, and only while nobody has changed them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import fsspec
import pytest

from article_schema import FileChangedError, SaveError
from article_schema.cli import main
from article_schema.interop.scale import stores
from article_schema.interop.scale.stores import Tree, replace

TEXT = """---
category: news
title: "Dawn &amp; dusk"
excerpt: "It is early."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/dawn"
type: article
provider: {name: Example Times, domain: example.com}
topics: [Ports]
images:
  - {url: "https://media.example.com/a.jpg", width: "3", height: 4}
---
"""


class Store:
    """A store that answers as one of S3 does: a write that asks for another tag is refused."""

    def __init__(self, **objects: bytes) -> None:
        self.objects = {f"bucket/news/{name}.md": raw for name, raw in objects.items()}
        self.meanwhile: Callable[[], object] = lambda: None

    def isdir(self, path: str) -> bool:
        return path not in self.objects

    def find(self, path: str, detail: bool) -> dict[str, dict[str, Any]]:
        return {name: {"size": len(raw)} for name, raw in self.objects.items()}

    def invalidate_cache(self) -> None:
        pass

    def info(self, path: str) -> dict[str, Any]:
        return {"ETag": hash(self.cat_file(path))}

    def cat_file(self, path: str) -> bytes:
        if path not in self.objects:
            raise FileNotFoundError(path)
        return self.objects[path]

    def cat(self, paths: list[str], on_error: str) -> dict[str, bytes]:
        return {path: self.cat_file(path) for path in paths}

    def pipe_file(self, path: str, raw: bytes, IfMatch: object) -> None:  # noqa: N803
        self.meanwhile()
        if self.info(path)["ETag"] != IfMatch:
            raise OSError(22, "At least one of the pre-conditions you specified did not hold")
        self.objects[path] = raw


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Store:
    found = Store(a=TEXT.encode(), b=TEXT.replace('"3"', "3").encode())
    monkeypatch.setattr(stores, "_system_of", lambda url: (found, url.removeprefix("s3://")))
    return found


def test_a_fix_replaces_the_objects_that_it_changes(store: Store) -> None:
    before = dict(store.objects)
    assert main(["check", "--isolated", "--fix", "--unsafe-fixes", "s3://bucket/news"]) == 0
    fixed = before["bucket/news/a.md"].replace(b'"3"', b"3")
    assert store.objects["bucket/news/a.md"] != before["bucket/news/a.md"]
    assert store.objects["bucket/news/a.md"] == store.objects["bucket/news/b.md"]
    assert len(fixed) >= len(store.objects["bucket/news/a.md"])


def test_an_object_that_has_changed_stays(store: Store) -> None:
    with pytest.raises(FileChangedError, match="has changed since it was read"):
        replace("s3://bucket/news/a.md", b"new", b"another text")
    store.meanwhile = lambda: store.objects.update({"bucket/news/a.md": b"of another one"})
    with pytest.raises(FileChangedError, match="has changed since it was read"):
        replace("s3://bucket/news/a.md", b"new", TEXT.encode())
    assert store.objects["bucket/news/a.md"] == b"of another one"
    with pytest.raises(FileChangedError):
        replace("s3://bucket/news/none.md", b"new", b"old")
    assert "bucket/news/none.md" not in store.objects


def test_a_store_that_fails_is_told(store: Store) -> None:
    def fail() -> None:
        raise PermissionError(13, "Access denied")

    store.meanwhile = fail
    with pytest.raises(SaveError, match="Access denied"):
        replace("s3://bucket/news/a.md", b"new", TEXT.encode())


@pytest.mark.parametrize("url", ["memory://news/a.md", "news/a.md", "site.zip/news/a.md"])
def test_what_no_tag_protects_is_not_replaced(url: str) -> None:
    with pytest.raises(SaveError, match="only files, and objects of an S3 store"):
        replace(url, b"new", b"old")


def test_a_file_that_cannot_be_read_has_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    rows = Tree(str(tmp_path)).rows([(str(tmp_path / "a.md"), 1), (str(tmp_path / "none.md"), 1)])
    assert [row.content for row in rows] == [b"x", None]
    none = ("/news/none.md", 1)
    memory = fsspec.filesystem("memory")
    memory.pipe_file("/news/a.md", b"x")
    memory.pipe_file("/news/a[1]*.md", b"y")
    try:
        rows = Tree("memory://news").rows([("/news/a.md", 1), ("/news/a[1]*.md", 1), none])
        assert [row.content for row in rows] == [b"x", b"y", None]
        assert [row.content for row in Tree("memory://news").rows([none])] == [None]
    finally:
        memory.rm("/news", recursive=True)
