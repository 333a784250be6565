"""Format: what every format of exchange can do."""

from __future__ import annotations

import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, ClassVar

from article_schema.arguments import require
from article_schema.conversion import explain_instance, structure, unstructure
from article_schema.errors import UsageError, ValidationError
from article_schema.interop.exchange.json_items import JsonItems
from article_schema.interop.exchange.losses import Loss, differences
from article_schema.interop.exchange.mapping import Data, Object, written
from article_schema.interop.exchange.paths import has_terms
from article_schema.interop.exchange.sources import Item, Source, items_of
from article_schema.interop.exchange.unmapping import read
from article_schema.model.article import Article
from article_schema.model.elsewhere.vocabularies import Term
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import ModelTable, table_of


class Format(ABC):
    """A format that records can be written in."""

    #: Its name in the command.
    name: ClassVar[str]
    #: The ending of its files.
    ending: ClassVar[str]
    #: Whether a file holds many articles.
    holds_many: ClassVar[bool] = True
    #: Whether each article gets a file of its own in a folder.
    spreads: ClassVar[bool] = False

    @abstractmethod
    def raw_parts(self, articles: Iterable[Record]) -> Iterator[bytes]:
        """Yield the bytes of some articles part by part; each article is taken once.

        Raises:
            ValidationError: an article breaks its contract, or holds what the format cannot.
            UsageError: there are several, and the format holds one; or it has no place for what the
                model says, or asks for what the article does not have.
        """

    def files(self, articles: Iterable[Record], size: int) -> Iterator[tuple[str, Iterator[bytes]]]:  # noqa: ARG002
        """Yield the files of a folder that hold all articles: the name and the bytes in parts.

        Args:
            articles: the articles.
            size: how many a page has, where the format has pages.
        """
        yield f"articles{self.ending}", self.raw_parts(articles)

    def wide(self) -> Format:
        """Return the format that has one table, with a row for each article.

        Raises:
            UsageError: it has no tables.
        """
        raise UsageError(f"--wide is for databases, and {self.name} is none")

    def items(self, source: Source, model: type) -> Iterator[Item]:  # noqa: ARG002
        """Yield what a source in the format says of records of a model.

        Args:
            source: the source.
            model: the model of the records.

        Raises:
            UsageError: the format cannot be read.
            DocumentError: the source cannot be read.
        """
        raise UsageError(f"{self.name} is written, and not read")

    @abstractmethod
    def losses(self, article: Record) -> Sequence[Loss]:
        """Return what the format does not hold of an article.

        Args:
            article: a model instance.

        Raises:
            ValidationError: it breaks its contract.
        """

    def _structured(self, raw: bytes, name: str, model: type[Record] | None) -> list[Record]:
        kind = model or Article
        return [structure(each.data, kind) for each in self.items(Source(name, raw), kind)]


class TextFormat(Format):
    """A format of text.

    >>> import article_schema.interop
    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> article = make(Article, title="Dawn")
    >>> text = article_schema.interop.jsonl.dumps(article)
    >>> article_schema.interop.jsonl.loads(text) == [article]
    True
    """

    def dumps(self, articles: Record | Iterable[Record]) -> str:
        """Return an article, or several, as text of the format.

        Args:
            articles: a model instance, or several of them.

        Raises:
            ValidationError: an article breaks its contract, or holds what no text can.
            UsageError: there are several, and the format holds one; or it has no place for what the
                model says, or asks for what the article does not have.
            TypeError: something else than a model instance was given.
        """
        return "".join(self.parts([articles] if isinstance(articles, Record) else articles))

    def parts(self, articles: Iterable[Record]) -> Iterator[str]:
        """Yield the text of some articles part by part; each article is taken once.

        Raises:
            ValidationError: as for `dumps`, as the other errors.
        """
        if not self.holds_many:
            some = list(articles)
            if len(some) != 1:
                raise UsageError(f"a file of {self.name} holds one article, not {len(some):,}")
            articles = some
        yield from self._parts(articles)

    def raw_parts(self, articles: Iterable[Record]) -> Iterator[bytes]:
        """Yield the text in UTF-8."""
        return (part.encode() for part in self.parts(articles))

    @abstractmethod
    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        """Yield the text of articles; there is one if the format holds no more."""

    def loads(self, text: str, model: type[Record] | None = None) -> list[Record]:
        """Return the articles that a text of the format tells.

        Args:
            text: the text.
            model: the class of the articles; `Article` without one.

        Raises:
            DocumentError: the text cannot be read.
            ValidationError: an article breaks its contract.
            UsageError: the format cannot be read.
            TypeError: it is no text.
        """
        require(text, str, f"{self.name}.loads() takes a text", "decode bytes first")
        return self._structured(text.encode("utf-8", "surrogatepass"), "text", model)


