from __future__ import annotations

import pytest

from article_schema import Severity, check_text
from article_schema.checking.settings import Settings
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
        ("URL0O5", "did you mean URL005?"),
        ("URL500", "families are"),
        ("space-in-urls", "did you mean space-in-url?"),
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
    changed = Settings(options={"DAT004": {"tolerance_days": 3}})
    assert Settings().options_of(rule)["tolerance_days"] == 30
    assert changed.options_of(rule)["tolerance_days"] == 3
