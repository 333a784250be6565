"""Forms: how the data of a file is wrapped, which its name tells."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """How the data of a file is wrapped."""

    FRONT_MATTER = "front matter"
    YAML = "YAML"
    JSON = "JSON"


def form_of(filename: str) -> Form:
    """Tell the form of a file from its name: JSON, plain YAML, or else text with front matter."""
    suffix = filename[filename.rfind(".") :].lower()
    if suffix in (".yaml", ".yml"):
        return Form.YAML
    if suffix in (".json", ".jsonl", ".ndjson"):
        return Form.JSON
    return Form.FRONT_MATTER
