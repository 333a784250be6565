"""Emacs with eglot, where both are installed."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run


def test_it_shows_a_fault_fixes_it_and_completes_a_key(root: Path, run_editor: Run) -> None:
    script = root / "tests" / "editors" / "eglot.el"
    found = run_editor(
        "emacs",
        "apt-get install emacs-nox elpa-eglot",
        ["--batch", "--load", str(script)],
        {"LC_ALL": "C.UTF-8"},
    )
    # The column in characters: the wave is one of them.
    assert (found["fault"]["line"], found["fault"]["column"]) == (2, 31)
    assert found["line"] == 'webUrl: "https://example.com/🌊a%20b"'
    assert "publishedDateTime" in [each.strip() for each in found["offered"]]
