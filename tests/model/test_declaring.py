"""What a class may declare as a model: it holds in Python and for files, or it is refused."""

from __future__ import annotations

import abc
import dataclasses
import functools
import re
from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any, ClassVar, Final, Generic, Literal, NewType, Protocol, TypeVar

import attrs
import pytest
from annotated_types import Ge, MaxLen, MinLen

from article_schema import check_text, dumps, json_schema, loads, structure, unstructure
from article_schema.checking.config.settings import Settings
from article_schema.errors import ModelError, ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article, Image
from article_schema.model.facets import Key, NotBlank, Pattern, Reports
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import table_of
from article_schema.model.types import Name, Pixels

T = TypeVar("T")
Slug = NewType("Slug", str)
SHARED: list[str] = []


def is_word(_instance: object, _attribute: object, value: str) -> None:
    if not value.isalpha():
        raise ValueError(value)


#: One field each, as it stands in a class, with what the error says to write.
FIELDS: dict[str, tuple[Callable[[], Any], Any, str]] = {
    "validator": (
        lambda: attrs.field(validator=is_word),
        str,
        "a validator would be asked in Python only; write the constraint into Annotated, such as",
    ),
    "validators": (
        lambda: attrs.field(validator=[attrs.validators.instance_of(str), is_word]),
        str,
        "a validator would be asked in Python only",
    ),
    "converter": (
        lambda: attrs.field(converter=int),
        int,
        "a converter would run in Python only; declare the type that stands in the file",
    ),
    "on_setattr": (
        lambda: attrs.field(on_setattr=attrs.setters.NO_OP),
        int,
        "on_setattr= would take the place of the check of what is set; remove it",
    ),
    "frozen": (lambda: attrs.field(on_setattr=attrs.setters.frozen), int, "on_setattr= would"),
    "init": (
        lambda: attrs.field(init=False, default=1),
        int,
        "init=False would keep it from Python, but not from files; write a property",
    ),
    "alias": (
        lambda: attrs.field(alias="other"),
        int,
        "alias= would rename it in Python only; write Key(...) into Annotated",
    ),
    "shared list": (
        list,
        list[str],
        "all records would share one list as default; write attrs.field(factory=list)",
    ),
    "shared dict": (lambda: attrs.field(default={}), dict[str, int], "attrs.field(factory=dict)"),
    "shared record": (
        lambda: Image(url="/a.png", width=1, height=1),
        Image,
        "all records would share one Image as default; write attrs.field(factory=lambda: ...)",
    ),
    "shared data": (lambda: ["a"], Any, "write attrs.field(factory=lambda: ...)"),
    "takes self": (
        lambda: attrs.field(default=attrs.Factory(lambda self: 1, takes_self=True)),
        int,
        "its default needs the other fields; write a property",
    ),
}


@pytest.mark.parametrize("kind", FIELDS)
def test_what_attrs_would_do_in_python_only_is_refused(kind: str) -> None:
    make, hint, advice = FIELDS[kind]
    namespace = {"__annotations__": {"value": hint}, "value": make(), "__module__": __name__}
    with pytest.raises(ModelError, match=rf"^Odd\.value: .*{re.escape(advice)}"):
        record(type("Odd", (Record,), namespace))


def test_decorated_validators_and_defaults_are_refused() -> None:
    with pytest.raises(ModelError) as caught:

        @record
        class Odd(Record):
            word: str = attrs.field()
            size: int = attrs.field()

            @word.validator
            def _check(self, _attribute: object, value: str) -> None: ...

            @size.default
            def _size(self) -> int:
                return 1

    assert [line.partition(";")[0] for line in str(caught.value).splitlines()] == [
        "Odd.word: a validator would be asked in Python only",
        "Odd.size: its default needs the other fields",
    ]


