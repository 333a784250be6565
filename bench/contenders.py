"""What `compare.py` measures: the commands that check the files of a folder, as users call them."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCHEMAS = HERE.parent / "schema"
SCHEMA = SCHEMAS / "article.schema.json"
#: What remark-lint-frontmatter-schema knows of JSON Schema.
OLDER_SCHEMA = SCHEMAS / "article.draft-07.schema.json"
#: The same contract as another tool might write it, as a model.
STORY = HERE / "story.schema.json"
OURS = "article-schema"
WITHOUT_SET = "article-schema, no rules across files"
RYL_ONE = "ryl, one rule"
RYL_ALL = "ryl, all rules"
RUAMEL = "ruamel rt + cattrs"
PYDANTIC = "python-frontmatter + pydantic"
CHECK_JSONSCHEMA = "check-jsonschema (YAML only)"


@dataclass(frozen=True)
class Contender:
    """A tool, and the command that makes it check the files of a folder."""

    name: str
    command: Callable[[Path], list[str]]
    #: The packages of Python that it is made of.
    needs: tuple[str, ...] = ()
    #: Whether it knows no front matter, and gets the YAML in files of its own.
    yaml_only: bool = False
    #: Whether it takes so long that it gets a part of the files, and one round.
    is_slow: bool = False
    #: What has to be there besides, such as node and the packages of npm; why it is missing.
    missing: str = field(default="", kw_only=True)
    #: The folder that the command runs in, if that matters.
    home: Path | None = field(default=None, kw_only=True)

    @property
    def why_missing(self) -> str:
        """Say why it cannot run here; nothing if it can."""
        absent = [package for package in self.needs if find_spec(package) is None]
        if absent:
            return f"{', '.join(absent)} is not installed"
        return self.missing


def ours(*options: str) -> Callable[[Path], list[str]]:
    """Return our command with some options, in one process."""
    start = [sys.executable, "-m", "article_schema", "check", "--isolated", "--jobs=1"]
    return lambda folder: [*start, *options, str(folder)]


def _peer(kind: str) -> Callable[[Path], list[str]]:
    return lambda folder: [sys.executable, str(HERE / "peers.py"), kind, str(folder)]


def _ryl(name: str, rules: str) -> Contender:
    # Its package brings a program and no module.
    program = shutil.which("ryl", path=str(Path(sys.executable).parent))
    flags = ["--markdown", "--no-cache", f"--enable={rules}"]
    return Contender(
        name,
        lambda folder: [program or "ryl", "check", *flags, str(folder)],
        missing="" if program else "ryl is not installed",
    )


def _yaml_files(folder: Path) -> list[str]:
    return [str(path) for path in sorted(folder.rglob("*.yaml"))]


FROM_PIP = (
    Contender("reading the bytes only", _peer("bytes")),
    Contender(OURS, ours()),
    Contender(WITHOUT_SET, ours("--ignore=SET")),
    Contender("article-schema, a JSON Schema", ours(f"--model={STORY}")),
    _ryl(RYL_ONE, "key-duplicates"),
    _ryl(RYL_ALL, "ALL"),
    Contender(PYDANTIC, _peer("pydantic"), ("frontmatter", "pydantic")),
    Contender(
        "python-frontmatter + jsonschema-rs",
        _peer("jsonschema-rs"),
        ("frontmatter", "jsonschema_rs"),
    ),
    Contender("python-frontmatter + jsonschema", _peer("jsonschema"), ("frontmatter",)),
    Contender(
        CHECK_JSONSCHEMA,
        lambda folder: [
            *(sys.executable, "-m", "check_jsonschema", "--schemafile", str(SCHEMA)),
            *_yaml_files(folder),
        ],
        ("check_jsonschema",),
        yaml_only=True,
    ),
    Contender(RUAMEL, _peer("ruamel"), ("cattrs", "ruamel.yaml"), is_slow=True),
    Contender(
        "yamllint (YAML only)",
        lambda folder: [sys.executable, "-m", "yamllint", "--format", "parsable", str(folder)],
        ("yamllint",),
        yaml_only=True,
        is_slow=True,
    ),
)  # fmt: skip

_REMARK = """\
import remarkFrontmatter from "remark-frontmatter";
import remarkLintFrontmatterSchema from "remark-lint-frontmatter-schema";

export default {
  plugins: [
    remarkFrontmatter,
    [remarkLintFrontmatterSchema, { schemas: { "article.schema.json": ["**/*.md"] } }],
  ],
};
"""


def through_node(tools: Path, home: Path) -> tuple[Contender, ...]:
    """Return the tools in JavaScript; npm has installed their packages into a folder.

    remark reads the files below the folder of its configuration only, so that it gets a folder of
    its own, in which the trees have to lie.
    """
    node = shutil.which("node") or "node"
    modules = tools / "node_modules"
    wanted = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    absent = [name for name in wanted if not (modules / name).is_dir()]
    missing = "node is missing" if shutil.which("node") is None else ""
    if not missing and absent:
        missing = f"npm has not installed {', '.join(absent)}"
    if not missing:
        (home / ".remarkrc.mjs").write_text(_REMARK, "utf-8")
        shutil.copyfile(OLDER_SCHEMA, home / "article.schema.json")
        link = home / "node_modules"
        if not link.exists():
            link.symlink_to(modules.resolve(), target_is_directory=True)
    script = modules / ".bin"
    return (
        Contender(
            "gray-matter + ajv",
            lambda folder: [
                *(node, str(HERE / "peers.mjs"), str(tools.resolve()), str(SCHEMA), str(folder)),
            ],
            missing=missing,
        ),
        Contender(
            "remark-lint-frontmatter-schema",
            lambda folder: [
                *(node, str(script / "remark"), str(folder.relative_to(home))),
                *("--frail", "--no-stdout", "--quiet"),
            ],
            is_slow=True,
            missing=missing,
            home=home,
        ),
        Contender(
            "Biome, which judges no values",
            lambda folder: [node, str(script / "biome"), "lint", str(folder)],
            missing=missing,
            home=home,
        ),
    )  # fmt: skip
