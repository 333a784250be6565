"""Emacs with eglot, where both are installed: in Debian, `emacs-nox` and `elpa-eglot`."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest


def test_it_shows_a_fault_fixes_it_and_completes_a_key(root: Path, tmp_path: Path) -> None:
    editor = shutil.which("emacs")
    if editor is None:
        pytest.skip("Emacs is not installed: apt-get install emacs-nox elpa-eglot")
    (tmp_path / "boats.md").write_text(
        '---\ntitle: "Boats 🌊"\nwebUrl: "https://example.com/🌊a b"\n---\n', encoding="utf-8"
    )
    script = root / "tests" / "editors" / "eglot.el"
    environment = {**os.environ, "PYTHON": sys.executable, "FOUND": str(tmp_path / "found.json")}
    done = subprocess.run(
        [editor, "--batch", "--load", str(script)],
        cwd=tmp_path, env={**environment, "LC_ALL": "C.UTF-8"}, capture_output=True,
        encoding="utf-8", timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads((tmp_path / "found.json").read_text("utf-8"))
    # The column in characters: the wave is one of them.
    assert (found["fault"]["line"], found["fault"]["column"]) == (2, 31)
    assert found["line"] == 'webUrl: "https://example.com/🌊a%20b"'
    assert "publishedDateTime" in [each.strip() for each in found["offered"]]
