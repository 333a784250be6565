"""Documents: an article file that is open for reading and change."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Generic, Self

from article_schema.arguments import path_of, require
from article_schema.document.files.storage import (
    create_file,
    read_file,
    rename_file,
    replace_file,
)
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import Source, decode
from article_schema.document.tree import Data, Tree
from article_schema.documents.mending import Mending
from article_schema.documents.resting import RestingText
from article_schema.errors import UsageError

# Who only opens files waits for no model, and for nothing that changes a text.
if TYPE_CHECKING:
    # Python 3.13 is the first that knows defaults. They are for type checkers alone, so no program
    # waits for the import.
    from typing_extensions import TypeVar

    from article_schema.documents.content import Content
    from article_schema.model.article import Article
    from article_schema.model.fields import Record
    from article_schema.signatures import PlainData
    from article_schema.style.values import Style

    M = TypeVar("M", bound=Record, default=Article)
    N = TypeVar("N", bound=Record)
else:
    from typing import TypeVar

    M, N = TypeVar("M"), TypeVar("N")


class Document(Mending, Generic[M]):
    """An article file: its text, its data and its typed article.

    `Document` alone is a document of an `Article`, `Document[Story]` one of a model of your own.

    `load` and `loads` return it. Change the article by its attributes, lists and `extra`, or by
    route with `set` and `delete`; both change the same document. A record, list or dict of the
    article stays the same object after an edit by route, unless the edit removes it.

    >>> document = load("examples/articles/2020-06-12-the-harbour-at-dawn.md")
    >>> document.article.heat = 300
    >>> document.set("seo", {"keywords": ["harbour"]})
    >>> document.data["heat"], document.article.extra
    (300, {'seo': {'keywords': ['harbour']}})
    >>> document.save(), document.save()
    (True, False)
    >>> document.article.images[0].width = 0
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `width` must be at least 1, not 0

    >>> document = load("examples/broken/bad-link.md")
    >>> [finding.code for finding in document.check()]
    ['URL005']
    >>> document.fix(), document.check()
    (True, ())
    >>> document.save_as("mended.md")
    """

    __slots__ = ("__weakref__", "_held", "_path", "_raw", "_text")

    def __init__(
        self,
        source: Source,
        tree: Tree,
        model: type[M] | None,
        path: str | None,
        raw: bytes | None,
        style: Style | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._text = RestingText(source, tree, raw, limits)
        #: What is there once somebody asks for more than the text; before, what it is made with:
        #: the class of the article, None for `Article`, and the style.
        self._held: Content | tuple[type[M] | None, Style | None] = (model, style)
        self._path = path
        #: The bytes as they were when the file was read or last saved.
        self._raw = raw

    @property
    def _content(self) -> Content:
        if isinstance(self._held, tuple):
            from article_schema.documents.content import Content
            from article_schema.model.article import Article

            model, style = self._held
            self._held = Content(self._text, model or Article, style)
        return self._held

    @classmethod
    def new(
        cls,
        article: N,
        body: str = "",
        filename: str = "article.md",
        *,
        style: Style | None = None,
    ) -> Document[N]:
        """Return a new document, which has no file yet: `save_as` gives it one.

        >>> from article_schema.testing import make
        >>> document = Document.new(make(Article, title="A quiet day"), "It was quiet.")
        >>> document.text.startswith("---")
        True

        Args:
            article: a model instance. It is the article of the document from then on.
            body: what follows the front matter.
            filename: the name for messages; its ending decides the format.
            style: how it is written; without one in the house style.

        Raises:
            ValidationError: the article breaks its contract.
            UsageError: there is a body, and the format has none.
            EditError: the article or the body holds what no file of this format can.
        """
        from article_schema.documents.content import new_content
        from article_schema.model.fields import Record

        require(article, Record, "new() takes an article", "structure() makes one of plain data")
        require(body, str, "the body of a file is text")
        require(filename, str, "new() takes the name of the file as text")
        source = split(new_content(article, body, filename, style), filename)
        document: Document[N] = Document(source, read(source), type(article), None, None, style)
        document.article = article
        return document

    def __repr__(self) -> str:
        """Return a short text for people: the class of the article, the file, what is not saved."""
        from article_schema.errors import ArticleSchemaError
        from article_schema.model.showing import bounded

        if not hasattr(self, "_raw"):
            return "<Document, not yet made>"
        held = self._held
        model = held[0] if isinstance(held, tuple) else held.model
        name = "Article" if model is None else model.__name__
        try:
            differs = self._raw is not None and self.text.encode("utf-8") != self._raw
        except ArticleSchemaError:
            # A change that cannot be written is one, too.
            differs = True
        return bounded(f"<Document[{name}] {self.filename}{', changed' if differs else ''}>")

    @property
    def filename(self) -> str:
        """The name that messages use."""
        return self._text.filename

    @property
    def text(self) -> str:
        """The whole text of the file, with all changes made so far.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: a change cannot be made in the text safely.
        """
        if not isinstance(self._held, tuple):
            self._held.flush()
        return self._text.source.whole_text

    @property
    def body(self) -> str:
        """What follows the front matter; it can be set.

        In a file with another kind of line break, line feeds are written as that kind.

        Raises:
            UsageError: the format of the file has no body.
            EditError: the text would not be read back as the body.
        """
        return self._text.source.body

    @body.setter
    def body(self, body: str) -> None:
        require(body, str, "the body of a file is text")
        self._content.set_body(body)

    @property
    def data(self) -> dict[str, PlainData]:
        """The data of the front matter, plain dicts and lists, with all changes made so far.

        Faulty documents have it too. Dates of TOML keep their kind, those of YAML are text. It is
        a copy: changing it does not change the document. Use `set` and `delete`, or the article.

        Front matter is a mapping, and so says the type; that of an empty one is empty. A file that
        holds something else, such as a list of records, gives that.
        """
        self._content.flush()
        if self._content.tree.is_blank:
            return {}
        # Only a look into it could tell a type checker more, and every program would need one.
        copied: dict[str, PlainData] = self._copied(self._content.record)
        return copied

    def get(self, route: str, default: PlainData = None) -> PlainData:
        """Return the value at a route, such as `images[0].width`, as `data` has it.

        >>> document = loads("images: [{width: 1200}]", "dawn.yaml")
        >>> document.get("images[0].width"), document.get("images[1].width", 0)
        (1200, 0)

        Args:
            route: the place.
            default: what is returned where nothing is.

        Raises:
            UsageError: the route cannot be read.
        """
        from article_schema.document.tree import value_at
        from article_schema.routes import parse_route

        steps = parse_route(route)
        self._content.flush()
        value: PlainData = self._copied(value_at(self._content.record, steps, default))
        return value

    def _copied(self, data: Data) -> Data:
        from copy import deepcopy

        from article_schema.model.plain import plain

        return deepcopy(data) if self._content.source.format.has_dates else plain(data)

    @property
    def article(self) -> M:
        """The typed article. Change its attributes and lists; `save` writes what changed.

        Raises:
            ValidationError: the data breaks the contract; it names every fault with its place.
        """
        article: M = self._content.article
        return article

    @article.setter
    def article(self, article: M) -> None:
        self._content.article = article

    @contextmanager
    def edit(self) -> Iterator[Self]:
        """Make several changes, all of them or none.

        >>> from article_schema import load
        >>> path = "examples/articles/2020-06-12-the-harbour-at-dawn.md"
        >>> document = load(path)
        >>> try:
        ...     with document.edit():
        ...         document.set("title", "The harbour at noon")
        ...         document.delete("provider")
        ... except ValidationError as error:
        ...     print(error.faults[0].message)
        `provider` is missing
        >>> document.article.title
        'The harbour at dawn'

        Whether a valid article stays valid is judged at the end, so the steps may break it in
        between; then `article` raises a `ValidationError` until it is valid again. If anything is
        raised inside, text, data, article and all objects in it are as before. Blocks may stand in
        each other. Files are written and read outside of them.

        Raises:
            ValidationError: the article would break its contract.
            EditError: a change cannot be made safely.
        """
        with self._content.block():
            yield self

    def save(self) -> bool:
        """Write the changes to the file, whole or not at all.

        A document that was faulty when it was opened can be saved before it is valid.

        >>> document = load("examples/articles/2020-06-12-the-harbour-at-dawn.md")
        >>> document.set("heat", 301)
        >>> document.save(), document.save()
        (True, False)

        Returns:
            Whether there was anything to write.

        Raises:
            ValidationError: the article was changed into one that breaks its contract; nothing is
                written.
            EditError: a change cannot be made in the text safely; nothing is written.
            SaveError: the file changed on disk since it was read, or cannot be written.
            UsageError: the document was not loaded from a file.
        """
        path, raw = self._file()
        new = self.text.encode("utf-8")
        if new == raw:
            return False
        replace_file(path, new, expected=raw)
        self._raw = new
        return True

    def save_as(self, path: str | os.PathLike[str], *, overwrite: bool = False) -> None:
        """Write the document to another file, which is its own from then on.

        Args:
            path: the file; its ending decides the format, as for `dump`.
            overwrite: whether a file that is there already is replaced.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: the file cannot hold the article or the body.
            UsageError: there is a body, and the format has none; or a block is open.
            SaveError: there is a file already, or it cannot be written. Nothing is changed then.
        """
        self._require_no_block()
        name = path_of(path, "save_as()")
        text = self._content.text_for(name, None, None)
        raw = text.encode("utf-8")
        if overwrite:
            replace_file(name, raw, expected=None)
        else:
            create_file(name, raw)
        self._content.reopen(raw, text, name)
        self._path, self._raw = name, raw

    def reload(self, *, discard: bool = False) -> None:
        """Read the file again, after somebody else has changed it.

        The objects of the article stay, and get their new values. If the file breaks the contract
        now, `article` is made anew once it is fixed.

        Args:
            discard: whether changes that were not saved are given up.

        Raises:
            UsageError: there are such changes, the document has no file, or a block is open.
            DocumentError: the file cannot be read as a document; nothing is changed then.
        """
        path, raw = self._file()
        if not discard and self.text.encode("utf-8") != raw:
            reason = "there are changes that are not saved"
            raise UsageError(f"{path}: {reason}; save them, or give them up with discard=True")
        new = read_file(path, self._content.limits)
        self._content.reopen(new, decode(new, path), path)
        self._raw = new

    def rename_for_title(self) -> str:
        """Save the document, and give its file the name that its day and title ask for.

        The ending stays. The rules SET003 and SET004 expect this name.

        Returns:
            The new path.

        Raises:
            ValidationError: the article breaks its contract, or its title has nothing for a name.
            SaveError: another file has that name, or the file cannot be written.
            UsageError: the document has no file or no `Article`, or a block is open.
        """
        from article_schema.model.article import Article
        from article_schema.validators import file_name_for

        path, _ = self._file()
        article: Record = self.article
        if not isinstance(article, Article):
            raise UsageError(f"{path}: only an Article has a day and a title for its name")
        stem = os.path.splitext(file_name_for(article))[0]
        new = os.path.join(os.path.dirname(path), stem + os.path.splitext(path)[1])
        self.save()
        if new != path:
            rename_file(path, new)
            self._content.reopen(self.text.encode("utf-8"), self.text, new)
            self._path = new
        return new

    def _file(self) -> tuple[str, bytes]:
        self._require_no_block()
        if self._path is None or self._raw is None:
            hint = "write it with save_as(), or take its text"
            raise UsageError(f"this document has no file; {hint}")
        return self._path, self._raw

    def _require_no_block(self) -> None:
        if self._content.in_block:
            raise UsageError("files are written and read outside of edit(), which may be undone")
