"""Defaults: what an import takes for a value that its source does not have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from article_schema.errors import UsageError
from article_schema.interop.exchange.mapping import Data
from article_schema.model.shapes.tables import table_of
from article_schema.routes import Route, parse_route


class Defaults:
    """Values by the routes that they belong to.

    Args:
        words: what the options say, each `ROUTE=TEXT`.
        model: the model of the records; a list gets the text as its only item.

    Raises:
        UsageError: a word or its route cannot be read, or the model has no such field.
    """

    def __init__(self, words: Sequence[str], model: type) -> None:
        self._values: list[tuple[Route, Any]] = []
        for word in words:
            route, sign, text = word.partition("=")
            if not sign:
                raise UsageError(f"--default {word}: write ROUTE=TEXT, such as type=article")
            steps = parse_route(route)
            self._values.append((steps, self._value(steps, text, model, word)))

    def _value(self, route: Route, text: str, model: type, word: str) -> Any:
        table, shape = table_of(model), None
        for number, step in enumerate(route):
            field = table.by_key.get(step) if isinstance(step, str) else None
            if field is None:
                raise UsageError(f"--default {word}: {table.model.__name__} has no `{step}`")
            shape = field.shape
            if number < len(route) - 1:
                if shape.model is None:
                    raise UsageError(f"--default {word}: `{step}` is no record")
                table = table_of(shape.model)
        if shape is not None and shape.is_integer and text.lstrip("-").isdecimal():
            return int(text[:20])
        return [text] if shape is not None and shape.child(0) is not None else text

    def filled(self, data: Data) -> Data:
        """Return data with the defaults of what they do not have."""
        for route, value in self._values:
            data = _with_default(data, route, value)
        return data


def _with_default(data: Data, route: Route, value: Any) -> Data:
    key, rest = str(route[0]), route[1:]
    here = data.get(key)
    if not rest:
        return data if here not in (None, [], {}, "") else {**data, key: value}
    if here is not None and not isinstance(here, dict):
        return data
    return {**data, key: _with_default(here or {}, rest, value)}
