"""Records as JSON text."""

from __future__ import annotations

import json
from typing import TypeVar, overload

from article_schema.conversion import structure, unstructure
from article_schema.documents.opening import loads
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.fields import Record
from article_schema.rules.codes import NOT_UTF_8

M = TypeVar("M", bound=Record)

_NAME = "data.json"


def to_json(record: Record, *, indent: int | None = None) -> str:
    """Return a model instance as JSON text with the keys of files.

    >>> to_json(Image(url="/assets/logo.png", width=50, height=50))
    '{"url": "/assets/logo.png", "width": 50, "height": 50}'

    Args:
        record: the instance.
        indent: the spaces of a level; None writes everything on one line.

    Raises:
        TypeError: the value is not an instance of a model.
        ValidationError: it holds what JSON cannot, as `unstructure` with `mode="json"` says.
    """
    return json.dumps(
        unstructure(record, mode="json"), ensure_ascii=False, allow_nan=False, indent=indent
    )


@overload
def from_json(text: str | bytes) -> Article: ...


@overload
def from_json(text: str | bytes, model: type[M]) -> M: ...


def from_json(text: str | bytes, model: type[Record] = Article) -> Record:
    """Return the model instance that a JSON text holds, by default an `Article`.

    >>> from_json('{"url": "/assets/logo.png", "width": 50, "height": 50}', Image).width
    50
    >>> from_json('{"url": "/assets/logo.png", "width": 50}', Image)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `height` is missing; add it, for example `height: 675`
    >>> from_json('{"url": }', Image)
    Traceback (most recent call last):
    article_schema.errors.DocumentError: data.json:1:9: DOC005 a JSON value is missing here

    Args:
        text: one JSON object; bytes are UTF-8. Of a key that comes twice the last one counts, as
            other readers of JSON have it.
        model: the class to build.

    Raises:
        DocumentError: the text is no JSON; with line and column.
        ValidationError: the data breaks the contract; it holds every fault with its route.
        ModelError: the class is not a model.
        TypeError: the text is neither text nor bytes.
    """
    if isinstance(text, bytes):
        try:
            return from_json(text.decode("utf-8"), model)
        except UnicodeDecodeError as error:
            fault = Fault(NOT_UTF_8, "the text is not UTF-8", "write it in UTF-8")
            raise DocumentError(_NAME, text.count(b"\n", 0, error.start) + 1, 1, fault) from None
    return structure(loads(text, _NAME, model).data, model)
