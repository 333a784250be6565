from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012


@pytest.fixture(scope="module")
def ninjs_faults(shared: Path) -> Callable[[Any], list[str]]:
    """What is wrong with an item by the schema of the IPTC."""
    schema = json.loads((shared / "standards" / "ninjs-3.1.json").read_text("utf-8"))
    # Nothing is fetched: the places of GeoJSON are none of ours.
    geo = DRAFT202012.create_resource({})
    registry = Registry[Any]().with_resource("https://geojson.org/schema/GeoJSON.json", geo)
    validator = Draft202012Validator(schema, registry=registry)
    return lambda item: [error.message for error in validator.iter_errors(item)]
