"""Contents: the text of a document with its data and its typed article, which change together.

A change is made on the typed article, or by route for keys that the model does not know. The text
follows by splicing: only the lines of changed values change.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from typing import Any, NamedTuple

from article_schema.conversion import explain_instance, fits, require_fit, structure, unstructure
from article_schema.document.compare import same
from article_schema.document.diff import diff
from article_schema.document.edits import Edit, TextEdit, keys_changed, reaches_elsewhere
from article_schema.document.formats.registry import formats_of, new_format, split
from article_schema.document.formats.whole import new_text, require_body
from article_schema.document.limits import Limits
from article_schema.document.manner import HOUSE
from article_schema.document.places import locate
from article_schema.document.reading.ladder import read
from article_schema.document.source import Source
from article_schema.document.splicing.splice import resplice
from article_schema.document.tree import Data, Tree, data_at
from article_schema.documents.comparing import single_edits
from article_schema.documents.resting import RestingText, sharing
from article_schema.errors import EditError, UsageError, ValidationError
from article_schema.faults import Fault, Recode, Rewrite
from article_schema.held import follow, refresh, remember
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.model.fields import Record
from article_schema.model.plain import plain
from article_schema.model.shapes.base import RejectedError
from article_schema.model.shapes.building import builder_of, stays_fit
from article_schema.model.shapes.tables import needs_nothing
from article_schema.routes import format_route
from article_schema.style.values import Style

_LINE_FEED = late_pattern(r"(?<!\r)\n")


def new_content(article: Record, body: str, filename: str, style: Style | None) -> str:
    """Return the text of a new file.

    Raises:
        ValidationError: the article breaks its contract.
        UsageError: there is a body, and the format has none.
        EditError: the article or the body holds what no file of this format can.
    """
    faults = explain_instance(article)
    if faults:
        raise ValidationError(faults)
    data, layout = unstructure(article), HouseStyle(type(article), style or HOUSE)
    return new_text(data, filename, body, layout)


class _Block(NamedTuple):
    """Where a block of changes stands."""

    #: How many are open, one inside of another.
    depth: int = 0
    #: The edits that the article has not followed yet.
    waiting: tuple[Edit, ...] = ()
    #: The data of the file before them.
    since: Data = None
    #: The record before them; whether it was valid is asked only where that makes a difference.
    record: Data = None


_NO_BLOCK = _Block()


class Content:
    """What a document holds.

    Args:
        text: its text, which the content changes.
        model: the class of its article.
        style: how new keys are written where the text shows no other way.
    """

    __slots__ = ("_article", "_baseline", "_block", "_manner", "_text", "here", "model")

    def __init__(self, text: RestingText, model: type, style: Style | None = None) -> None:
        self._text = text
        self.model = model
        self._manner = style or HOUSE
        #: The route of the record in the data of the file.
        self.here = text.source.format.only_record(text.tree.data)
        self._article: Any = None
        #: The data of the article in the current text, where that is not just what it says.
        self._baseline: Data = None
        self._block = _NO_BLOCK

    @property
    def limits(self) -> Limits:
        """Those that the text was read with."""
        return self._text.limits

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
        return data_at(self.tree.data, self.here)

    @property
    def article(self) -> Any:
        """The typed article.

        Raises:
            ValidationError: the data breaks the contract; it names every fault with its place.
        """
        if self._article is None:
            # Many open articles share what they hold.
            self._article = self._built(sharing(self.record))
            if self._block.waiting:
                self._block = self._block._replace(waiting=())
        else:
            self._settle_or_tell()
        return self._article

    @article.setter
    def article(self, article: Any) -> None:
        if not isinstance(article, self.model):
            raise TypeError(f"expected an instance of {self.model.__name__}, not {article!r:.80}")
        if self._block.waiting or (self._article is None and self._baseline is None):
            self._baseline = plain(self.record) if isinstance(self.record, dict) else {}
            self._block = self._block._replace(waiting=())
        self._article = article

    def flush(self) -> None:
        """Update the text from the article.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: a change cannot be made in the text safely; or the article was changed while
                the text waits for more edits of a block.
        """
        if self._article is None:
            return
        data: Data = None
        edits: Sequence[Edit] | None = None
        if self._baseline is None and isinstance(self.record, dict):
            has_dates = self.source.format.has_dates
            read = plain(self.record) if has_dates else self.record
            edits = single_edits(self._article, self.model, read, self.here)
        if edits is None:
            faults = explain_instance(self._article)
            if faults:
                raise self._with_places(ValidationError(faults))
            data = unstructure(self._article)
            edits = diff(self._before(), data, self._layout, self.here)
        if edits and self._block.waiting:
            reason = "the article was changed while the edits before it still break its contract"
            raise EditError(format_route(edits[0].route), reason, self.source.filename)
        if edits:
            self.replace(*self._spliced(edits))
            self._baseline = data

    def _before(self) -> Data:
        """Return the data of the article in the current text."""
        if self._baseline is not None:
            return self._baseline
        if self._text.data is None:
            self._text.data = unstructure(self._built(self.record))
        return self._text.data

    def _built(self, data: Data) -> Any:
        """Return a new article of the data of the current text, with which it may share parts."""
        if not self.source.format.has_dates:
            with suppress(RejectedError):
                # What is read of a text is plain, so it need not be made so.
                return builder_of(self.model)(data)
        try:
            return structure(data, self.model)
        except ValidationError as error:
            raise self._with_places(error) from None

    def edit(self, edits: Sequence[TextEdit]) -> None:
        """Make edits in the text and in the article, all of them or none.

        Raises:
            ValidationError: the article would break its contract; in a block that is found at the
                end.
            EditError: a change cannot be made safely.
        """
        self.flush()
        changes = [edit for edit in edits if not isinstance(edit, Rewrite | Recode)]
        self._take(*self._spliced(edits), changes)

    def take(self, text: str) -> None:
        """Take another text for the whole file, and bring the article up to it.

        Raises:
            ValidationError: the article would break its contract.
            DocumentError: the text cannot be read.
        """
        self.flush()
        source = split(text, self.source.filename)
        tree = read(source, self._text.limits)
        self._take(source, tree, diff(self.tree.data, tree.data, self._layout))

    def reopen(self, raw: bytes, text: str, filename: str) -> None:
        """Take a file in the place of everything; changes that were made are lost.

        The objects of the article stay; if the text breaks its contract, it is made anew later.

        Raises:
            DocumentError: the text cannot be read; then nothing is changed.
        """
        source = split(text, filename)
        tree = read(source, self._text.limits)
        article, self._article, self._baseline = self._article, None, None
        self._text.open(source, tree, raw)
        self.here = source.format.only_record(tree.data)
        if article is not None:
            self._take_back(article)

    def _take(self, source: Source, tree: Tree, changes: Sequence[Edit]) -> None:
        """Take a new text that some edits have led to."""
        before, block = (self.source, self.tree), self._block
        if not block.waiting:
            if self._article is not None:
                self._baseline = self._before()
            block = _Block(block.depth, (), before[1].data, self.record)
        if any(reaches_elsewhere(each) for each in changes):
            changes = diff(before[1].data, tree.data, self._layout)
        self._block = _Block(block.depth, (*block.waiting, *changes), block.since, block.record)
        self.replace(source, tree)
        try:
            self._settle()
        except ValidationError as error:
            if block.depth == 0:
                self._block = _NO_BLOCK
                self.replace(*before)
                raise self._with_places(error) from None

    def _settle(self) -> None:
        """Bring the article up to the edits that it has not seen yet.

        Raises:
            ValidationError: the article would break its contract.
        """
        block = self._block
        if not block.waiting:
            return
        data = data_at(self.tree.data, self.here)
        if self._article is not None:
            new: Any = structure(data, type(self._article))
            follow(self._article, self.here, block.waiting, block.since, new, self._layout)
            self._baseline = unstructure(self._article)
        elif not stays_fit(data, self.model, keys_changed(block.waiting, self.here)):
            try:
                require_fit(data, self.model)
            except ValidationError:
                if fits(block.record, self.model):
                    raise
        self._block = _Block(block.depth)

    @property
    def in_block(self) -> bool:
        """Whether a block is open."""
        return self._block.depth > 0

    @contextmanager
    def block(self) -> Iterator[None]:
        """Make all changes inside, or none of them; whether they are valid is judged at the end.

        Raises:
            ValidationError: a valid article would break its contract.
            EditError: a change cannot be made safely.
        """
        self.flush()
        before, baseline, held = (self.source, self.tree), self._baseline, self._article
        outside = self._block
        restore = remember(held)
        self._block = outside._replace(depth=outside.depth + 1)
        try:
            yield
            self.flush()
            if outside.depth == 0:
                self._settle_or_tell()
        except BaseException:
            article = self._article
            self.replace(*before)
            self._baseline, self._article, self._block = baseline, held, outside
            restore()
            if held is None and article is not None:
                self._take_back(article)
            raise
        self._block = self._block._replace(depth=outside.depth)

    def _settle_or_tell(self) -> None:
        try:
            self._settle()
        except ValidationError as error:
            raise self._with_places(error) from None

    def _take_back(self, article: Any) -> None:
        """Give an article the values of the text, if that is valid."""
        with suppress(ValidationError):
            refresh(article, structure(self.record, type(article)))
            self._article = article

    def set_body(self, body: str) -> None:
        """Put another text below the front matter.

        Raises:
            UsageError: the format of the file has no body.
            EditError: the text would not be read back as the body.
        """
        newline = self.source.newline
        if newline != "\n":
            body = _LINE_FEED.sub(newline, body)
        self.flush()
        text = self.text_for(self.source.filename, body, None)
        source = split(text, self.source.filename)
        tree = read(source, self._text.limits)
        if source.body != body or not same(tree.data, self.tree.data):
            raise EditError("", "the file would mean more or less", self.source.filename)
        self._take(source, tree, [])

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
            keeps_dates = new_format(filename, layout.manner.front_matter).has_dates
            data = self.record if keeps_dates else plain(self.record)
            return new_text(data, filename, body, layout)
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
            filename = self.source.filename
            raise EditError(error.route, error.reason, filename, error.advice) from error

    def _with_places(self, error: ValidationError) -> ValidationError:
        return ValidationError([self._placed(fault) for fault in error.faults])

    def _placed(self, fault: Fault) -> Fault:
        source, route = self.source, (*self.here, *fault.route)
        start, end = map(
            source.lines.position, locate(source, self.tree, route, fault.part, fault.subspan)
        )
        return replace(
            fault, filename=source.filename, line=start[0], column=start[1],
            end_line=end[0], end_column=end[1],
        )  # fmt: skip
