"""The keys of a collection: its name, its files, and whatever else a whole run has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Annotated, Any, ClassVar

from article_schema.checking.config.notes import WholeRun
from article_schema.checking.config.patterns import PATTERN
from article_schema.faults import Fault
from article_schema.model.borrowing import make_record
from article_schema.model.facets import Doc, Pattern
from article_schema.model.shapes.base import (
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    Shape,
    wrong_type,
)
from article_schema.model.shapes.containers import LateRecordShape, RecordShape
from article_schema.model.shapes.scalars import TextShape
from article_schema.model.shapes.sequences import ListShape
from article_schema.model.shapes.tables import REQUIRED, table_of
from article_schema.routes import Route
from article_schema.rules.codes import OWN_CONSTRAINT

#: What a name may be, in messages, on the command line and in `Ref("authors")`.
_LETTER = r"(?:[A-Za-z0-9_]|[^\u0000-\u007f])"
_NAME = Pattern(
    rf"{_LETTER}(?:{_LETTER}|[.-])*",
    OWN_CONSTRAINT,
    "a name of letters, digits, `-`, `_` and `.`, such as posts",
)

#: A character of an address; braces hold `name`, `path` or a key of the file.
_SIGN = r"[^{}?# \u0000-\u001f\u007f]"
_URL = Pattern(
    rf"/(?:{_SIGN}|\{{{_SIGN}+\}})*",
    OWN_CONSTRAINT,
    "an address such as /news/{name} or /{slug}/",
)

#: A pattern of paths.
PATH_PATTERN = Pattern(PATTERN, OWN_CONSTRAINT, "a pattern of paths as in .gitignore")


class PatternsShape(ListShape):
    """A pattern of paths, or a list of some."""

    __slots__ = ()

    noun: ClassVar[str] = "a pattern of paths, or a list of them"

    def accepts(self, value: Any, form: Representation) -> bool:
        """Tell whether a value is a pattern, or a list with some."""
        if isinstance(value, str):
            return self.item.accepts(value, form)
        return super().accepts(value, form) and bool(value)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        """Yield every fault of a value that must be a pattern, or a list with some."""
        if isinstance(value, str):
            yield from self.item.explain(value, route, form)
        elif isinstance(value, list) and value:
            yield from super().explain(value, route, form)
        else:
            advice = 'write files = "posts/**", for all that is below the folder posts'
            yield wrong_type(route, self.noun, value, advice)

    def builder(self) -> Builder:
        """Return the function that makes a list of either."""
        build_list = super().builder()

        def build(value: Any) -> Any:
            if value == []:
                raise RejectedError
            return build_list([value] if isinstance(value, str) else value)

        return build

    def schema(self, references: References) -> Schema:
        """Return the JSON Schema of both."""
        several = {**super().schema(references), "minItems": 1}
        return {"anyOf": [self.item.schema(references), several]}


#: The patterns of the files of a collection.
FILES = PatternsShape(TextShape((PATH_PATTERN,)))


class CollectionsShape(ListShape):
    """The tables that declare collections."""

    __slots__ = ()

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        """Yield every fault of a value that must be a list of such tables."""
        if isinstance(value, dict):
            advice = "write [[collections]] above the keys of each"
            yield wrong_type(route, self.noun, value, advice)
        else:
            yield from super().explain(value, route, form)


@cache
def collection_shape(whole: type) -> RecordShape:
    """Return the shape of a table that declares a collection.

    Args:
        whole: the model of a whole configuration, which the keys of a collection are taken from.
    """
    return LateRecordShape(cache(lambda: make_record("CollectionKeys", [*_OWN, *_shared(whole)])))


#: The keys that a collection alone has.
_OWN: tuple[tuple[str, Any, Any], ...] = (
    ("name", Annotated[str, _NAME, Doc("the name of the collection, such as posts")], REQUIRED),
    ("files", Annotated[Any, FILES, Doc(
        "the files of the collection: one pattern, or a list of them",
    )], REQUIRED),
    ("url", Annotated[str | None, _URL, Doc(
        "the address of a file on the site, such as /news/{name}",
    )], None),
)  # fmt: skip


def _shared(whole: type) -> Iterable[tuple[str, Any, Any]]:
    for field in table_of(whole).fields:
        if field.note(WholeRun) is None:
            shape: Shape = field.shape
            hint: Any = Annotated[Any, shape, Doc(field.doc), *field.notes]
            default = field.make_default() if field.make_default is not None else REQUIRED
            yield field.key, hint | None if field.holds_none else hint, default
