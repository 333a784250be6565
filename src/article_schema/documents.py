"""Documents: an article file that is open for reading and change.

A change is made on the typed article, or by route for keys that the model does not know. The text
follows by splicing: only the lines of changed values change.
"""

from __future__ import annotations

import os
from types import NoneType
from typing import Any

from article_schema.arguments import path_of, require
from article_schema.conversion import structure, unstructure
from article_schema.document.diff import diff
from article_schema.document.edits import Delete, Edit, SetValue
from article_schema.document.emit import emit
from article_schema.document.forms import Form, form_of
from article_schema.document.limits import Limits
from article_schema.document.places import locate
from article_schema.document.reading import read
from article_schema.document.source import Source, decode, split
from article_schema.document.splice import resplice
from article_schema.document.storage import read_file, replace_file
from article_schema.document.tree import Data, Tree
from article_schema.errors import EditError, UsageError, ValidationError
from article_schema.house_style import HouseStyle
from article_schema.model.article import Article
from article_schema.model.explain import PYTHON, explain_record
from article_schema.model.fields import EXTRA, Record, table_of
from article_schema.routes import parse_route


class Document:
    """An article file: its text, its data and its typed article.

    Made by `load` and `loads`.
    """

    def __init__(
        self, source: Source, tree: Tree, model: type, path: str | None, raw: bytes | None
    ) -> None:
        self._source = source
        self._tree = tree
        self._model = model
        self._path = path
        #: The bytes as they were when the file was read or last saved.
        self._raw = raw
        self._article: Any = None
        #: The data of the article as the text has it now.
        self._baseline: Data = None

    @property
    def filename(self) -> str:
        """The name that messages use."""
        return self._source.filename

    @property
    def text(self) -> str:
        """The whole text of the file, with all changes made so far.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: a change cannot be made in the text safely.
        """
        self._flush()
        return self._source.whole_text

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return self._source.body

    @property
    def data(self) -> Data:
        """The data of the front matter, plain dicts and lists, with all changes made so far.

        It is there for faulty documents too, and is for reading: change it with `set` and `delete`.
        """
        self._flush()
        return self._tree.data

    @property
    def article(self) -> Any:
        """The typed article. Change its attributes and lists; `save` writes what changed.

        Raises:
            ValidationError: the data breaks the contract; it names every fault with its place.
        """
        if self._article is None:
            try:
                self._article = structure(self._tree.data, self._model)
            except ValidationError as error:
                raise self._with_places(error) from None
            self._baseline = unstructure(self._article)
        return self._article

    @article.setter
    def article(self, article: Any) -> None:
        if not isinstance(article, self._model):
            raise TypeError(f"expected an instance of {self._model.__name__}, not {article!r:.80}")
        if self._baseline is None:
            self._baseline = self._tree.data if isinstance(self._tree.data, dict) else {}
        self._article = article

    def set(self, route: str, value: Data) -> None:
        """Give a route a new value, such as `document.set("seo.keywords[0]", "harbour")`.

        What leads to the last key must exist; the key itself is added where it is missing.

        Raises:
            UsageError: the route cannot be read.
            EditError: the change cannot be made safely; nothing is changed then.
        """
        self._edit(SetValue(parse_route(route), value))

    def delete(self, route: str) -> None:
        """Remove a key with its value, or a list item.

        Raises:
            UsageError: the route cannot be read.
            EditError: the change cannot be made safely; nothing is changed then.
        """
        self._edit(Delete(parse_route(route)))

    def save(self) -> bool:
        """Write the changes to the file, whole or not at all.

        Returns:
            Whether there was anything to write.

        Raises:
            ValidationError: the article breaks its contract; nothing is written.
            EditError: a change cannot be made in the text safely; nothing is written.
            SaveError: the file changed on disk since it was read, or cannot be written.
            UsageError: the document was not loaded from a file.
        """
        if self._path is None or self._raw is None:
            raise UsageError("this document has no file; write its text yourself, or use dump()")
        new = self.text.encode("utf-8")
        if new == self._raw:
            return False
        replace_file(self._path, new, expected=self._raw)
        self._raw = new
        return True

    def _edit(self, edit: Edit) -> None:
        self._flush()
        self._apply([edit])
        if self._article is None:
            return
        try:
            changed: Any = structure(self._tree.data, self._model)
        except ValidationError:
            self._article = self._baseline = None
            return
        # Whoever holds the article, or a part of it, must see the change.
        _refresh(self._article, changed)
        self._baseline = unstructure(self._article)

    def _flush(self) -> None:
        """Bring the text up to the article."""
        if self._article is None:
            return
        table = table_of(self._model)
        faults = list(explain_record(table, self._article, (), PYTHON))
        if faults:
            raise self._with_places(ValidationError(faults))
        data = unstructure(self._article)
        edits = diff(self._baseline, data, HouseStyle(self._model))
        if edits:
            self._apply(edits)
            self._baseline = data

    def _apply(self, edits: list[Edit]) -> None:
        try:
            self._source, self._tree = resplice(
                self._source, edits, layout=HouseStyle(self._model), tree=self._tree
            )
        except EditError as error:
            raise EditError(error.route, error.reason, self.filename) from error

    def _with_places(self, error: ValidationError) -> ValidationError:
        places = []
        for fault in error.faults:
            start = locate(self._source, self._tree, fault.route, fault.part, fault.within)[0]
            line, column = self._source.lines.position(start)
            places.append(f"{self._source.filename}:{line}:{column}")
        return ValidationError(error.faults, places)


