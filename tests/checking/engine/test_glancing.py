"""Files that are seen at a glance get the results that they get the long way."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, Any

import pytest
from attrs import field

from article_schema import Checker, Record, Settings, record
from article_schema.fields import Moment, Name
from article_schema.model.shapes.tables import table_of

NOW = datetime(2026, 1, 1, tzinfo=UTC)


@record
class Part(Record):
    """A part of a post."""

    label: Name
    day: date | None = None


@record
class Post(Record):
    """A post of a site."""

    title: str
    date: Annotated[date | datetime, Moment()] | None = None
    at: datetime | None = None
    tags: list[str] = field(factory=list)
    parts: list[Part] = field(factory=list)
    more: dict[str, Any] = field(factory=dict)


CLEAN = (
    "title: A walk\ntags:\n- quays\n- dawn\n",
    "title: A walk\ntags: [quays, 'early: dawn']\n",
    "title: A walk\ndate: 2020-06-12\nparts:\n- label: x\n  day: 2020-06-12\n",
    "title: A walk\ndate: 2020-06-12 10:00:00 -4\nmore: {a: 2020-01-01}\n",
    "# of the house\ntitle: 'A walk'\n\nat: 2020-06-12T10:00:00Z # early\n",
    'title: "A walk\n  at dawn"\n',
)
FAULTY = (
    "title: 2020-06-12\n",
    "title: A walk\ntags: [2020-06-12]\n",
    "title: A walk\nat: '2020-06-12T10:00:00Z'\n",
    'title: A walk\nat: "2020-06-12T10:00:00\\u005a"\n',
    "title: A walk\ntitel: B\n",
    "title: A walk\nparts:\n- label: A &amp; B\n",
    "title: A walk\nparts:\n- label: ''\n",
    "tags: []\n",
    "title: A walk # article-schema: ignore\n",
)


def both(text: str, **settings: Any) -> tuple[Checker, Any, Any]:
    short, long = (Checker(Settings(model=Post, now=NOW, **settings)) for _ in range(2))
    long.fast_path = long.glances = short.fast_path = None
    # The first file is not looked at.
    short.check_text("---\ntitle: A walk\n---\n", "a.md")
    return short, short.check_text(text, "a.md"), long.check_text(text, "a.md")


@pytest.mark.parametrize("front", CLEAN)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_valid_files_are_not_read_with_places(front: str, newline: str) -> None:
    text = f"---\n{front}---\nText.\n".replace("\n", newline)
    checker, short, long = both(text)
    assert long.findings == short.findings == ()
    assert checker.glances is not None
    seen = checker.glances.look(text, "a.md")
    assert seen is not None
    assert seen.is_clean
    assert short.source is not None
    assert short.source.text == text


@pytest.mark.parametrize("front", FAULTY)
def test_faulty_files_have_the_same_findings(front: str) -> None:
    _, short, long = both(f"---\n{front}---\nText.\n")
    assert long.findings == short.findings
    assert long.findings


def test_findings_that_the_site_does_not_want_are_none() -> None:
    text = "---\ntitle: A walk\ntitel: B\n---\n"
    checker, short, long = both(text, known_keys=frozenset({"titel"}))
    assert long.findings == short.findings == ()
    assert checker.glances is not None
    seen = checker.glances.look(text, "a.md")
    assert seen is not None
    assert seen.is_clean


def test_data_files_of_yaml_are_seen_too() -> None:
    checker = Checker(Settings(model=Part, now=NOW))
    assert checker.glances is not None
    seen = checker.glances.look("label: x\nday: 2020-06-12", "a.yml")
    assert seen is not None
    assert seen.is_clean
    assert checker.glances.look("- label: x\n", "a.yml") is None
    assert checker.glances.look('{"label": "x"}', "a.json") is None


def test_narrow_limits_leave_all_files_to_the_reader(tmp_path: Path) -> None:
    from article_schema import Limits

    checker = Checker(Settings(model=Part, now=NOW, limits=Limits(depth=3)))
    assert checker.glances is not None
    assert checker.glances.look("---\nlabel: x\n---\n", "a.md") is None
    assert table_of(Part).by_key.keys() >= {"label"}
