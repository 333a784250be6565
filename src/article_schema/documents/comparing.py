"""Comparing: what a program has changed in an article since its text was read.

Most articles are not changed at all, or in a single value. Then the article is compared with what
the text says, and nothing else of it has to be judged or written: what is alike is as right as what
was read.
"""

from __future__ import annotations

from typing import Any

from article_schema.document.edits import SetValue
from article_schema.documents.matching import Changed, changed_fields, keeps_extra
from article_schema.model.fields import Record
from article_schema.model.shapes.base import RejectedError
from article_schema.model.shapes.explain import accepts, explain_conditions
from article_schema.model.shapes.tables import Field, table_of
from article_schema.routes import Route

#: Types of single values.
_SINGLE = frozenset((str, int, float, bool))


def single_edits(
    article: Record, model: type, data: dict[str, Any], here: Route
) -> list[SetValue] | None:
    """Return the edits that bring single values of an article into its text.

    Args:
        article: the article.
        model: the class that the data were read for.
        data: the data of the text that the article was made of, without dates.
        here: the route of the article in the data of its file.

    Returns:
        None where something else has changed, or what has changed may be wrong.
    """
    if type(article) is not model:
        return None
    try:
        changed = list(changed_fields(article, data))
        if not (keeps_extra(article, data) and all(map(_can_be_set, changed))):
            return None
    except (AttributeError, RejectedError):
        # Somebody has deleted an attribute, or the data were never right.
        return None
    table = table_of(model)
    if changed and (table.rest is not None or explain_conditions(table, article)):
        return None
    return [SetValue((*here, each.field.key), each.held) for each in changed]


def _can_be_set(changed: Changed) -> bool:
    field, held, read = changed
    return _is_written(field, held) and _is_written(field, read) and accepts(field, held)


def _is_written(field: Field, value: Any) -> bool:
    """Tell whether a value is a single one, and not what an absent key stands for."""
    if type(value) not in _SINGLE:
        return False
    return field.make_default is None or bool(value != field.make_default())
