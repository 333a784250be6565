"""The rung between the fast path and the ladder: valid files of which no place is asked for.

The data of a file are read alone, and judged by the same model, rules, schemas and pointers as
elsewhere. If there is anything to find, the file is read again with its places, and only that says
what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_schema.checking.engine.judging import Judge, Verdict
from article_schema.checking.fast.fast_path import LONGEST, MARK
from article_schema.checking.filters.filtering import Filters
from article_schema.document.formats.registry import format_in
from article_schema.document.limits import HOUSE_DEPTH
from article_schema.document.scalars import MAX_INTEGER_DIGITS
from article_schema.document.tree import Data, Glance
from article_schema.house_style import HouseStyle
from article_schema.model.dates.instants import is_instant
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.containers import RecordShape
from article_schema.model.shapes.tables import tables_in
from article_schema.routes import Route
from article_schema.rules.families.date_rules import quoted_instant
from article_schema.rules.families.reader_rules import read_otherwise
from article_schema.rules.findings import Finding

#: How text in quotes begins that may be an instant.
_QUOTED = re.compile(r"""["'][0-9\\]""")
#: After so many files in a row with something to find, only each of as many is looked at.
_MOST_MISSES = 8
#: The shape of a value that the model does not know.
_UNKNOWN = Shape()


class Glances:
    """Tells of texts that nothing is wrong with them, where a look at their data is enough."""

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
        #: The files since the last one without anything to find.
        self.misses = 0
        self.asks_dates = read_otherwise.code in active
        tables = tables_in(settings.model)
        self.asks_quotes = quoted_instant.code in active and any(
            shape.is_instant for table in tables for each in table.fields
            for shape in each.shape.flat()
        )  # fmt: skip

    def look(self, text: str, filename: str) -> Verdict | None:
        """Return the verdict of one look at a file; None where nothing is sure.

        It saves time where most files are valid, so it looks at few of those that are not.

        Args:
            text: the whole text of the file.
            filename: its name.
        """
        self.misses += 1
        if self.misses > _MOST_MISSES and self.misses % _MOST_MISSES:
            return None
        if "\r" in text:
            text = text.replace("\r\n", "\n")
        file_format = format_in(text, filename)
        seen = file_format.glance(text)
        if seen is None or len(seen.text) > self.longest or MARK in seen.text:
            return None
        verdict = self.judge.verdict(seen.data, filename, file_format)
        verdict.is_clean = (
            verdict.is_valid
            and not (verdict.found and self._is_asked_for(verdict.found, filename))
            and (not self.asks_dates or all(self._is_date(seen.data, *each) for each in seen.dates))
            and not (self.asks_quotes and file_format.has_plain_instants and self._quotes(seen))
        )
        if verdict.is_clean:
            self.misses = 0
        return verdict

    def _is_asked_for(self, found: list[Finding], filename: str) -> bool:
        """Tell whether the configuration leaves any of the findings."""
        wanted = self.filters.by_known_keys(found, ())
        return any(self.filters.by_file(wanted, filename))

    def _is_date(self, data: dict[str, Data], key: str, text: str) -> bool:
        """Tell whether plain text below a key, which readers take for a date, is no text here."""
        for route in _routes_of(text, data[key], (key,)):
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


def _routes_of(text: str, data: Data, route: Route) -> Iterator[Route]:
    """Yield the places in data where a text stands."""
    if data == text:
        yield route
    elif isinstance(data, dict | list):
        parts = data.items() if isinstance(data, dict) else enumerate(data)
        for step, part in parts:
            yield from _routes_of(text, part, (*route, step))
