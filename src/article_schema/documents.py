"""Documents: an article file that is open for reading and change.

A change is made on the typed article, or by route for keys that the model does not know. The text
follows by splicing: only the lines of changed values change.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from copy import deepcopy
from types import NoneType
from typing import TYPE_CHECKING, Any

from article_schema.arguments import path_of, require
from article_schema.conversion import explain_instance, fits, require_fit, structure, unstructure
from article_schema.document.diff import diff
from article_schema.document.edits import Delete, Edit, SetValue
from article_schema.document.files.storage import read_file, replace_file
from article_schema.document.formats.registry import formats_of, split
from article_schema.document.formats.whole import new_text, require_body
from article_schema.document.limits import Limits
from article_schema.document.manner import HOUSE
from article_schema.document.places import locate
from article_schema.document.reading.ladder import read
from article_schema.document.source import Source, decode
from article_schema.document.splicing.splice import resplice
from article_schema.document.tree import Data, Tree
from article_schema.errors import EditError, UsageError, ValidationError
from article_schema.held import follow
from article_schema.house_style import HouseStyle
from article_schema.model.article import Article
from article_schema.model.fields import Record
from article_schema.model.plain import EndlessError, plain
from article_schema.model.shapes.tables import needs_nothing, table_of
from article_schema.routes import Route, parse_route
from article_schema.style.values import Style

if TYPE_CHECKING:
    from article_schema.checking.config.configuration import Configuration
    from article_schema.checking.config.configurations import Configurations


class Document:
    """An article file: its text, its data and its typed article.

    `load` and `loads` return it. Change the article by its attributes, lists and `extra`, or by
    route with `set` and `delete`; both change the same document. A record, list or dict of the
    article stays the same object after an edit by route, unless the edit removes it.
    """

    def __init__(
        self, source: Source, tree: Tree, model: type, path: str | None, raw: bytes | None,
        style: Style | None = None,
    ) -> None:  # fmt: skip
        self._source = source
        self._tree = tree
        self._model = model
        self._manner = style or HOUSE
        self._path = path
        #: The bytes as they were when the file was read or last saved.
        self._raw = raw
        #: The route of the record in the data of the file.
        self._here = source.format.only_record(tree.data)
        self._article: Any = None
        #: The data of the article in the current text.
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

        Faulty documents have it too. Dates of TOML keep their kind, those of YAML are text. It is
        a copy: changing it does not change the document. Use `set` and `delete`, or the article.
        """
        self._flush()
        return deepcopy(self._record) if self._source.format.has_dates else plain(self._record)

    @property
    def article(self) -> Any:
        """The typed article. Change its attributes and lists; `save` writes what changed.

        Raises:
            ValidationError: the data breaks the contract; it names every fault with its place.
        """
        if self._article is None:
            try:
                self._article = structure(self._record, self._model)
            except ValidationError as error:
                raise self._with_places(error) from None
            self._baseline = unstructure(self._article)
        return self._article

    @article.setter
    def article(self, article: Any) -> None:
        if not isinstance(article, self._model):
            raise TypeError(f"expected an instance of {self._model.__name__}, not {article!r:.80}")
        if self._baseline is None:
            self._baseline = plain(self._record) if isinstance(self._record, dict) else {}
        self._article = article

    def set(self, route: str, value: Data) -> None:
        """Give a route a new value, such as `document.set("seo.keywords[0]", "harbour")`.

        All parts of the route but the last must exist; a missing last key is added. The value is
        copied.

        A valid article stays valid: a value that would break the contract is refused, as it is when
        an attribute is set. If the article is faulty, any value may be set, so that it can be fixed
        step by step.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract; nothing is changed then.
            EditError: the change cannot be made safely; nothing is changed then.
        """
        steps = parse_route(route)
        try:
            value = plain(value)
        except EndlessError as error:
            reason = f"the parts of the value {error.message}"
            raise EditError(route, reason, self.filename) from None
        self._edit(SetValue((*self._here, *steps), value))

    def delete(self, route: str) -> None:
        """Remove a key with its value, or a list item.

        As with `set`, a valid article stays valid.

        Raises:
            UsageError: the route cannot be read.
            ValidationError: the article would break its contract; nothing is changed then.
            EditError: the change cannot be made safely; nothing is changed then.
        """
        self._edit(Delete((*self._here, *parse_route(route))))

    def save(self) -> bool:
        """Write the changes to the file, whole or not at all.

        A document that was faulty when it was opened can be saved before it is valid.

        Returns:
            Whether there was anything to write.

        Raises:
            ValidationError: the article was changed into one that breaks its contract; nothing is
                written.
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

    @property
    def _record(self) -> Data:
        if self._tree.is_blank and needs_nothing(self._model):
            return {}
        return _at(self._tree, self._here)

    @property
    def _layout(self) -> HouseStyle:
        return HouseStyle(self._model, self._manner)

    def _edit(self, edit: SetValue | Delete) -> None:
        self._flush()
        source, tree = self._spliced([edit])
        data = _at(tree, self._here)
        try:
            if self._article is not None:
                new: Any = structure(data, type(self._article))
                before, after = self._tree.data, tree.data
                follow(self._article, self._here, edit, before, after, new, self._layout)
                self._baseline = unstructure(self._article)
            elif fits(self._record, self._model):
                require_fit(data, self._model)
        except ValidationError as error:
            raise self._with_places(error) from None
        self._source, self._tree = source, tree

    def _text_for(self, filename: str, body: str | None, style: Style | None) -> str:
        """Return the text for a file of a certain name, in the format of its ending."""
        text, old = self.text, self.body
        if self._source.format not in formats_of(filename):
            if not isinstance(self._record, dict):
                raise UsageError(f"{self.filename} holds no single record to write to {filename}")
            body = old if body is None else body
            layout = HouseStyle(self._model, style or self._manner)
            return new_text(self._record, filename, body, layout)
        if body is None or body == old:
            return text
        require_body(filename, body)
        head = text.removesuffix(old)
        if not body or head.endswith(("\n", "\r")):
            return head + body
        return head + self._source.newline + body

    def _flush(self) -> None:
        """Update the text from the article."""
        if self._article is None:
            return
        faults = explain_instance(self._article)
        if faults:
            raise self._with_places(ValidationError(faults))
        data = unstructure(self._article)
        edits = diff(self._baseline, data, self._layout, self._here)
        if edits:
            self._source, self._tree = self._spliced(edits)
            self._baseline = data

    def _spliced(self, edits: Sequence[Edit]) -> tuple[Source, Tree]:
        try:
            return resplice(self._source, edits, layout=self._layout, tree=self._tree)
        except EditError as error:
            raise EditError(error.route, error.reason, self.filename) from error

    def _with_places(self, error: ValidationError) -> ValidationError:
        places = []
        for fault in error.faults:
            route = (*self._here, *fault.route)
            start = locate(self._source, self._tree, route, fault.part, fault.subspan)[0]
            line, column = self._source.lines.position(start)
            places.append(f"{self._source.filename}:{line}:{column}")
        return ValidationError(error.faults, places)


def _at(tree: Tree, route: Route) -> Data:
    data = tree.data
    for step in route:
        data = data[step]
    return data


def load(
    path: str | os.PathLike[str],
    model: type = Article,
    *,
    config: str | os.PathLike[str] | None = None,
    style: Style | None = None,
) -> Document:
    """Open an article file.

    Args:
        path: a file with front matter, or plain YAML, JSON or TOML by its ending.
        model: the class of its article.
        config: a configuration file that says the class instead, and the limits: those of the
            collection of the file, if it declares any. Its style counts too; one that is to be
            learned is read off its files once, and again when the configuration changes.
        style: how new keys are written where the file shows no other way.

    Raises:
        DocumentError: the file cannot be read as a document; it names file, line and column.
        ModelError: the class is not a model.
        UsageError: the configuration is wrong, or the file is in none of its collections.
    """
    name = path_of(path, "load()", "loads() takes the text itself")
    limits = Limits()
    if config is not None:
        # Whoever gives a class waits for no reader of configurations.
        from article_schema.checking.config.configurations import found_for

        configurations, found = found_for(name, config)
        model, limits = found.settings.model, found.settings.limits
        style = style or found.settings.style or _learned(configurations, found)
    table_of(model)
    raw = read_file(name, limits)
    source = split(decode(raw, name), name)
    return Document(source, read(source, limits), model, name, raw, style)


def _learned(configurations: Configurations, found: Configuration) -> Style:
    # Only a style that is to be learned needs the search of files.
    from article_schema.checking.learned import learned_style

    return learned_style(configurations, found)


def loads(text: str, filename: str = "article.md", model: type = Article) -> Document:
    """Open the text of an article.

    Args:
        text: the whole text of a file.
        filename: the name for messages; its ending decides the format of the text.
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


