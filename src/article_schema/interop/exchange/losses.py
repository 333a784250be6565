"""Losses: what a format does not hold of a record, found by reading back what was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, TypeAlias

from article_schema.routes import Route, format_route

#: What becomes of a value: it is left out, it comes back as another one, it is not in the record
#: and comes back all the same, or the format keeps it in a place of its own extension.
Fate: TypeAlias = Literal["left out", "changed", "added", "kept apart"]


class Loss(NamedTuple):
    """What becomes of a value that has no place in a format.

    >>> import article_schema.interop
    >>> from article_schema import Article
    >>> from article_schema.testing import make
    >>> losses = article_schema.interop.ninjs.losses(make(Article, quality=80))
    >>> [(loss.key, loss.fate) for loss in losses if loss.key == "quality"]
    [('quality', 'left out')]
    """

    #: Where the value stands in the article.
    route: Route
    #: What becomes of it: "left out", "changed", "added" or "kept apart".
    fate: Fate

    @property
    def key(self) -> str:
        """The route without the numbers of items: `related[].quality`."""
        steps = (step if isinstance(step, str) else 0 for step in self.route)
        return format_route(tuple(steps)).replace("[0]", "[]")


def differences(before: Any, after: Any, route: Route = ()) -> Iterator[Loss]:
    """Yield what has become of the parts of some data.

    Args:
        before: the data of a record.
        after: what was read back.
        route: where the data are.
    """
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            if key in after:
                yield from differences(value, after[key], (*route, key))
            else:
                yield Loss((*route, key), "left out")
        yield from (Loss((*route, key), "added") for key in after if key not in before)
    elif isinstance(before, list) and isinstance(after, list):
        for number, value in enumerate(before):
            if number < len(after):
                yield from differences(value, after[number], (*route, number))
            else:
                yield Loss((*route, number), "left out")
    elif type(before) is not type(after) or before != after:
        yield Loss(route, "changed")