class BinaryFormat(Format):
    """A format of bytes, for programs.

    >>> import article_schema.interop
    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> article_schema.interop.parquet.dumps(make(Article))[:4]
    b'PAR1'
    """

    def dumps(self, articles: Record | Iterable[Record]) -> bytes:
        """Return an article, or several, as bytes of the format.

        Args:
            articles: a model instance, or several of them, all of one model.

        Raises:
            ValidationError: an article breaks its contract, or holds what the format cannot.
            UsageError: what writes the format is not installed, or there are several models.
            TypeError: something else than a model instance was given.
        """
        return b"".join(self.raw_parts([articles] if isinstance(articles, Record) else articles))

    def loads(self, raw: bytes, model: type[Record] | None = None) -> list[Record]:
        """Return the articles that bytes of the format tell.

        Args:
            raw: the bytes.
            model: the class of the articles; `Article` without one.

        Raises:
            DocumentError: the bytes cannot be read.
            ValidationError: an article breaks its contract.
            UsageError: the format cannot be read.
            TypeError: they are no bytes.
        """
        require(raw, bytes, f"{self.name}.loads() takes bytes")
        return self._structured(raw, "bytes", model)


class ObjectFormat(TextFormat):
    """A format in which an article is an object of JSON, made by the terms of its fields."""

    vocabulary: ClassVar[type[Term]]
    #: What must stand in an object.
    required: ClassVar[tuple[str, ...]] = ()

    def object_of(self, article: Record) -> Object:
        """Return the object of an article.

        Raises:
            ValidationError: the article breaks its contract, or holds what no text can.
            UsageError: something is missing that the format asks for.
        """
        data = data_of(article)
        table = table_of(type(article))
        require_terms(table, self.vocabulary, self.name)
        made = {**self._constants(), **written(data, table, self.vocabulary)}
        missing = [key for key in self.required if key not in made]
        if missing:
            raise UsageError(
                f"{self.name} needs `{missing[0]}`, for which this {table.model.__name__} has no "
                f"value; a field says it with {self.vocabulary.__name__}({missing[0]!r})"
            )
        return made

    def data_from(self, found: Object, model: type) -> Data:
        """Return the data that an object tells of a record of a model."""
        return read(found, table_of(model), self.vocabulary)

    def losses(self, article: Record) -> Sequence[Loss]:
        """Return what the format does not hold of an article."""
        back = self.data_from(self.object_of(article), type(article))
        return list(differences(data_of(article), back))

    def items(self, source: Source, model: type) -> Iterator[Item]:
        """Yield an item for each object of a source."""
        require_terms(table_of(model), self.vocabulary, self.name)
        for item in items_of(self._objects(source), "item"):
            data = item.data
            yield item if data is None else item._replace(data=self.data_from(data, model))

    def _objects(self, source: Source) -> Iterable[Any]:
        """Return the objects of articles in a source."""
        return JsonItems(source, None)

    def _constants(self) -> Object:
        return {}

    def _parts(self, articles: Iterable[Record]) -> Iterator[str]:
        for article in articles:
            yield f"{indented(self.object_of(article))}\n"


def data_of(article: object) -> Data:
    """Return the plain data of an article.

    Raises:
        TypeError: the value is not an instance of a model.
        ValidationError: the article breaks its contract, or holds what JSON cannot.
    """
    require(article, Record, "an export takes articles", "structure() makes one of plain data")
    assert isinstance(article, Record)  # noqa: S101 - as was just made sure
    if faults := explain_instance(article):
        raise ValidationError(faults)
    return unstructure(article, mode="json")


def of_one_model(articles: Iterable[Record], what: str) -> Iterator[Record]:
    """Yield articles that are all of one model.

    Args:
        articles: the articles.
        what: what they are for, for the message.

    Raises:
        UsageError: there are several models.
    """
    model: type | None = None
    for article in articles:
        if model is not None and type(article) is not model:
            raise UsageError(
                f"a table of {what} has articles of one model, and here are {model.__name__} and "
                f"{type(article).__name__}; export each apart"
            )
        model = type(article)
        yield article


def require_terms(table: ModelTable, vocabulary: type[Term], name: str) -> None:
    """Make sure that a model says anything in a vocabulary.

    Raises:
        UsageError: it does not.
    """
    if not has_terms(table, vocabulary):
        raise UsageError(
            f"no field of {table.model.__name__} says where it stands in {name}; write "
            f"{vocabulary.__name__}(...) into its Annotated"
        )


def indented(value: Any) -> str:
    """Return data as JSON for people and programs."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)


def compact(value: Any) -> str:
    """Return data as JSON on one line."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
