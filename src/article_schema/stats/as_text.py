"""The inventory as text, for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from article_schema.reporting.base import plural
from article_schema.reporting.terminal import cells, sanitize
from article_schema.stats.periods import periods
from article_schema.stats.reading import Inventory
from article_schema.stats.survey import STALE_DAYS, Survey, shown_word

#: The columns of the longest bar, and the rows of a list.
_BAR, _MOST = 24, 10
_LONGEST = 40


def as_text(inventory: Inventory) -> Iterator[str]:
    """Yield the lines of the inventory."""
    for name, survey in inventory.ordered():
        yield f"{sanitize(name)}: {plural(survey.records, 'record')}"
        yield from _survey(survey)
        yield ""
    yield f"{plural(inventory.files, 'file')} with records."


def _survey(survey: Survey) -> Iterator[str]:
    yield from _part("Folders", survey.folders.ordered())
    for key, tally in survey.days.items():
        word, rows = periods(tally.counts)
        yield from _part(f"{key}, by {word}", rows, most=120)
    for name, words in survey.words().items():
        rows = [(shown_word(word), count) for word, count in words.ordered()]
        yield from _part(f"{name}: {plural(len(rows), 'value')}", rows)
    for name, hosts in survey.hosts.items():
        yield from _part(f"{name}: {plural(len(hosts.counts), 'host')}", hosts.ordered())
    for name, sizes in survey.sizes.items():
        named = [(f"{width} × {height}", count) for (width, height), count in sizes.ordered()]
        yield from _part(f"{name}: {plural(len(named), 'size')}", named)
    lacking = [(key, tally.total) for key, tally in survey.missing.items()]
    lacking.sort(key=lambda item: -item[1])
    yield from _part("Records that lack a field", lacking, most=30)
    for name, each in survey.related.items():
        rows = [(f"within {STALE_DAYS} days", each.near), ("older", each.older)]
        yield from _part(
            f"{name}: dates beside those of the record", [*rows, ("newer", each.newer)]
        )


def _part(title: str, rows: Sequence[tuple[str, int]], *, most: int = _MOST) -> Iterable[str]:
    if not rows:
        return
    yield f"\n  {sanitize(title)}"
    shown = rows[:most]
    names = [_cut(sanitize(name)) for name, _ in shown]
    wide = max(map(cells, names))
    top = max([*(count for _, count in rows), 1])
    digits = len(f"{top:,}")
    for name, (_, count) in zip(names, shown, strict=True):
        bar = "█" * round(_BAR * count / top) or ("▏" if count else "")
        yield f"    {name}{' ' * (wide - cells(name))}  {count:>{digits},}  {bar}".rstrip()
    if len(rows) > most:
        yield f"    … and {len(rows) - most:,} more"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
