"""What `Annotated` holds: the facets of a field, those of annotated-types adapted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

import annotated_types

from article_schema.errors import ModelError
from article_schema.model.constraints import Bound, DateBound, Length, multiple_of
from article_schema.model.facets import (
    BlankLinesAround,
    Deprecated,
    Doc,
    Example,
    Facet,
    FacetGroup,
    Key,
    Note,
    Quoted,
    Reports,
)
from article_schema.rules.codes import OWN_CONSTRAINT

#: What `Annotated` may hold besides facets.
NOTES = (Doc, Example, Key, Deprecated, Quoted, BlankLinesAround, Reports, Note)


def facets_in(metadata: Iterable[Any], where: str) -> Iterator[Facet]:
    """Yield the facets among what `Annotated` holds; bounds of annotated-types are adapted.

    Raises:
        ModelError: something would be ignored, a constraint of another library or a note of a
            class that is not known here; `where` names its field.
    """
    for item in metadata:
        # What costs least comes first: to ask whether something has a protocol takes long.
        if isinstance(item, NOTES):
            continue
        if isinstance(item, annotated_types.MinLen):
            yield Length(minimum=item.min_length)
        elif isinstance(item, annotated_types.MaxLen):
            yield Length(maximum=item.max_length)
        elif isinstance(item, annotated_types.MultipleOf):
            yield from multiple_of(item.multiple_of, where)
        elif (bound := _bound(item)) is not None:
            yield bound
        elif isinstance(item, FacetGroup):
            yield from item.facets
        elif isinstance(item, Facet) and not isinstance(item, type):
            yield item
        elif isinstance(item, annotated_types.GroupedMetadata):
            yield from facets_in(item, where)
        else:
            raise ModelError(f"{where}: {item!r:.80} would be ignored; {_instead_of(item)}")


def _instead_of(item: Any) -> str:
    """Say what to write in place of something that `Annotated` holds in vain."""
    if isinstance(item, type):
        return f"write {item.__name__}(...), an instance of it"
    if isinstance(item, re.Pattern):
        return f'write Pattern({item.pattern!r}, "{OWN_CONSTRAINT}", "what the text looks like")'
    note = item if isinstance(item, str) else getattr(item, "documentation", None)
    if isinstance(note, str):
        return f"write Doc({note!r:.80})"
    return (
        "write Ge, Gt, Le, Lt, MultipleOf, MinLen, MaxLen, Unique(), a Pattern or a facet of your "
        "own; a note is a Doc"
    )


def _bound(item: Any) -> Facet | None:
    for kind, attribute, keyword in (
        (annotated_types.Ge, "ge", "minimum"),
        (annotated_types.Le, "le", "maximum"),
        (annotated_types.Gt, "gt", "exclusiveMinimum"),
        (annotated_types.Lt, "lt", "exclusiveMaximum"),
    ):
        if isinstance(item, kind):
            limit = getattr(item, attribute)
            if isinstance(limit, date) and not isinstance(limit, datetime):
                return DateBound(limit, keyword)
            return Bound(limit, keyword)
    return None
