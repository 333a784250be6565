"""The readers of YAML that sites use, each of them the real one; all answer in the same form.

An answer is a pair: `text`, `number`, `boolean`, `null`, `date`, `symbol`, `list`, `mapping` or
`error`, and what was read.
"""

from __future__ import annotations

import datetime
import json
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TypeAlias

import pytest
import yaml
from node_tools import Tool
from ruamel.yaml import YAML

Answer: TypeAlias = "tuple[str, Any]"
Reader: TypeAlias = "Callable[[str], Answer]"


def _shown(value: Any) -> Answer:
    if isinstance(value, dict):
        return "mapping", [(_shown(key), _shown(item)) for key, item in value.items()]
    if isinstance(value, list):
        return "list", [_shown(item) for item in value]
    if isinstance(value, bool):
        return "boolean", value
    if isinstance(value, int | float):
        return "number", value
    if isinstance(value, datetime.date):
        return "date", str(value)
    return ("null", None) if value is None else ("text", value)


def _in_python(load: Callable[[str], Any]) -> Reader:
    def read(text: str) -> Answer:
        try:
            return _shown(load(text))
        except Exception as error:  # noqa: BLE001 - a reader may raise what it likes
            return "error", str(error)

    return read


def _ruamel(version: tuple[int, int]) -> Reader:
    def load(text: str) -> Any:
        parser = YAML(typ="safe", pure=True)
        parser.version = version
        with warnings.catch_warnings():
            # Of a number that it thinks another reader would not take for one.
            warnings.simplefilter("ignore")
            return parser.load(text)

    return _in_python(load)


def _plain(answer: list[Any]) -> Answer:
    kind, value = answer
    if kind == "number":
        # Number(text) of JavaScript and to_s of Ruby, which write infinity in full.
        return kind, int(value) if value.lstrip("-").isdigit() else float(value)
    if kind == "list":
        return kind, [_plain(item) for item in value]
    if kind == "mapping":
        return kind, [(_plain(key), _plain(item)) for key, item in value]
    return kind, value


def psych() -> subprocess.Popen[str] | None:
    """Start Ruby's reader; None where there is no Ruby."""
    if shutil.which("ruby") is None:
        return None
    script = Path(__file__).parent / "ruby" / "psych.rb"
    pipe = subprocess.PIPE
    return subprocess.Popen(
        ["ruby", "-E", "UTF-8", script], stdin=pipe, stdout=pipe, encoding="utf-8"
    )


@contextmanager
def readers() -> Iterator[dict[str, Reader]]:
    """Yield the readers that this machine has by their names; those in Python are always there."""
    found: dict[str, Reader] = {
        "PyYAML": _in_python(yaml.safe_load),
        "ruamel.yaml": _ruamel((1, 2)),
        "ruamel.yaml in YAML 1.1": _ruamel((1, 1)),
    }
    if hasattr(yaml, "CSafeLoader"):
        found["libyaml"] = _in_python(lambda text: yaml.load(text, yaml.CSafeLoader))
    with ExitStack() as stack:
        ruby = psych()
        if ruby is not None:
            stack.callback(ruby.communicate)

            def by_psych(text: str) -> Answer:
                assert ruby.stdin is not None
                assert ruby.stdout is not None
                ruby.stdin.write(json.dumps(text) + "\n")
                ruby.stdin.flush()
                return _plain(json.loads(ruby.stdout.readline()))

            found["Ruby (Psych)"] = by_psych
        tool = _node()
        if tool is not None:
            stack.enter_context(tool)
            for name in ("js-yaml 3", "js-yaml 4", "yaml"):
                found[name] = lambda text, name=name: _plain(
                    tool.ask({"reader": name, "text": text})
                )
        yield found


def _node() -> Tool | None:
    try:
        return Tool("readers.mjs", "js-yaml-3", "js-yaml", "yaml")
    except pytest.skip.Exception:
        return None
