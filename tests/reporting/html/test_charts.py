"""Charts: which names stand below the columns, and bars that are seen."""

from __future__ import annotations

import re

import pytest

from article_schema.reporting.html.charts import bar, columns

#: The picture, and a letter of its text on a narrow screen, in its own units.
WIDTH, LETTER = 720, 14


def below(names: list[str]) -> list[tuple[float, str]]:
    """Return the names that the picture shows, and where the middle of each stands."""
    picture = columns("Records", names, [("bar", [1] * len(names))], "records")
    found = re.findall(r'<text x="([\d.]+)" y="226" text-anchor=middle[^>]*>([^<]*)', picture)
    return [(float(middle), name) for middle, name in found]


@pytest.mark.parametrize(
    ("names", "fewest"),
    [
        ([f"{2000 + month // 12}-{month % 12 + 1:02}" for month in range(23)], 5),
        ([f"{year}" for year in range(1990, 2020)], 8),
        ([f"{century:02}00s" for century in range(100)], 7),
        (["2020-06-19.json", "2020-06-20.json", "run"], 2),
        (["a report with a name that nobody can read"] * 9, 1),
        (["one"], 1),
        ([], 0),
    ],
)
def test_names_below_columns_never_overlap(names: list[str], fewest: int) -> None:
    shown = below(names)
    assert len(shown) >= fewest
    end = float(-LETTER)
    for middle, name in shown:
        half = len(name) * LETTER / 2
        assert middle - half >= end + LETTER
        assert middle + half <= WIDTH
        end = middle + half
    assert [name for _, name in shown[:1]] == [
        name[:23] + "…" if len(name) > 24 else name for name in names[:1]
    ]


@pytest.mark.parametrize(
    ("value", "most", "width"), [(0, 9, 0), (0, 0, 0), (9, 9, 200), (1, 2, 100), (1, 10**6, 4)]
)
def test_what_is_counted_at_all_has_a_bar_that_is_seen(value: int, most: int, width: int) -> None:
    (found,) = re.findall(r'<rect class=bar width="([\d.]+)"', bar(value, most))
    assert float(found) == width
