"""Random models: the converter, the checker, edits and both schemas give one verdict.

The long form: ARTICLE_SCHEMA_MODELS=2500 pytest THIS_FILE, of 20 mutants each.
"""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, datetime
from random import Random

import pytest
from engines import NODE_ENGINES, in_node, underflows
from mutants import mutants
from random_models import random_model
from test_agreement import reads_by_text, validators, verdict

from article_schema import Checker, Settings, dumps, loads, unstructure
from article_schema.conversion import explain, fits, structure
from article_schema.document.formats.whole import new_text
from article_schema.documents.matching import alike, changed_fields, keeps_extra
from article_schema.errors import EditError
from article_schema.house_style import HouseStyle
from article_schema.model.shapes.base import FILE, PYTHON
from article_schema.model.shapes.building import stays_fit
from article_schema.model.shapes.tables import table_of
from article_schema.reporting.field_page import field_page
from article_schema.schema.build import DRAFTS, json_schema

MODELS = int(os.environ.get("ARTICLE_SCHEMA_MODELS", "40"))
FIRST = int(os.environ.get("ARTICLE_SCHEMA_SEED", "12")) * 100_000
SEEDS = range(FIRST, FIRST + MODELS)
MUTANTS_OF_EACH = 20
#: So many models are one test.
SHARE = 20

#: The findings that say that data break their model.
BROKEN = ("FLD001", "FLD002", "FLD004", "FLD005", "FLD006", "FLD007", "FLD008", "FLD015", "FLD016",
          "IMG001", "SCH002")  # fmt: skip


def shares() -> list[range]:
    return [SEEDS[start : start + SHARE] for start in range(0, MODELS, SHARE)]


