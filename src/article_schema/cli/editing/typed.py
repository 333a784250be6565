"""Typed: the value that a text on the command line stands for, by the type of its field."""

from __future__ import annotations

from article_schema.cli.editing.words import Assignment
from article_schema.document.scalars import resolve
from article_schema.document.tree import Data
from article_schema.errors import UsageError
from article_schema.house_style import HouseStyle
from article_schema.model.shapes.base import FILE, Shape
from article_schema.model.shapes.tables import table_of
from article_schema.model.showing import bounded
from article_schema.model.spelling import closest_key


def value_of(assignment: Assignment, model: type) -> Data:
    """Return the value that an assignment gives to records of a model.

    Raises:
        UsageError: the field takes no value of this kind.
    """
    text = assignment.text
    if text is None:
        return assignment.data
    shape = HouseStyle(model).shape_at(assignment.steps)
    if assignment.appends and shape is not None:
        shape = shape.child(0)
    return text if shape is None else _meant(text, shape, assignment)


def _meant(text: str, shape: Shape, assignment: Assignment) -> Data:
    # Text comes first, so that `title=2020` stays one.
    values = (text, resolve(text)) if text else (text,)
    # The document judges a value of the right kind, with the whole record.
    for fits in (shape.accepts, shape.is_near):
        for value in values:
            if value is not None and fits(value, FILE):
                return value
    fault = next(iter(shape.explain(text, assignment.steps, FILE)))
    advice = fault.help
    if shape.is_collection:
        route = bounded(assignment.route, 60)
        advice = f"write {route}+={text} to add an item, or {route}:= with all of them"
        if not shape.is_near([], FILE):
            advice = f"write {route}:= with all of it, such as {route}:='{{key: value}}'"
    told = f"; {advice}" if advice else ""
    raise UsageError(f"{bounded(assignment.word, 60)}: {fault.message}{told}")


def slip_in(assignment: Assignment, model: type) -> str | None:
    """Return the key of the model that an assignment to an unknown key may mean."""
    known, key = table_of(model).by_key, assignment.steps[0] if assignment.steps else ""
    return closest_key(key, known) if isinstance(key, str) and key not in known else None
