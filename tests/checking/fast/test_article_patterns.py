"""The committed fast path: what stands in it, and that what it cannot express is said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from article_schema.checking.fast import article_patterns
from article_schema.rules import RecordRule
from article_schema.rules.catalogue import RULES
from article_schema.rules.precheck import Precheck


@pytest.fixture
def tool(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(root / "tools"))
    import article_patterns as tool

    return tool


def with_precheck(precheck: Precheck | None) -> tuple[RecordRule, ...]:
    first = next(rule for rule in RULES if isinstance(rule, RecordRule))
    return tuple(
        replace(rule, precheck=precheck) if rule is first else rule  # type: ignore[type-var]
        for rule in RULES
    )


def told(precheck: Precheck) -> tuple[str, tuple[str, ...], str, str]:
    return precheck.function.__name__, precheck.needs, precheck.sign, precheck.passes


def test_every_precheck_is_that_of_a_rule() -> None:
    prechecks = [getattr(rule, "precheck", None) for rule in RULES]
    meant = {told(precheck) for precheck in prechecks if precheck and not precheck.covered}
    records = [article_patterns.ARTICLE]
    for record in records:
        inner = [field.value.record for field in record.fields]
        records += [other for other in inner if other is not None]
        copied = [precheck for precheck, _ in record.prechecks]
        copied += [precheck for field in record.fields for precheck in field.value.prechecks]
        assert {told(precheck) for precheck in copied} <= meant
    models = {record.model for record in records}
    assert models == {"Article", "Author", "Image", "Provider", "RelatedItem"}


def test_the_pattern_of_a_url_stands_there_once(root: Path) -> None:
    source = Path(article_patterns.__file__).read_text(encoding="utf-8")
    assert source.count("[Hh][Tt][Tt][Pp]") == 1


@pytest.mark.parametrize(
    ("precheck", "message"),
    [
        (None, "FLD002 misspelt-key has no precheck, so every valid file would take the long way"),
        (
            Precheck((lambda _, at: at.now) if RULES else (lambda _, at: at)),
            "make it a function of its module, or the only lambda of its line",
        ),
    ],
)
def test_a_rule_that_cannot_be_expressed_is_named(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, precheck: Precheck | None, message: str
) -> None:
    monkeypatch.setattr(tool, "RULES", with_precheck(precheck))
    with pytest.raises(tool.CannotExpressError, match=message):
        tool.article_patterns()


def test_the_command_says_it_in_a_sentence(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    import generate

    monkeypatch.setattr(tool, "RULES", with_precheck(None))
    assert generate.main(["--check"]) == 1
    assert capsys.readouterr().err == (
        "src/article_schema/checking/fast/article_patterns.py: FLD002 misspelt-key has no "
        "precheck, so every valid file would take the long way: give the rule one\n"
    )
