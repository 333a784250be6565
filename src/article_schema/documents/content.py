"""Contents: the text of a document with its data and its typed article, which change together.

A change is made on the typed article, or by route for keys that the model does not know. The text
follows by splicing: only the lines of changed values change.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from article_schema.conversion import explain_instance, fits, require_fit, structure, unstructure
from article_schema.document.diff import diff
from article_schema.document.edits import TextEdit
from article_schema.document.formats.registry import formats_of
from article_schema.document.formats.whole import new_text, require_body
from article_schema.document.limits import Limits
from article_schema.document.manner import HOUSE
from article_schema.document.places import locate
from article_schema.document.source import Source
from article_schema.document.splicing.splice import resplice
from article_schema.document.tree import Data, Tree
from article_schema.documents.resting import RestingText, sharing
from article_schema.errors import EditError, UsageError, ValidationError
from article_schema.faults import Recode, Rewrite
from article_schema.held import follow
from article_schema.house_style import HouseStyle
from article_schema.model.plain import plain
from article_schema.model.shapes.base import RejectedError
from article_schema.model.shapes.building import builder_of
from article_schema.model.shapes.tables import needs_nothing
from article_schema.routes import Route
from article_schema.style.values import Style


class Content:
    """What a document holds.

    Args:
        source: its text.
        tree: what that text holds.
        model: the class of its article.
        style: how new keys are written where the text shows no other way.
        raw: the bytes of its text, if it comes from a file.
        limits: those that it was read with.
    """

    __slots__ = ("_article", "_baseline", "_manner", "_text", "here", "model")

    def __init__(
        self,
        source: Source,
        tree: Tree,
        model: type,
        style: Style | None = None,
        raw: bytes | None = None,
        limits: Limits | None = None,
    ) -> None:
        self._text = RestingText(source, tree, raw, limits)
        self.model = model
        self._manner = style or HOUSE
        #: The route of the record in the data of the file.
        self.here = source.format.only_record(tree.data)
        self._article: Any = None
        #: The data of the article in the current text, where that is not just what it says.
        self._baseline: Data = None

    @property
    def source(self) -> Source:
        """The current text, taken apart."""
        return self._text.source

    @property
    def tree(self) -> Tree:
        """What the current text holds."""
        return self._text.tree

    def replace(self, source: Source, tree: Tree | None = None) -> None:
        """Put another text in the place of the current one.

        Args:
            source: the text.
            tree: what it holds; without it, that is read when it is needed.
        """
        self._text.replace(source, tree)

    @property
    def record(self) -> Data:
        """The data of the record in the current text."""
        if self.tree.is_blank and needs_nothing(self.model):
            return {}
        return _at(self.tree, self.here)

    @property
    def article(self) -> Any:
        """The typed article.

        Raises:
            ValidationError: the data breaks the contract; it names every fault with its place.
        """
        if self._article is None:
            self._article = self._built()
        return self._article

    @article.setter
    def article(self, article: Any) -> None:
        if not isinstance(article, self.model):
            raise TypeError(f"expected an instance of {self.model.__name__}, not {article!r:.80}")
        if self._article is None and self._baseline is None:
            self._baseline = plain(self.record) if isinstance(self.record, dict) else {}
        self._article = article

    def flush(self) -> None:
        """Update the text from the article.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: a change cannot be made in the text safely.
        """
        if self._article is None:
            return
        faults = explain_instance(self._article)
        if faults:
            raise self._with_places(ValidationError(faults))
        data = unstructure(self._article)
        edits = diff(self._before(), data, self._layout, self.here)
        if edits:
            self.replace(*self._spliced(edits))
            self._baseline = data

    def _before(self) -> Data:
        """Return the data of the article in the current text."""
        if self._baseline is not None:
            return self._baseline
        if self._text.data is None:
            self._text.data = unstructure(self._built())
        return self._text.data

    def _built(self) -> Any:
        """Return a new article of the current text."""
        if not self.source.format.has_dates:
            with suppress(RejectedError):
                # What is read of a text is plain, so it need not be made so.
                return builder_of(self.model)(sharing(self.record))
        try:
            return structure(self.record, self.model)
        except ValidationError as error:
            raise self._with_places(error) from None

    def edit(self, edits: Sequence[TextEdit]) -> None:
        """Make edits in the text and in the article, all of them or none.

        Raises:
            ValidationError: the article would break its contract.
            EditError: a change cannot be made safely.
        """
        self.flush()
        source, tree = self._spliced(edits)
        data = _at(tree, self.here)
        try:
            if self._article is not None:
                new: Any = structure(data, type(self._article))
                changes = [edit for edit in edits if not isinstance(edit, Rewrite | Recode)]
                follow(self._article, self.here, changes, self.tree.data, new, self._layout)
                self._baseline = unstructure(self._article)
            elif fits(self.record, self.model):
                require_fit(data, self.model)
        except ValidationError as error:
            raise self._with_places(error) from None
        self.replace(source, tree)

    def text_for(self, filename: str, body: str | None, style: Style | None) -> str:
        """Return the text for a file of a certain name, in the format of its ending.

        Args:
            filename: the name.
            body: what follows the front matter; None stands for the body of the document.
            style: how it is written if that is another format.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            UsageError: there is a body, and the format has none; or there is no single record.
            EditError: the format cannot hold the data or the body.
        """
        self.flush()
        text, old = self.source.whole_text, self.source.body
        if self.source.format not in formats_of(filename):
            if not isinstance(self.record, dict):
                name = self.source.filename
                raise UsageError(f"{name} holds no single record to write to {filename}")
            body = old if body is None else body
            layout = HouseStyle(self.model, style or self._manner)
            return new_text(self.record, filename, body, layout)
        if body is None or body == old:
            return text
        require_body(filename, body)
        head = text.removesuffix(old)
        if not body or head.endswith(("\n", "\r")):
            return head + body
        return head + self.source.newline + body

    @property
    def _layout(self) -> HouseStyle:
        return HouseStyle(self.model, self._manner)

    def _spliced(self, edits: Sequence[TextEdit]) -> tuple[Source, Tree]:
        try:
            return resplice(self.source, edits, layout=self._layout, tree=self.tree)
        except EditError as error:
            raise EditError(error.route, error.reason, self.source.filename) from error

    def _with_places(self, error: ValidationError) -> ValidationError:
        places = []
        for fault in error.faults:
            route = (*self.here, *fault.route)
            start = locate(self.source, self.tree, route, fault.part, fault.subspan)[0]
            line, column = self.source.lines.position(start)
            places.append(f"{self.source.filename}:{line}:{column}")
        return ValidationError(error.faults, places)


def _at(tree: Tree, route: Route) -> Data:
    data = tree.data
    for step in route:
        data = data[step]
    return data
