"""Presets and the schemas of them give the same verdict on what is almost right.

The long form: ARTICLE_SCHEMA_MUTANTS=90000 pytest THIS_FILE.
"""

from __future__ import annotations

import os

import pytest
from engines import PYTHON_ENGINES, in_python, takes
from mutants import mutants

from article_schema import json_schema
from article_schema.model.shapes.base import FILE
from article_schema.model.shapes.explain import explain_record
from article_schema.model.shapes.tables import table_of
from article_schema.presets import PRESETS, preset_class
from article_schema.schema.build import DRAFTS

SHARE = int(os.environ.get("ARTICLE_SCHEMA_MUTANTS", "2700")) // len(PRESETS)
SEED = int(os.environ.get("ARTICLE_SCHEMA_SEED", "12"))


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("preset", PRESETS)
def test_a_schema_agrees_with_its_preset(preset: str, draft: str) -> None:
    model = preset_class(preset)
    schema = json_schema(model, draft)
    engines = {name: in_python(name, schema) for name in PYTHON_ENGINES if takes(name, schema)}
    assert engines
    verdicts = set()
    for data in mutants(model, SHARE, SEED):
        expected = isinstance(data, dict) and not any(
            explain_record(table_of(model), data, (), FILE)
        )
        verdicts.add(expected)
        split = {name for name, accepts in engines.items() if accepts(data) is not expected}
        assert not split, data
    assert verdicts == {True, False}
