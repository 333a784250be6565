"""Contexts: what a rule may know of the run, the file and the record, and where it points to."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import NamedTuple

from article_schema.document.edits import Delete, RenameKey, SetValue
from article_schema.document.formats.front_matter import FRONT_MATTER
from article_schema.document.source import Format
from article_schema.faults import Part, Range
from article_schema.model.shapes.tables import ModelTable
from article_schema.routes import Route
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.precheck import Options
from article_schema.rules.rule import Rule
from article_schema.signatures import PlainData

_NO_DATA: Mapping[str, PlainData] = MappingProxyType({})


@dataclass(slots=True)
class FileContext:
    """What rules may know about the run and the file besides the record itself.

    >>> from datetime import UTC, datetime
    >>> context = FileContext("dawn.md", now=datetime(2020, 6, 12, 5, 40, tzinfo=UTC))
    >>> context.filename, context.now.isoformat()
    ('dawn.md', '2020-06-12T05:40:00+00:00')
    """

    #: The name of the file, as findings show it.
    filename: str = ""
    #: How the file holds its data.
    format: Format = FRONT_MATTER
    #: The moment that counts as now, with its zone.
    now: datetime = field(default_factory=lambda: datetime.now(UTC))


class RuleContext(Options):
    """Where a rule looks: makes locations below the record or value that it was called with.

    One instance serves all rules of a record, one after the other, so a rule must not keep it.

    >>> at = RuleContext(FileContext("dawn.md"), ("related", 0))
    >>> at("images", 1, "width").route
    ('related', 0, 'images', 1, 'width')
    >>> at.filename, at().route
    ('dawn.md', ('related', 0))
    """

    __slots__ = ("_data", "file", "options", "route", "rule", "severity", "table")

    #: The rule that looks, with the severity that it has in this run.
    rule: Rule
    #: How severe its findings are in this run.
    severity: Severity

    def __init__(
        self,
        file: FileContext,
        route: Route,
        data: Mapping[str, PlainData] | Callable[[], Mapping[str, PlainData]] = _NO_DATA,
        table: ModelTable | None = None,
    ) -> None:
        #: What is known of the run and the file.
        self.file = file
        #: The route of the record or value.
        self.route = route
        # What reads the data, as few rules ask for them, or the data.
        self._data = data
        #: The fields of the record; None for a value.
        self.table = table

    def __call__(self, *steps: str | int) -> Location:
        """Return the location of a route that starts at the record; keys are those of the file."""
        return Location(self, (*self.route, *steps))

    @property
    def data(self) -> Mapping[str, PlainData]:
        """The data of the record as it stands in the file; empty for a value."""
        return self._data() if callable(self._data) else self._data

    @property
    def now(self) -> datetime:
        """The moment that counts as now, with its zone."""
        return self.file.now

    @property
    def filename(self) -> str:
        """The name of the file."""
        return self.file.filename

    @property
    def situation(self) -> FileContext:
        """The older name of `file`."""
        return self.file


@dataclass(frozen=True, slots=True)
class Location:
    """One value or key that a rule speaks about.

    >>> place = RuleContext(FileContext("dawn.md"), ())("title")
    >>> place.replace("Ahoy", "write it small").title
    'write it small'
    >>> place.key.part, place.subspan(0, 4).within
    ('key', (0, 4))
    """

    #: The context that made it.
    at: RuleContext
    #: The route from the top of the file.
    route: Route
    #: Whether the value or its key is meant.
    part: Part = "value"
    #: The part of the value's text that is meant, in code points from 0, where it is not the whole.
    within: Range | None = None

    @property
    def key(self) -> Location:
        """The key of the entry instead of its value."""
        return Location(self.at, self.route, "key")

    def subspan(self, start: int, end: int) -> Location:
        """Return a part of the value's text, in code points.

        Args:
            start: the first code point, counted from 0 in the value of the file as Python has it.
            end: the code point after the last.
        """
        return Location(self.at, self.route, "value", (start, end))

    def stretch(self, start: int, end: int) -> Location:
        """Do what `subspan` does, under its older name."""
        return self.subspan(start, end)

    def finding(self, message: str, help: str = "", fix: Fix | None = None) -> Finding:  # noqa: A002
        """Report something here: what is wrong, what to write instead, and perhaps a fix.

        Args:
            message: what is wrong, without a full stop.
            help: what to write instead; empty if that is plain.
            fix: a change that settles it, as `replace`, `delete` and `rename` make one.
        """
        rule = self.at.rule
        return Finding(rule.code, rule.name, self.at.severity, message, help, self.route,
                       self.part, self.within, fix=fix, file=self.at.filename)  # fmt: skip

    def replace(self, value: object, title: str, *, safe: bool = True) -> Fix:
        """Return the fix that gives this place another value.

        Args:
            value: the new value as plain data.
            title: what the change does, in the imperative: "remove the full stop".
            safe: whether readers get the same as before, beyond doubt.
        """
        return Fix((SetValue(self.route, value),), title, safe)

    def delete(self, title: str, *, safe: bool = True) -> Fix:
        """Return the fix that removes this key or item.

        Args:
            title: what the change does, in the imperative.
            safe: whether readers get the same as before, beyond doubt.
        """
        return Fix((Delete(self.route),), title, safe)

    def rename(self, key: str, title: str, *, safe: bool = True) -> Fix:
        """Return the fix that gives this entry another key.

        Args:
            key: the new key.
            title: what the change does, in the imperative.
            safe: whether readers get the same as before, beyond doubt.
        """
        return Fix((RenameKey(self.route, key),), title, safe)


class IndexEntry(NamedTuple):
    """What a record contributes to a rule about several files together.

    Entries with the same key are compared. They conflict when two records own the key, or when a
    record that only refers to it has another value than the one that owns it.

    >>> owner = IndexEntry("https://www.example.com/dawn", ("webUrl",), ("The harbour at dawn",))
    >>> owner.key, owner.is_reference
    ('https://www.example.com/dawn', False)
    >>> IndexEntry(owner.key, ("related", 0), ("Dawn",), is_reference=True).value
    ('Dawn',)
    """

    #: What the entry is about, such as the URL of a page.
    key: str
    #: Where the record says so, from the record itself.
    route: Route
    #: What the record says about it.
    value: tuple[Hashable, ...] = ()
    #: Whether the record speaks of what another one owns.
    is_reference: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One of the records that a rule about several files compares.

    >>> entry = IndexEntry("A walk along the quays.", ("excerpt",))
    >>> member = Member(RuleContext(FileContext("dawn.md"), ()), entry)
    >>> member.filename, member().route
    ('dawn.md', ('excerpt',))
    """

    #: The context of the record.
    at: RuleContext
    #: What the record contributes.
    entry: IndexEntry

    @property
    def filename(self) -> str:
        """The file of the record."""
        return self.at.filename

    def __call__(self, *steps: str | int) -> Location:
        """Return a location below that of the entry."""
        return self.at(*self.entry.route, *steps)