def dumps(
    article: Any,
    body: str | None = None,
    filename: str | None = None,
    *,
    style: Style | None = None,
) -> str:
    """Return the text of a new file in a style, or that of a document.

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
    """
    require(body, (str, NoneType), "the body of a file is text")
    require(filename, (str, NoneType), "dumps() takes the name of the file as text")
    require(style, (Style, NoneType), "dumps() takes a Style")
    if isinstance(article, Document):
        return article._text_for(filename or article.filename, body, style)  # noqa: SLF001
    hint = "structure() makes an article of plain data"
    require(article, Record, "dumps() takes an article or a document", hint)
    faults = explain_instance(article)
    if faults:
        raise ValidationError(faults)
    data, layout = unstructure(article), HouseStyle(type(article), style or HOUSE)
    return new_text(data, filename or "article.md", body or "", layout)


def dump(
    article: Any,
    path: str | os.PathLike[str],
    body: str | None = None,
    *,
    style: Style | None = None,
) -> None:
    """Write an article to a new file in a style, or replace one as a whole.

    The ending of the file decides its format, as in `load`: front matter with a body, plain
    YAML (`.yaml`, `.yml`), TOML (`.toml`), JSON (`.json`), or JSON on one line (`.jsonl`,
    `.ndjson`). `load` reads back what was written.

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
    """
    name = path_of(path, "dump()")
    replace_file(name, dumps(article, body, name, style=style).encode("utf-8"), expected=None)
