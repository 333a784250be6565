"""Patterns: how valid records are written, as data.

`compiling` derives them from the fields of a model and the prechecks of the rules. Those of an
article under the default settings are committed as `article_patterns`, which a check of one valid
file imports: so this module imports nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from article_schema.rules.precheck import Precheck


class _Pattern:
    def __init__(self, **given: Any) -> None:
        self.__dict__.update(given)


class ValuePattern(_Pattern):
    """How the values of a field are written."""

    #: `text`, `texts`, `dated` (text or a plain date), `instant`, `integer`, `number`, `boolean`,
    #: `record`, `records`, or `union` of some of these that are no records.
    kind: str
    #: A regular expression that the text matches, if any.
    pattern: str = ""
    #: The length of the longest text, in code points; 0 for no bound.
    longest: int = 0
    #: Whether the text may be empty, or the list.
    may_be_empty: bool = False
    least: int | None = None
    most: int | None = None
    #: How the record is written, or each of the records.
    record: RecordPattern | None = None
    #: What each value has to pass.
    prechecks: Sequence[Precheck] = ()
    #: What a list has to pass as a whole.
    of_list: Sequence[Precheck] = ()
    #: How the values of a union are written: of each kind one.
    branches: Sequence[ValuePattern] = ()


class FieldPattern(_Pattern):
    """How one field is written."""

    #: Its key in files, and the attribute of the object.
    key: str
    name: str
    value: ValuePattern
    required: bool = False
    #: The value of the attribute where the key is not there.
    default: Any = None


class RecordPattern(_Pattern):
    """How the records of one class are written."""

    #: The name of the class.
    model: str
    fields: Sequence[FieldPattern] = ()
    #: Further attributes with their defaults. No pattern can express their values, so records that
    #: have their keys go the long way.
    absent: Mapping[str, Any] = {}
    #: Groups of attributes of which at least one has to be there.
    one_of: Sequence[Sequence[str]] = ()
    #: What each record has to pass, with the options of the rules.
    prechecks: Sequence[tuple[Precheck, dict[str, Any]]] = ()
