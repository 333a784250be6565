from __future__ import annotations

import copy
import dataclasses
import pickle
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from article_schema import ModelError, Severity, check_text
from article_schema.checking.config.settings import FileIgnore, Settings
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.rules.catalogue import RULES, find_rule


def codes(**settings: object) -> set[str]:
    return {rule.code for rule in Settings(rules=RULES, **settings).active_rules()}  # type: ignore[arg-type]


def family(name: str) -> set[str]:
    return {rule.code for rule in RULES if rule.family == name}


def test_without_settings_the_rules_that_are_on_run() -> None:
    assert codes() == {rule.code for rule in RULES if rule.enabled}


@pytest.mark.parametrize("selector", ["URL005", "space-in-url"])
def test_a_rule_is_selected_by_code_or_name(selector: str) -> None:
    assert codes(select=(selector,)) == {"URL005"}


def test_a_family_is_selected_by_its_letters() -> None:
    assert codes(select=("URL", "DAT")) == family("URL") | family("DAT")
    assert codes(select=("URL00",)) == {code for code in family("URL") if code < "URL010"}
    assert codes(select=("ALL",)) == {rule.code for rule in RULES}


def test_ignored_rules_do_not_run() -> None:
    assert "URL005" not in codes(ignore=("URL005",))
    assert not codes(ignore=("URL",)) & family("URL")
    assert codes(ignore=("ALL",)) == set()


def test_the_longer_selector_wins_and_ignore_wins_a_tie() -> None:
    assert codes(select=("URL005",), ignore=("URL",)) == {"URL005"}
    assert codes(select=("URL",), ignore=("URL005",)) == family("URL") - {"URL005"}
    assert codes(select=("URL005",), ignore=("space-in-url",)) == set()
    assert codes(select=("ALL",), ignore=("URL",)) == {rule.code for rule in RULES} - family("URL")


def test_more_rules_can_be_added_to_those_that_are_on() -> None:
    off = next(rule.code for rule in RULES if not rule.enabled)
    assert codes(extend_select=(off,)) == codes() | {off}


@pytest.mark.parametrize(
    ("selector", "hint"),
    [
        ("URL0O5", "did you mean 'URL005'?"),
        ("URL500", "families are"),
        ("space-in-urls", "did you mean 'space-in-url'?"),
        ("XYZ", "families are"),
        ("url", ""),
        ("", ""),
    ],
)
def test_a_selector_must_match_a_rule(selector: str, hint: str) -> None:
    with pytest.raises(UsageError, match="no rule matches") as caught:
        codes(select=(selector,))
    assert hint in str(caught.value)
    with pytest.raises(UsageError):
        codes(ignore=(selector,))


def test_severities_and_options_can_be_set() -> None:
    text = '---\ntitle: "  "\n---\n'
    settings = Settings(select=("FLD008",), severity={"FLD008": Severity.INFO})
    (finding,) = check_text(text, settings=settings).findings
    assert finding.severity is Severity.INFO

    rule = find_rule("DAT004")
    assert rule is not None
    changed = Settings(options={"DAT004": {"tolerance-days": 3}})
    assert Settings().options_of(rule)["tolerance-days"] == 30
    assert changed.options_of(rule)["tolerance-days"] == 3


def test_an_older_name_of_an_option_counts_with_a_warning() -> None:
    message = r"Settings.options\['DAT004'\]\['tolerance_days'\]: is an older name; write"
    with pytest.warns(FutureWarning, match=message) as caught:
        settings = Settings(options={"DAT004": {"tolerance_days": 3}})
    assert settings.options == {"DAT004": {"tolerance-days": 3}}
    assert caught[0].filename == __file__


BLANK = '---\ntitle: "  "\n---\n'


@pytest.mark.parametrize("severity", [Severity.INFO, "info"])
@pytest.mark.parametrize("selector", ["FLD008", "FLD", "empty-value", "ALL"])
def test_severities_are_members_or_words_by_any_selector(
    selector: str, severity: Severity | str
) -> None:
    settings = Settings(select=("FLD008",), severity={selector: severity})
    (finding,) = check_text(BLANK, settings=settings).findings
    assert finding.severity is Severity.INFO


def test_the_longer_selector_of_a_severity_counts() -> None:
    settings = Settings(rules=RULES, severity={"URL": "off", "URL005": "info", "ALL": "warning"})
    active = {rule.code: settings.severity_of(rule) for rule in settings.active_rules()}
    assert active["URL005"] is Severity.INFO
    assert active["DOC005"] is Severity.WARNING
    assert not {code for code in active if code.startswith("URL")} - {"URL005"}


