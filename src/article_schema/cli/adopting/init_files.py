"""The files that `article-schema init` writes, and the search for the articles."""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from typing import Any

from article_schema.document.formats.registry import FORMATS
from article_schema.version import __version__

_OPENINGS = tuple(f"{each.fence}{end}".encode() for each in FORMATS if each.fence for end in "\n\r")
_ENDINGS = frozenset(ending for each in FORMATS if each.fence for ending in each.endings)
_PASSED_OVER = frozenset({"node_modules", "__pycache__", "_site", "vendor", "dist", "build"})
#: The number of files to look at in a repository.
_MOST = 20_000

# The commits of actions/checkout 4.2.2 and actions/setup-python 5.6.0: a tag may move.
_CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683  # v4.2.2"
_SETUP_PYTHON = "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065  # v5.6.0"
_REQUIREMENT = f"article-schema=={__version__}"

#: The job that is added to the configuration of GitLab.
GITLAB_JOB: dict[str, Any] = {
    "image": "python:3.13",
    "script": [
        f"pip install {_REQUIREMENT}",
        "article-schema check --output gitlab:gl-code-quality-report.json",
    ],
    "artifacts": {
        "when": "always",
        "reports": {"codequality": "gl-code-quality-report.json"},
    },
}


@dataclass(frozen=True, slots=True)
class Content:
    """Where a repository keeps its articles."""

    #: The top-level folders with articles; `.` for the top level itself.
    folders: tuple[str, ...]
    #: The endings of their names.
    suffixes: tuple[str, ...]


def content_of(root: str) -> Content:
    """Look for files that begin with front matter."""
    folders: set[str] = set()
    suffixes: set[str] = set()
    looked = 0
    for folder, inner, names in os.walk(root):
        inner[:] = sorted(
            name for name in inner if not name.startswith(".") and name not in _PASSED_OVER
        )
        for name in sorted(names):
            suffix = os.path.splitext(name)[1]
            if suffix not in _ENDINGS:
                continue
            looked += 1
            if _has_front_matter(os.path.join(folder, name)):
                below = os.path.relpath(folder, root)
                folders.add(below.split(os.sep)[0])
                suffixes.add(suffix)
        if looked > _MOST:
            break
    return Content(tuple(sorted(folders)), tuple(sorted(suffixes)))


def _has_front_matter(path: str) -> bool:
    if not os.path.isfile(path):
        return False
    try:
        with open(path, "rb") as file:
            start = file.read(7).removeprefix(b"\xef\xbb\xbf")
    except OSError:
        return False
    return start.startswith(_OPENINGS)


def configuration(content: Content) -> str:
    """Return the text of `article-schema.toml`."""
    lines = ["# The checks of `article-schema check` in this repository."]
    patterns = [
        f"/*{suffix}" if folder == "." else f"/{folder}/**/*{suffix}"
        for folder in content.folders
        for suffix in content.suffixes
    ]
    if patterns:
        lines.append(f"include = {_toml_list(patterns)}")
    else:
        lines.append("# No file with front matter was found; this is where to say where they are:")
        lines.append('# include = ["/content/**/*.md"]')
    lines.append('fail-on = "error"')
    return "\n".join(lines) + "\n"


def workflow() -> str:
    """Return the text of a workflow of GitHub Actions."""
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
      - run: pip install {_REQUIREMENT}
      - run: article-schema check --output-format github --output "markdown:$GITHUB_STEP_SUMMARY"
"""


def hook_entry(content: Content) -> dict[str, Any]:
    """Return our entry in the list `repos` of `.pre-commit-config.yaml`."""
    hooks = [
        ("article-schema-fmt", "format article files", "article-schema fmt --force-exclude"),
        ("article-schema", "check article files", "article-schema check --force-exclude"),
    ]
    return {
        "repo": "local",
        "hooks": [
            {
                "id": id_,
                "name": name,
                "entry": entry,
                "language": "python",
                "additional_dependencies": [_REQUIREMENT],
                "files": _files(content),
                "require_serial": True,
            }
            for id_, name, entry in hooks
        ],
    }


def hook_file(content: Content) -> str:
    """Return the text of a new `.pre-commit-config.yaml`."""
    lines = ["repos:", "  - repo: local", "    hooks:"]
    for hook in hook_entry(content)["hooks"]:
        for number, (key, value) in enumerate(hook.items()):
            start = "      - " if number == 0 else "        "
            shown = value if key in ("id", "name", "entry", "language") else json.dumps(value)
            if key == "files":
                # A backslash is not special in single quotes.
                shown = f"'{value}'"
            lines.append(f"{start}{key}: {shown}")
    return "\n".join(lines) + "\n"


def _files(content: Content) -> str:
    """Return the pattern of the files that hooks are called with."""
    endings = "|".join(suffix[1:] for suffix in content.suffixes) or "md|markdown|mdx"
    ending = rf"\.({endings})$"
    inside = [re.escape(folder) for folder in content.folders if folder != "."]
    places = [f"({'|'.join(inside)})/.*"] if inside else []
    if "." in content.folders:
        places.append("[^/]*")
    if not places:
        return ending
    return rf"^({'|'.join(places)}){ending}" if len(places) > 1 else rf"^{places[0]}{ending}"


def _toml_list(items: list[str]) -> str:
    if len(items) == 1:
        return f"[{json.dumps(items[0])}]"
    return "[\n" + "".join(f"  {json.dumps(item)},\n" for item in items) + "]"
