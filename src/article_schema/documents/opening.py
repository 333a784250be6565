"""Opening: documents of files and of texts."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, TypeVar, overload

from article_schema.arguments import path_of, require
from article_schema.document.files.storage import read_file
from article_schema.document.formats.registry import format_of, split, unsplit
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import look
from article_schema.document.source import Source, decode
from article_schema.documents.document import Document
from article_schema.errors import DocumentError
from article_schema.rules.codes import NO_FRONT_MATTER

# Who only opens files waits for no model.
if TYPE_CHECKING:
    from article_schema.checking.config.configuration import Configuration
    from article_schema.checking.config.configurations import Configurations
    from article_schema.model.article import Article
    from article_schema.model.fields import Record
    from article_schema.style.values import Style

M = TypeVar("M", bound="Record")

_MARK = "\ufeff"


@overload
def load(
    path: str | os.PathLike[str],
    model: None = None,
    *,
    config: None = None,
    style: Style | None = None,
    add_front_matter: bool = False,
) -> Document[Article]: ...


@overload
def load(
    path: str | os.PathLike[str],
    model: type[M],
    *,
    config: str | os.PathLike[str] | None = None,
    style: Style | None = None,
    add_front_matter: bool = False,
) -> Document[M]: ...


@overload
def load(
    path: str | os.PathLike[str],
    model: None = None,
    *,
    config: str | os.PathLike[str],
    style: Style | None = None,
    add_front_matter: bool = False,
) -> Document[Record]: ...


def load(
    path: str | os.PathLike[str],
    model: type[Record] | None = None,
    *,
    config: str | os.PathLike[str] | None = None,
    style: Style | None = None,
    add_front_matter: bool = False,
) -> Document[Article] | Document[M] | Document[Record]:
    """Open an article file.

    >>> article = load("examples/articles/2020-06-12-the-harbour-at-dawn.md").article
    >>> article.title
    'The harbour at dawn'
    >>> config = "examples/links/article-schema.toml"
    >>> load("examples/links/posts/tide.md", config=config).article.slug
    'ferries'
    >>> load("examples/broken/syntax-error.md")
    Traceback (most recent call last):
    article_schema.errors.DocumentError: examples/broken/syntax-error.md:3:8: DOC005 the quoted \
text that starts here ends on a later line, in the middle of another value

    Args:
        path: a file with front matter, or plain YAML, JSON or TOML by its ending.
        model: the class of its article: without one that of the configuration, or `Article`.
        config: a configuration file that says the class and the limits: those of the collection of
            the file, if it declares any. Its style counts too; one that is to be learned is read
            off its files once, and again when the configuration changes.
        style: how new keys are written where the file shows no other way.
        add_front_matter: whether a file that has none is opened with an empty one; `save` writes
            it, with what was put into it.

    Raises:
        DocumentError: the file cannot be read as a document; it names file, line and column.
        ModelError: the class is not a model.
        UsageError: the configuration is wrong, or the file is in none of its collections.
        TypeError: the path is neither text nor a `Path`.
    """
    name = path_of(path, "load()", "loads() takes the text itself")
    limits = Limits()
    if config is not None:
        # Whoever gives a class waits for no reader of configurations.
        from article_schema.checking.config.configurations import found_for

        configurations, found = found_for(name, config)
        model, limits = model or found.settings.model, found.settings.limits
        style = style or found.settings.style or _learned(configurations, found)
    _require_model(model)
    raw = read_file(name, limits)
    text = decode(raw, name)
    source = _split(text, name, add_front_matter)
    is_whole = source.whole_text == text
    document = Document(
        source, look(source, limits), model, name, raw if is_whole else None, style, limits
    )
    document._raw = raw  # noqa: SLF001 - a document without a file has none
    return document


def _require_model(model: type[Record] | None) -> None:
    if model is not None:
        from article_schema.model.shapes.tables import table_of

        table_of(model)


def _split(text: str, filename: str, add_front_matter: bool) -> Source:
    try:
        return split(text, filename)
    except DocumentError as error:
        fence = format_of(filename).fence
        if not add_front_matter or error.code != NO_FRONT_MATTER or not fence:
            raise
        mark = _MARK if text.startswith(_MARK) else ""
        newline = unsplit(text, filename).newline
        return split(f"{mark}{fence}{newline}{fence}{newline}{text[len(mark) :]}", filename)


def _learned(configurations: Configurations, found: Configuration) -> Style:
    # Only a style that is to be learned needs the search of files.
    from article_schema.checking.learned import learned_style

    return learned_style(configurations, found)


@overload
def loads(
    text: str, filename: str = "article.md", *, add_front_matter: bool = False
) -> Document[Article]: ...


@overload
def loads(
    text: str, filename: str = "article.md", *, model: type[M], add_front_matter: bool = False
) -> Document[M]: ...


@overload
def loads(
    text: str, filename: str, model: type[M], *, add_front_matter: bool = False
) -> Document[M]: ...


def loads(
    text: str,
    filename: str = "article.md",
    model: type[Record] | None = None,
    *,
    add_front_matter: bool = False,
) -> Document[Article] | Document[M] | Document[Record]:
    """Open the text of an article.

    >>> document = loads("title: The harbour at dawn # early", "dawn.yaml")
    >>> document.set("title", "The harbour at dusk")
    >>> document.text
    'title: The harbour at dusk # early'
    >>> loads("title: [", "dawn.yaml")
    Traceback (most recent call last):
    article_schema.errors.DocumentError: dawn.yaml:1:8: DOC005 the text ends inside brackets, \
where a value is missing

    Args:
        text: the whole text of a file.
        filename: the name for messages; its ending decides the format of the text.
        model: the class of its article.
        add_front_matter: whether a text that has none is opened with an empty one.

    Raises:
        DocumentError: the text cannot be read as a document.
        ModelError: the class is not a model.
        TypeError: an argument has another type.
    """
    require(text, str, "loads() takes text", "decode it, or open the file with load()")
    require(filename, str, "loads() takes the name of the file as text")
    _require_model(model)
    source = _split(text, filename, add_front_matter)
    return Document(source, look(source), model, None, None)
