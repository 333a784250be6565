"""Checkers that are kept find what new ones find, whatever happens in between."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest

from article_schema import Checker, Settings, UsageError, check_text
from article_schema.checking.recent import recent_checker

TEXT = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: {published}
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
images:
  - url: "https://media.example.com/a.jpg"
    width: 100
    height: 75
---
"""
SOUND = TEXT.format(published="2020-06-12T19:19:00Z")


def codes(text: str, settings: Settings | None = None) -> list[str]:
    return [finding.code for finding in check_text(text, settings=settings).findings]


def test_equal_settings_have_one_checker() -> None:
    first = recent_checker(Settings(ignore=("IMG",)))
    assert recent_checker(Settings(ignore=("IMG",))) is first
    assert recent_checker(Settings(ignore=("URL",))) is not first
    assert recent_checker(None) is recent_checker(Settings())


def test_no_more_than_a_few_are_kept() -> None:
    first = recent_checker(Settings(required=("first",)))
    for number in range(20):
        recent_checker(Settings(required=(f"key{number}",)))
    assert recent_checker(Settings(required=("first",))) is not first


def test_settings_whose_mappings_change_have_a_new_checker() -> None:
    settings = Settings(options={"IMG005": {"area": 10}})
    assert "IMG005" not in codes(SOUND, settings)
    settings.options["IMG005"]["area"] = 1_000_000  # type: ignore[index]
    assert "IMG005" in codes(SOUND, settings)


def test_schemas_are_read_again(tmp_path: Path) -> None:
    schema = tmp_path / "schema.json"
    schema.write_text("{}")
    settings = Settings(schemas=(schema,))
    assert "SCH001" not in codes(SOUND, settings)
    schema.write_text('{"properties": {"category": {"const": "sport"}}}')
    assert "SCH001" in codes(SOUND, settings)


def test_now_is_the_moment_of_each_check(monkeypatch: pytest.MonkeyPatch) -> None:
    from article_schema.checking.engine import checker as engine

    class Clock(datetime):
        moment = datetime(2020, 1, 1, tzinfo=UTC)

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return cls.moment

    monkeypatch.setattr(engine, "datetime", Clock)
    checker = Checker()
    text = SOUND.replace("width: 100", "width: 1200").replace("height: 75", "height: 675")
    ahead = [finding.code for finding in checker.check_text(text, "a.md").findings]
    Clock.moment = datetime(2021, 1, 1, tzinfo=UTC)
    later = [finding.code for finding in checker.check_text(text, "a.md").findings]
    assert (ahead, later) == (["DAT004"], [])


def test_a_fixed_now_stays() -> None:
    settings = Settings(now=datetime(2019, 1, 1, tzinfo=UTC))
    assert codes(SOUND, settings).count("DAT004") == codes(SOUND, settings).count("DAT004") == 1


def test_threads_share_no_checker() -> None:
    found: list[set[tuple[str, ...]]] = [set(), set()]

    def check(number: int, text: str) -> None:
        for _ in range(200):
            found[number].add(tuple(codes(text)))

    texts = (SOUND, SOUND.replace("dawn", "d&#233;but"))
    alone = [{tuple(codes(text))} for text in texts]
    threads = [threading.Thread(target=check, args=item) for item in enumerate(texts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == alone
    assert alone[0] != alone[1]


def test_settings_that_are_none_are_told() -> None:
    with pytest.raises(TypeError, match="a check takes Settings"):
        check_text(SOUND, settings={})  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        check_text(SOUND, settings=Settings(select=("NOPE",)))
