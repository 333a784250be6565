"""DOC020: what a reader takes for something else is reported, with the readers, and fixed."""

from __future__ import annotations

import pytest
from document.reading.test_readings import EXAMPLES, KNOWN, PIECES, is_plain_scalar
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from yaml_readers import readers

from article_schema import Record, Settings, check_text, loads, record
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.document.formats.registry import split
from article_schema.document.reading.readings import other_readings, our_reading
from article_schema.document.styling import plain_is_safe

HEAD = """\
---
category: news
title: "Harbour at dawn"
excerpt: "A walk."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/a"
type: article
"""
TAIL = "provider:\n  name: Ex\n  domain: example.com\n"
TOPICS = "topics:\n  - Ports\n"
END = "---\n"


@pytest.fixture(scope="module")
def real():
    with readers() as found:
        yield found


def article(*lines: str, topics: str = TOPICS) -> str:
    return HEAD + TAIL + topics + "".join(f"{line}\n" for line in lines) + END


def found(text: str, code: str = "DOC020", filename: str = "a.md"):
    return [finding for finding in check_text(text, filename).findings if finding.code == code]


def fixed(text: str) -> tuple[str, list[str]]:
    checker = Checker(Settings())
    file = fix_file(checker, checker.check_text(text, "a.md"))
    assert file.result.source is not None
    return file.result.source.whole_text, [finding.code for finding in file.result.findings]


@pytest.mark.parametrize(
    ("line", "message", "fix"),
    [
        ("k: yes", "`yes` is text here, but Ruby (Psych) and PyYAML take it for true", 'k: "yes"'),
        ("k: Off", "`Off` is text here, but Ruby (Psych) and PyYAML take it for false", 'k: "Off"'),
        ("k: tRUE", "`tRUE` is text here, but Ruby (Psych) takes it for true", 'k: "tRUE"'),
        ("k: n", "`n` is text here, but ruamel.yaml in YAML 1.1 takes it for false", 'k: "n"'),
        (
            "k: 1:30",
            ("`1:30` is text here, but Ruby (Psych) takes it for the number 5400, "
            "PyYAML and js-yaml 3 take it for the number 90"),
            'k: "1:30"',
        ),
        (
            "k: 010",
            ("`010` is the number 10 here, but Ruby (Psych), PyYAML, js-yaml 3 and go-yaml "
            "take it for the number 8"),
            "k: 10",
        ),
        (
            "k: 0o12",
            ("`0o12` is the number 10 here, but Ruby (Psych), PyYAML and js-yaml 3 "
            "take it for text"),
            "k: 10",
        ),
        (
            "k: 1_000",
            ("`1_000` is text here, but Ruby (Psych), PyYAML, js-yaml 3 and go-yaml "
            "take it for the number 1000"),
            'k: "1_000"',
        ),
        (
            "k: 1,000",
            "`1,000` is text here, but Ruby (Psych) takes it for the number 1000",
            'k: "1,000"',
        ),
        (
            "k: 1e3",
            "`1e3` is the number 1000.0 here, but Ruby (Psych) and PyYAML take it for text",
            "k: 1000.0",
        ),
        ("k: [:a]", "`:a` is text here, but Ruby (Psych) takes it for a symbol", 'k: [":a"]'),
        ("k: =", "`=` is text here, but PyYAML takes it for a sign of YAML", 'k: "="'),
        ("k: &a no", "`no` is text here, but Ruby (Psych) and PyYAML take it for false",
         'k: &a "no"'),
        (
            "on: x",
            "the key `on` is text here, but Ruby (Psych) and PyYAML take it for true",
            '"on": x',
        ),
        (
            "2020-06-12: x",
            ("the key `2020-06-12` is text here, but Ruby (Psych), PyYAML, js-yaml 3 and go-yaml "
            "take it for a date"),
            '"2020-06-12": x',
        ),
    ],
)  # fmt: skip
def test_a_value_or_key_that_readers_disagree_on_is_reported_and_fixed(line, message, fix):
    text = article(line)
    assert [finding.message for finding in found(text)] == [message]
    after, _ = fixed(text)
    assert after == article(fix)
    assert found(after) == []
    assert loads(after).article == loads(text).article


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("locale: no", 'locale: "no"'),
        ("heat: 010", "heat: 10"),
        ("locale: 2020-06-12", 'locale: "2020-06-12"'),
        ("locale: 2020-06-12T19:19:00Z", 'locale: "2020-06-12T19:19:00Z"'),
        ("authors:\n  - name: off", 'authors:\n  - name: "off"'),
        ("topics:\n  - 1,000", 'topics:\n  - "1,000"'),
    ],
)
def test_it_is_reported_under_known_keys_too(before, after):
    text = article(before, topics="" if before.startswith("topics") else TOPICS)
    assert len(found(text)) == 1
    assert after in fixed(text)[0]


