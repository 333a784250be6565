"""The code blocks of README and docs are executed, and their links lead somewhere.

The blocks of a page run in order, in a folder that holds a copy of `examples/`. Python blocks share
their names; each session (`pycon`) has its own. Console blocks hold `$ article-schema …` lines,
each followed by its whole output, and `$ cd …`; `--update-snapshots` writes the outputs anew.
"""

from __future__ import annotations

import ast
import doctest
import importlib
import os
import re
import runpy
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in [
        ROOT / "README.md",
        ROOT / "CHANGELOG.md",
        ROOT / "examples" / "README.md",
        *(ROOT / "docs").rglob("*.md"),
    ]
)
#: The public module that a page of the reference tells of.
API = {
    f"docs/api/{name.replace('article_schema.', '')}.md": name
    for name in (
        "article_schema", "article_schema.fields", "article_schema.interop",
        "article_schema.interop.batches", "article_schema.presets", "article_schema.rules",
        "article_schema.testing", "article_schema.validators",
    )
}  # fmt: skip
PROSE = runpy.run_path(str(ROOT / "tools" / "prose.py"))
WORDS = PROSE["house_words"](PROSE["GLOSSARY"].read_text("utf-8"))
HAND_WRITTEN = [page for page in PAGES if not page.startswith("docs/rules/")]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^ *```", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#:\s]*)(#[^)\s]*)?\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)
_LANGUAGES = {
    "python", "pycon", "pyi", "console", "sh", "yaml", "json", "toml", "text", "diff",
}  # fmt: skip


@pytest.mark.parametrize("page", HAND_WRITTEN)
def test_code_blocks(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, update_snapshots: bool
) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {"__name__": "docs"}
    text = (ROOT / page).read_text(encoding="utf-8")

    def run(match: re.Match[str]) -> str:
        language, code = match.groups()
        assert language in _LANGUAGES, f"a block of {page} has the unknown language {language}"
        if language == "python":
            line = text.count("\n", 0, match.start(2))
            exec(compile("\n" * line + code, str(ROOT / page), "exec", dont_inherit=True), names)
        if language == "pycon":
            require_session(code, page, text.count("\n", 0, match.start(2)))
        if language == "pyi":
            ast.parse(code)
        if language == "console":
            code = "".join(
                f"$ {command}\n{output_of(command)}"
                for command in re.findall(r"^\$ (.*)$", code, re.MULTILINE)
            )
            assert "```" not in code, f"{page} shows an output that would end its own block"
        return f"```{language}\n{code}```"

    assert len(_FENCE.findall(text)) == 2 * len(_BLOCK.findall(text)), "a block names no language"
    executed = _BLOCK.sub(run, text)
    if update_snapshots:
        (ROOT / page).write_text(executed, encoding="utf-8")
    else:
        assert executed == text


def require_session(code: str, page: str, line: int) -> None:
    """Run a session of the docs, and compare what it shows; a public name is there unasked."""
    home = importlib.import_module(API.get(page, "article_schema"))
    names = {name: getattr(home, name) for name in home.__all__}
    session = doctest.DocTestParser().get_doctest(code, names, page, str(ROOT / page), line)
    told: list[str] = []
    doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session, out=told.append)
    assert not told, "".join(told)


def output_of(command: str) -> str:
    """Run a command line of the docs, and return what a terminal would show."""
    program, *arguments = shlex.split(command)
    if program == "cd":
        os.chdir(*arguments)
        return ""
    assert program == "article-schema", f"the docs cannot run {program!r} as a console block"
    environment = {
        name: value for name, value in os.environ.items() if name not in ("FORCE_COLOR", "COLUMNS")
    }
    done = subprocess.run(
        [sys.executable, "-m", "article_schema", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**environment, "PYTHONIOENCODING": "utf-8"},
        encoding="utf-8",
        check=False,
    )
    assert done.returncode in (0, 1, 2)
    return done.stdout


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md", "SECURITY.md"])
def test_links_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    for target, anchor in _LINK.findall(text):
        path = (ROOT / page).parent / target if target else ROOT / page
        assert path.exists(), f"{page} links to {target}, which is not there"
        if path.suffix == ".py" and anchor:
            assert f"def {anchor[1:]}(" in path.read_text("utf-8"), f"{target} has no {anchor[1:]}"
        elif anchor:
            anchors = map(_anchor, _HEADING.findall(path.read_text(encoding="utf-8")))
            assert anchor[1:] in anchors, f"{page} links to {target}{anchor}, which is not there"


def _anchor(title: str) -> str:
    return re.sub(r"[^\w -]", "", title).lower().replace(" ", "-")


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md", "SECURITY.md"])
def test_a_page_keeps_to_the_words_of_the_glossary(page: str) -> None:
    prose = PROSE["prose_of"]((ROOT / page).read_text("utf-8"))
    assert list(PROSE["house_faults"](prose, WORDS)) == []


def test_every_page_is_reachable_from_the_index() -> None:
    linked = {"docs/index.md"}
    todo = ["docs/index.md"]
    while todo:
        page = todo.pop()
        for target, _ in _LINK.findall((ROOT / page).read_text(encoding="utf-8")):
            path = os.path.relpath((ROOT / page).parent / target, ROOT).replace(os.sep, "/")
            if path.endswith(".md") and path not in linked:
                linked.add(path)
                todo.append(path)
    assert [page for page in PAGES if page.startswith("docs/") and page not in linked] == []


def test_every_dependency_is_justified_in_a_line() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    groups = {"always": project["dependencies"], **project["optional-dependencies"]}
    asked = {
        (re.split(r"[\[>=; ]", line)[0], group)
        for group, lines in groups.items()
        for line in lines
        if not line.startswith("article-schema")
    }
    page = (ROOT / "docs/decisions/dependencies.md").read_text("utf-8")
    told = {
        (name, group.strip("` "))
        for name, where in re.findall(r"^\| ([\w.-]+) \| ([^|]+) \| [^|]+ \|$", page, re.MULTILINE)
        for group in where.replace("always, on CPython", "always").split(",")
        if name != "package"
    }
    # What one needs to use an extra, its tests need too.
    assert told == asked - {("watchfiles", "test")}
