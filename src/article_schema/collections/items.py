"""Items: what is read one after the other, with what failed, filtered and sorted by its fields."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeAlias, TypeVar

from article_schema.arguments import require
from article_schema.errors import ArticleSchemaError, UsageError, ValidationError
from article_schema.model.shapes.tables import table_of
from article_schema.model.spelling import closest

if TYPE_CHECKING:
    from article_schema.signatures import Sortable

#: What happens with what cannot be read.
Errors: TypeAlias = Literal["raise", "collect", "skip"]
_ERRORS = ("raise", "collect", "skip")

T = TypeVar("T")
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Failure:
    """What could not be read or saved, and why.

    >>> documents = load_all("examples/broken/bad-link.md", errors="collect")
    >>> list(documents), [str(failure) for failure in documents.failures]
    ([], ['examples/broken/bad-link.md:6:46: URL005 `webUrl` holds a space; replace the space with \
`%20`'])
    """

    #: The file, as messages name it.
    filename: str
    #: Its text names the line, where the fault has one.
    error: ArticleSchemaError

    def __str__(self) -> str:
        return str(self.error)


class Items(ABC, Generic[T, M]):
    """What is read one after the other, each time somebody asks for it from the beginning.

    Args:
        errors: "raise" raises the first error and ends there, "collect" goes on and keeps what
            failed in `failures`, "skip" goes on and forgets it.

    Raises:
        UsageError: there is no such word.
    """

    def __init__(self, errors: Errors) -> None:
        if errors not in _ERRORS:
            raise UsageError(f'errors is "raise", "collect" or "skip", not {errors!r:.80}')
        self._errors = errors
        #: What failed, in a list that filtered items share: only it is replaced.
        self._told: list[list[Failure]] = [[]]
        self._conditions: tuple[Callable[[Any], object], ...] = ()

    @property
    def failures(self) -> tuple[Failure, ...]:
        """What could not be read since somebody began last, if errors are collected.

        It is complete once the last item was taken.
        """
        return tuple(self._told[0])

    @abstractmethod
    def _results(self) -> Iterator[T | Failure]:
        """Yield what there is, in its order."""

    @abstractmethod
    def _article(self, item: T) -> M:
        """Return the typed article of an item."""

    @abstractmethod
    def _filename(self, item: T) -> str:
        """Return the file of an item."""

    @property
    @abstractmethod
    def _model(self) -> type | None:
        """The class of all articles; None if it differs."""

    def __iter__(self) -> Iterator[T]:
        failures = self._told[0] = []
        for result in self._results():
            failure = result if isinstance(result, Failure) else self._judged(result)
            if failure is None:
                yield result  # type: ignore[misc]  # it is no failure
            elif failure is _LEFT_OUT or self._errors == "skip":
                continue
            elif self._errors == "raise":
                raise failure.error
            else:
                failures.append(failure)

    def _judged(self, item: T) -> Failure | None:
        """Tell whether an item is wanted: None if it is."""
        if not self._conditions:
            return None
        try:
            article = self._article(item)
        except ValidationError as error:
            return Failure(self._filename(item), error)
        return None if all(keeps(article) for keeps in self._conditions) else _LEFT_OUT

    def where(self, condition: Callable[[M], object] | None = None, /, **values: object) -> Self:
        """Return those items whose article keeps a condition and has certain values.

        Args:
            condition: gets the article and returns what is true for those that are wanted.
            values: the values of fields, by their names in Python: `where(type="video")`.

        Raises:
            UsageError: the model has no field of such a name.
            TypeError: the condition cannot be called.
        """
        conditions = [*self._conditions]
        if condition is not None:
            require(condition, Callable, "where() takes a function of the article")  # type: ignore[arg-type]
            conditions.append(condition)
        if values:
            wanted = _Values(values)
            if self._model is not None:
                wanted.require(self._model)
            conditions.append(wanted)
        chosen = copy(self)
        chosen.__dict__["_conditions"] = tuple(conditions)
        return chosen

    def sorted_by(
        self, *keys: str | Callable[[M], Sortable | None], reverse: bool = False
    ) -> list[T]:
        """Return all items in order; those without a value come last. It reads all of them.

        Args:
            keys: names of fields in Python, or functions of the article; a later one orders the
                items that are equal by all before it.
            reverse: whether the largest value comes first.

        Raises:
            UsageError: the model has no field of such a name, or values cannot be compared.
        """
        for key in keys:
            require(key, (str, Callable), "sorted_by() takes names of fields, or functions")  # type: ignore[arg-type]
        names = [key for key in keys if isinstance(key, str)]
        if self._model is not None:
            _require_fields(self._model, names)
        items = [(self._article(item), item) for item in self]
        for model in {type(article) for article, _ in items}:
            _require_fields(model, names)
        for key in reversed(keys):
            items = _in_order(items, key, reverse)
        return [item for _, item in items]


_LEFT_OUT = Failure("", ArticleSchemaError())


class _Values:
    """The condition that fields have certain values."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self._known: set[type] = set()

    def require(self, model: type) -> None:
        """Make sure that a model has all fields."""
        _require_fields(model, self.values)
        self._known.add(model)

    def __call__(self, article: Any) -> bool:
        if type(article) not in self._known:
            self.require(type(article))
        return all(getattr(article, name) == value for name, value in self.values.items())


def _require_fields(model: type, names: Any) -> None:
    known = table_of(model).by_name
    for name in names:
        if name not in known:
            by_key = table_of(model).by_key.get(name)
            twin = by_key.name if by_key is not None else closest(name, known)
            advice = f"did you mean {twin!r}?" if twin else f"it has {', '.join(known)}"
            raise UsageError(f"{model.__name__} has no field {name!r}; {advice}")


def _in_order(
    items: list[tuple[Any, T]], key: str | Callable[[Any], Any], reverse: bool
) -> list[tuple[Any, T]]:
    if isinstance(key, str):
        name, key = f"`{key}`", lambda article, name=key: getattr(article, name)
    else:
        name = "the key"
    keyed = [(key(article), (article, item)) for article, item in items]
    valued = [pair for pair in keyed if pair[0] is not None]
    try:
        valued.sort(key=lambda pair: pair[0], reverse=reverse)
    except TypeError as error:
        raise UsageError(f"{name} has values that cannot be compared: {error}") from error
    return [item for _, item in (*valued, *(pair for pair in keyed if pair[0] is None))]
