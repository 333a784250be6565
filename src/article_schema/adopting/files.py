"""The texts of the files that `article-schema init` writes, besides those of models."""

from __future__ import annotations

import json
import re
import shlex
from typing import Any

from article_schema.adopting.proposal import Proposal
from article_schema.document.toml.values import value_text
from article_schema.inferring.as_toml import collection, list_text

# The commits of actions/checkout 4.2.2 and actions/setup-python 5.6.0: a tag may move.
_CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683  # v4.2.2"
_SETUP_PYTHON = "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065  # v5.6.0"
_HEAD = "# The checks of `article-schema check` in this repository.\n"


def configuration(proposal: Proposal, baseline: str | None = None, models_in: str = "") -> str:
    """Return the text of `article-schema.toml`.

    Args:
        proposal: what is proposed.
        baseline: the path of the baseline; None without one.
        models_in: a folder to put before the paths of models, with a slash at its end.
    """
    text = _HEAD
    if proposal.include:
        text += f"include = {list_text(proposal.include)}\n"
    if baseline is not None:
        text += "# The findings of the day on which the checks began are not reported.\n"
        text += f"baseline = {value_text(baseline, ())}\n"
    if not proposal.include and not proposal.collections:
        text += (
            "# No file with front matter was found; this is where to say where they are:\n"
            '# include = ["/content/**/*.md"]\n'
        )
    for each in proposal.collections:
        text += "\n" + collection(
            each.name,
            each.files,
            each.model if each.draft is None else f"{models_in}{each.model}",
            each.why,
            # How the site writes its files, and not how articles are written.
            learns=each.model is not None,
        )
    return text


def workflow(requirement: str) -> str:
    """Return the text of a workflow of GitHub Actions.

    Args:
        requirement: what pip has to be given.
    """
    return f"""\
name: Articles
on: [push, pull_request]
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: {_CHECKOUT}
      - uses: {_SETUP_PYTHON}
        with:
          python-version: "3.13"
      - run: pip install {shlex.quote(requirement)}
      - run: article-schema check --output-format github --output "markdown:$GITHUB_STEP_SUMMARY"
"""


def gitlab_job(requirement: str) -> dict[str, Any]:
    """Return the job that is added to the configuration of GitLab.

    Args:
        requirement: what pip has to be given.
    """
    return {
        "image": "python:3.13",
        "script": [
            f"pip install {shlex.quote(requirement)}",
            "article-schema check --output gitlab:gl-code-quality-report.json",
        ],
        "artifacts": {
            "when": "always",
            "reports": {"codequality": "gl-code-quality-report.json"},
        },
    }


def hook_entry(proposal: Proposal, requirement: str | None, *, fmt: bool) -> dict[str, Any]:
    """Return our entry in the list `repos` of `.pre-commit-config.yaml`.

    Args:
        proposal: what is proposed.
        requirement: what pip has to be given; None calls the command that is installed.
        fmt: whether files are formatted too.
    """
    hooks = [("article-schema", "check article files", "article-schema check --force-exclude")]
    if fmt:
        entry = "article-schema fmt --force-exclude"
        hooks.insert(0, ("article-schema-fmt", "format article files", entry))
    where: dict[str, Any] = {"language": "system"}
    if requirement is not None:
        where = {"language": "python", "additional_dependencies": [requirement]}
    files = {"files": _pattern(proposal), "require_serial": True}
    return {
        "repo": "local",
        "hooks": [
            {"id": id_, "name": name, "entry": entry, **where, **files}
            for id_, name, entry in hooks
        ],
    }


def hook_file(entry: dict[str, Any]) -> str:
    """Return the text of a new `.pre-commit-config.yaml`.

    Args:
        entry: our entry.
    """
    lines = ["repos:", "  - repo: local", "    hooks:"]
    for hook in entry["hooks"]:
        for number, (key, value) in enumerate(hook.items()):
            start = "      - " if number == 0 else "        "
            shown = value if key in ("id", "name", "entry", "language") else json.dumps(value)
            if key == "files":
                # A backslash is not special in single quotes.
                shown = "'" + value.replace("'", "''") + "'"
            lines.append(f"{start}{key}: {shown}")
    return "\n".join(lines) + "\n"


def _pattern(proposal: Proposal) -> str:
    """Return the pattern of the files that hooks are called with."""
    endings = "|".join(re.escape(suffix[1:]) for suffix in proposal.suffixes) or "md|markdown|mdx"
    ending = rf"\.({endings})$"
    # A byte of a name that is no UTF-8 is any one, as YAML cannot hold it.
    inside = [re.sub("[\ud800-\udfff]", ".", re.escape(folder))
              for folder in proposal.folders if folder != "."]  # fmt: skip
    places = [f"({'|'.join(inside)})/.*"] if inside else []
    if "." in proposal.folders:
        places.append("[^/]*")
    if not places:
        return ending
    return rf"^({'|'.join(places)}){ending}" if len(places) > 1 else rf"^{places[0]}{ending}"
