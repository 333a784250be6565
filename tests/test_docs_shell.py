"""The commands of the shell that the docs show, in blocks (`sh`) and in steps of workflows, run.

The commands of a page run in order, in a folder with `content/` and `examples/` under git. What
downloads, asks the network, takes minutes or never ends is in `OTHERWISE` with the reason, and is
looked at in another way.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from ruamel.yaml import YAML
from test_docs import HAND_WRITTEN, ROOT

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the commands are for a POSIX shell")

_BLOCK = re.compile(r"^```(sh|yaml)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMENT = re.compile(r"(?:^|\s+)# .*")
_EXTRAS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
    "optional-dependencies"
]
_ENVIRONMENT = {
    **{name: value for name, value in os.environ.items() if name[:4] not in {"GIT_", "PYTE"}},
    "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
    "PYTHONIOENCODING": "utf-8",
    "GITHUB_STEP_SUMMARY": "summary.md",
}
#: Writes two archives of one article, as Parquet and as JSON lines.
_ARCHIVE = (
    "import json, pathlib, pyarrow, pyarrow.parquet; "
    "row = {'path': 'a.md', 'content': open('content/first.md').read()}; "
    "pyarrow.parquet.write_table(pyarrow.Table.from_pylist([row]), 'archive.parquet'); "
    "pathlib.Path('archive.jsonl').write_text(json.dumps(row))"
)
#: Writes a model of courses, a file of one, and where its fields stand in a JSON Feed.
_COURSE = (
    "import json, pathlib; schema = {'type': 'object', 'title': 'Course', 'required': ['page'], "
    "'properties': {'page': {'type': 'string'}, 'title': {'type': 'string'}}}; "
    "pathlib.Path('course.schema.json').write_text(json.dumps(schema)); "
    "pathlib.Path('mapping.toml').write_text('page.jsonfeed = \\'id\\'\\ntitle.jsonfeed = "
    "\\'title\\'\\n'); pathlib.Path('courses').mkdir(); "
    "pathlib.Path('courses/knots.md').write_text('---\\npage: https://example.com/\\n---\\n')"
)
#: What must be there before the first command of a page.
BEFORE = {
    "docs/exchange.md": (
        "article-schema export jsonfeed examples/articles -o feed.json",
        "article-schema export ninjs content/first.md -o item.json",
        f'python -c "{_COURSE}"',
    ),
    "docs/scale.md": (
        f'python -c "{_ARCHIVE}"',
        "python -m zipfile -c site.zip content",
        "python -m tarfile -c site.tgz content",
    ),
}


def commands_of(page: str) -> Iterator[str]:
    """Yield the commands of a page, without the comments behind them."""
    for language, block in _BLOCK.findall((ROOT / page).read_text("utf-8")):
        if language == "sh":
            texts = [block]
        else:
            texts = [text for data in YAML(typ="safe").load_all(block) for text in _steps(data)]
        for line in "\n".join(texts).splitlines():
            command = _COMMENT.sub("", line).strip()
            if command and (language == "sh" or command.startswith("article-schema ")):
                yield command


def _steps(data: Any) -> Iterator[str]:
    """Yield the scripts of a workflow, wherever they stand."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in {"run", "script"}:
                yield value if isinstance(value, str) else "\n".join(value)
            else:
                yield from _steps(value)
    elif isinstance(data, list):
        for each in data:
            yield from _steps(each)


def run(command: str, folder: Path, stdin: str = "") -> str:
    """Run a command in a shell, and return what it writes; findings are fine."""
    done = subprocess.run(
        ["sh", "-c", command], cwd=folder, env=_ENVIRONMENT, input=stdin, capture_output=True,
        encoding="utf-8", check=False, timeout=120,
    )  # fmt: skip
    output = done.stdout + done.stderr
    assert done.returncode in (0, 1), output
    assert "Traceback" not in output
    return output


def installs(command: str, _: Path) -> None:
    for extras in re.findall(r"\[([\w,]+)\]", command):
        assert set(extras.split(",")) <= set(_EXTRAS)


def has_options(command: str, _: Path) -> None:
    """Make sure that a program is there, and names the options; it may need an extra to start."""
    script = re.findall(r"\S+\.py", command)[0]
    program = (ROOT / script).read_text("utf-8")
    assert [word for word in command.split() if word[:2] == "--" and word not in program] == []


