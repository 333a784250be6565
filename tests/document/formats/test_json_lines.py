from __future__ import annotations

import json

import pytest

from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import compose
from article_schema.errors import DocumentError

RECORD = {
    "category": "news", "title": "The harbour at dawn", "excerpt": "A walk along the quays.",
    "publishedDateTime": "2020-06-12T19:19:00Z", "webUrl": "https://www.example.com/harbour",
    "type": "article", "provider": {"name": "Example Times", "domain": "example.com"},
    "topics": ["Ports"],
}  # fmt: skip


def lines(*records: object) -> str:
    return "".join(f"{json.dumps(record)}\n" for record in records)


@pytest.mark.parametrize("name", ["a.jsonl", "a.NDJSON"])
def test_each_line_is_a_record(name: str) -> None:
    wrong = {**RECORD, "type": 1}
    text = lines(RECORD, wrong) + "\r\n" + lines({**RECORD, "heat": "x"})
    found = Checker().check_text(text, name).findings
    assert [(f.code, f.route_text, f.line, f.column) for f in found] == [
        ("FLD004", "[1].type", 2, lines(wrong).index('"type"') + 9),
        ("FLD004", "[2].heat", 4, lines({**RECORD, "heat": "x"}).index('"heat"') + 9),
    ]


def test_a_broken_line_does_not_hide_the_others() -> None:
    text = lines(RECORD) + '{"title": \n' + lines({**RECORD, "type": 1}) + "[1, 2] x\n"
    found = Checker().check_text(text, "a.jsonl").findings
    assert [(f.code, f.line) for f in found] == [("DOC005", 2), ("FLD004", 3), ("DOC005", 4)]


@pytest.mark.parametrize("text", ["", "\n\n", "\r\n \n"])
def test_nothing_is_no_record(text: str) -> None:
    assert Checker().check_text(text, "a.jsonl").findings == ()


def test_fixes_reach_their_line() -> None:
    text = lines(RECORD, {**RECORD, "title": "The harbour at dawn "}, RECORD)
    checker = Checker()
    fixed = fix_file(checker, checker.check_text(text, "a.jsonl"))
    assert fixed.result.source is not None
    assert fixed.result.source.text == lines(RECORD, RECORD, RECORD)


def test_a_mistake_has_its_place_in_the_whole_text() -> None:
    text = lines(RECORD) + '{"title": tru}\n'
    (fault,) = compose(split(text, "a.jsonl")).faults
    at = text.index("tru}")
    assert fault.span == (at, at + 1)


def test_a_broken_line_counts_for_nothing() -> None:
    text = "[1, 2]\n" + "[tru]\n" * 3
    limits = Limits(nodes=3)
    assert len(compose(split(text, "a.jsonl"), limits).faults) == 3
    with pytest.raises(DocumentError):
        compose(split(f"{text}[]\n", "a.jsonl"), limits)


def test_no_more_lines_are_read_than_findings_are_shown() -> None:
    text = "[tru]\n" * 9 + "[]\n"
    tree = compose(split(text, "a.jsonl"), Limits(findings=2))
    assert len(tree.faults) == 3
    assert tree.data == []


def test_limits_hold_in_each_line() -> None:
    with pytest.raises(DocumentError) as caught:
        compose(split("{}\n" + "[" * 100 + "]" * 100 + "\n", "a.jsonl"))
    assert (caught.value.code, caught.value.line) == ("DOC012", 2)