@pytest.mark.parametrize("seeds", shares(), ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_all_verdicts_are_one(seeds: range) -> None:
    verdicts = set()
    for seed in seeds:
        model = random_model(seed)
        engines = validators.__wrapped__(model)
        for data in mutants(model, MUTANTS_OF_EACH, seed):
            expected = verdict(data, model)
            verdicts.add(expected)
            split = {name for name, accepts in engines.items() if accepts(data) is not expected}
            if underflows(data):
                split -= {name for name in split if name.startswith("fastjsonschema")}
            assert not split, (seed, data)
            assert fits(data, model) is expected, (seed, data)
            assert (not explain(data, model)) is expected, (seed, data)
    assert verdicts == {True, False}


@pytest.mark.parametrize("seeds", shares(), ids=lambda seeds: f"{seeds[0]}-{seeds[-1]}")
def test_values_that_change_are_judged_alone(seeds: range) -> None:
    judged = set()
    for seed in seeds:
        model, random = random_model(seed), Random(seed)
        table = table_of(model)
        drawn = [data for data in mutants(model, MUTANTS_OF_EACH, seed) if isinstance(data, dict)]
        for before in drawn:
            after, other = dict(before), random.choice(drawn)
            keys = random.choices([*before, *other, "none"], k=random.randint(0, 2))
            for key in keys:
                after.pop(key, None)
                after |= {key: other[key]} if key in other else {}
            stays = stays_fit(after, model, keys)
            was, became = fits(before, model), fits(after, model)
            judged.add((stays, was, became))
            assert became or not (was and stays), (seed, before, after)
            # And where the rest is judged by what stands alone, it is no needless doubt.
            assert stays or not became or table.closed, (seed, before, after)
            assert not stays_fit(after, model, None)
    assert {(True, True, True), (False, True, False)} <= judged


@pytest.mark.parametrize("engine", NODE_ENGINES)
def test_engines_outside_of_python_agree(engine: str) -> None:
    with in_node(engine) as prepare:
        for seed in SEEDS[: max(MODELS // 4, 10)]:
            model = random_model(seed)
            data = [
                value
                for value in mutants(model, MUTANTS_OF_EACH, seed)
                if not (engine == "vscode" and reads_by_text(value))
            ]
            expected = [verdict(value, model) for value in data]
            for draft in DRAFTS:
                told = prepare(json_schema(model, draft))(data)
                pairs = zip(data, expected, told, strict=True)
                assert [value for value, one, other in pairs if one != other] == [], seed


@pytest.mark.parametrize("seed", SEEDS)
def test_valid_data_go_through_python_and_back(seed: int) -> None:
    model = random_model(seed)
    for data in mutants(model, MUTANTS_OF_EACH, seed):
        if isinstance(data, dict) and fits(data, model):
            record = structure(data, model)
            written = unstructure(record)
            assert fits(written, model)
            assert unstructure(structure(written, model)) == written
            try:
                text = dumps(record)
            except EditError:
                # A text of no file, such as one of a control character in a key.
                continue
            assert loads(text, model=model).data == written


@pytest.mark.parametrize("seed", SEEDS)
def test_the_checker_agrees_on_the_text_of_a_file(seed: int) -> None:
    model = random_model(seed)
    now = datetime(2026, 1, 1, tzinfo=UTC)
    checker, long = (Checker(Settings(model=model, now=now)) for _ in range(2))
    long.fast_path = long.glances = None
    for data in mutants(model, MUTANTS_OF_EACH, seed):
        try:
            text = new_text(data, "a.md", "", HouseStyle(model)) if isinstance(data, dict) else ""
        except EditError:
            continue
        if not text:
            continue
        found = checker.check_text(text, "a.md").findings
        assert found == long.check_text(text, "a.md").findings, (seed, text)
        broken = [each for each in found if each.code in BROKEN]
        read = loads(text, model=model).data
        if fits(read, model):
            assert not [each for each in broken if each.code != "FLD002"], (seed, text)
        else:
            assert [each for each in found if each.severity.value == "error"], (seed, text)


@pytest.mark.parametrize("seed", SEEDS)
def test_values_that_are_set_are_those_that_are_read(seed: int) -> None:
    model = random_model(seed)
    random = Random(seed)
    records = [data for data in mutants(model, MUTANTS_OF_EACH, seed) if isinstance(data, dict)]
    whole = [data for data in records if fits(data, model)]
    for data in whole[:5]:
        try:
            document = loads(dumps(structure(data, model)), model=model)
        except EditError:
            continue
        other = structure(random.choice(whole), model)
        for field in table_of(model).fields:
            setattr(document.article, field.name, getattr(other, field.name))
        expected = {**unstructure(other), **document.article.extra}
        for key in other.extra:
            if key not in document.article.extra:
                del expected[key]
        # Some texts no edit can write, such as one of a control character in a key.
        with suppress(EditError):
            assert document.data == expected, (seed, document.text)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_record_matches_the_data_as_it_matches_what_is_built_of_them(seed: int) -> None:
    model, random = random_model(seed), Random(seed)
    whole = [
        data
        for data in mutants(model, MUTANTS_OF_EACH, seed)
        if isinstance(data, dict) and fits(data, model)
    ]
    for data in whole:
        held, read = structure(data, model), structure(data, model)
        other = structure(random.choice(whole), model)
        names = [field.name for field in table_of(model).fields]
        for taken in ([], random.sample([*names, "extra"], k=min(2, len(names)))):
            for name in taken:
                object.__setattr__(held, name, getattr(other, name))
            changed = [each.field.name for each in changed_fields(held, data)]
            parts = {name: (getattr(held, name), getattr(read, name)) for name in names}
            assert changed == [name for name in names if not alike(*parts[name])]
            assert keeps_extra(held, data) is alike(held.extra, read.extra)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_model_has_a_page(seed: int) -> None:
    page = field_page(random_model(seed))
    assert all(f"`{field.key}`" in page for field in table_of(random_model(seed)).fields)


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_shape_accepts_is_near_to_it(seed: int) -> None:
    model = random_model(seed)
    for data in mutants(model, MUTANTS_OF_EACH, seed):
        if not isinstance(data, dict) or not fits(data, model):
            continue
        record = structure(data, model)
        for field in table_of(model).fields:
            for form, value in ((FILE, data.get(field.key)), (PYTHON, getattr(record, field.name))):
                if value is not None and field.shape.accepts(value, form):
                    assert field.shape.is_near(value, form), (seed, field.key, value)
