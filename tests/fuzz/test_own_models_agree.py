from __future__ import annotations

import os

from fuzz.own_models import run


def test_short_ways_find_what_the_long_way_finds() -> None:
    cases = int(os.environ.get("ARTICLE_SCHEMA_FUZZ_CASES", "600"))
    wrong, counts = run(cases, seed=3)
    assert wrong == []
    assert counts["accepted at a glance"] > cases / 100
    assert counts["judged at a glance"] > cases / 20
    assert counts["without findings, seen by a plug-in"] > cases / 100
