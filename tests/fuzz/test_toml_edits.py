from __future__ import annotations

import os

from fuzz.toml_edits import run


def test_edits_of_toml_change_their_own_lines_and_nothing_else() -> None:
    counts, wrong = run(int(os.environ.get("ARTICLE_SCHEMA_TOML_EDITS", "1500")), seed=7)
    assert wrong == []
    assert counts["good"] > 0.95 * counts.total()


def test_edits_of_front_matter_leave_its_body_alone() -> None:
    text = '+++\ntitle = "x"\n\n[extra]\nteam = "T"\n\n[[people]]\nname = "A"\n+++\nBody\n+++\n'
    counts, wrong = run(300, seed=3, texts=[text])
    assert wrong == []
    assert counts["good"] > 270
