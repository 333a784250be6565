"""The inventory as a page, for people who would rather look than read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from article_schema.reporting.base import plural
from article_schema.reporting.html.charts import bar, columns, dots, matrix
from article_schema.reporting.html.markup import table, text
from article_schema.reporting.html.page import page
from article_schema.stats.periods import periods
from article_schema.stats.reading import Inventory
from article_schema.stats.survey import STALE_DAYS, Survey, shown_word

#: The rows of a table, and the columns of the matrix.
_MOST, _MOST_FOLDERS = 20, 12
#: The code points of a folder above its column.
_LONGEST = 24
#: The points of a scatter.
_FEWEST_DOTS, _MOST_DOTS = 3, 1_000


def as_html(inventory: Inventory) -> Iterable[str]:
    """Return the page in pieces."""
    return page("What a collection holds", _body(inventory))


def _body(inventory: Inventory) -> Iterator[str]:
    yield "<main>\n<h1>What the collection holds</h1>"
    yield f"<p class=lead>{plural(inventory.files, 'file')} with records."
    if inventory.unread:
        yield f" {plural(len(inventory.unread), 'file')} cannot be read."
    for name, survey in inventory.ordered():
        yield f"<h2>{text(name)}: {plural(survey.records, 'record')}</h2>"
        yield from _survey(survey)
    yield "</main>"


def _survey(survey: Survey) -> Iterator[str]:
    for key, days in survey.days.items():
        word, rows = periods(days.counts)
        most = max(rows, key=lambda row: row[1])
        yield f"<h3>{text(key)}, by {word}</h3>"
        yield columns(
            f"Records by {word}", [name for name, _ in rows],
            [("bar", [count for _, count in rows])], "records",
        )  # fmt: skip
        yield (
            f"<p>From {min(days.counts)} to {max(days.counts)}, on "
            f"{plural(len(days.counts), 'day')}; most in {most[0]}: {most[1]:,}."
        )
    for name, words in survey.words().items():
        rows = [(shown_word(word), count) for word, count in words.ordered()]
        yield from _counted(name, "Value", rows)
    for name, hosts in survey.hosts.items():
        yield from _counted(f"{name}: hosts", "Host", hosts.ordered())
    yield from _sizes(survey)
    yield from _missing(survey)
    yield from _related(survey)


def _counted(title: str, what: str, rows: Sequence[tuple[str, int]]) -> Iterator[str]:
    yield f"<h3>{text(title)}</h3>"
    yield table(
        f"{plural(len(rows), what.lower())}, most frequent first",
        [what, "Times", "<span>Share</span>"],
        ([text(each), f"{count:,}", bar(count, rows[0][1])] for each, count in rows[:_MOST]),
    )
    if len(rows) > _MOST:
        yield f"<p>… and {len(rows) - _MOST:,} more."


def _sizes(survey: Survey) -> Iterator[str]:
    for name, tally in survey.sizes.items():
        rows = tally.ordered()
        if len(rows) >= _FEWEST_DOTS:
            yield f"<h3>{text(name)}: width and height</h3>"
            yield dots(
                f"{plural(tally.total, 'size')} in pixels: width to the right, height upwards",
                [(width, height, count) for (width, height), count in rows[:_MOST_DOTS]],
                ("pixels wide", "pixels high"),
            )
        yield from _counted(
            f"{name}: the most frequent sizes",
            "Size",
            [(f"{width} × {height}", count) for (width, height), count in rows],
        )


def _missing(survey: Survey) -> Iterator[str]:
    folders = survey.folders.ordered()[:_MOST_FOLDERS]
    lacking = sorted(survey.missing.items(), key=lambda item: -item[1].total)
    if not lacking:
        return
    yield "<h3>Fields that records lack</h3>"
    yield matrix(
        "How many of a hundred records of each folder lack the field",
        [f"{_end_of(folder)} ({count:,})" for folder, count in folders],
        [
            (key, [tally.counts[folder] / count for folder, count in folders])
            for key, tally in lacking
        ],
    )
    left_out = len(survey.folders.counts) - len(folders)
    if left_out > 0:
        yield f"<p>… and {plural(left_out, 'folder')} with fewer records."


def _end_of(folder: str) -> str:
    """Return the end of a path, which tells more than its beginning."""
    return folder if len(folder) <= _LONGEST else f"…{folder[1 - _LONGEST :]}"


def _related(survey: Survey) -> Iterator[str]:
    for name, each in survey.related.items():
        rows = [
            (f"at most {STALE_DAYS} days from the record", each.near),
            ("older", each.older),
            ("newer", each.newer),
        ]
        most = max(count for _, count in rows)
        yield f"<h3>{text(name)}: dates beside that of the record</h3>"
        yield table(
            "Stale items are older or newer",
            ["Date", "Items", "<span>Share</span>"],
            ([what, f"{count:,}", bar(count, most)] for what, count in rows),
        )
