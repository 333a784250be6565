"""The reader of configurations and their published schema give the same verdict.

The long form: ARTICLE_SCHEMA_CONFIGURATIONS=50000 pytest THIS_FILE.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import jsonschema_rs
import pytest
from strategies import routes_in

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.format_keys import LEARN
from article_schema.checking.config.judging import judge
from article_schema.checking.config.patterns import Patterns
from article_schema.checking.config.published import config_schema
from article_schema.checking.config.reading import read_configuration
from article_schema.checking.config.rule_values import RuleOptions, Selects, among
from article_schema.checking.config.settings import KEYS
from article_schema.cli import main
from article_schema.errors import UsageError
from article_schema.model.facets import Pattern
from article_schema.model.shapes.base import Shape
from article_schema.model.shapes.choices import ChoiceShape
from article_schema.model.shapes.containers import (
    MappingShape,
    RecordShape,
)
from article_schema.model.shapes.scalars import BooleanShape, ScalarShape, TextShape
from article_schema.model.shapes.sequences import ListShape
from article_schema.rules import plugins
from article_schema.rules.catalogue import RULES, find_rule
from article_schema.rules.rule import Option, Rule

COUNT = int(os.environ.get("ARTICLE_SCHEMA_CONFIGURATIONS", "2000"))
SEED = int(os.environ.get("ARTICLE_SCHEMA_SEED", "12"))


def plugin_rule() -> Rule:
    """Return a rule as a plug-in brings it, with an option of each kind."""
    found = find_rule("URL005", RULES)
    assert found is not None
    options = (
        Option("whole", 5, "a number"), Option("share", 0.5, "a number"),
        Option("words", ("a",), "words"), Option("on", False, "a switch"),
        Option("name", "x", "a name"), Option("none", None, "a threshold"),
    )  # fmt: skip
    return replace(found, code="HRB007", name="harbour-master", options=options)


WITH_PLUGIN = (*RULES, plugin_rule())
_PATHS = (
    "*.md", "drafts/", "!keep.md", "a\\ b", "a\\", "!", "! ", "a/\\", "\\/", "# note", "", " ",
    "**", "[a-z]*", "a\nb", "\\!x", "é/*", "\\\\", "a\\ ", "a\\  ", "!\\ ", "-", "a\t",
)  # fmt: skip
_MODELS = (
    "courses:Course", "a.b.c:D", "courses", "a:b:c", "1a:b", "a.:b", ":b", "a:", "é.ü:Ñ", "a-b:C",
    "a:B\n", "", "_:_",
)  # fmt: skip
_NUMBERS = (
    0, 1, -1, 3, 1.0, 3.0, 1e6, 0.5, -0.0, 1e300, 2**53, 2**63, 10**9, 10**12, 1_000_000.5, True,
)  # fmt: skip
_ODD = (LEARN, None, [], {}, [[]], [""], {"": 1}, "", "x", "URL\n", "error", "off", *_NUMBERS)


@pytest.fixture
def plugin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the rule of the plug-in be found as if its package was installed."""
    monkeypatch.setattr(plugins, "may_have_plugins", lambda: True)
    monkeypatch.setattr(plugins, "_plugin_rules", lambda: [plugin_rule()])
    plugins.available_rules.cache_clear()
    yield
    plugins.available_rules.cache_clear()


def selectors(rules: tuple[Rule, ...]) -> tuple[str, ...]:
    """Return what might choose rules: every start of a code, names, and their near misses."""
    codes = [rule.code for rule in rules]
    starts = {code[:end] for code in codes for end in range(len(code) + 1)}
    names = [rule.name for rule in rules]
    near = [f"{word}{end}" for word in ("URL", "URL005", "D", "space-in-url") for end in "\n 0x*"]
    return ("ALL", "all", "URL999", "X", "HRB", "HRB007", *sorted(starts), *names, *near)


def made(shape: Shape, random: Random, rules: tuple[Rule, ...]) -> Any:
    """Return a value of a shape that mostly is right."""
    if random.random() < 0.03:
        return copy.deepcopy(random.choice(_ODD))
    match shape:
        case TextShape(facets=(Pattern(phrase=phrase),)):
            return random.choice(_MODELS if "module" in phrase else _PATHS)
        case TextShape(facets=(Selects(),)):
            return random.choice(selectors(rules))
        case TextShape():
            return random.choice(("x", "", "a.b", "é"))
        case BooleanShape():
            return random.choice((True, False))
        case ScalarShape():
            return random.choice(_NUMBERS)
        case ChoiceShape(words=words):
            return random.choice((*words, "grave") if random.random() < 0.2 else words)
        case ListShape(item=item):
            return [made(item, random, rules) for _ in range(random.randint(0, 2))]
        case RuleOptions():
            with_options = [rule for rule in rules if rule.options]
            names = [
                random.choice((rule.code, rule.name))
                for rule in random.sample(with_options, random.randint(0, 2))
            ]
            return {name: made(shape.child(name) or shape, random, rules) for name in names}
        case MappingShape(key=key, value=value):
            several = range(random.randint(0, 2))
            keys = [made(key, random, rules) if key is not None else "a.b" for _ in several]
            return {k: made(value, random, rules) for k in keys if isinstance(k, str)}
        case RecordShape(table=table):
            chosen = random.sample(table.fields, random.randint(0, min(3, len(table.fields))))
            return {field.key: made(field.shape, random, rules) for field in chosen}
    raise AssertionError(shape)