#: Defaults that are none of the values of their field.
@pytest.mark.parametrize(
    ("hint", "default", "reason"),
    [
        (int, "abc", '`value` must be a whole number, not the text "abc"'),
        (int, None, "`value` has no value"),
        (str, 5, "`value` must be text, not the number 5"),
        (Annotated[int, Ge(1)], 0, "`value` must be at least 1, not 0"),
        (Literal["a", "b"], "c", "`value` must be one of a, b"),
        (datetime, datetime(2020, 1, 1), "`value` has no time zone"),
        (Image, "a.png", "`value` must be an instance of Image"),
        (bool | None, 1, "`value` must be true or false"),
        (list[int], attrs.Factory(lambda: ["a"]), "`value[0]` must be a whole number"),
        (list[int], attrs.Factory(dict), "`value` must be a list"),
        (Annotated[list[int], MinLen(1)], attrs.Factory(list), "`value` is empty"),
    ],
)
def test_a_default_that_is_no_value_of_its_field(hint: Any, default: Any, reason: str) -> None:
    namespace = {"__annotations__": {"value": hint}, "__module__": __name__}
    model = record(type("Odd", (Record,), {**namespace, "value": attrs.field(default=default)}))
    expected = rf"^Odd\.value: its default is not allowed: {re.escape(reason)}.*; write another"
    for use in (table_of, json_schema, lambda model: structure({}, model), lambda model: model()):
        with pytest.raises(ModelError, match=expected):
            use(model)


def test_a_factory_that_fails_or_makes_one_list_for_all() -> None:
    @record
    class Odd(Record):
        first: list[str] = attrs.field(factory=lambda: SHARED)
        second: int = attrs.field(factory=lambda: {}["no"])

    with pytest.raises(ModelError) as caught:
        table_of(Odd)
    assert str(caught.value).splitlines() == [
        "Odd.first: its factory makes the same list each time",
        "Odd.second: its default cannot be made: KeyError: 'no'",
    ]


def test_all_bad_fields_are_named_at_once() -> None:
    with pytest.raises(ModelError) as caught:

        @record(one_of=(("nothing",),))
        class Odd(Record):
            a: int = attrs.field(validator=is_word, converter=int)
            b: list[str] = []  # noqa: RUF012
            c: bytes
            d: Annotated[str, re.compile("x")]
            e: int = "abc"  # type: ignore[assignment]
            f = attrs.field()
            extra: int = 5  # type: ignore[assignment]
            _g: int = 5
            h: Nowhere  # type: ignore[name-defined]  # noqa: F821
            i: Annotated[int, Key("j")] = 1
            j: int = 1

            def __attrs_post_init__(self) -> None: ...

    named = [line.partition(": ")[0] for line in str(caught.value).splitlines()]
    assert named == [
        "Odd",
        "Odd.f",
        "Odd.a",
        "Odd.a",
        "Odd.b",
        "Odd.extra",
        "Odd._g",
        "Odd.h",
        "Odd.c",
        "Odd.d",
        "Odd.e",
        "Odd",
    ]


@pytest.mark.parametrize(
    "method",
    [
        "__init__",
        "__new__",
        "__setattr__",
        "__delattr__",
        "__getattribute__",
        "__attrs_post_init__",
        "__attrs_pre_init__",
        "__attrs_init__",
    ],
)
def test_methods_that_a_record_of_a_file_would_not_see_are_refused(method: str) -> None:
    def own(self: Any, *_: Any) -> None: ...

    with pytest.raises(ModelError, match=f"^Odd: {method} "):
        record(type("Odd", (Record,), {method: own}))
    mixin = type("Mixin", (), {method: own, "__slots__": ()})
    with pytest.raises(ModelError, match=f"^Odd: {method} "):
        record(type("Odd", (mixin, Record), {}))


def test_a_class_without_a_parent_is_refused() -> None:
    with pytest.raises(ModelError, match=r"^Odd: a model has a parent; write `class Odd\(Record\)"):

        @record
        class Odd:
            a: int


@dataclasses.dataclass
class Data:
    a: int = 1


@attrs.define(slots=False)
class Attrs:
    a: int = 1


class Typed:
    __slots__ = ()
    a: int
    shared: ClassVar[int] = 1


class Loose:
    def hello(self) -> str:
        return "hello"


