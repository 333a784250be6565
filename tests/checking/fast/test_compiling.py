"""The fast path of models of a project's own: what it accepts has no finding the long way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product
from typing import Annotated, Any

import pytest
from annotated_types import Ge, Le, MaxLen, MinLen
from attrs import field, frozen

from article_schema import Article, Checker, Doc, Fault, Record, Settings, record
from article_schema.checking.fast.compiling import fast_path_for, pattern_for
from article_schema.fields import HttpUrl, Instant, Key, Moment, Name, Pattern

NOW = datetime(2024, 1, 1, tzinfo=UTC)


@frozen
class Lower:
    """A constraint that no pattern can express."""

    def accepts(self, value: str) -> bool:
        return value == value.lower()

    def flaw(self, value: str) -> Fault:
        return Fault("SCH002", f"has capital letters: {value}")

    def keywords(self) -> dict[str, Any]:
        return {}

    sentence = "lower case"


@frozen
class Failing(Lower):
    """A constraint that fails on every value."""

    def accepts(self, value: str) -> bool:
        return bool(value) and value > 5


def text(expression: str) -> Any:
    return Annotated[str | None, Pattern(expression, "SCH002", "as it has to be")]


@record
class Part(Record):
    """A part of a thing."""

    label: Name
    part: Part | None = None


@record(one_of=(("size", "level"),))
class Thing(Record):
    """A model with every kind of field."""

    name: Name
    size: Annotated[int | None, Ge(0), Ge(2), Le(9)] = None
    weight: float | None = None
    level: Annotated[str | None, Lower(), MaxLen(9), MaxLen(5)] = None
    odd: Annotated[str | None, Failing()] = None
    plate: text("[A-Z]{2}-[0-9]+") = None  # type: ignore[valid-type]
    free: text("[^x]+") = None  # type: ignore[valid-type]
    ahead: text('(?=.*").+') = None  # type: ignore[valid-type]
    word: text(r"\w+") = None  # type: ignore[valid-type]
    nested: text("(a)b") = None  # type: ignore[valid-type]
    link: Annotated[str | None, HttpUrl()] = None
    seen: Instant | None = None
    done: bool = False
    labels: list[Annotated[str, Lower()]] = field(factory=list)
    pairs: Annotated[list[Name] | None, MinLen(2)] = None
    counts: list[int] = field(factory=list)
    more: dict[str, str] = field(factory=dict)
    note: str | None = None
    day: date | None = None
    at: Annotated[date | datetime | None, Moment(spaced=False)] = None
    main: Part | None = None
    parts: list[Part] = field(factory=list)
    answer: Annotated[str | None, Key("yes")] = None


CHECKER = Checker(Settings(model=Thing, now=NOW))
LONG = Checker(Settings(model=Thing, now=NOW))
LONG.fast_path = LONG.glances = None

#: Values of keys, each with whether the fast path takes a thing that has it.
VALUES: list[tuple[str, bool]] = [
    ("size: 5", True),
    ("size: 1", False),
    ("size: 10", False),
    ("weight: 1.5", True),
    ("weight: -2", True),
    ("weight: -0.5", False),
    ("weight: 1e3", False),
    ("level: lower", True),
    ("level: Upper", False),
    ("level: abcdef", False),
    ("odd: a", False),
    ("plate: AB-1", True),
    ('plate: "AB-1"', True),
    ("plate: ab-1", False),
    ("free: abc", True),
    ("free: axc", False),
    ('free: "abc"', True),
    ("ahead: abc", False),
    ('ahead: "abc"', False),
    ("ahead: 'a\"c'", True),
    ("word: abc", True),
    ("word: a-c", False),
    ("nested: ab", True),
    ("nested: ba", False),
    ('link: "https://www.example.com/"', True),
    ('link: "https://localhost/"', False),
    ("seen: 2020-06-12T19:19:00Z", True),
    ("seen: 2020-06-12T19:19:00", False),
    ("done: true", True),
    ("done: no", False),
    ("labels:\n  - a\n  - b", True),
    ("labels:\n  - a\n  - B", False),
    ("labels:\n- a\n- 'b: c'", True),
    ("labels:\n- a\n  - b", False),
    ("labels:\n  - a\n- b", False),
    ("labels:\n- /a\n- 10gen\n- c++", True),
    ("labels:\n- 10\n- b", False),
    ("labels: [a, 'b c', \"d, e\"]", True),
    ("labels: [a,b]", True),
    ("labels: [a, B]", False),
    ("labels: [a, yes]", False),
    ("labels: [a, 1]", False),
    ("labels: [a, b: c]", False),
    ("labels: [a, ' b']", False),
    ("labels: []", True),
    ("labels: [a", False),
    ("pairs: []", False),
    ("pairs: [a]", False),
    ("pairs: [a, b]", True),
    ('note: ""', True),
    ("note: ''", True),
    ("note: \"'", False),
    ('level: ""', False),
    ("note: /about/#top", True),
    ("note: see https://example.com/a#b", True),
    ("note: a #b", False),
    ("note: 'a #b'", True),
    ("note: a: b", False),
    ("note: a:", False),
    ("note: 10 ways", True),
    ("note: 10", False),
    ("note: 2020-01-01", False),
    ("note: 0x1F", False),
    ("day: 2020-01-01", True),
    ("day: '2020-01-01'", True),
    ("day: 2020-02-30", False),
    ("at: 2020-01-01T10:00:00-04:00", True),
    ("at: 2020-01-01 10:00:00 -4", False),
    ("at: '2020-01-01T10:00:00-04:00'", False),
    ("at: 2020-01-01", True),
    ("pairs:\n  - a\n  - b", True),
    ("pairs:\n  - a", False),
    ("counts:\n  - 1", False),
    ("more:\n  a: b", False),
    ("main:\n  label: a", True),
    ("main:\n  part:\n    label: a", False),
    ("main:\n  label: a\n  part:\n    label: a", False),
    ("parts:\n  - label: a\n  - label: b", True),
    ("parts:\n  - label:", False),
    ("yes: a", False),
    ("unknown: a", False),
]


def thing(*values: str) -> str:
    lines = "\n".join(values)
    return f"---\nname: Quay\n{lines}\n---\n"


@pytest.mark.parametrize(("value", "is_fast"), VALUES, ids=[value for value, _ in VALUES])
def test_a_model_of_ones_own_has_a_fast_path(value: str, is_fast: bool) -> None:
    base = () if value.startswith(("size", "level")) else ("size: 5",)
    assert CHECKER.fast_path is not None
    accepted = CHECKER.fast_path.accept(thing(*base, value), "a.md")
    assert (accepted is not None) is is_fast
    if accepted is not None:
        assert LONG.check_text(thing(*base, value), "a.md").findings == ()


def test_what_is_accepted_of_two_values_has_no_finding() -> None:
    assert CHECKER.fast_path is not None
    accepted = 0
    for (first, _), (second, _) in product(VALUES, VALUES):
        source = thing(first, second)
        if CHECKER.fast_path.accept(source, "a.md") is not None:
            accepted += 1
            assert LONG.check_text(source, "a.md").findings == (), source
    assert accepted > 20


def test_absent_values_are_those_of_the_model() -> None:
    assert CHECKER.fast_path is not None
    seen = CHECKER.fast_path.accept(thing("size: 5"), "a.md")
    assert (seen.name, seen.size, seen.done, seen.labels, seen.more) == ("Quay", 5, False, (), {})
    assert CHECKER.fast_path.accept(thing(), "a.md") is None


@record
class Undated(Article):
    """An article that allows more than articles do."""

    published_date_time: Instant | None = None  # type: ignore[assignment]


@record
class Weighed(Article):
    """An article with a required field that no pattern can express."""

    weights: Annotated[list[float], Doc("In tons.")]


@record
class Noted(Article):
    """An article with one more field."""

    note: Name | None = None


@pytest.mark.parametrize(("model", "has"), [(Undated, False), (Weighed, False), (Noted, True)])
def test_rules_are_written_for_the_fields_that_they_read(model: type, has: bool) -> None:
    assert (pattern_for(Settings(model=model)) is not None) is has
    assert (fast_path_for(Settings(model=model), NOW) is not None) is has


def test_a_subclass_of_an_article_goes_the_fast_path(root: Any) -> None:
    checker = Checker(Settings(model=Noted, now=NOW))
    path = root / "examples" / "articles" / "2020-06-12-the-harbour-at-dawn.md"
    source = path.read_text(encoding="utf-8").replace("type: article", "type: article\nnote: a", 1)
    assert checker.fast_path is not None
    assert checker.fast_path.accept(source, path.name).note == "a"
    assert checker.fast_path.accept(source.replace("dawn", "dawn "), path.name) is None