@pytest.mark.parametrize(
    "line",
    ["k: 72", "k: -1", "k: 1.5", "k: true", "k: null", "k: ~", "k:", "k: word", "k: 'yes'",
     'k: "010"', "k: !!str yes", "k: |\n  yes", "k: 2020-06-12", "k: 2020-06-12T19:19:00Z",
     "k: 2020-06-12 19:19:00", "updatedDateTime: 2020-06-12T19:19:00Z", "k: v1.2.3", "k: 1.2.3",
     "k: <<: x", "base: &b {c: 1}\nk:\n  <<: *b"],
)  # fmt: skip
def test_where_all_readers_agree_and_for_dates_nothing_is_reported(line):
    assert found(article(line)) == []


@pytest.mark.parametrize(
    ("line", "code"),
    [("published: yes", "FLD004"), ("heat: 1,000", "FLD004"), ("locale: 010", "FLD004"),
     ("updatedDateTime: 2020-06-12", "DAT001"), ("010: x", "DOC011")],
)  # fmt: skip
def test_a_value_of_the_wrong_kind_has_one_finding_and_that_of_its_kind(line, code):
    text = article(line)
    assert found(text) == []
    assert found(text, code)


@pytest.mark.parametrize("code", ["01010", "08501", "0644", "00420123456", "1234e56", "0e12345"])
def test_what_may_be_a_code_is_not_made_a_number_by_a_safe_fix(code):
    text = article(f"k: {code}")
    (finding,) = found(text)
    assert finding.help == (
        f'write a number in decimal digits, and put a code or a mode of files in quotes: "{code}"'
    )
    assert not finding.fix.safe
    assert fixed(text)[0] == text


@pytest.mark.parametrize("digits", ["1e400", "-1e999", "1e309"])
def test_digits_of_more_than_a_double_holds_are_told_in_words_and_not_made_infinite(digits):
    text = article(f"k: {digits}")
    (finding,) = found(text)
    assert finding.message.startswith(f"`{digits}` is an infinite number here, but ")
    assert finding.help == f'write a number below 1.8e308, or put a text in quotes: "{digits}"'
    assert not finding.fix.safe


@record
class Scored(Record):
    """A record with a number of any kind."""

    score: float


def test_no_fix_makes_digits_infinite_where_a_number_is_asked_for():
    checked = check_text("---\nscore: 1e309\n---\n", "a.md", Settings(model=Scored))
    assert [(each.code, each.fix) for each in checked.findings] == [
        ("DOC020", None),
        ("FLD004", None),
    ]


@pytest.mark.parametrize(("line", "after"), [("k: 010", "k: 10"), ("heat: 0072", "heat: 72")])
def test_digits_that_are_a_number_are_written_as_one(line, after):
    assert after in fixed(article(line))[0]


def test_a_file_that_is_valid_otherwise_is_reported_on_the_quick_ways_too():
    for word in ("yes", "No", "on", "oFF", "y", "N", "nuLL", "oﬀ"):
        text = article(topics=f"topics:\n  - {word}\n")
        assert [finding.code for finding in check_text(text, "a.md").findings] == ["DOC020"], word
    assert [f.code for f in check_text(article("locale: on"), "a.md").findings] == ["DOC020"]


def test_json_knows_no_other_reading():
    assert found('{"k": "yes", "heat": 1e3}', filename="a.json") == []


def test_a_rule_that_is_ignored_reports_nothing():
    report = check_text(article("locale: on"), "a.md", Settings(ignore=("DOC020",)))
    assert not report.findings


def test_a_comment_takes_the_finding_back():
    assert found(article("locale: on # article-schema: ignore[DOC020] a locale of ours")) == []


@pytest.mark.parametrize("text", KNOWN)
def test_after_the_fix_every_reader_gets_what_we_got(text, real):
    check_fix(real, text)


@settings(max_examples=EXAMPLES // 3)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join))
def test_after_the_fix_of_a_generated_value_every_reader_gets_what_we_got(real, text):
    assume(not plain_is_safe(text) and is_plain_scalar(text))
    check_fix(real, text)


def check_fix(real, text: str) -> None:
    before = article(f"k: {text}")
    others = [theirs for _, theirs in other_readings(text) if theirs.kind != "date"]
    assert bool(found(before)) is bool(others)
    after, _ = fixed(before)
    ours = our_reading(text)
    assert loads(before).article.extra == pytest.approx(
        loads(after).article.extra, nan_ok=True
    ) or (loads(before).article.extra == loads(after).article.extra)
    if not others or not all(each.fix is not None and each.fix.safe for each in found(before)):
        # What may be a code is left to people.
        assert after == before
        return
    for name, read in real.items():
        kind, value = read(split(after, "a.md").data_text)
        assert kind == "mapping", (name, value)
        theirs = dict(value)[("text", "k")]
        expected = pytest.approx(ours.value, nan_ok=True) if ours.kind == "number" else ours.value
        assert theirs == (ours.kind, expected), (name, after)


@pytest.mark.parametrize("length", [39, 40, 41, 60])
def test_a_long_text_is_cut_short_and_what_to_write_is_left_out(length: int) -> None:
    text = f"1{'_' * (length - 2)}0"
    (finding,) = found(article(f"k: {text}"))
    shown = text if length <= 40 else f"{text[:39]}…"
    assert finding.message.startswith(f"`{shown}` is text here, but ")
    assert finding.help == "put it in quotes" + (f': "{text}"' if length <= 40 else "")
    assert finding.fix is not None
