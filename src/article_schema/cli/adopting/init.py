"""`article-schema init`: write configuration, workflow and hooks for the current repository."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from article_schema.cli.adopting import init_files
from article_schema.cli.statuses import OK
from article_schema.document.edits import Edit, InsertItem, SetValue
from article_schema.document.files.side_files import read_side_file
from article_schema.document.files.storage import read_file, replace_file
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.document.source import decode
from article_schema.document.splicing.splice import splice
from article_schema.document.toml.loading import BeyondReasonError, load_toml
from article_schema.errors import ArticleSchemaError
from article_schema.reporting.formats.diff import unified_diff
from article_schema.reporting.terminal import sanitize


@dataclass(frozen=True, slots=True)
class Step:
    """The plan for one file."""

    path: str
    #: Its current text; None if the file does not exist.
    old: str | None
    #: Its new text; None if it stays the same.
    new: str | None
    #: Why it stays the same, or what to do by hand.
    note: str = ""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "--diff", action="store_true", help="show what would be written, and write nothing"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write and show missing parts, and name the files that are left alone."""
    for step in _steps(init_files.content_of(".")):
        if step.new is None:
            sys.stdout.write(f"kept {step.path}: {step.note}\n\n")
            continue
        if not options.diff:
            _write(step)
        verb = "write" if step.old is None else "extend"
        said = f"would {verb}" if options.diff else "wrote" if step.old is None else "extended"
        sys.stdout.write(f"{said} {step.path}\n{_shown(step)}\n")
    return OK


def _steps(content: init_files.Content) -> Iterator[Step]:
    yield _configuration(content)
    if os.path.exists(".gitlab-ci.yml"):
        job = SetValue(("article-schema",), init_files.GITLAB_JOB)
        yield _extended(".gitlab-ci.yml", job, "the job")
    if os.path.isdir(".github") or not os.path.exists(".gitlab-ci.yml"):
        yield _new(".github/workflows/article-schema.yml", init_files.workflow())
    path = ".pre-commit-config.yaml"
    if os.path.exists(path):
        yield _hook(path, content)
    else:
        yield _new(path, init_files.hook_file(content))


def _configuration(content: init_files.Content) -> Step:
    if os.path.exists("pyproject.toml"):
        try:
            tools = load_toml(read_side_file("pyproject.toml").decode()).get("tool")
        except (ValueError, BeyondReasonError):
            # The syntax error is for its owner to fix; our configuration has its own file.
            tools = None
        if isinstance(tools, dict) and "article-schema" in tools:
            return Step("pyproject.toml", None, None, "it has a table `tool.article-schema`")
    return _new("article-schema.toml", init_files.configuration(content))


def _new(path: str, text: str) -> Step:
    if os.path.lexists(path):
        return Step(path, None, None, "it is there already")
    return Step(path, None, text)


def _hook(path: str, content: init_files.Content) -> Step:
    """Add our hooks to those of a file."""
    end = 0
    try:
        data = compose(split(_text(path), path)).data
        end = len(data["repos"]) if isinstance(data, dict) else 0
    except (ArticleSchemaError, TypeError, KeyError):
        pass
    edit = InsertItem(("repos",), end, init_files.hook_entry(content))
    return _extended(path, edit, "the entry")


def _extended(path: str, edit: Edit, what: str) -> Step:
    """Make an edit in a file that others wrote, unless it names us or cannot be edited safely."""
    old = _text(path)
    if "article-schema" in old:
        return Step(path, old, None, "it names article-schema already")
    try:
        new = splice(split(old, path), [edit])
    except ArticleSchemaError as error:
        note = f"it cannot be extended safely ({error}); docs/ci.md shows {what} to add"
        return Step(path, old, None, note)
    return Step(path, old, new.whole_text)


def _text(path: str) -> str:
    return decode(read_file(path, Limits()), path)


def _write(step: Step) -> None:
    folder = os.path.dirname(step.path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    expected = None if step.old is None else step.old.encode()
    replace_file(step.path, (step.new or "").encode(), expected=expected)


def _shown(step: Step) -> str:
    new = step.new or ""
    if step.old is None:
        return "".join(f"  {sanitize(line)}\n" for line in new.splitlines())
    return "".join(
        f"  {sanitize(line)}\n" for line in unified_diff(step.path, step.old, new).splitlines()[2:]
    )
