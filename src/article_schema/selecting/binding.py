"""Binding: an expression and a model become a condition on the data of a record."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TypeAlias

from article_schema.document.tree import Data, value_at
from article_schema.house_style import HouseStyle
from article_schema.model.shapes.base import FILE, Shape
from article_schema.model.shapes.tables import table_of
from article_schema.model.showing import bounded, kind_of
from article_schema.model.spelling import closest
from article_schema.routes import Route, format_route
from article_schema.selecting.kinds import comparable, is_ordered, moment_of, same
from article_schema.selecting.nodes import (
    Comparison,
    Field,
    Node,
    Not,
    Operand,
    Present,
    Several,
    Value,
)
from article_schema.selecting.parsing import parse
from article_schema.selecting.tokens import ExpressionError

#: Tells whether a record is chosen, by its data.
Condition: TypeAlias = Callable[[Data], bool]

_ORDERS = {"<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge}


def condition(text: str, model: type) -> Condition:
    """Return the condition that an expression stands for.

    A field that a record lacks is null. A value of another type than its field is equal to nothing
    and has no order, so faulty records are judged too.

    Args:
        text: the expression, such as `type == "video" and heat > 100`.
        model: the class of the records, whose fields it names.

    Raises:
        ExpressionError: it cannot be read, names no field, or compares one with a value that it
            never has.
    """
    return _Binder(model).condition(parse(text))


class _Binder:
    def __init__(self, model: type) -> None:
        self._model = model
        self._layout = HouseStyle(model)

    def condition(self, node: Node) -> Condition:
        if isinstance(node, Several):
            parts = [self.condition(part) for part in node.parts]
            judge = all if node.every else any
            return lambda data: judge(part(data) for part in parts)
        if isinstance(node, Not):
            part = self.condition(node.part)
            return lambda data: not part(data)
        if isinstance(node, Present):
            read = self._reader(node.field)
            return lambda data: read(data) not in (None, False, "", [], {})
        return self._comparison(node)

    def _comparison(self, node: Comparison) -> Condition:
        if node.sign in ("in", "not in"):
            held = self._membership(node)
            return held if node.sign == "in" else lambda data: not held(data)
        left, right = self._operands(node)
        if node.sign in _ORDERS:
            order = _ORDERS[node.sign]

            def ordered(data: Data) -> bool:
                one, two = left(data), right(data)
                return comparable(one, two) and bool(order(one, two))

            return ordered
        if node.sign == "==":
            return lambda data: same(left(data), right(data))
        return lambda data: not same(left(data), right(data))

    def _operands(self, node: Comparison) -> tuple[Callable[[Data], Data], Callable[[Data], Data]]:
        left, right = node.left, node.right
        shape = self._shape(left)
        as_moments = shape is not None and shape.is_instant
        if isinstance(right, Value):
            self._require_kind(left, shape, right, node)
        elif not as_moments:
            other = self._shape(right)
            as_moments = other is not None and other.is_instant
        readers = self._reader(left), self._reader(right)
        if not as_moments:
            return readers
        one, two = readers
        return lambda data: moment_of(one(data)), lambda data: moment_of(two(data))

    def _membership(self, node: Comparison) -> Condition:
        left, right = node.left, node.right
        if isinstance(right, Value):
            if not isinstance(right.value, list):
                reason = 'behind `in` stands a field, or a list such as ["news", "sport"]'
                raise ExpressionError(right.column, reason)
            parts = [
                self._comparison(Comparison(node.column, "==", left, Value(right.column, item)))
                for item in right.value
            ]
            return lambda data: any(part(data) for part in parts)
        shape = self._shape(right)
        if isinstance(left, Value) and shape is not None:
            self._require_item(left, right, shape)
        item, whole = self._reader(left), self._reader(right)
        return lambda data: _holds(whole(data), item(data))

    def _require_item(self, left: Value, right: Field, shape: Shape) -> None:
        """Refuse a value that a list or a text can never hold."""
        if shape.is_near("", FILE) and isinstance(left.value, str):
            return
        item = shape.child(0)
        if item is None and not shape.is_near([], FILE):
            reason = f"{_name(right)} is neither a list nor text, so nothing is in it"
            raise ExpressionError(right.column, reason)
        if item is not None and not item.is_near(left.value, FILE):
            reason = f"{_name(right)} never holds {kind_of(left.value)}; it holds {item.noun}"
            raise ExpressionError(left.column, reason)

    def _require_kind(
        self, field: Operand, shape: Shape | None, value: Value, node: Comparison
    ) -> None:
        """Refuse a value that a field never has: every record would be judged alike."""
        found = value.value
        if node.sign in _ORDERS and not is_ordered(found):
            reason = f"{kind_of(found)} has no order; compare it with `==` or `!=`"
            raise ExpressionError(value.column, reason)
        if shape is None or found is None:
            return
        if shape.is_instant and isinstance(found, str):
            if moment_of(found) is None and not shape.accepts(found, FILE):
                reason = f'{_name(field)} is a date; compare it with one such as "2020-06-12"'
                raise ExpressionError(value.column, reason)
            return
        fits = shape.is_near(found, FILE)
        if fits and node.sign not in _ORDERS and shape.choices:
            fits = shape.accepts(found, FILE)
        if not fits:
            raise ExpressionError(value.column, _misfit(shape, field, found))

    def _reader(self, operand: Operand) -> Callable[[Data], Data]:
        if isinstance(operand, Value):
            value = operand.value
            return lambda _: value
        self._require_field(operand)
        route = operand.route
        return lambda data: value_at(data, route)

    def _shape(self, operand: Operand) -> Shape | None:
        if isinstance(operand, Value):
            return None
        self._require_field(operand)
        return self._layout.shape_at(operand.route)

    def _require_field(self, field: Field) -> None:
        """Refuse a key that the model does not know, unless it is meant to be one."""
        if field.bracketed or not field.route:
            return
        known, shape = table_of(self._model), self._layout.shape_at(field.route[:1])
        key = str(field.route[0])
        if shape is None:
            by_name = known.by_name.get(key)
            twin = by_name.key if by_name is not None else closest(key, known.by_key)
            advice = (
                f"did you mean `{twin}`?" if twin else f'write ["{bounded(key, 40)}"] for a key '
            )
            advice += "" if twin else "that the model does not know"
            reason = f"{self._model.__name__} has no field `{bounded(key, 40)}`; {advice}"
            raise ExpressionError(field.column, reason)
        for depth in range(1, len(field.route)):
            self._require_part(field, depth)

    def _require_part(self, field: Field, depth: int) -> None:
        whole = self._layout.shape_at(field.route[:depth])
        if whole is None or whole.child(field.route[depth]) is not None:
            return
        step, above = field.route[depth], format_route(field.route[:depth])
        keys = whole.key_order()
        if isinstance(step, int) and whole.child("") is None and whole.child(0) is None:
            kind = "is no list" if not whole.is_near([], FILE) else ""
        elif keys and isinstance(step, str):
            kind = f"has no field `{bounded(step, 40)}`; it has {', '.join(keys[:8])}"
        elif whole.is_single:
            kind = "is a single value, with nothing in it"
        elif isinstance(step, str) and whole.child(0) is not None:
            kind = f"is a list; name one of its items, such as {above}[0]"
        else:
            kind = ""
        if kind:
            raise ExpressionError(field.column, f"`{above}` {kind}")


def _misfit(shape: Shape, field: Operand, value: Data) -> str:
    """Say why a field never has a value."""
    fault = next(shape.explain(value, _route_of(field), FILE), None)
    if fault is None:
        return f"{_name(field)} must be {shape.noun}, not {kind_of(value)}"
    return f"{fault.message}; {fault.help}" if fault.help else fault.message


def _holds(whole: Data, item: Data) -> bool:
    if isinstance(whole, list):
        return any(same(each, item) for each in whole)
    return isinstance(whole, str) and isinstance(item, str) and item in whole


def _route_of(operand: Operand) -> Route:
    return operand.route if isinstance(operand, Field) else ()


def _name(operand: Operand) -> str:
    return f"`{format_route(_route_of(operand))}`"