def has_legs(command: str, _: Path) -> None:
    legs = (ROOT / "noxfile.py").read_text("utf-8")
    known = re.findall(r"^def (\w+)\(session", legs, re.MULTILINE)
    assert set(re.findall(r"-s (\w+)", command)) <= set(known)


def is_as_in_help(command: str, folder: Path) -> None:
    """Make sure that the help of a command has the words of a synopsis."""
    name, *words = command.removeprefix("article-schema ").split()
    told = run(f"article-schema {name} --help", folder)
    wanted = re.findall(r"--[\w-]+|\w{3,}", " ".join(words).replace("[options]", ""))
    assert [word for word in wanted if word not in told] == []


def is_told(command: str, folder: Path) -> None:
    """Make sure that the help of a command has the options."""
    told = run("article-schema check --help", folder)
    assert [word for word in re.findall(r"--[\w-]+", command) if word not in told] == []


def plans(command: str, folder: Path) -> None:
    assert "nothing was asked" in run(f"{command} --plan", folder)


def starts(command: str, folder: Path) -> None:
    """Make sure that a command which never ends begins to work."""
    with subprocess.Popen(
        shlex.split(command), cwd=folder, env=_ENVIRONMENT, stdin=subprocess.PIPE,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        time.sleep(1.5)
        assert process.poll() is None
        process.kill()
        _, errors = process.communicate()
    assert b"rror" not in errors


def runs_in_part(command: str, folder: Path) -> None:
    """Run what is ours of a pipe, with a feed for what it takes."""
    (ours,) = (part for part in command.split(" | ") if part.startswith("article-schema "))
    feed = folder / "feed.json"
    run(ours, folder, feed.read_text("utf-8") if feed.exists() else "")


def nothing(_: str, __: Path) -> None:
    """Look at nothing."""


class Way(NamedTuple):
    """How a command is looked at that does not run."""

    pattern: str
    reason: str
    look: Callable[[str, Path], None]


OTHERWISE = (
    Way(r"(?:python -m )?pip install ", "downloads; `nox -s readme` runs the README", installs),
    Way(r"npm install |npx ", "downloads from npm", nothing),
    Way(r"nox\b", "runs all tests", has_legs),
    Way(r"(?:PYTHONPATH=tests )?python (?:bench|tests)/", "takes minutes", has_options),
    Way(
        r"article-schema (?:check|stats) .*(?:s3://|--engine (?:dask|ray))",
        "takes a store or a cluster",
        is_told,
    ),
    Way(r"article-schema verify .*content", "asks the network", plans),
    Way(r"article-schema (?:server$|check --watch)", "never ends", starts),
    Way(r"curl .*\| article-schema ", "asks the network", runs_in_part),
    Way(r"article-schema .*\| reviewdog ", "asks the network", runs_in_part),
    Way(r"article-schema [\w-]+ .*(?:\[|\b[A-Z]{4,}\b|\w\|\w)", "is a synopsis", is_as_in_help),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with articles and examples."""
    for name in ("content", "examples/articles"):
        shutil.copytree(ROOT / "examples" / "articles", tmp_path / name)
    shutil.copy(ROOT / "examples" / "edit_article.py", tmp_path / "examples")
    (tmp_path / "content" / "2020-06-12-the-harbour-at-dawn.md").rename(
        tmp_path / "content" / "first.md"
    )
    run(
        "git init -q && git add . && git -c user.name=a -c user.email=a@example.com commit -qm a"
        " && git update-ref refs/remotes/origin/main HEAD",
        tmp_path,
    )
    return tmp_path


SHOWN = {
    page: found for page in (*HAND_WRITTEN, "CONTRIBUTING.md") if (found := list(commands_of(page)))
}


@pytest.mark.parametrize("page", SHOWN)
def test_the_commands_of_a_page_run(page: str, folder: Path) -> None:
    for command in BEFORE.get(page, ()):
        run(command, folder)
    for command in SHOWN[page]:
        way = next((way for way in OTHERWISE if re.match(way.pattern, command)), None)
        if way is None:
            run(command, folder / "examples" if page == "examples/README.md" else folder)
        else:
            way.look(command, folder)


def test_every_exception_is_needed() -> None:
    commands = [command for found in SHOWN.values() for command in found]
    ways = [
        next((way for way in OTHERWISE if re.match(way.pattern, command)), None)
        for command in commands
    ]
    assert set(ways) - {None} == set(OTHERWISE)
    # Most commands run as they stand.
    assert ways.count(None) > 25
