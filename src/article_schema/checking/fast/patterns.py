"""Patterns: how valid records are written, as data.

`compiling` derives them from the fields of a model and the prechecks of the rules. Those of an
article under the default settings are committed as `article_patterns`, which a check of one valid
file imports: so this module imports nothing.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from article_schema.rules.precheck import Precheck


class ValuePattern:
    """How the values of a field are written.

    Args:
        kind: `text`, `texts`, `instant`, `integer`, `boolean`, `record` or `records`.
        pattern: a regular expression that the text matches, if any.
        longest: the length of the longest text, in code points; 0 for no bound.
        least: the least number.
        most: the greatest number.
        record: how the record is written, or each of the records.
        prechecks: what each value has to pass.
    """

    __slots__ = ("kind", "least", "longest", "most", "pattern", "prechecks", "record")

    def __init__(
        self,
        kind: str,
        *,
        pattern: str = "",
        longest: int = 0,
        least: int | None = None,
        most: int | None = None,
        record: RecordPattern | None = None,
        prechecks: Sequence[Precheck] = (),
    ) -> None:
        self.kind = kind
        self.pattern = pattern
        self.longest = longest
        self.least = least
        self.most = most
        self.record = record
        self.prechecks = prechecks


class FieldPattern:
    """How one field is written.

    Args:
        key: its key in files.
        name: the attribute of the object.
        value: how its value is written.
        required: whether the key has to be there.
        default: the value of the attribute where the key is not there.
    """

    __slots__ = ("default", "key", "name", "required", "value")

    def __init__(
        self,
        key: str,
        name: str,
        value: ValuePattern,
        *,
        required: bool = False,
        default: Any = None,
    ) -> None:
        self.key = key
        self.name = name
        self.value = value
        self.required = required
        self.default = default


class RecordPattern:
    """How the records of one class are written.

    Args:
        model: the name of the class.
        fields: its fields.
        absent: further attributes with their defaults. No pattern can express their values, so
            records that have their keys go the long way.
        one_of: groups of attributes of which at least one has to be there.
        prechecks: what each record has to pass, with the options of the rules.
    """

    __slots__ = ("absent", "fields", "model", "one_of", "prechecks")

    def __init__(
        self,
        model: str,
        fields: Sequence[FieldPattern] = (),
        *,
        absent: dict[str, Any] | None = None,
        one_of: Sequence[Sequence[str]] = (),
        prechecks: Sequence[tuple[Precheck, dict[str, Any]]] = (),
    ) -> None:
        self.model = model
        self.fields = fields
        self.absent = absent or {}
        self.one_of = one_of
        self.prechecks = prechecks
