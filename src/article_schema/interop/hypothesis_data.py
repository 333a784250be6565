"""Data for hypothesis, derived from the field tables: what models accept, and what they do not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from functools import cache, singledispatch
from typing import Any, NamedTuple

from hypothesis import assume
from hypothesis import strategies as st

from article_schema.conversion import explain, fits, structure
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.constraints import Bound, DateBound, Length, Multiple
from article_schema.model.facets import Facet, NotBlank, Pattern
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.conditions import Excludes, Requires, When
from article_schema.model.shapes.containers import MappingShape, RecordShape
from article_schema.model.shapes.dates import DateShape, Moment
from article_schema.model.shapes.scalars import BooleanShape, ScalarShape
from article_schema.model.shapes.sequences import ListShape, RowShape
from article_schema.model.shapes.tables import Condition, Field, ModelTable, table_of
from article_schema.model.shapes.unions import UnionShape
from article_schema.model.urls import HostName, HttpUrl, ImageUrl

Data = dict[str, Any]

#: Any text that UTF-8 can hold.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)

_WORD = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
_PATH = st.text("abcXYZ019-._~!$&'()*+,;=:@/", max_size=12)
_ESCAPE = st.sampled_from(["", "%20", "%C3%A9"])
_SOME_OF_THREE, _SOME_OF_FIVE = st.integers(0, 2), st.integers(0, 4)


@st.composite
def hosts(draw: st.DrawFn) -> str:
    """Host names and IPv4 addresses."""
    if draw(st.integers(0, 9)) == 0:
        return ".".join(str(draw(st.integers(0, 255))) for _ in range(4))
    labels = draw(st.lists(st.sampled_from(["www", "a-b", "x_y", "m", "0", "2020"]), max_size=2))
    end = draw(st.sampled_from(["example.com", "example.co.uk", "EXAMPLE.org", "example.net."]))
    return ".".join([*labels, end])


@st.composite
def paths(draw: st.DrawFn) -> str:
    """Paths with an optional query and fragment, from the root."""
    path = "/" + draw(_PATH).lstrip("/") + draw(_ESCAPE)
    query = draw(st.sampled_from(["", "?", "?a=1&b=/?", "?q=%20"]))
    return path + query + draw(st.sampled_from(["", "#", "#top", "#a?b/c"]))


@st.composite
def urls(draw: st.DrawFn) -> str:
    """URLs with http or https."""
    scheme = draw(st.sampled_from(["https", "http", "HTTPS", "hTtP"]))
    port = draw(st.sampled_from(["", "", ":", ":0", ":80", ":65535"]))
    return f"{scheme}://{draw(hosts())}{port}{draw(st.just('') | paths())}"


@st.composite
def instants(draw: st.DrawFn) -> str:
    """RFC 3339 texts of any year, with every kind of zone and fraction."""
    moment = draw(st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)))
    text = moment.replace(microsecond=0).isoformat()
    text += draw(st.sampled_from(["", ".0", ".25", ".123456", ".123456789"]))
    return text + draw(st.sampled_from(["Z", "Z", "+00:00", "-00:00", "-07:00", "+23:59"]))


def _visible(facet: NotBlank) -> st.SearchStrategy[str]:
    words = st.sampled_from(
        ["A harbour", "é", "日本", "🙂 🚢", "&amp;", "a\nb", "\u00a0x ", "\u200bx"]
    )
    return words | texts.filter(facet.accepts)


#: How to make a text that a facet accepts.
_TEXTS: dict[type, Callable[[Any], st.SearchStrategy[str]]] = {
    HttpUrl: lambda _: urls(),
    ImageUrl: lambda _: urls() | paths(),
    HostName: lambda _: hosts(),
    NotBlank: _visible,
    Pattern: lambda facet: st.from_regex(
        facet.expression, fullmatch=True, alphabet=st.characters(codec="ascii")
    ),
}


def _days(shape: DateShape) -> st.SearchStrategy[str]:
    """Days of a field, those at its bounds more often."""
    near = [facet.limit + timedelta(days=step) for facet in shape.facets
            if isinstance(facet, DateBound) for step in (-1, 0, 1)]  # fmt: skip
    every = st.dates() | (st.sampled_from(near) if near else st.nothing())
    return every.filter(_keeps(shape.facets)).map(date.isoformat)


@st.composite
def moments(draw: st.DrawFn, shape: Moment) -> str:
    """Moments in each form that a field allows."""
    text = draw(instants())
    day, clock = text[:10], text[11:19]
    forms = [text]
    if shape.day:
        forms.append(day)
    if shape.no_zone:
        forms += [f"{day}T{clock}", f"{day} {clock}.5"]
    if shape.spaced:
        forms += [
            f"{day} {clock} -0500",
            f"{day} {clock}Z",
            f"{day} {clock} +23:59",
            f"{day} {clock} -5",
        ]
    return draw(st.sampled_from(forms))


def _numbers(shape: ScalarShape) -> st.SearchStrategy[Any]:
    low, high = _range(shape.facets)
    divisors = [facet.divisor for facet in shape.facets if isinstance(facet, Multiple)]
    if divisors:
        parts = st.integers(-1000, 1000).map(lambda number: number * divisors[0])
        return parts.filter(_keeps(shape.facets))
    whole = st.integers(low, high) | st.integers(low, high if high is not None else low + 9)
    if shape.is_integer:
        # A file may write a whole number with a fraction of zero.
        small = whole.filter(lambda number: abs(number) < 2**53)
        return (whole | small.map(float)).filter(_keeps(shape.facets))
    return (whole | st.floats(low, high, allow_infinity=False)).filter(_keeps(shape.facets))


def _range(facets: tuple[Facet, ...]) -> tuple[int, int | None]:
    limits = {facet.keyword: int(facet.limit) for facet in facets if isinstance(facet, Bound)}
    low = limits.get("minimum", limits.get("exclusiveMinimum", -(10**6)))
    return low, limits.get("maximum", limits.get("exclusiveMaximum"))


def _keeps(facets: tuple[Facet, ...]) -> Callable[[Any], bool]:
    return lambda value: all(facet.accepts(value) for facet in facets)


#: Plain data of any kind, such as a key holds that the model does not know.
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | st.sampled_from([0.5, 1e300]) | texts,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2),
    max_leaves=3,
)


#: How often conditions are mended: to keep one may break another.
_ROUNDS = 3
_NAMES = st.sampled_from(["extra", "layout", "odd key", ""]) | texts


@cache
def valid_values(shape: Shape, depth: int = 0) -> st.SearchStrategy[Any]:
    """Return a strategy for data that a shape accepts."""
    return _values(shape, depth)


@singledispatch
def _values(shape: Shape, depth: int) -> st.SearchStrategy[Any]:  # noqa: ARG001
    """Return a strategy for one kind of shape; for those that accept anything, here."""
    return json_values


@_values.register
def _(shape: ScalarShape, depth: int) -> st.SearchStrategy[Any]:  # noqa: ARG001
    if shape.is_instant:
        return instants()
    if not shape.is_text:
        return _numbers(shape)
    made = [_TEXTS[type(facet)](facet) for facet in shape.facets if type(facet) in _TEXTS]
    return (made[0] if made else texts).filter(_keeps(shape.facets))


@_values.register
def _(shape: DateShape, depth: int) -> st.SearchStrategy[Any]:  # noqa: ARG001
    return _days(shape)


@_values.register
def _(shape: Moment, depth: int) -> st.SearchStrategy[Any]:  # noqa: ARG001
    return moments(shape)


@_values.register
def _(shape: BooleanShape, depth: int) -> st.SearchStrategy[Any]:  # noqa: ARG001
    return st.booleans()


@_values.register
def _(shape: ChoiceShape, depth: int) -> st.SearchStrategy[Any]:  # noqa: ARG001
    return st.sampled_from(shape.words)


@_values.register
def _(shape: RecordShape, depth: int) -> st.SearchStrategy[Any]:
    return valid_data(shape.model, depth + 1)


@_values.register
def _(shape: RowShape, depth: int) -> st.SearchStrategy[Any]:
    return st.tuples(*(valid_values(item, depth + 1) for item in shape.items)).map(list)


@_values.register
def _(shape: ListShape, depth: int) -> st.SearchStrategy[Any]:
    least = _least(shape)
    most = least if depth > 2 else least + 2
    items = valid_values(shape.item, depth + 1) if most else st.nothing()
    return st.lists(items, min_size=least, max_size=most).filter(_keeps(shape.facets))


@_values.register
def _(shape: UnionShape, depth: int) -> st.SearchStrategy[Any]:
    return st.one_of([valid_values(branch, depth) for branch in shape.branches])


@_values.register
def _(shape: MappingShape, depth: int) -> st.SearchStrategy[Any]:
    inner, least = valid_values(shape.value, depth + 1), _least(shape)
    found = st.dictionaries(texts, inner, min_size=least, max_size=max(least, 2))
    return found.filter(_keeps(shape.facets))


def _least(shape: Shape) -> int:
    return max([facet.minimum for facet in shape.facets if isinstance(facet, Length)], default=0)


@cache
def valid_data(model: type = Article, depth: int = 0) -> st.SearchStrategy[Data]:
    """Plain data that a model accepts: any choice of optional fields, null among them."""
    return _records(model, depth)


@st.composite
def _records(draw: st.DrawFn, model: type, depth: int) -> Data:
    table = table_of(model)
    data = {}
    for field in table.fields:
        if field.required or draw(_SOME_OF_THREE) == 0:
            data[field.key] = _draw_field(draw, field, depth)
    for _ in range(_ROUNDS):
        for condition in table.conditions:
            if not condition.holds(data.get):
                _satisfy(draw, condition, table, data, depth)
    assume(all(condition.holds(data.get) for condition in table.conditions))
    if not table.closed and draw(_SOME_OF_FIVE) == 0:
        data[draw(_NAMES.filter(lambda name: name not in table.by_key))] = draw(json_values)
    return data


def _draw_field(draw: st.DrawFn, field: Field, depth: int) -> Any:
    if field.nullable and draw(_SOME_OF_FIVE) == 0:
        return None
    return draw(valid_values(field.shape, depth))


def _satisfy(
    draw: st.DrawFn, condition: Condition, table: ModelTable, data: Data, depth: int
) -> None:
    wanted, unwanted = to_satisfy(condition, table, data)
    for key in wanted:
        field = table.by_key[draw(st.sampled_from(condition.group)) if condition.group else key]
        data[field.key] = draw(_present_values(field, depth))
    for key in unwanted:
        data.pop(key, None)


def _present_values(field: Field, depth: int) -> st.SearchStrategy[Any]:
    return valid_values(field.shape, depth).filter(lambda value: not field.is_absent(value))


def to_satisfy(
    condition: Condition, table: ModelTable, data: Data
) -> tuple[Sequence[str], Sequence[str]]:
    """Return the keys that need a value for a condition to hold, and those that must go."""
    if isinstance(condition, Requires):
        return [f.key for f in condition.fields[1:] if f.is_absent(data.get(f.key))], ()
    if isinstance(condition, Excludes):
        return (), condition.keys[1:]
    if isinstance(condition, When):
        needed = [table.by_name[name] for name in condition.needed]
        left_out = [table.by_name[name].key for name in condition.left_out]
        return [f.key for f in needed if f.is_absent(data.get(f.key))], left_out
    return condition.group[:1], ()


#: Values that hardly any field takes.
_WRONG: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    0.5,
    "",
    " ",
    "example",
    "https://",
    "2020-06-12",
    [],
    [None],
    {},
)


class Invalid(NamedTuple):
    """Data that break a contract, and why."""

    #: Plain data, as `structure` takes them.
    data: Data
    #: All that is wrong with them, each with code, message, help and route.
    faults: tuple[Fault, ...]

    @property
    def fault(self) -> Fault:
        """What is wrong first."""
        return self.faults[0]


def models_of(model: type) -> st.SearchStrategy[Any]:
    """Instances of a model."""
    return (
        valid_data(model)
        .filter(lambda data: fits(data, model))
        .map(lambda data: structure(data, model))
    )


@st.composite
def invalid_data(draw: st.DrawFn, model: type) -> Invalid:
    """Change data so that they break a model: by a value, or by a required key that is gone."""
    table = table_of(model)
    data = dict(draw(valid_data(model)))
    key = draw(st.sampled_from([field.key for field in table.fields]))
    if table.by_key[key].required and draw(st.booleans()):
        data.pop(key, None)
    else:
        data[key] = draw(st.sampled_from(_WRONG))
    faults = explain(data, model)
    assume(faults)
    return Invalid(data, tuple(faults))


def register_types(*models: type) -> None:
    """Let `from_type` of hypothesis make instances of models, and of no guess at their fields."""
    for model in models:
        st.register_type_strategy(model, models_of(model))
