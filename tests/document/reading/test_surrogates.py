"""Halves of characters: told as what they are, with the character where the other half follows."""

from __future__ import annotations

import pytest

from article_schema import check_text
from article_schema.document.reading.surrogates import half_character

JOINED = "are the two halves of a character, which JSON joins and YAML does not"
HALF = "is half a character, and cannot be written in UTF-8"
WHOLE = "write the whole character"


@pytest.mark.parametrize(
    ("written", "message", "advice"),
    [
        ("\\uD83D\\uDE00", f"`\\ud83d\\ude00` {JOINED}", "write \U0001f600, or `\\U0001F600`"),
        (
            "\\ud834\\udd1e \\ud83d",
            f"`\\ud834\\udd1e` {JOINED}",
            "write \U0001d11e, or `\\U0001D11E`",
        ),
        ("\\uDB40\\uDC01", f"`\\udb40\\udc01` {JOINED}", "write `\\U000E0001`"),
        ("\\uD83D x \\uDE00", f"`\\ud83d` {HALF}", WHOLE),
        ("\\uDE00\\uD83D", f"`\\ude00` {HALF}", WHOLE),
    ],
)
def test_halves_in_yaml(written: str, message: str, advice: str) -> None:
    report = check_text(f'title: "{written}"\n', "page.yaml")
    found = [(f.message, f.help) for f in report.findings if f.code == "DOC014"]
    assert found == [(message, advice)]


def test_json_joins_them() -> None:
    assert "DOC014" not in {
        finding.code for finding in check_text('{"title": "\\ud83d\\ude00"}', "a.json").findings
    }


@pytest.mark.parametrize("text", ["", "a", "\U0001f600", "\ufffd"])
def test_whole_characters_are_none(text: str) -> None:
    assert half_character(text) is None
