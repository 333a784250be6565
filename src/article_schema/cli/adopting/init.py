"""`article-schema init`: write configuration, workflow and hooks for the current repository."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from article_schema.adopting import files, requirement
from article_schema.adopting.proposal import Proposal, free_name, propose
from article_schema.adopting.trial import findings_today
from article_schema.checking.filters.baseline import Baseline
from article_schema.cli.adopting.unread import tell_unread
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
from article_schema.late_pattern import late_pattern
from article_schema.reporting.base import plural
from article_schema.reporting.formats.diff import unified_diff
from article_schema.reporting.terminal import sanitize

_CONFIGURATION = "article-schema.toml"
_BASELINE = "article-schema-baseline.json"
_WORKFLOW = ".github/workflows/article-schema.yml"
_GITLAB = ".gitlab-ci.yml"
_HOOKS = ".pre-commit-config.yaml"
#: A requirement that means the same in a shell, in YAML and for pip.
_SOURCE = late_pattern(r"[A-Za-z0-9](?:[\w.+@/=~<>!,\[\]%-]|[:#](?=[\w/])| (?!#))*")


@dataclass(frozen=True, slots=True)
class Step:
    """The plan for one file."""

    path: str
    #: Its current text; None if the file does not exist.
    old: str | None
    #: Its new text; None if it stays the same.
    new: str | None
    #: Why it stays the same, or what to do by hand; of a new file, what it holds.
    note: str = ""
    #: Whether it is not there, and stays so.
    left_out: bool = False


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "--diff", action="store_true", help="show what would be written, and write nothing"
    )
    parser.add_argument(
        "--fmt", action="store_true", help="add a hook that formats files too"
    )  # fmt: skip
    parser.add_argument(
        "--config-only", action="store_true",
        help="write the configuration and what it names, but no workflow and no hooks",
    )  # fmt: skip
    parser.add_argument(
        "--source", metavar="REQUIREMENT", type=_source,
        help="what pip installs in a workflow, such as git+https://example.com/article-schema@v1 "
        "(default: where this copy was installed from)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def _source(text: str) -> str:
    if _SOURCE.fullmatch(text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} is nothing that pip could install")
    return text


def run(options: argparse.Namespace) -> int:
    """Write and show missing parts, and name the files that are left alone."""
    proposal = propose()
    sys.stdout.write(f"{sanitize(proposal.summary)}\n\n")
    tell_unread(proposal.unread)
    kept = _kept_configuration()
    known = None if kept is not None else _findings_today(proposal)
    steps = [kept] if kept is not None else _configuration(proposal, known)
    if not options.config_only:
        steps += _surroundings(proposal, options)
    for step in steps:
        _carry_out(step, writes=not options.diff)
    if known is not None:
        sys.stdout.write(_told(known, writes=not options.diff))
    return OK


def _kept_configuration() -> Step | None:
    if os.path.lexists(_CONFIGURATION):
        return Step(_CONFIGURATION, None, None, "it is there already")
    if os.path.exists("pyproject.toml"):
        try:
            tools = load_toml(read_side_file("pyproject.toml").decode()).get("tool")
        except (ValueError, BeyondReasonError):
            # The syntax error is for its owner to fix; our configuration has its own file.
            tools = None
        if isinstance(tools, dict) and "article-schema" in tools:
            return Step("pyproject.toml", None, None, "it has a table `tool.article-schema`")
    return None


def _findings_today(proposal: Proposal) -> Baseline:
    def configuration(models_in: str) -> str:
        return files.configuration(proposal, models_in=models_in)

    return findings_today(configuration, proposal.models, free_name(_BASELINE))


def _configuration(proposal: Proposal, known: Baseline | None) -> list[Step]:
    """Return the configuration, after the files that it names."""
    steps = [Step(name, None, text) for name, text in proposal.models.items()]
    baseline = None
    if known is not None and known.count:
        baseline = known.path
        steps.append(Step(baseline, None, known.text(), _counts(known)))
    return [*steps, Step(_CONFIGURATION, None, files.configuration(proposal, baseline))]


def _counts(known: Baseline) -> str:
    return f"{plural(known.count, 'finding')} of today in {plural(known.files, 'file')}"


def _told(known: Baseline, *, writes: bool) -> str:
    """Say what a check finds now."""
    text = f"`article-schema check` {'finds' if writes else 'would find'} nothing new now"
    if known.count:
        text += f".\n{_counts(known)} {'are' if known.count > 1 else 'is'} in {known.path}"
    return f"{text}.\n"


def _surroundings(proposal: Proposal, options: argparse.Namespace) -> Iterator[Step]:
    """Yield what runs the check: in CI, and before each commit."""
    source = options.source or requirement.installed_from()
    on_gitlab = os.path.exists(_GITLAB)
    on_github = os.path.isdir(".github") or not on_gitlab
    if source is None:
        missing = "pip cannot install this copy elsewhere; --source names what it can"
        yield Step(_WORKFLOW if on_github else _GITLAB, None, None, missing, left_out=True)
    else:
        if on_gitlab:
            job = SetValue(("article-schema",), files.gitlab_job(source))
            yield _extended(_GITLAB, job, "the job")
        if on_github:
            yield _new(_WORKFLOW, files.workflow(source))
    entry = files.hook_entry(proposal, source, fmt=options.fmt)
    if os.path.exists(_HOOKS):
        yield _hook(_HOOKS, entry)
    else:
        yield _new(_HOOKS, files.hook_file(entry))


def _new(path: str, text: str) -> Step:
    if os.path.lexists(path):
        return Step(path, None, None, "it is there already")
    return Step(path, None, text)


def _hook(path: str, entry: dict[str, Any]) -> Step:
    """Add our hooks to those of a file."""
    end = 0
    try:
        data = compose(split(_text(path), path)).data
        end = len(data["repos"]) if isinstance(data, dict) else 0
    except (ArticleSchemaError, TypeError, KeyError):
        pass
    return _extended(path, InsertItem(("repos",), end, entry), "the entry")


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


def _carry_out(step: Step, *, writes: bool) -> None:
    """Write a file, unless it stays the same, and show what there is to see."""
    path = sanitize(step.path)
    if step.new is None:
        said = "left out" if step.left_out else "kept"
        sys.stdout.write(f"{said} {path}: {sanitize(step.note)}\n\n")
        return
    if writes:
        _write(step)
    verb = "write" if step.old is None else "extend"
    said = f"would {verb}" if not writes else "wrote" if step.old is None else "extended"
    shown = f": {step.note}\n" if step.note else f"\n{_shown(step)}"
    sys.stdout.write(f"{said} {path}{shown}\n")


def _write(step: Step) -> None:
    folder = os.path.dirname(step.path)
    if folder:
        os.makedirs(folder, exist_ok=True)
    expected = None if step.old is None else step.old.encode()
    replace_file(step.path, (step.new or "").encode(), expected=expected)


def _shown(step: Step) -> str:
    new = step.new or ""
    if step.old is None:
        return "".join(f"  {sanitize(line)}".rstrip() + "\n" for line in new.splitlines())
    return "".join(
        f"  {sanitize(line)}\n" for line in unified_diff(step.path, step.old, new).splitlines()[2:]
    )