@pytest.mark.parametrize("selector", ["FLD008", "empty-value", "FLD", "ALL"])
def test_severity_off_turns_rules_off_even_selected_ones(selector: str) -> None:
    settings = Settings(select=("FLD008",), severity={selector: "off"})
    assert check_text(BLANK, settings=settings).findings == []


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"severity": {"FLD008": "grave"}},
            r"severity\['FLD008'\]: must be one of error, warning, in",
        ),
        (
            {"severity": {"FLD008": True}},
            r"severity\['FLD008'\]: must be one of error, .*, not true",
        ),
        (
            {"severity": {"URL0O5": "info"}},
            r"severity\['URL0O5'\]: no rule matches .*did you mean",
        ),
        ({"options": {"FLD0133": {}}}, "options.*there is no such rule"),
        (
            {"options": {"FLD013": {"threshhold": 1}}},
            r"\['threshhold'\]: there is no such key; did",
        ),
        ({"options": {"FLD013": {"threshold": "1"}}}, 'must be a whole number, not the text "1"'),
        ({"options": {"FLD013": 5}}, "must be a table, not the number 5"),
        ({"options": {"DOC001": {"a": 1}}}, "this rule has no options"),
        ({"select": ("URX",)}, "no rule matches 'URX'"),
        ({"extend_select": ("URX",)}, "no rule matches 'URX'"),
        ({"ignore": ["URX"]}, "no rule matches 'URX'"),
        ({"file_ignores": (FileIgnore("", "*", ("URX",)),)}, "no rule matches 'URX'"),
        ({"required": (5,)}, "required: must be text, not the number 5; put it in quotes"),
        ({"known_keys": ["a", None]}, "known_keys: must be text, not nothing"),
        ({"now": datetime(2020, 1, 1)}, "now has no time zone; write"),
    ],
)
def test_what_settings_do_not_know_is_refused_at_construction(
    values: dict[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        Settings(**values)


def test_all_faults_of_a_table_are_told_at_once() -> None:
    with pytest.raises(UsageError) as caught:
        Settings(severity={"URX": "info", "URL001": "grave", "URL002": "off"})
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "Settings.severity['URX']",
        "Settings.severity['URL001']",
    ]


@pytest.mark.parametrize(
    "name",
    ["select", "extend_select", "ignore", "schemas", "file_ignores", "required", "known_keys"],
)
@pytest.mark.parametrize(
    ("odd", "named"),
    [
        ("URL", "a value of type str"),
        (b"URL", "a value of type bytes"),
        (5, "a value of type int"),
        ({"URL": 1}, "a value of type dict"),
    ],
)
def test_a_single_text_is_not_taken_for_its_letters(name: str, odd: Any, named: str) -> None:
    with pytest.raises(TypeError, match=rf"Settings\.{name} takes several, not {named}; write "):
        Settings(**{name: odd})


@pytest.mark.parametrize(
    "values",
    [
        {"severity": "warning"},
        {"options": ["FLD013"]},
        {"limits": {"depth": 5}},
        {"now": "2020-01-01T00:00:00Z"},
        {"rules": ["URL001"]},
        {"schemas": [5]},
        {"file_ignores": ["*.md"]},
        {"select": [5]},
    ],
)
def test_values_of_another_type_are_named(values: dict[str, Any]) -> None:
    (name,) = values
    with pytest.raises(TypeError, match=rf"Settings\.{name} "):
        Settings(**values)


@pytest.mark.parametrize("model", [int, "Article", None])
def test_a_model_that_is_none_is_refused(model: Any) -> None:
    with pytest.raises(ModelError, match="is not a model class"):
        Settings(model=model)


def test_values_are_brought_into_one_form() -> None:
    lists: dict[str, Any] = {
        "select": ["URL"],
        "known_keys": ["seo"],
        "schemas": ["a.json"],
        "options": {"publish-threshold": {"threshold": 3}},
    }
    settings = Settings(**lists)
    assert settings.select == ("URL",)
    assert settings.known_keys == {"seo"}
    assert settings.schemas == (Path("a.json"),)
    assert settings.options == {"FLD013": {"threshold": 3}}
    assert dataclasses.replace(settings, severity={"URL": "off"}).active_rules() == ()


@pytest.mark.parametrize(
    ("limits", "message"),
    [
        (Limits(depth=0), r"limits\['depth'\]: must be at least 1, not 0"),
        (Limits(depth="5"), "must be a whole number, at least 1, at most 100, not the text"),  # type: ignore[arg-type]
        (Limits(file_bytes=True), "must be a whole number, at least 1, not true"),
    ],
)
def test_limits_that_are_none_are_refused(limits: Limits, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Settings(limits=limits)


def test_settings_cross_processes_and_are_copied() -> None:
    settings = Settings(severity={"URL": "off"}, select=("URL", "DAT"))
    for again in (pickle.loads(pickle.dumps(settings)), copy.deepcopy(settings)):
        assert again == settings
        assert again.active_rules() == settings.active_rules()
