"""The script of the GitHub action, run with the variables that a runner sets."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from action_runner import run
from ruamel.yaml import YAML

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")


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
    assert done.returncode == 2
    assert done.stderr == (
        "error: the input paths cannot be split into words: No closing quotation\n"
    )


def test_words_are_those_of_a_shell(root: Path, site: Path) -> None:
    args = """--config 'severity.URL = "info"' --config "fail-on = \\"warning\\"" --files-from ''"""
    done, _, _ = run(root, site, paths='"my content/bad-link.md"', args=args)
    assert done.returncode == 2
    assert done.stderr == "error: : the list of files cannot be read: No such file or directory\n"
    done, _, _ = run(root, site, paths='"my content/bad-link.md"', args=args[:-16])
    assert (done.returncode, done.stderr) == (0, "")


def test_each_run_of_a_job_has_its_own_results(root: Path, site: Path) -> None:
    first, _, output = run(root, site, paths="'my content'", format="json")
    assert first.returncode == 1
    second, later, nothing = run(root, site, paths="away", format="json")
    assert second.returncode == 2
    assert "no such file or folder: away" in second.stderr
    assert nothing == ""
    assert later == "Already here.\n"
    third, _, other = run(root, site, paths="good", format="json")
    assert third.returncode == 0
    assert other != output
    assert json.loads(Path(other.strip().removeprefix("report=")).read_text())["findings"] == []


def test_a_run_without_articles_fails(root: Path, site: Path) -> None:
    (site / "empty").mkdir()
    done, _, _ = run(root, site, paths="empty")
    assert done.returncode == 1
    assert "no article files found" in done.stderr
    done, _, _ = run(root, site, paths="empty", args="--no-fail-on-empty")
    assert done.returncode == 0


def test_the_action_hands_over_every_input(root: Path) -> None:
    action = YAML(typ="safe").load((root / "action.yml").read_text("utf-8"))
    given = action["runs"]["steps"][-1]["env"]
    assert given == {
        f"INPUT_{name.upper()}": f"${{{{ inputs.{name} }}}}" for name in action["inputs"]
    }
    scripts = [step["run"] for step in action["runs"]["steps"]]
    assert not any("${{" in script for script in scripts)
