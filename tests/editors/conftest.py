"""What tests of editors have in common: a document to open, and what the editor has found."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

TEXT = '---\ntitle: "Boats 🌊"\nwebUrl: "https://example.com/🌊a b"\n---\n'

#: The status of a script that needs a package which the editor does not have.
_LACKS = 77

#: Runs a script in an editor: its name, how to install it, its arguments and its environment.
Run = Callable[..., dict[str, Any]]


@pytest.fixture
def run_editor(tmp_path: Path) -> Run:
    """Run a script of an editor on a document with a fault, and return what it has found."""

    def run(
        name: str, install: str, arguments: Sequence[str], more: Mapping[str, str]
    ) -> dict[str, Any]:
        editor = shutil.which(name)
        missing = f"{name} is not installed, or lacks a package: {install}"
        if editor is None:
            pytest.skip(missing)
        (tmp_path / "boats.md").write_text(TEXT, encoding="utf-8")
        found = tmp_path / "found.json"
        known = {"PYTHON": sys.executable, "FOUND": str(found)}
        done = subprocess.run(
            [editor, *arguments], cwd=tmp_path, env={**os.environ, **known, **more},
            capture_output=True, encoding="utf-8", timeout=90, check=False,
        )  # fmt: skip
        if done.returncode == _LACKS:
            pytest.skip(missing)
        assert done.returncode == 0, done.stderr
        read: dict[str, Any] = json.loads(found.read_text("utf-8"))
        return read

    return run