@pytest.mark.parametrize(
    ("parent", "reason"),
    [
        (Data, "its parent Data is a dataclass; make it a model first"),
        (Attrs, "its parent Attrs is a class of attrs; make it a model first"),
        (Typed, r"its parent Typed is no model, so its fields would be left out \(a\); decorate"),
        (Loose, "its parent Loose lets attributes with misspelt names pass; write `__slots__ = "),
    ],
)
def test_parents_whose_fields_would_be_lost_are_refused(parent: type, reason: str) -> None:
    with pytest.raises(ModelError, match=f"^Odd: {reason}"):
        record(type("Odd", (Record, parent), {}))


def test_a_model_that_is_decorated_twice_is_refused() -> None:
    for decorate in (record, attrs.define, dataclasses.dataclass):
        inner: Any = decorate(type("Odd", (Record,), {"__annotations__": {}}))
        with pytest.raises(
            ModelError, match=r"^Odd: decorate it with @record, and with nothing else"
        ):
            record(inner)


@pytest.mark.parametrize("thing", [5, "Article", len, None])
def test_only_a_class_becomes_a_model(thing: Any) -> None:
    with pytest.raises(ModelError, match=r"@record makes a class a model; .* is not a class"):
        record()(thing)  # type: ignore[call-overload]


@pytest.mark.parametrize("one_of", [("a", "b"), "ab", ((),), ((1,),), 5, (("a",), "b")])
def test_groups_of_another_form_are_refused(one_of: Any) -> None:
    with pytest.raises(
        ModelError, match=r"^Odd: one_of holds groups of names, not .*; write one_of="
    ):
        record(one_of=one_of)(type("Odd", (Record,), {}))


def test_groups_may_be_lists() -> None:
    groups: Any = [["a", "b"]]

    @record(one_of=groups)
    class Pair(Record):
        a: int | None = None
        b: int | None = None

    assert table_of(Pair).one_of == (("a", "b"),)


@pytest.mark.parametrize(
    "value",
    ["video", property(lambda self: "video"), lambda self: "video"],
    ids=["value", "property", "method"],
)
def test_what_hides_a_field_of_the_parent_is_refused(value: Any) -> None:
    for model in (
        lambda: record(type("Odd", (Article,), {"type": value})),
        lambda: record(
            type("Odd", (type("Mixin", (), {"type": value, "__slots__": ()}), Article), {})
        ),
    ):
        with pytest.raises(ModelError, match=r"^Odd\.type: .* hides the field; give it another"):
            model()


def test_a_shared_value_that_hides_a_field_is_refused() -> None:
    with pytest.raises(ModelError, match=r"^Odd\.type: `type` of Odd hides the field"):

        @record
        class Odd(Article):
            type: ClassVar[str] = "video"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("hint", "sentence"),
    [
        (Annotated[str, Ge(1)], "cannot judge text"),
        (Annotated[int, MinLen(1)], "cannot judge a whole number"),
        (Annotated[int, NotBlank()], "cannot judge a whole number"),
        (Annotated[float, Pattern("x", "SCH002", "x")], "cannot judge a number"),
        (Annotated[bool, Ge(1)], "cannot judge true or false"),
        (Annotated[list[str], Ge(1)], "cannot judge a list"),
        (Annotated[list[str], NotBlank()], "cannot judge a list"),
        (list[Annotated[int, MaxLen(1)]], "cannot judge a whole number"),
        (Annotated[int, Ge("a")], "cannot judge a whole number"),
        (Annotated[str, Pattern("[", "SCH002", "x")], "cannot judge text: unterminated"),
        (dataclasses.InitVar[int], "cannot stand in a file"),
        (Final[int], "cannot stand in a file"),
        (T, "cannot stand in a file"),
        ([str], "cannot stand in a file"),
    ],
)
def test_a_type_or_constraint_that_judges_nothing_is_refused(hint: Any, sentence: str) -> None:
    odd = record(type("Odd", (Record,), {"__annotations__": {"value": hint}}))
    with pytest.raises(ModelError, match=rf"^Odd\.value: .*{re.escape(sentence)}"):
        table_of(odd)


@pytest.mark.parametrize("name", ["", 5, None])
def test_a_key_is_text(name: Any) -> None:
    with pytest.raises(TypeError, match="a Key is text"):
        Key(name)


