"""DOC019: tabs that YAML allows and some readers do not are reported and fixed."""

from __future__ import annotations

import pytest
from document.reading.test_scanner import DOCUMENTS, READ
from hypothesis import assume, given
from yaml_readers import readers

from article_schema import Settings, check_text, loads
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.checking.text_checks.tabs import tab_faults
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.yaml_files import YAML
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.splicing.splice import splice
from article_schema.errors import DocumentError
from article_schema.faults import Rewrite

WHOLE = """\
---
category:\tnews
title: "Harbour at\tdawn"\t
excerpt: "A walk."\t# of one hour
\t# a comment
publishedDateTime: 2020-06-12T19:19:00Z
webUrl:\t "https://www.example.com/a"
type: article
\t
provider:
  name: Ex\tAmple
  domain: example.com
topics:
  -\tPorts
  - Travel\t
---

\tBody
"""


@pytest.fixture(scope="module")
def real():
    with readers() as found:
        yield found


def source_of(text: str) -> Source:
    return Source("a.yaml", text, YAML, (0, len(text)), len(text))


def faults_of(source: Source):
    return list(tab_faults(source, compose(source)))


def without_tabs(text: str) -> str:
    source = source_of(text)
    edits = [fault.edit for fault in faults_of(source) if isinstance(fault.edit, Rewrite)]
    return splice(source, edits).whole_text


def test_each_tab_between_values_is_reported_with_who_cannot_read_it():
    report = check_text(WHOLE, "a.md")
    assert {finding.code for finding in report.findings} == {"DOC019"}
    assert [(f.line, f.column, f.message) for f in report.findings] == [
        (2, 10, "a tab stands here, which PyYAML cannot read"),
        (3, 25, "a tab stands here, which PyYAML cannot read"),
        (4, 19, "a tab stands here, which PyYAML cannot read"),
        (5, 1, "a tab stands here, which Ruby (Psych) and PyYAML cannot read"),
        (7, 8, "a tab stands here, which PyYAML cannot read"),
        (9, 1, "a tab stands here, which Ruby (Psych) and PyYAML cannot read"),
        (11, 9, "a tab stands in text without quotes, which PyYAML cannot read"),
        (14, 4, "a tab stands here, which Ruby (Psych) and PyYAML cannot read"),
        (15, 11, "a tab stands here, which PyYAML cannot read"),
    ]


def test_the_fix_writes_spaces_and_quotes_and_changes_no_value():
    checker = Checker(Settings())
    file = fix_file(checker, checker.check_text(WHOLE, "a.md"))
    assert file.result.source is not None
    after = file.result.source.whole_text
    assert file.result.findings == ()
    assert len(file.fixed) == 9
    assert loads(after).article == loads(WHOLE).article
    assert after == (
        WHOLE.replace(":\t", ": ").replace(":  ", ": ").replace('"\t\n', '"\n')
        .replace('"\t#', '" #').replace("\n\t#", "\n #").replace("\n\t\n", "\n\n", 1)
        .replace("Ex\tAmple", '"Ex\\tAmple"').replace("-\t", "- ").replace("Travel\t", "Travel")
    )  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_tab_is_reported_where_a_reader_fails_and_only_there(case, real):
    text, _ = READ[case]
    faults = faults_of(source_of(text))
    failing = {name for name in ("PyYAML", "Ruby (Psych)") if name in real}
    failing = {name for name in failing if real[name](text)[0] == "error"}
    told = {name for name in failing | {"PyYAML"} if any(name in f.message for f in faults)}
    assert told == failing
    if "Ruby (Psych)" in real:
        assert any("Ruby" in fault.message for fault in faults) is ("Ruby (Psych)" in failing)


@pytest.mark.parametrize("case", READ)
def test_after_the_fix_each_reader_gets_the_value(case, real):
    text, data = READ[case]
    after = without_tabs(text)
    assert compose(source_of(after)).data == data
    assert faults_of(source_of(after)) == [] or "&" in text
    expected = real["ruamel.yaml"](after)
    for name, read in real.items():
        if (
            "&x b" not in text
            and "&" not in text
            and "x\ty" not in after
            and name != "ruamel.yaml in YAML 1.1"
        ):
            assert read(after) == expected, (name, after)


@given(DOCUMENTS)
def test_the_fix_of_generated_tabs_changes_no_value_and_leaves_none(text):
    try:
        before = compose(source_of(text))
    except DocumentError:
        assume(False)
    assume(not before.faults)
    after = without_tabs(text)
    assert compose(source_of(after)).data == before.data
    assert all(fault.edit is None for fault in faults_of(source_of(after)))


@pytest.mark.parametrize(
    "text",
    ["a: 'x\ty'\n", 'a: "x\ty"\n', "a: b #\tc\n", "#\tc\na: b\n", "a: |\n  x\ty\n  \tz\n",
     "a: |+\n  x\n  \t\n\nb: c\n", '{"a":\t"b"}\n'],
)  # fmt: skip
def test_tabs_that_every_reader_takes_are_not_reported(text):
    source = source_of(text)
    if text.startswith("{"):
        source = Source("a.json", text, JSON, (0, len(text)), len(text))
    assert faults_of(source) == []


def test_a_document_with_tabs_is_edited_without_touching_them():
    document = loads(WHOLE)
    document.set("category", "travel")
    assert document.text == WHOLE.replace("\tnews", "\ttravel")
    document.set("category", "news")
    assert document.text == WHOLE
    document = loads(WHOLE.replace("type: article\n", "type: article\nheat:\t72\t# warm\n"))
    document.set("topics[1]", "Sea")
    document.article.topics.append("Harbours")
    assert "  -\tPorts\n  - Sea\t\n" in document.text
    assert "Harbours\n---\n\n\tBody\n" in document.text
    document.delete("topics[0]")
    document.set("locale", "en-GB")
    document.delete("heat")
    assert "heat" not in document.text
    article = loads(document.text).article
    assert article.topics == ["Sea", "Harbours"]
    assert article.locale == "en-GB"
    assert 'title: "Harbour at\tdawn"\t\nexcerpt: "A walk."\t# of one hour\n' in document.text