def configurations(rules: tuple[Rule, ...], count: int, seed: int) -> Iterator[dict[str, Any]]:
    """Yield configurations of which about half are right."""
    random = Random(seed)
    for _ in range(count):
        with among(rules):
            data = made(KEYS, random, rules)
        if not isinstance(data, dict):
            data = {}
        places = list(routes_in(data))
        if places and random.random() < 0.3:
            holder, step = random.choice(places)
            if isinstance(holder, dict) and random.random() < 0.3:
                holder[f"{step}{random.choice(('s', '', ' ', '_'))}"] = holder.pop(step)
            else:
                holder[step] = copy.deepcopy(random.choice(_ODD))
        yield data


@pytest.mark.parametrize("rules", [RULES, WITH_PLUGIN], ids=["own rules", "with a plug-in"])
def test_reader_and_schema_give_the_same_verdict(
    rules: tuple[Rule, ...], request: pytest.FixtureRequest
) -> None:
    if rules != RULES:
        request.getfixturevalue("plugin")
    schema = config_schema(rules)
    validators = (
        jsonschema.Draft7Validator(schema).is_valid,
        jsonschema_rs.validator_for(schema).is_valid,
    )
    accepted = 0
    for data in configurations(rules, COUNT // 2, SEED):
        faults, value, _ = judge(KEYS, data, (), rules)
        for is_valid in validators:
            assert is_valid(data) is not bool(faults), (data, faults)
        if not faults:
            accepted += 1
            is_usable(value)
    assert COUNT * 0.1 < accepted < COUNT * 0.45


def is_usable(data: dict[str, Any]) -> None:
    """Assert that what was accepted can be used: apart from a model, which has to be imported."""
    configuration = Configuration({key: value for key, value in data.items() if key != "model"})
    settings = configuration.settings
    assert all(
        type(getattr(settings.limits, name.replace("-", "_"))) is int
        for name in data.get("limits", ())
    )
    for rule in settings.active_rules():
        assert settings.severity_of(rule)
        settings.options_of(rule)
    for ignore in settings.file_ignores:
        ignore.holds("a.md")
    for key in ("include", "exclude", "extend-exclude"):
        Patterns("", configuration.value(key)).matches("a.md")


@pytest.mark.parametrize(
    "line",
    [
        'select = ["URL999"]', 'select = ["URL\\n"]', 'select = ["HRB007"]', 'ignore = [""]',
        "limits.file-bytes = 1.5", "limits.file-bytes = 1e300", "limits.depth = nan",
        "limits.depth = inf", 'model = "courses"', 'exclude = ["a\\\\"]', 'include = ["!"]',
        'per-file-ignores = {"!" = ["URL"]}', 'per-file-ignores = {"*.md" = ["URL9"]}',
    ],
)  # fmt: skip
def test_what_no_run_could_use_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "article-schema.toml"
    path.write_text(f"\n{line}\n")
    with pytest.raises(UsageError, match=r"article-schema\.toml:2: "):
        read_configuration(str(path), required=True)


def test_a_whole_number_with_a_fraction_of_zero_is_one(tmp_path: Path) -> None:
    path = tmp_path / "article-schema.toml"
    path.write_text('select = ["D"]\n[limits]\nfile-bytes = 1e6\n')
    found = read_configuration(str(path), required=True)
    assert found is not None
    assert found.settings.limits.file_bytes == 1_000_000
    assert type(found.settings.limits.file_bytes) is int
    assert {rule.family for rule in found.settings.active_rules()} == {"DAT", "DOC"}


def test_the_command_prints_the_schema_of_the_configuration(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema", "--config"]) == 0
    assert json.loads(capsys.readouterr().out) == config_schema()


@pytest.mark.usefixtures("plugin")
def test_the_command_prints_it_with_the_rules_of_plug_ins(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema", "--config"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema == config_schema(WITH_PLUGIN)
    # What the id of the published schema stands for never changes.
    assert "$id" not in schema
    validator = jsonschema.Draft7Validator(schema)
    options = {"HRB007": {"whole": 4}, "harbour-master": {"words": ["b"]}}
    assert validator.is_valid({"select": ["HRB0", "harbour-master"], "options": options})
    assert not jsonschema.Draft7Validator(config_schema()).is_valid({"select": ["HRB007"]})
