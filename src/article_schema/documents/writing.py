"""Writing: the texts of new files, and of documents under another name."""

from __future__ import annotations

import os
from types import NoneType
from typing import TypeVar

from article_schema.arguments import path_of, require
from article_schema.document.files.storage import replace_file
from article_schema.documents.content import new_content
from article_schema.documents.document import Document
from article_schema.model.fields import Record
from article_schema.style.values import Style

M = TypeVar("M", bound=Record)


def dumps(
    article: Record | Document[M],
    body: str | None = None,
    filename: str | None = None,
    *,
    style: Style | None = None,
) -> str:
    """Return the text of a new file in a style, or that of a document.

    >>> provider = Provider(name="Example Times", domain="example.com")
    >>> print(dumps(provider, body="Since 1999."))
    ---
    name: Example Times
    domain: example.com
    ---
    Since 1999.
    >>> dumps(provider, body="Since 1999.", filename="provider.json")
    Traceback (most recent call last):
    article_schema.errors.UsageError: provider.json has no front matter, so no body can follow it; \
give it another ending, such as .md

    Args:
        article: a model instance, or a `Document`, whose text is returned with its changes.
        body: what follows the front matter. Without it a new file has none, and a document keeps
            its own.
        filename: its ending decides the format, as in `loads`. Without it a new file has
            front matter, and a document keeps its format.
        style: how the file is written; without one in the house style. The text of a document
            stays as it is unless it comes into another format.

    Raises:
        ValidationError: the article breaks its contract.
        UsageError: there is a body, and the format has none.
        EditError: the article or the body holds what no file of this format can.
        TypeError: an argument has another type.
    """
    require(body, (str, NoneType), "the body of a file is text")
    require(filename, (str, NoneType), "dumps() takes the name of the file as text")
    require(style, (Style, NoneType), "dumps() takes a Style")
    if isinstance(article, Document):
        return article._content.text_for(filename or article.filename, body, style)  # noqa: SLF001
    hint = "structure() makes an article of plain data"
    require(article, Record, "dumps() takes an article or a document", hint)
    return new_content(article, body or "", filename or "article.md", style)


def dump(
    article: Record | Document[M],
    path: str | os.PathLike[str],
    body: str | None = None,
    *,
    style: Style | None = None,
) -> None:
    """Write an article to a new file in a style, or replace one as a whole.

    The ending of the file decides its format, as in `load`: front matter with a body, plain
    YAML (`.yaml`, `.yml`), TOML (`.toml`), JSON (`.json`), or JSON on one line (`.jsonl`,
    `.ndjson`). `load` reads back what was written.

    >>> provider = Provider(name="Example Times", domain="example.com")
    >>> dump(provider, "provider.yaml")
    >>> load("provider.yaml", Provider).article == provider
    True

    Args:
        article: a model instance, or a `Document`; the text of a document is written as it is into
            a file of its own format, and its data and body into one of another.
        path: the file.
        body: as in `dumps`.
        style: as in `dumps`.

    Raises:
        ValidationError: the article breaks its contract; nothing is written.
        UsageError: there is a body, and the format of the file has none; nothing is written.
        EditError: the article or the body holds what no such file can; nothing is written.
        SaveError: the file cannot be written.
        TypeError: an argument has another type.
    """
    name = path_of(path, "dump()")
    replace_file(name, dumps(article, body, name, style=style).encode("utf-8"), expected=None)
