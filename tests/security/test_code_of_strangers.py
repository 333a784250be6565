"""What is checked never names code that is run: modules, models, schemas, programs."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from action_runner import run
from ruamel.yaml import YAML

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.errors import UsageError

MODULE = (sys.executable, "-m", "article_schema")
EVIL = """\
import pathlib

pathlib.Path({ran!r}).touch()
raise SystemExit(0)
"""


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "examples" / "broken", tmp_path / "my content")
    shutil.copytree(root / "examples" / "articles", tmp_path / "good")
    return tmp_path


def command(site: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "article_schema", *arguments],
        cwd=site, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.skipif(shutil.which("bash") is None, reason="the action runs in bash")
def test_files_of_the_checked_folder_are_not_run(root: Path, site: Path) -> None:
    """A pull request may bring modules that are named like those that the action imports."""
    trap = "import pathlib\npathlib.Path('RAN').touch()\n".replace("RAN", str(site / "ran"))
    for name in ("venv", "shlex", "pip", "re", "argparse", "attrs", "ruamel", "sitecustomize"):
        (site / f"{name}.py").write_text(trap)
        (site / name).mkdir()
        (site / name / "__init__.py").write_text(trap)
        (site / name / "__main__.py").write_text(trap)
    done, _, _ = run(root, site, paths="good")
    assert (done.returncode, done.stderr) == (0, "")
    steps = YAML(typ="safe").load((root / "action.yml").read_text("utf-8"))["runs"]["steps"]
    # The step that installs, with a pip that only says what it was asked for.
    script = steps[0]["run"]
    assert steps[0]["working-directory"] == "${{ runner.temp }}"
    starts = re.findall(r"^.*python3?\"? .*$", script, re.MULTILINE)
    assert len(starts) == 2
    assert all(re.search(r'python3?"? -I ', line) for line in starts)
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", starts[0]],
        cwd=site, env={**os.environ, "RUNNER_TEMP": str(site / "temp")}, check=True,
    )  # fmt: skip
    subprocess.run(
        ["bash", "-euo", "pipefail", "-c", starts[1].replace("install --quiet", "--version #")],
        cwd=site, env={**os.environ, "RUNNER_TEMP": str(site / "temp")}, check=True,
        capture_output=True,
    )  # fmt: skip
    assert not (site / "ran").exists()


@pytest.mark.parametrize("start", ["console script", "module"])
def test_the_command_imports_nothing_from_the_checked_folder(site: Path, start: str) -> None:
    trap = f"import pathlib\npathlib.Path({str(site / 'ran')!r}).touch()\n"
    for name in (
        "annotated_types", "attr", "attrs", "cattrs", "jsonschema", "pathspec", "referencing",
        "rpds", "ruamel", "_ruamel_yaml", "shutil", "tomllib",
    ):  # fmt: skip
        (site / f"{name}.py").write_text(trap)
    metadata = site / "evil-1.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: evil\nVersion: 1\n")
    (metadata / "entry_points.txt").write_text("[article_schema.rules]\nevil = evil:RULES\n")
    (site / "evil.py").write_text(f"{trap}RULES = ()\n")
    script = Path(sys.executable).with_name("article-schema")
    command = [str(script)] if start == "console script" else [*MODULE]
    for arguments in ("check .", "fmt --check good", "schema", "explain URL001"):
        done = subprocess.run(
            [*command, *arguments.split()], cwd=site, capture_output=True, text=True, check=False
        )
        assert done.returncode in (0, 1), done.stderr
    assert not (site / "ran").exists()


@pytest.mark.parametrize("name", ["article-schema.toml", "pyproject.toml"])
@pytest.mark.parametrize(
    "key", ['model = "evil:C"', 'schema = ["evil.json"]', "limits.file-bytes = 10_000_001"]
)
@pytest.mark.parametrize("form", ["check", "fmt --check", "check --diff"])
def test_a_configuration_inside_the_tree_names_no_code_and_raises_no_limit(
    site: Path, name: str, key: str, form: str
) -> None:
    (site / "good" / "evil.py").write_text(EVIL.format(ran=str(site / "ran")))
    table = "" if name == "article-schema.toml" else "[tool.article-schema]\n"
    (site / "good" / name).write_text(f'{table}fail-on = "error"\n{key}\n')
    done = command(site, *form.split(), "good")
    line = 2 if not table else 3
    assert done.returncode == 2
    assert f"good/{name}:{line}: {key.partition(' ')[0]}: only the configuration" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (site / "ran").exists()


def test_a_configuration_inside_the_tree_may_lower_limits(site: Path) -> None:
    (site / "good" / "article-schema.toml").write_text("[limits]\nfile-bytes = 10\n")
    done = command(site, "check", "good")
    assert done.returncode == 1
    assert "DOC012" in done.stdout


def test_the_configuration_of_the_run_may_name_code(site: Path) -> None:
    (site / "mine.py").write_text(
        "from article_schema import Article, record\n@record\nclass Mine(Article):\n    'Mine.'\n"
    )
    (site / "article-schema.toml").write_text('model = "mine:Mine"\n')
    assert command(site, "check", "good").returncode == 0
    assert '"title": "Mine"' in command(site, "schema").stdout
    # A folder inside a repository has what the repository says; elsewhere nobody knows the owner.
    inside = command(site / "good", "check", ".")
    assert inside.returncode == 2
    assert "article-schema.toml:1: model: only" in inside.stderr
    (site / ".git").mkdir()
    assert command(site / "good", "check", ".").returncode == 0
    named = command(site / "good", "check", "--config", "../article-schema.toml", ".")
    assert named.returncode == 0


def test_a_configuration_beside_the_current_folder_names_no_code(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (site / ".git").mkdir()
    (site / "good" / "article-schema.toml").write_text('model = "evil:C"\n')
    (site / "article-schema.toml").write_text('model = "evil:C"\n')
    monkeypatch.chdir(site / "my content")
    configurations = Configurations()
    assert configurations.for_run().data == {"model": "evil:C"}
    with pytest.raises(UsageError, match=r"good/article-schema\.toml:1: model: only"):
        configurations.for_file("../good/a.md")
    isolated = Configurations(Given(isolated=True))
    assert isolated.for_file("../good/a.md").data == {}


@pytest.mark.parametrize("form", ["check good", "fmt --check good", "schema", "fields"])
def test_no_configuration_is_read_when_isolated(site: Path, form: str) -> None:
    (site / "evil.py").write_text(EVIL.format(ran=str(site / "ran")))
    (site / "article-schema.toml").write_text('model = "evil:C"\n')
    done = command(site, *form.split(), "--isolated")
    assert done.returncode in (0, 1)
    assert "error" not in done.stderr
    assert not (site / "ran").exists()
    done = command(site, *form.split())
    assert done.returncode == 2
    assert ":1: model: the module evil cannot be imported: SystemExit: 0" in done.stderr


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit(0)", "raise SystemExit", "raise GeneratorExit", "raise BaseException",
        "import sys\nsys.exit()", "1 / 0", "raise RecursionError", "(", "\0",
        "def __getattr__(name):\n    raise SystemExit(0)",
    ],
)  # fmt: skip
def test_a_model_that_raises_anything_is_no_passed_check(site: Path, code: str) -> None:
    (site / "mine.py").write_text(code)
    done = command(site, "check", "--model", "mine:C", "good")
    assert done.returncode == 2
    assert done.stderr.startswith("error: --model: the module mine cannot be imported: ")
    assert done.stderr.count("\n") == 1


def test_code_that_ends_the_run_while_it_checks_is_no_passed_check(site: Path) -> None:
    (site / "mine.py").write_text(
        "from typing import Annotated\n"
        "from article_schema import Article, Doc, record\n"
        "class Leaving:\n"
        "    code = 'OWN001'\n"
        "    sentence = 'to leave'\n"
        "    def accepts(self, value):\n        raise SystemExit(0)\n"
        "    def flaw(self, value):\n        raise SystemExit(0)\n"
        "    def keywords(self):\n        return {}\n"
        "@record\nclass Mine(Article):\n    'Mine.'\n"
        "    mood: Annotated[str | None, Leaving(), Doc('How it feels.')] = None\n"
    )
    path = next((site / "good").glob("*.md"))
    path.write_text(path.read_text().replace("---\n", "---\nmood: calm\n", 1))
    done = command(site, "check", "--model", "mine:Mine", "good")
    assert done.returncode == 2
    assert done.stderr.startswith("error: ")
    assert "SystemExit" in done.stderr


def test_the_neighbours_of_a_model_stand_in_for_no_module_of_others(site: Path) -> None:
    (site / "mine.py").write_text(
        "from article_schema import Article, record\n@record\nclass Mine(Article):\n    'Mine.'\n"
    )
    (site / "wcwidth.py").write_text(EVIL.format(ran=str(site / "ran")))
    (site / "jsonschema.py").write_text(EVIL.format(ran=str(site / "ran")))
    (site / "schema.json").write_text("{}")
    done = command(site, "check", "--model", "mine:Mine", "--schema", "schema.json", "good")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (site / "ran").exists()
