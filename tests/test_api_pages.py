"""The links between the pages of the API."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PLACES = {"Checker": ["a.md"], "Finding": ["a.md", "b.md"], "Rule": ["b.md"], "load": ["a.md"]}


@pytest.fixture
def with_links(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "tools"))
    return importlib.import_module("api_links").with_links


@pytest.mark.parametrize(
    ("section", "links"),
    [
        ("## Checker\n\nChecks `Finding` and `Checker`.\n", "[`Finding`](#finding)"),
        ("## Checker\n\n```pyi\ndef x(rule: Rule) -> Finding: ...\n```\n",
         "[`Finding`](#finding), [`Rule`](b.md#rule)"),
        ("## Checker\n\n| `made` | `tuple[Rule, ...]` | x |\n", "[`Rule`](b.md#rule)"),
        ("## Checker\n\n| `Rule` | when it fails |\n", "[`Rule`](b.md#rule)"),
        # No use of a public name:
        ("## Checker\n\nA Rule.\n", None),
        ("## Checker\n\n```pycon\n>>> Rule\n```\n", None),
        ("## Checker\n\n| `load` | `bool` | x |\n", None),
        ("## Checker\n\n`x.load`, `'Rule'` and `Rules`\n", None),
    ],
)  # fmt: skip
def test_a_section_leads_to_the_public_names_that_it_uses(
    with_links: Any, section: str, links: str | None
) -> None:
    told = with_links(section, "Checker", "a.md", PLACES)
    assert told == (section if links is None else f"{section}\nSee also: {links}.\n")


def test_no_section_leads_to_itself() -> None:
    for page in (ROOT / "docs/api").glob("*.md"):
        for name, section in re.findall(
            r"^## (\S+)\n(.*?)(?=^##|\Z)", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        ):
            assert f"](#{name.lower()})" not in section.partition("See also: ")[2]
