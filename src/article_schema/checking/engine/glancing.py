"""The rung between the fast path and the ladder: files of which the data are read alone.

The data are judged by the same model, rules, schemas and pointers as elsewhere. If there is
anything to find, nodes are read for its place, most often those of one key alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from article_schema.checking.engine.entries import NamedEntry
from article_schema.checking.engine.judging import Judge, Verdict
from article_schema.checking.fast.fast_path import LONGEST, MARK
from article_schema.checking.filters.filtering import Filters
from article_schema.document.formats.registry import format_in
from article_schema.document.limits import HOUSE_DEPTH
from article_schema.document.scalars import MAX_INTEGER_DIGITS
from article_schema.document.source import Format
from article_schema.document.tree import Data, Glance
from article_schema.house_style import HouseStyle
from article_schema.late_pattern import late_pattern
from article_schema.model.dates.instants import is_instant
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.tables import tables_in
from article_schema.routes import Route
from article_schema.rules.families.date_rules import quoted_instant
from article_schema.rules.families.reader_rules import read_otherwise
from article_schema.rules.findings import Finding

#: How text in quotes begins that may be an instant.
_QUOTED = late_pattern(r"""["'][0-9\\]""")
#: The shape of a value that the model does not know.
_UNKNOWN = Shape()


@dataclass(slots=True)
class Seen:
    """What a look at the data of a file tells."""

    data: dict[str, Data]
    #: The verdict about them, before anybody looks at how they are written.
    verdict: Verdict
    #: Whether all readers take them for the same.
    is_agreed: bool
    #: Whether nothing is wrong with the whole file, however it is written.
    is_clean: bool


class Glances:
    """Looks at the data of files, which is enough for those in which nothing is wrong."""

    def __init__(self, judge: Judge, filters: Filters) -> None:
        self.judge = judge
        self.filters = filters
        settings, active = judge.settings, judge.rules.faults.active
        self.style = HouseStyle(settings.model)
        self.shape = RecordShape(settings.model)
        limits = settings.limits
        is_usual = limits.depth > HOUSE_DEPTH and limits.integer_digits >= MAX_INTEGER_DIGITS
        bounds = (LONGEST, limits.data_characters, limits.scalar_characters, limits.nodes)
        #: More characters may be beyond a limit.
        self.longest = min(bounds) if is_usual else 0
        self.asks_dates = read_otherwise.code in active
        tables = tables_in(settings.model)
        self.asks_quotes = quoted_instant.code in active and any(
            shape.is_instant for table in tables for each in table.fields
            for shape in each.shape.flat()
        )  # fmt: skip

    def look(self, text: str, filename: str) -> Seen | None:
        """Return what a look at the data of a file tells; None where nothing is sure.

        Args:
            text: the whole text of the file.
            filename: its name.
        """
        found = self._glance(text, filename)
        if found is None:
            return None
        seen, file_format = found
        verdict = self.judge.verdict(seen.data, filename, file_format)
        is_agreed = not self.asks_dates or self._are_dates(seen)
        is_clean = (
            verdict.is_valid
            and is_agreed
            and not (verdict.found and self._is_asked_for(verdict.found, filename))
            and not (self.asks_quotes and file_format.has_plain_instants and self._quotes(seen))
        )
        return Seen(seen.data, verdict, is_agreed, is_clean)

    def entries(self, text: str, filename: str) -> list[NamedEntry] | None:
        """Return what rules about several files remember of a file; None where nothing is sure.

        Args:
            text: the whole text of the file.
            filename: its name.
        """
        found = self._glance(text, filename)
        if found is None:
            return None
        seen, file_format = found
        return self.judge.entries(seen.data, filename, file_format)

    def _glance(self, text: str, filename: str) -> tuple[Glance, Format] | None:
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        file_format = format_in(text, filename)
        seen = file_format.glance(text)
        if seen is None or len(seen.text) > self.longest or MARK in seen.text:
            return None
        return seen, file_format

    def _is_asked_for(self, found: list[Finding], filename: str) -> bool:
        """Tell whether the configuration leaves any of the findings."""
        wanted = self.filters.by_known_keys(found, ())
        return any(self.filters.by_file(wanted, filename))

    def _are_dates(self, seen: Glance) -> bool:
        """Tell whether plain text that readers take for dates is no text in any of its places."""
        texts: dict[str, set[str]] = {}
        for key, text in seen.dates:
            texts.setdefault(key, set()).add(text)
        for key, these in texts.items():
            for route, text in _routes_of(these, {key: seen.data[key]}, ()):
                shape = (self.style.shape_at(route) or _UNKNOWN).branch_of(text)
                if shape.is_text and not shape.is_instant:
                    return False
        return True

    def _quotes(self, seen: Glance) -> bool:
        """Tell whether an instant may stand in quotes."""
        text = seen.text
        if not _QUOTED.search(text):
            return False
        return any(
            f'"{value}"' in text or f"'{value}'" in text or "\\" in text
            for shape, value, _ in self.shape.walk(seen.data)
            if shape.is_instant and isinstance(value, str) and is_instant(value)
        )


def _routes_of(texts: set[str], data: Data, route: Route) -> Iterator[tuple[Route, str]]:
    """Yield the places in a collection where one of some texts stands."""
    for step, part in data.items() if isinstance(data, dict) else enumerate(data):
        if isinstance(part, dict | list):
            yield from _routes_of(texts, part, (*route, step))
        elif isinstance(part, str) and part in texts:
            yield (*route, step), part
