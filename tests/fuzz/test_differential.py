from __future__ import annotations

import os
from pathlib import Path

from fuzz.differential import SEEDS, run, seeds_from


def test_the_rungs_of_the_reader_agree(root: Path) -> None:
    cases = int(os.environ.get("ARTICLE_SCHEMA_FUZZ_CASES", "3000"))
    wrong, counts = run(cases, seeds_from([root / "examples"]), seed=20)
    assert wrong == []
    assert counts["read by the house form"] > cases / 20
    assert counts["read by the C parser"] > cases / 20


def test_every_seed_is_read_alike() -> None:
    wrong, counts = run(len(SEEDS) * 20, list(SEEDS), seed=4)
    assert wrong == []
    assert counts["read by the house form"] > 0
