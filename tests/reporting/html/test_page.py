"""The page: what a browser makes of it, and what its policy allows."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest

from article_schema.reporting.base import Presentation
from article_schema.reporting.history import EarlierReport
from article_schema.rules.findings import Severity

from ..samples import TEXT, checked, finding, sample, written
from ..test_injection import FILES, HOSTILE

#: Every element that our own markup has.
_OURS = (
    "html head meta title style body main h1 h2 h3 p nav ul li a dl div dt dd svg g rect path text "
    "section table caption thead tbody tr th td span b details summary code pre mark del ins ol "
    "form label input select option output script"
)
OURS = frozenset(_OURS.split())
EARLIER = EarlierReport("monday", 3, dict.fromkeys(Severity, 7))


def parsed(page: str) -> Any:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(page)


def names(tree: ET.Element) -> list[str]:
    return [each.tag.rpartition("}")[2] for each in tree.iter() if isinstance(each.tag, str)]


def shown(tree: ET.Element) -> str:
    return "".join(tree.itertext())


def test_a_policy_allows_this_style_and_this_script_only() -> None:
    page = written("html", sample())
    tree = parsed(page)
    (policy,) = [
        each.get("content")
        for each in tree.iter("meta")
        if each.get("http-equiv") == "Content-Security-Policy"
    ]
    hashes = {
        kind: base64.b64encode(hashlib.sha256(tree.find(f".//{kind}").text.encode()).digest())
        for kind in ("style", "script")
    }
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{hashes['style'].decode()}'; "
        f"script-src 'sha256-{hashes['script'].decode()}'; base-uri 'none'; form-action 'none'"
    )


def test_a_page_asks_for_nothing_and_has_neither_handlers_nor_styles_in_attributes() -> None:
    tree = parsed(written("html", sample()))
    for each in tree.iter():
        for name, value in each.attrib.items():
            assert not name.startswith("on")
            assert name not in ("style", "src", "srcset")
            assert name != "href" or value.startswith("#")
    assert "url(" not in tree.find(".//style").text


def test_two_runs_make_the_same_bytes() -> None:
    assert written("html", sample()) == written("html", sample())


def test_a_clean_report_has_no_script() -> None:
    tree = parsed(written("html", [checked("a.md", TEXT, [])]))
    assert "script" not in names(tree)
    assert "All checks passed in 1 file." in shown(tree)


def test_what_a_page_says_without_script_and_style() -> None:
    tree = parsed(written("html", sample(), history=[EARLIER]))
    said = " ".join(shown(tree.find(".//main")).split())
    for words in (
        "Found 3 errors, 1 warning and 1 info in 3 files.",
        "1 can be fixed with --fix.",
        "Files without findings1",
        "monday 3777",
        "content/a b.md",
        "title holds a harbour",
        "write it in words",
        "Fix: write even",
        '- - title: "odd"',
        '+ - title: "even"',
        "Readers wonder.",
    ):
        assert words in said or words.replace(" ", "") in said.replace(" ", ""), words
    marked = [each.text for each in tree.iter("mark")]
    assert marked == ["港", '"odd"', "type", "---"]
    # Every rule that is named is explained on the page.
    targets = {each.get("href")[1:] for each in tree.iter("a")}
    assert targets <= {each.get("id") for each in tree.iter()}


@pytest.mark.parametrize("text", [*HOSTILE.values(), *FILES.values()])
def test_hostile_texts_stay_text(text: str) -> None:
    found = finding(TEXT, "港", f"{text} {text}", help=text, route=("title", text))
    history = [EarlierReport(text, 1, EARLIER.counts)]
    page = written("html", [checked(text, TEXT, [found])], history=history)
    tree = parsed(page)
    assert set(names(tree)) <= OURS
    assert names(tree).count("script") == names(tree).count("style") == 1
    if text.isascii() and text.isprintable() and "`" not in text:
        assert f"{text} {text}" in shown(tree)


def test_hostile_lines_of_a_file_stay_text() -> None:
    line = 'title: "<script>alert(1)</script> </pre><img src=x> ::error:: ##[x] \x1b[31m \u202e"\n'
    text = f"---\n{line}---\n"
    found = finding(text, "alert", "here")
    page = written("html", [checked("a.md", text, [found])])
    assert set(names(parsed(page))) <= OURS
    assert "&lt;script&gt;<mark>alert</mark>(1)" in page
    assert not re.search("[\x1b\u202e]|##\\[|^::", page)


def test_a_folder_in_an_attribute_cannot_end_it() -> None:
    found = finding(TEXT, "港", "here")
    page = written("html", [checked('a" onclick="x/b.md', TEXT, [found])])
    (option,) = [each for each in parsed(page).iter("option") if "onclick" in (each.text or "")]
    assert option.get("value") == 'a" onclick="x'
    assert set(option.attrib) == {"value"}


def test_presentation_has_no_history_unless_it_is_given() -> None:
    assert Presentation().history == ()
