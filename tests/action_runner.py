"""The script of the GitHub action, run with the variables that a runner sets."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def run(
    root: Path, folder: Path, **inputs: str
) -> tuple[subprocess.CompletedProcess[str], str, str]:
    summary, output = folder / "summary.md", folder / "output"
    summary.write_text("Already here.\n")
    output.write_text("")
    (folder / "temp").mkdir(exist_ok=True)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(folder),
        "GITHUB_STEP_SUMMARY": str(summary),
        "GITHUB_OUTPUT": str(output),
        "RUNNER_TEMP": str(folder / "temp"),
        **{f"INPUT_{name.upper()}": value for name, value in inputs.items()},
    }
    done = subprocess.run(
        ["bash", str(root / "tools" / "action.sh")],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return done, summary.read_text(), output.read_text()