def _refresh(old: Any, new: Any) -> None:
    """Give a record the values of another, keeping its own parts where they can stay."""
    for field in table_of(type(old)).fields:
        here, there = getattr(old, field.name), getattr(new, field.name)
        if isinstance(here, Record) and isinstance(there, Record):
            _refresh(here, there)
        elif isinstance(here, list) and isinstance(there, list):
            for index, item in enumerate(there):
                if index < len(here) and isinstance(here[index], Record):
                    _refresh(here[index], item)
                    there[index] = here[index]
            here[:] = there
        else:
            object.__setattr__(old, field.name, there)
    object.__setattr__(old, EXTRA, getattr(new, EXTRA))


def load(path: str | os.PathLike[str], model: type = Article) -> Document:
    """Open an article file.

    Args:
        path: a file with front matter, or plain YAML or JSON by its ending.
        model: the class of its article.

    Raises:
        DocumentError: the file cannot be read as a document; it names file, line and column.
        ModelError: the class is not a model.
    """
    name = path_of(path, "load()", "loads() takes the text itself")
    table_of(model)
    limits = Limits()
    raw = read_file(name, limits)
    source = split(decode(raw, name), name)
    return Document(source, read(source, limits), model, name, raw)


def loads(text: str, filename: str = "article.md", model: type = Article) -> Document:
    """Open the text of an article.

    Args:
        text: the whole text of a file.
        filename: the name for messages; its ending tells the form of the text.
        model: the class of its article.

    Raises:
        DocumentError: the text cannot be read as a document.
        ModelError: the class is not a model.
    """
    require(text, str, "loads() takes text", "decode it, or open the file with load()")
    require(filename, str, "loads() takes the name of the file as text")
    table_of(model)
    source = split(text, filename)
    return Document(source, read(source), model, None, None)


def dumps(article: Any, body: str | None = None) -> str:
    """Return the text of a new file in the house style, or that of a document.

    Args:
        article: a model instance, or a `Document`, whose text is returned with its changes.
        body: what follows the front matter. Without it a new file has none, and a document keeps
            its own.

    Raises:
        ValidationError: the article breaks its contract.
        UsageError: a document of plain YAML or JSON has no place for a body.
    """
    require(body, (str, NoneType), "the body of a file is text")
    if isinstance(article, Document):
        return article.text if body is None else _with_body(article, body)
    hint = "structure() makes an article of plain data"
    require(article, Record, "dumps() takes an article or a document", hint)
    model = type(article)
    faults = list(explain_record(table_of(model), article, (), PYTHON))
    if faults:
        raise ValidationError(faults)
    return f"---\n{emit(unstructure(article), HouseStyle(model))}---\n{body or ''}"


def _with_body(document: Document, body: str) -> str:
    """Return the text of a document with another body."""
    text, old = document.text, document.body
    if form_of(document.filename) is not Form.FRONT_MATTER:
        raise UsageError(f"{document.filename} has no front matter, so no body can follow it")
    head = text[: len(text) - len(old)]
    if not body or head.endswith(("\n", "\r")):
        return head + body
    return head + ("\r\n" if "\r\n" in head else "\n") + body


def dump(article: Any, path: str | os.PathLike[str], body: str | None = None) -> None:
    """Write an article to a new file in the house style, or replace one as a whole.

    Args:
        article: a model instance, or a `Document`.
        path: the file.
        body: as in `dumps`.

    Raises:
        ValidationError: the article breaks its contract; nothing is written.
        UsageError: a document of plain YAML or JSON has no place for a body.
        SaveError: the file cannot be written.
    """
    name = path_of(path, "dump()")
    replace_file(name, dumps(article, body).encode("utf-8"), expected=None)
