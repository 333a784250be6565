"""Facets: the constraints that the fields of a model carry.

A field declares its facets once, inside `Annotated`. Ordinary bounds are those of annotated-types
(`Ge(1)`, `MinLen(1)`); what only the field of news needs is defined here and beside it. Validation
in Python, the converter, the JSON Schema, the checker's messages and the docs all ask the facet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, runtime_checkable

from attrs import frozen

from article_schema.arguments import require
from article_schema.errors import ModelError
from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.showing import show
from article_schema.rules.codes import (
    EMPTY_VALUE,
)
from article_schema.signatures import PlainData

if TYPE_CHECKING:
    from typing_extensions import TypeVar

    #: What a facet judges. Where facets of several types are together, no checker knows it.
    V_contra = TypeVar("V_contra", contravariant=True, default=Any)
else:
    from typing import TypeVar

    V_contra = TypeVar("V_contra", contravariant=True)

#: An older name of `Fault`; write that.
Flaw = Fault


@runtime_checkable
class Facet(Protocol[V_contra]):
    """A constraint on one value whose type is already right.

    It may have a method `flaws` too, which takes a value that is not accepted and returns a list
    with all that is wrong with it, at least one thing.

    >>> isinstance(NotBlank(), Facet)
    True
    >>> NotBlank().flaw("").message, NotBlank().keywords()["minLength"], NotBlank().sentence
    ('is empty', 1, 'not blank')
    """

    def accepts(self, value: V_contra) -> bool:
        """Tell whether the value keeps the constraint.

        Args:
            value: a value of the type that the field has.
        """
        ...

    def flaw(self, value: V_contra) -> Fault:
        """Say why a value that is not accepted breaks the constraint.

        Args:
            value: a value that `accepts` refuses.
        """
        ...

    def keywords(self) -> Mapping[str, object]:
        """Return the JSON Schema keywords that say the same."""
        ...

    @property
    def sentence(self) -> str:
        """The constraint in words, as in "at least 1"."""
        ...


class FacetGroup:
    """The parent of what stands for several facets of a field."""

    #: The facets, in the order in which they are asked.
    facets: tuple[Facet, ...] = ()


class Note:
    """The parent of notes of other rooms: what a field says to them, and nothing about values."""

    __slots__ = ()


@frozen
class NullCounts(Note):
    """Says that null is a value of the field, and another thing than no key."""


@frozen
class Doc:
    """What a field means, in a sentence or two.

    >>> from typing import Annotated
    >>> @record
    ... class Course(Record):
    ...     hours: Annotated[int, Doc("How many hours it takes.")]
    >>> json_schema(Course)["properties"]["hours"]["description"]
    'How many hours it takes.'

    Args:
        text: the meaning, with the unit where it is a number: "Width in pixels."
    """

    text: str


@frozen(eq=False)
class Example:
    """A value as it stands in a real file; compared by identity, since a list has no hash.

    >>> from typing import Annotated
    >>> from article_schema import Record, json_schema, record
    >>> @record
    ... class Course(Record):
    ...     level: Annotated[Name, Example("Beginner")]
    >>> json_schema(Course)["properties"]["level"]["examples"]
    ['Beginner']
    >>> Course(level=3)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `level` must be text, not the number 3

    Args:
        value: the value as plain data, a moment as text of RFC 3339.
    """

    value: PlainData


@frozen
class Key:
    """The key in the file, where it is not the usual form of the Python name.

    >>> from typing import Annotated
    >>> from article_schema import Record, record, structure
    >>> @record
    ... class Course(Record):
    ...     level: Annotated[Name, Key("course-level")]
    >>> structure({"course-level": "Beginner"}, Course).level
    'Beginner'

    Args:
        name: the key, such as `course-level`; at least one character.

    Raises:
        TypeError: the name is not text.
        ModelError: it is empty.
    """

    name: str

    def __attrs_post_init__(self) -> None:
        """Refuse what no file has as a key."""
        require(self.name, str, "a Key is text")
        if not self.name:
            raise ModelError("a Key is text with at least one character")


@frozen
class Deprecated:
    """The field is an older name; `instead` is the key to write today.

    >>> from typing import Annotated
    >>> from article_schema import Record, Settings, check_text, record
    >>> @record
    ... class Course(Record):
    ...     hours: int | None = None
    ...     duration: Annotated[int | None, Deprecated("hours")] = None
    >>> text = "duration: 3"
    >>> for finding in check_text(text, "course.yaml", Settings(model=Course)).findings:
    ...     print(finding.sentence)
    `duration` is an older name; write `hours`

    Args:
        instead: the key to write today; empty text where there is none.
    """

    instead: str


@frozen
class Quoted:
    """The house style writes the value in double quotes even where plain text would do.

    >>> from typing import Annotated
    >>> from article_schema import Record, dumps, record
    >>> @record
    ... class Course(Record):
    ...     level: Annotated[str, Quoted()]
    ...     place: str
    >>> print(dumps(Course(level="Beginner", place="Quay 3"), filename="course.yaml"), end="")
    level: "Beginner"
    place: Quay 3
    """


@frozen
class BlankLinesAround:
    """The house style sets the entry apart from its neighbours by blank lines.

    >>> from typing import Annotated
    >>> from article_schema import Record, dumps, record
    >>> @record
    ... class Course(Record):
    ...     level: str
    ...     notes: Annotated[str, BlankLinesAround()]
    >>> print(dumps(Course(level="Beginner", notes="Bring a rope"), filename="course.yaml"), end="")
    level: Beginner
    <BLANKLINE>
    notes: Bring a rope
    """


@frozen
class Reports:
    """Faults of the field are reported under this rule code instead of the general ones.

    >>> from typing import Annotated
    >>> from annotated_types import Ge
    >>> from article_schema import Record, Settings, check_text, record
    >>> @record
    ... class Sound(Record):
    ...     seconds: Annotated[int, Ge(1), Reports("IMG001")]
    >>> report = check_text("seconds: 0", "sound.yaml", Settings(model=Sound))
    >>> [(finding.code, finding.message) for finding in report.findings]
    [('IMG001', '`seconds` must be at least 1, not 0')]

    Args:
        code: the code of a rule, such as `IMG001`.
    """

    code: str


@frozen
class Pattern:
    """Text that matches a regular expression as a whole.

    The expression keeps to what Python, ECMA 262 and linear-time engines read alike: no lookaround,
    no back references, no classes such as that of all digits whose meaning differs.

    >>> isbn = Pattern("[0-9]{13}", "SCH002", "an ISBN of 13 digits", "leave the hyphens out")
    >>> isbn.accepts("9780000000002")
    True
    >>> isbn.flaw("978-0").sentence
    'must be an ISBN of 13 digits, not "978-0"; leave the hyphens out'

    Args:
        expression: the regular expression, without anchors.
        code: the rule that reports a text which does not match; `SCH002` is that of constraints of
            a site's own.
        phrase: what the text is, as in "must be …, not …".
        advice: what to write instead.
    """

    expression: str
    code: str
    phrase: str
    advice: str = ""

    def accepts(self, value: str) -> bool:
        """Tell whether the whole text matches."""
        return re.fullmatch(self.expression, value) is not None

    def flaw(self, value: str) -> Fault:
        """Say what was expected."""
        return Fault(self.code, f"must be {self.phrase}, not {show(value)}", self.advice)

    def keywords(self) -> Mapping[str, object]:
        """Return `pattern`."""
        return anchored(self.expression)

    @property
    def sentence(self) -> str:
        """What the text is."""
        return self.phrase


#: A pattern says nothing about what is no text: without its type this would hold for all of that.
LINE_BREAK_AT_END = {"type": "string", "pattern": "\\n$"}


def anchored(expression: str) -> dict[str, Any]:
    """Return the keywords that make a JSON Schema pattern match a whole text.

    Python's `$` also matches before a final line feed, so that one is excluded by itself.
    """
    return {"pattern": f"^(?:{expression})$", "not": LINE_BREAK_AT_END}


#: White space and invisible marks that leave a reader with nothing to read.
_BLANK = (
    "\\u0009-\\u000d\\u0020\\u0085\\u00a0\\u1680\\u2000-\\u200d\\u2028\\u2029\\u202f\\u205f\\u2060"
    "\\u3000\\ufeff"
)
_NOT_BLANK = late_pattern(f"[^{_BLANK}]")


@frozen
class NotBlank:
    """Text that shows something: not empty, not only white space.

    >>> NotBlank().accepts("dawn"), NotBlank().accepts("  ")
    (True, False)
    >>> NotBlank().flaw("  ").sentence
    'holds nothing but white space; write its text, or remove the key where it is optional'
    """

    code: ClassVar[str] = EMPTY_VALUE

    def accepts(self, value: str) -> bool:
        """Tell whether a visible character is there."""
        return _NOT_BLANK.search(value) is not None

    def flaw(self, value: str) -> Fault:
        """Say that nothing can be read."""
        state = "is empty" if not value else "holds nothing but white space"
        return Fault(self.code, state, "write its text, or remove the key where it is optional")

    def keywords(self) -> Mapping[str, object]:
        """Return `pattern` and `minLength`, which editors show better."""
        return {"minLength": 1, "pattern": _NOT_BLANK.pattern}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "not blank"


def __getattr__(name: str) -> Any:
    # The older name of a class, for one release.
    if name != "Apart":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import warnings

    message = f"{__name__}.Apart is now article_schema.fields.BlankLinesAround"
    warnings.warn(message, DeprecationWarning, stacklevel=2)
    return BlankLinesAround
