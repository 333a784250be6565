"""Engines of JSON Schema by other hands, each asked for its verdict on many values at once."""

from __future__ import annotations

import json
import re
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fastjsonschema
import jsonschema
import jsonschema_rs
from node_tools import Tool, modules

Schema = dict[str, Any]
#: Tells for each value whether it keeps the schema.
Verdicts = Callable[[Sequence[Any]], list[bool]]

PYTHON_ENGINES = ("jsonschema", "jsonschema-rs", "fastjsonschema")
#: Each with the package for node that holds it.
NODE_ENGINES = {
    "ajv": "ajv",
    "hyperjump": "@hyperjump/json-schema",
    "vscode": "vscode-json-languageservice",
    "sourcemeta": "@sourcemeta/jsonschema",
}


def takes(engine: str, schema: Schema) -> bool:
    """Tell whether an engine knows the draft of a schema."""
    return engine != "fastjsonschema" or "draft-07" in schema["$schema"]


def underflows(value: Any) -> bool:
    """Tell whether there is a number so near to 0 that its half is 0, which is a multiple of all.

    fastjsonschema divides doubles, so it takes `5e-324` for a multiple of 2.
    """
    if isinstance(value, float):
        return value != 0 and value / 2 == 0
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(map(underflows, inner))


def in_python(engine: str, schema: Schema, *, formats: bool = False) -> Callable[[Any], bool]:
    """Return the verdict of an engine in Python on one value, with its check of formats or not."""
    if engine == "jsonschema":
        cls = jsonschema.validators.validator_for(schema)
        return cls(schema, format_checker=cls.FORMAT_CHECKER if formats else None).is_valid  # type: ignore[no-any-return]
    if engine == "jsonschema-rs":
        return jsonschema_rs.validator_for(schema, validate_formats=formats).is_valid  # type: ignore[no-any-return]
    compiled = fastjsonschema.compile(schema, use_formats=formats, use_default=False)

    def accepts(value: Any) -> bool:
        try:
            compiled(value)
        except fastjsonschema.JsonSchemaValueException:
            return False
        return True

    return accepts


@contextmanager
def in_node(engine: str) -> Iterator[Callable[[Schema], Verdicts]]:
    """Give the verdicts of an engine outside of Python; skip the test where it is missing."""
    if engine == "sourcemeta":
        program = modules(NODE_ENGINES[engine]) / ".bin" / "jsonschema"
        yield lambda schema: lambda values: _by_command(program, schema, values)
        return
    with Tool("engines.mjs", NODE_ENGINES[engine]) as tool:
        yield (
            lambda schema: (
                lambda values: tool.ask(
                    {"engine": engine, "schema": schema, "values": list(values)}
                )
            )
        )


def _by_command(program: Path, schema: Schema, values: Sequence[Any]) -> list[bool]:
    with tempfile.TemporaryDirectory() as folder:
        schema_file, value_file = Path(folder, "schema.json"), Path(folder, "values.jsonl")
        schema_file.write_text(json.dumps(schema), "utf-8")
        value_file.write_text("".join(f"{json.dumps(value)}\n" for value in values), "utf-8")
        command = [program, "validate", schema_file, value_file, "--continue"]
        ended = subprocess.run(command, capture_output=True, text=True, check=False)
    told = ended.stdout + ended.stderr
    # Many lines are judged side by side, so only their numbers tell which is meant.
    failed = {
        int(number) for number in re.findall(r"^fail: .* \(entry #(\d+)\)$", told, re.MULTILINE)
    }
    assert f"{len(values)} validated, {len(values) - len(failed)} passed" in told, told[-2000:]
    return [number not in failed for number in range(1, len(values) + 1)]
