"""What pages say of themselves, against the article: title, canonical address and AMP form."""

from __future__ import annotations

from pathlib import Path

import pytest

from .server import Server, page
from .test_judging import article, codes, verified


def link(relation: str, target: str) -> str:
    return f'<link rel="{relation}" href="{target}">'


@pytest.mark.parametrize(
    ("canonical", "expected"),
    [
        ("/a", []),
        ("/a/", []),
        ("", []),
        ("/b", ["NET014"]),
        ("https://news.example.com/a", ["NET014"]),
        ("javascript:alert(1)", []),
    ],
)
def test_a_page_that_calls_another_address_its_own_is_told(
    server: Server, tmp_path: Path, canonical: str, expected: list[str]
) -> None:
    server.on("/a", page("A quiet day", link("canonical", canonical) if canonical else ""))
    assert codes(verified(tmp_path, article(server.url("/a")))) == expected


def test_the_end_of_a_redirect_may_be_canonical(server: Server, tmp_path: Path) -> None:
    server.redirect("/a", "/b", 302)
    server.on("/b", page("A quiet day", link("canonical", "/b")))
    assert verified(tmp_path, article(server.url("/a"))) == ()


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quiet DAY, says the harbour", []),
        ("", []),
        ("…", []),
        ("Sorry, nothing here", ["NET015"]),
    ],
)
def test_a_title_without_a_common_word_is_told(
    server: Server, tmp_path: Path, title: str, expected: list[str]
) -> None:
    server.on("/a", page(title))
    assert codes(verified(tmp_path, article(server.url("/a")))) == expected


@pytest.mark.parametrize(
    ("amp_of_page", "canonical_of_amp", "expected"),
    [
        ("/amp/a", "/a", []),
        ("/amp/a", "", []),
        ("", "/a", ["NET016"]),
        ("/amp/b", "/a", ["NET016"]),
        ("/amp/a", "/b", ["NET016"]),
        ("", "/b", ["NET016", "NET016"]),
    ],
)
def test_a_page_and_its_amp_form_name_each_other(
    server: Server, tmp_path: Path, amp_of_page: str, canonical_of_amp: str, expected: list[str]
) -> None:
    server.on("/a", page("A quiet day", link("amphtml", amp_of_page) if amp_of_page else ""))
    head = link("canonical", canonical_of_amp) if canonical_of_amp else ""
    server.on("/amp/a", page("A quiet day", head))
    url = server.url("/a")
    text = article(url).replace("type:", f'ampWebUrl: "{server.url("/amp/a")}"\ntype:')
    found = verified(tmp_path, text)
    assert codes(found) == expected
    assert {finding.route_text for finding in found} <= {"ampWebUrl"}
