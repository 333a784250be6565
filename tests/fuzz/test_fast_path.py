from __future__ import annotations

import os
from pathlib import Path

import pytest
from fuzz.fast_path import SEEDS, Ways, run, seeds_from


@pytest.mark.parametrize("text", SEEDS)
def test_the_seeds_are_accepted_and_read_as_they_are(text: str) -> None:
    assert Ways().disagreement(text, "harbour.md") == ""
    assert Ways().disagreement(text.replace("\n", "\r\n"), "harbour.md") == ""


def test_what_is_accepted_has_nothing_wrong(root: Path) -> None:
    cases = int(os.environ.get("ARTICLE_SCHEMA_FUZZ_CASES", "20000"))
    folders = [root / "examples" / name for name in ("articles", "broken")]
    wrong, counts = run(cases, seeds_from(folders), seed=20)
    assert wrong == []
    assert counts["accepted"] > cases / 50
