"""The fault of every rule, planted into real files, is found and it alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def test_planted_faults_are_found_and_nothing_else(root: Path, shared: Path) -> None:
    command = [sys.executable, root / "tests" / "quality" / "planted_faults.py", "--files", "2"]
    result = subprocess.run(
        [*command, shared / "corpus" / "news"], capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