@record
class Thing(Record):
    """A record with what attrs and Python offer and what holds in both ways."""

    shared: ClassVar[list[str]] = ["all"]
    name: Annotated[Name, Key("name")] = attrs.field(
        eq=False, repr=False, hash=False, order=False, metadata={"unit": "m"}, kw_only=True
    )
    count: int = attrs.field(default=3, eq=str)
    slug: Slug | None = None

    @property
    def title(self) -> str:
        return self.name.title()

    @functools.cached_property
    def letters(self) -> int:
        return len(self.name)

    @classmethod
    def named(cls, name: str) -> Thing:
        return cls(name=name)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Thing)

    __hash__ = None  # type: ignore[assignment]


def test_what_attrs_offers_is_kept_where_it_holds_for_files_too() -> None:
    for thing in (Thing(name="harbour"), structure({"name": "harbour"}, Thing)):
        assert (thing.title, thing.letters, thing.count, thing.slug) == ("Harbour", 7, 3, None)
        assert "harbour" not in repr(thing)
    assert attrs.fields(Thing).name.metadata == {"unit": "m"}
    assert list(table_of(Thing).by_key) == ["name", "count", "slug"]
    assert Thing.named("x").shared is Thing.shared
    with pytest.raises(ValidationError, match="`slug` must be text"):
        structure({"name": "a", "slug": 5}, Thing)


@record
class Holder(Record):
    thing: Thing = attrs.field(factory=lambda: Thing(name="usual"))
    loose: Any = 0
    ratio: float = 1.0


def test_a_changed_value_is_written_although_it_calls_itself_equal_to_the_default() -> None:
    assert unstructure(Holder()) == {}
    assert unstructure(Holder(thing=Thing(name="other"))) == {"thing": {"name": "other"}}
    assert unstructure(Holder(thing=Thing(name="usual", extra={"a": 1}))) == {
        "thing": {"name": "usual", "a": 1}
    }
    assert unstructure(Holder(loose=False))["loose"] is False
    assert unstructure(Holder(loose=0.0)) == {"loose": 0.0}
    document = loads("---\nloose: 1\n---\n", model=Holder)
    document.article.thing.name = "other"
    document.article.loose = False
    assert document.text == "---\nthing:\n  name: other\n\nloose: false\n---\n"


def test_the_note_that_stands_nearest_to_a_field_counts() -> None:
    @record
    class Sized(Record):
        size: Annotated[Pixels, Reports("SCH002"), Key("wide")]
        other: Annotated[Annotated[int, Key("inner")] | None, Key("outer")] = None

    table = table_of(Sized)
    assert (table.by_name["size"].key, table.by_name["size"].code) == ("wide", "SCH002")
    assert table.by_name["other"].key == "outer"


@record
class Bare(Record):
    """A model without fields: a mixin."""

    def shout(self) -> str:
        return "!"


@record(one_of=(("a", "b"),))
class First(Record):
    a: int | None = None
    b: int | None = None
    c: str = "x"


def test_a_model_inherits_fields_groups_and_places_from_all_parents() -> None:
    @record
    class Both(Bare, First):
        d: int = 1
        b: str | None = None  # type: ignore[assignment]

    table = table_of(Both)
    assert list(table.by_key) == ["a", "b", "c", "d"]
    assert table.one_of == (("a", "b"),)
    for make in (lambda: Both(c="y"), lambda: structure({"c": "y"}, Both)):
        with pytest.raises(ValidationError, match="one of `a` or `b` is missing"):
            make()
    assert Both(a=1).shout() == "!"


def test_a_parent_that_leaves_groups_out_leaves_out_those_of_its_own_parent() -> None:
    free = record(one_of=())(type("Free", (First,), {}))
    assert table_of(record(type("Child", (Bare, free), {}))).one_of == ()


