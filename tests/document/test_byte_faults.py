"""Byte-order marks and lone carriage returns: told where a reader fails, and mended."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import Settings, check_text
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.cli import main
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose

#: How Jekyll 4 finds front matter (`Jekyll::Document::YAML_FRONT_MATTER_REGEXP`).
JEKYLL = re.compile(r"\A(---\s*\n.*?\n?)^((---|\.\.\.)\s*$\n?)", re.MULTILINE | re.DOTALL)
TEXT = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
Body of
two lines.
"""


def places(text: str, filename: str = "page.md") -> list[tuple[str, int, int]]:
    return [(f.code, f.line, f.column) for f in check_text(text, filename).findings]


def fixed(text: str, filename: str = "page.md") -> str:
    checker = Checker(Settings())
    source = fix_file(checker, checker.check_text(text, filename)).result.source
    assert source is not None
    return source.whole_text


def test_a_byte_order_mark_before_front_matter() -> None:
    text = f"\ufeff{TEXT}"
    assert JEKYLL.match(text) is None
    assert places(text) == [("DOC021", 1, 1)]
    assert fixed(text) == TEXT


@pytest.mark.parametrize(("name", "start"), [("page.md", "---\n"), ("page.yaml", "\ufeff")])
def test_a_byte_order_mark_before_the_first_key(name: str, start: str) -> None:
    text = TEXT if name == "page.md" else TEXT.split("---\n")[1]
    text = text.removeprefix("---\n")
    marked = f"{start}\ufeff{text}"
    assert places(marked, name) == [("DOC021", 2 if name == "page.md" else 1, 1)]
    assert fixed(marked, name) == f"{start}{text}"


def test_a_byte_order_mark_before_a_later_key_is_part_of_the_key() -> None:
    marked = TEXT.replace("title: ", "\ufefftitle: ")
    assert places(marked) == [("FLD001", 1, 1), ("FLD002", 3, 1)]


def test_a_byte_order_mark_before_json() -> None:
    text = json.dumps({"value": []})
    with pytest.raises(json.JSONDecodeError):
        json.loads(f"\ufeff{text}")
    for name in ("a.json", "a.jsonl"):
        assert ("DOC021", 1, 1) in places(f"\ufeff{text}", name)
        assert fixed(f"\ufeff{text}", name) == text


@pytest.mark.parametrize("wrap", ["{}", "---\n{}---\n"])
def test_plain_yaml_may_have_a_byte_order_mark_and_any_line_break(wrap: str) -> None:
    data = wrap.format(TEXT.split("---\n")[1])
    assert places(f"\ufeff{data}", "page.yaml") == []
    assert places(data.replace("\n", "\r"), "page.yaml") == []


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (TEXT.replace("\n", "\r"), 1),
        (TEXT.replace("news\n", "news\r"), 2),
        (TEXT.replace("Ports\n", "Ports\r").replace("\n", "\r\n"), 12),
        (TEXT.replace("---\nBody", "---\rBody"), 13),
        (TEXT.replace('"A walk along', '"A walk\r  along'), 4),
        (TEXT.replace("title:", "# a\rtitle:"), 3),
    ],
)
def test_a_carriage_return_alone_in_front_matter(text: str, line: int) -> None:
    assert places(text) == [("DOC022", line, 1)]
    better = fixed(text)
    assert re.search(r"\r(?!\n)", better) is None
    assert JEKYLL.match(better) is not None
    assert compose(split(better, "a.md")).data == compose(split(text, "a.md")).data
    assert places(better) == []


@pytest.mark.parametrize("text", [TEXT, TEXT.replace("\n", "\r\n"), f"{TEXT}a\rb\r"])
def test_other_line_breaks_are_right_and_those_of_the_body_are_its_own(text: str) -> None:
    assert places(text) == []
    assert fixed(text) == text


def test_both_are_mended_together_with_other_findings() -> None:
    text = f"\ufeff{TEXT}".replace("dawn", "dawn ").replace("\n", "\r")
    assert [code for code, *_ in places(text)] == ["DOC021", "DOC022", "TXT003"]
    assert fixed(text) == TEXT


def test_a_broken_file_has_its_marks_told_too() -> None:
    codes = {code for code, *_ in places(f"\ufeff{TEXT}".replace('"A', '"A" b'))}
    assert {"DOC021", "DOC005"} <= codes


def test_the_command_writes_the_other_bytes(tmp_path: Path) -> None:
    file = tmp_path / "page.md"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.replace("\n", "\r").encode())
    assert main(["check", "--isolated", "--fix", str(file)]) == 0
    assert file.read_bytes() == TEXT.encode()


@given(st.lists(st.sampled_from(["\n", "\r", "\r\n"]), min_size=16, max_size=16), st.booleans())
def test_any_mixture_of_breaks_is_mended_for_jekyll(breaks: list[str], mark: bool) -> None:
    lines = TEXT.split("\n")[:-1]
    text = "".join(line + end for line, end in zip(lines, breaks, strict=False))
    text = ("\ufeff" if mark else "") + text
    better = fixed(text)
    assert fixed(better) == better
    assert JEKYLL.match(better.replace("\r\n", "\n")) is not None
    assert compose(split(better, "a.md")).data == compose(split(text, "a.md")).data
