"""The key `format` of a configuration: a table of choices, or one word for those of the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from typing import Annotated, Any

from article_schema.document.manner import LISTS, QUOTES, Manner, choices
from article_schema.faults import Fault
from article_schema.model.borrowing import make_record
from article_schema.model.constraints import Bound
from article_schema.model.facets import Doc
from article_schema.model.fields import Record
from article_schema.model.shapes.base import (
    Builder,
    References,
    RejectedError,
    Representation,
    Schema,
    wrong_type,
)
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.containers import (
    LateRecordShape,
    MappingShape,
)
from article_schema.model.shapes.sequences import ListShape
from article_schema.routes import Route

#: The value that reads the style off the files of the run.
LEARN = "learn"


@cache
def _keys() -> type[Record]:
    declared: list[tuple[str, Any, Any]] = []
    for choice in choices():
        if choice.words:
            hint: Any = Annotated[str, ChoiceShape(choice.words), Doc(choice.doc)]
        else:
            least, most = Bound(choice.least, "minimum"), Bound(choice.most, "maximum")
            hint = Annotated[int, least, most, Doc(choice.doc)]
            hint = hint if choice.default is not None else hint | None
        declared.append((choice.key, hint, choice.default))
    docs = {each.name: each.metadata["doc"] for each in fields(Manner)}
    quotes = MappingShape(ChoiceShape(QUOTES))
    names = ListShape(ChoiceShape((*(choice.key for choice in choices()), "key-quotes")))
    declared += [
        ("key-quotes", Annotated[Any, quotes, Doc(docs["key_quotes"])], {}),
        ("key-lists", Annotated[Any, MappingShape(ChoiceShape(LISTS)), Doc(docs["key_lists"])], {}),
        ("keep", Annotated[Any, names, Doc(docs["keep"])], []),
    ]
    return make_record("FormatKeys", declared)


class FormatShape(LateRecordShape):
    """A table of choices, or `learn`."""

    __slots__ = ()

    @property
    def noun(self) -> str:
        """What people call either."""
        return f'a table, or "{LEARN}"'

    def accepts(self, value: Any, form: Representation) -> bool:
        """Tell whether a value is the word, or a table that is right."""
        return value == LEARN or super().accepts(value, form)

    def explain(self, value: Any, route: Route, form: Representation) -> Iterator[Fault]:
        """Yield every fault of a value that must be either."""
        if isinstance(value, dict):
            yield from super().explain(value, route, form)
        elif value != LEARN:
            advice = f'write format = "{LEARN}" to read the style off the files'
            yield wrong_type(route, self.noun, value, advice)

    def builder(self) -> Builder:
        """Return the function that takes either as it is."""

        def build(value: Any) -> Any:
            if value != LEARN and not isinstance(value, dict):
                raise RejectedError
            return value

        return build

    def schema(self, references: References) -> Schema:
        """Return the JSON Schema of both."""
        return {"anyOf": [{"enum": [LEARN]}, super().schema(references)]}


#: The shape of the key.
FORMAT = FormatShape(_keys)