def test_parents_without_fields_need_nothing_but_slots() -> None:
    class Mixin(abc.ABC, Generic[T]):
        __slots__ = ()
        kind: ClassVar[str] = "mixin"

        def hello(self) -> str:
            return self.kind

    class Titled(Protocol):
        __slots__ = ()

        @property
        def title(self) -> str: ...

    @record
    class Child(Mixin[int], Article, Titled):  # type: ignore[misc]
        heat: int = 1

    table = table_of(Child)
    assert list(table.by_key) == list(table_of(Article).by_key)
    assert table.one_of == table_of(Article).one_of


def test_a_class_of_a_function_may_hold_itself() -> None:
    @record
    class Tree(Record):
        trees: list[Tree] = attrs.field(factory=list)

    tree = structure({"trees": [{"trees": []}]}, Tree)
    assert isinstance(tree.trees[0], Tree)


def test_a_type_that_cannot_be_read_is_named_with_its_field() -> None:
    @record
    class Odd(Record):
        a: Nowhere  # type: ignore[name-defined]  # noqa: F821
        b: int

    with pytest.raises(
        ModelError, match=r"^Odd\.a: its type cannot be read: name 'Nowhere' is not"
    ):
        table_of(Odd)


def test_what_is_allowed_is_honoured_by_constructor_assignment_file_and_check() -> None:
    good = {"name": "harbour", "count": 4}
    thing = structure(good, Thing)
    assert unstructure(thing) == good
    with pytest.raises(ValidationError):
        Thing(name="")
    with pytest.raises(ValidationError):
        thing.name = ""
    with pytest.raises(ValidationError):
        structure({**good, "name": ""}, Thing)
    text = dumps(thing).replace("harbour", '""')
    codes = {f.code for f in check_text(text, settings=Settings(model=Thing)).findings}
    assert codes == {"FLD008"}


class Capital:
    """A constraint of a project that fails on text that is empty or holds a digit."""

    sentence = "with a capital"

    def accepts(self, value: str) -> bool:
        if any(map(str.isdigit, value)):
            raise LookupError("a digit")
        return value[0].isupper()

    def flaw(self, value: str) -> Fault:
        return Fault("SCH002", f"must begin with a capital, not {value[0]}")

    def keywords(self) -> dict[str, Any]:
        return {}


@record
class Sign(Record):
    text: Annotated[str, NotBlank(), Capital()]
    many: list[Annotated[str, NotBlank(), Capital()]] = attrs.field(factory=list)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("harbour", "must begin with a capital, not h"),
        ("4", 'cannot be judged, since the constraint Capital fails: "LookupError: a digit"'),
        ("", "is empty"),
    ],
)
def test_a_constraint_that_fails_on_a_value_does_not_accept_it(value: str, message: str) -> None:
    sign = structure({"text": "Harbour", "many": ["Harbour"]}, Sign)
    for fail in (
        lambda: structure({"text": "A", "many": [value]}, Sign),
        lambda: structure({"text": value}, Sign),
        lambda: Sign(text=value),
        lambda: setattr(sign, "text", value),
    ):
        with pytest.raises(ValidationError, match=re.escape(message)):
            fail()
    text = f'---\ntext: "{value}"\n---\n'
    (finding,) = check_text(text, settings=Settings(model=Sign)).findings
    assert message in finding.message


def test_a_constraint_may_rely_on_those_before_it() -> None:
    assert table_of(Sign).by_name["text"].shape.facets
    odd = record(type("Odd", (Record,), {"__annotations__": {"value": Annotated[str, Capital()]}}))
    with pytest.raises(ModelError, match=r"^Odd\.value: .*Capital.* cannot judge text: "):
        table_of(odd)


def test_an_abstract_model_has_no_records() -> None:
    @record
    class Base(Record, abc.ABC):
        a: int = 1

        @abc.abstractmethod
        def go(self) -> None: ...

    with pytest.raises(ModelError, match=r"^Base: no record can be made of it, as it lacks go"):
        structure({}, Base)
    child = record(type("Child", (Base,), {"go": lambda self: None}))
    assert structure({"a": 2}, child).a == 2


def test_slots_of_its_own_are_refused() -> None:
    with pytest.raises(ModelError, match=r"^Odd: __slots__ is written by attrs; remove it"):
        record(type("Odd", (Record,), {"__slots__": ("cache",)}))
