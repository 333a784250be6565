"""Documents: an article file that is open for reading and change."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Generic

from article_schema.document.files.storage import replace_file
from article_schema.document.limits import Limits
from article_schema.document.source import Source
from article_schema.document.tree import Data, Tree
from article_schema.documents.content import Content
from article_schema.documents.operations import Operations
from article_schema.errors import UsageError
from article_schema.model.article import Article
from article_schema.model.fields import Record
from article_schema.model.plain import plain
from article_schema.style.values import Style

if TYPE_CHECKING:
    # Python 3.13 is the first that knows defaults. They are for type checkers alone, so no program
    # waits for the import.
    from typing_extensions import TypeVar

    M = TypeVar("M", bound=Record, default=Article)
else:
    from typing import TypeVar

    M = TypeVar("M", bound=Record)


class Document(Operations, Generic[M]):
    """An article file: its text, its data and its typed article.

    `Document` alone is a document of an `Article`, `Document[Story]` one of a model of your own.

    `load` and `loads` return it. Change the article by its attributes, lists and `extra`, or by
    route with `set` and `delete`; both change the same document. A record, list or dict of the
    article stays the same object after an edit by route, unless the edit removes it.
    """

    __slots__ = ("__weakref__", "_content", "_path", "_raw")

    def __init__(
        self, source: Source, tree: Tree, model: type[M], path: str | None, raw: bytes | None,
        style: Style | None = None, limits: Limits | None = None,
    ) -> None:  # fmt: skip
        self._content = Content(source, tree, model, style, raw, limits)
        self._path = path
        #: The bytes as they were when the file was read or last saved.
        self._raw = raw

    @property
    def filename(self) -> str:
        """The name that messages use."""
        return self._content.source.filename

    @property
    def text(self) -> str:
        """The whole text of the file, with all changes made so far.

        Raises:
            ValidationError: the article was changed into one that breaks its contract.
            EditError: a change cannot be made in the text safely.
        """
        self._content.flush()
        return self._content.source.whole_text

    @property
    def body(self) -> str:
        """What follows the front matter."""
        return self._content.source.body

    @property
    def data(self) -> Data:
        """The data of the front matter, plain dicts and lists, with all changes made so far.

        Faulty documents have it too. Dates of TOML keep their kind, those of YAML are text. It is
        a copy: changing it does not change the document. Use `set` and `delete`, or the article.
        """
        self._content.flush()
        record = self._content.record
        return deepcopy(record) if self._content.source.format.has_dates else plain(record)

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
