"""Forms: how the data of a file is wrapped, which its name tells."""

from __future__ import annotations

from enum import Enum

_JSON_LINES = (".jsonl", ".ndjson")


class Form(Enum):
    """How the data of a file is wrapped."""

    FRONT_MATTER = "front matter"
    YAML = "YAML"
    JSON = "JSON"


def form_of(filename: str) -> Form:
    """Tell the form of a file from its name: JSON, plain YAML, or else text with front matter."""
    suffix = _suffix(filename)
    if suffix in (".yaml", ".yml"):
        return Form.YAML
    if suffix == ".json" or suffix in _JSON_LINES:
        return Form.JSON
    return Form.FRONT_MATTER


def is_json_lines(filename: str) -> bool:
    """Tell whether a file holds one JSON value on each line."""
    return _suffix(filename) in _JSON_LINES


def _suffix(filename: str) -> str:
    return filename[filename.rfind(".") :].lower()
