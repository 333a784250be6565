"""Tools in JavaScript that give a second opinion, where they are installed.

`tests/node/package.json` names them with their versions. Install them outside of the repository,
and say where:

    cp tests/node/package.json ELSEWHERE && cd ELSEWHERE && npm install --no-package-lock
    export ARTICLE_SCHEMA_NODE_MODULES=ELSEWHERE/node_modules

Tests that ask for one skip where it is missing, and say what is missing.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

VARIABLE = "ARTICLE_SCHEMA_NODE_MODULES"
SCRIPTS = Path(__file__).parent / "node"


def modules(*packages: str) -> Path:
    """Return the folder of installed packages; skip the test where one of these is not there."""
    if shutil.which("node") is None:
        pytest.skip("there is no `node` on PATH")
    folder = Path(os.environ.get(VARIABLE) or SCRIPTS / "node_modules")
    if not folder.is_dir():
        pytest.skip(f"no packages for node: set {VARIABLE}, or run `npm install` in tests/node")
    for package in packages:
        if not (folder / package / "package.json").is_file():
            pytest.skip(f"the package {package} for node is not installed in {folder}")
    return folder.resolve()


class Tool:
    """A script of `tests/node` that runs and answers questions, one line of JSON each.

    A script imports `tools.mjs`, loads its packages with `load`, and gives `serve` a function.
    """

    def __init__(self, script: str, *packages: str) -> None:
        """Start the script.

        Args:
            script: its name in `tests/node`.
            packages: those that it loads; the test is skipped where one is missing.
        """
        folder = modules(*packages)
        self.process = subprocess.Popen(
            ["node", "--experimental-import-meta-resolve", "--stack-size=4000", SCRIPTS / script],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, VARIABLE: str(folder)},
            encoding="utf-8",
        )

    def ask(self, question: Any) -> Any:
        """Return what the script says.

        Raises:
            RuntimeError: it threw an error, or has ended.
        """
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        # ASCII alone: a lone surrogate has no other way through a pipe.
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"node has ended with status {self.process.wait()}")
        reply = json.loads(line)
        if "error" in reply:
            raise RuntimeError(reply["error"])
        return reply["value"]

    def close(self) -> None:
        """End the script."""
        self.process.communicate()

    def __enter__(self) -> Tool:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
