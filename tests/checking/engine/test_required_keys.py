from __future__ import annotations

import json
from pathlib import Path

from article_schema.checking.config.settings import FileIgnore, Settings
from article_schema.checking.engine.checker import Checker

TEXT = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""
NAME = "2020-06-12-the-harbour-at-dawn.md"


def check(text: str, settings: Settings, name: str = NAME) -> list[tuple[str, str]]:
    return [(f.code, f.route_text) for f in Checker(settings).check_text(text, name).findings]


def test_required_keys() -> None:
    settings = Settings(required=("secured", "provider.images", "related.topics", "title"))
    assert check(TEXT, settings) == [("FLD001", "secured"), ("FLD001", "provider.images")]
    assert check(TEXT.replace("title:", "titel:"), settings).count(("FLD001", "title")) == 1


def test_required_keys_in_every_item() -> None:
    item = '  - title: "Ferries leave"\n    type: article\n'
    text = TEXT.replace("topics:\n", f"related:\n{item}{item}topics:\n")
    found = check(text, Settings(select=("FLD001",), required=("related.quality",)))
    wanted = [("FLD001", "related[0].quality"), ("FLD001", "related[1].quality")]
    assert [each for each in found if "quality" in each[1]] == wanted


def test_known_keys() -> None:
    text = TEXT.replace("type:", "seo:\n  a: 1\nheatt: 1\nmood: calm\ntype:")
    text = text.replace("  name:", "  id: 7\n  name:")
    known = frozenset({"seo", "heatt", "provider.id"})
    assert check(text, Settings(known_keys=known)) == [("FLD003", "mood")]
    page = json.dumps({"value": [{"seo": 1, "title": "x"}]})
    select = ("FLD003",)
    assert check(page, Settings(known_keys=known, select=select), "a.json") == []
    assert check(page, Settings(select=select), "a.json") == [("FLD003", "value[0].seo")]


def test_per_file_ignores(tmp_path: Path) -> None:
    ignores = (FileIgnore(str(tmp_path), "drafts/", ("FLD", "not-utf-8")),)
    settings = Settings(file_ignores=ignores, select=("FLD", "DOC"))
    draft = str(tmp_path / "drafts" / "a.md")
    text = TEXT.replace("type: article\n", "")
    assert check(text, settings, draft) == []
    assert check(text, settings, str(tmp_path / "a.md")) == [("FLD001", "type")]
    assert Checker(settings).check_bytes(b"\xff", draft).findings == ()
