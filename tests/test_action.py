"""The script of the GitHub action, run with the variables that a runner sets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from ruamel.yaml import YAML

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")


def run(
    root: Path, folder: Path, **inputs: str
) -> tuple[subprocess.CompletedProcess[str], str, str]:
    summary, output = folder / "summary.md", folder / "output"
    summary.write_text("Already here.\n")
    output.write_text("")
    (folder / "temp").mkdir()
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


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "examples" / "broken", tmp_path / "my content")
    shutil.copytree(root / "examples" / "articles", tmp_path / "good")
    return tmp_path


def test_annotations_summary_and_report(root: Path, site: Path) -> None:
    done, summary, output = run(
        root,
        site,
        paths="'my content/bad-link.md'\ngood",
        args="--ignore 'IMG,DAT'",
        format="sarif",
    )
    assert done.returncode == 1
    assert done.stderr == ""
    first = done.stdout.splitlines()[0]
    assert first.startswith("::error file=my content/bad-link.md,line=6,endLine=6,title=URL005 ")
    assert summary.startswith("Already here.\n## article-schema\n")
    assert "space-in-url" in summary
    report = output.strip().removeprefix("report=")
    assert '"version": "2.1.0"' in Path(report).read_text()


def test_a_clean_run(root: Path, site: Path) -> None:
    done, summary, output = run(root, site, paths="good")
    assert (done.returncode, done.stdout, output) == (0, "", "")
    assert "All checks passed" in summary


def test_inputs_are_words_and_never_commands(root: Path, site: Path) -> None:
    done, _, _ = run(root, site, paths="$(touch pwned) `touch pwned` ; touch pwned", args="--quiet")
    assert done.returncode == 2
    assert not (site / "pwned").exists()
    done.stderr.index("no such file")


def test_a_wrong_input_fails(root: Path, site: Path) -> None:
    done, _, _ = run(root, site, paths="'unclosed")
    assert done.returncode != 0
    assert "quote" in done.stderr


def test_the_action_hands_over_every_input(root: Path) -> None:
    action = YAML(typ="safe").load((root / "action.yml").read_text("utf-8"))
    given = action["runs"]["steps"][-1]["env"]
    assert given == {
        f"INPUT_{name.upper()}": f"${{{{ inputs.{name} }}}}" for name in action["inputs"]
    }
    scripts = [step["run"] for step in action["runs"]["steps"]]
    assert not any("${{" in script for script in scripts)
