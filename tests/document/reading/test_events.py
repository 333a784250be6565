from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.reading.events import ParseError, c_events, pure_events

SAFE = "a: 'b'\nc:\n  - d\n  - [e, {f: g}]\nh: |\n  i\n"
#: Texts that the C parser reads differently, or only by luck alike.
UNSAFE = [
    "a:\tb\n", "a: b\x85c\n", "a: b\u2028c\n", "a: \ufeffb\n", "%YAML 1.2\n---\na: b\n",
    "a: b\n---\nc: d\n", "a: b\n...\n", "a: !x b\n", "a: [!x b]\n", 'a: "\\ud83d\\ude42"\n',
    "a: *b\n", "- !x b\n", 'a: [b, "c":]\n', "a: |\n  \n b\n", "a: >-  # c\n\n  \n b\n",
]  # fmt: skip


def signature(text: str, *, pure: bool) -> list[object]:
    events = pure_events(text) if pure else c_events(text)
    assert events is not None
    return [
        (
            type(event).__name__,
            getattr(event, "value", None),
            getattr(event, "style", None) or "",
            event.start_mark.index,
        )
        for event in events
        if "Stream" not in type(event).__name__ and "Document" not in type(event).__name__
    ]


def test_both_parsers_give_the_same_events() -> None:
    assert signature(SAFE, pure=False) == signature(SAFE, pure=True)


@pytest.mark.parametrize("text", UNSAFE)
def test_text_on_which_they_may_differ_is_left_to_the_authority(text: str) -> None:
    assert c_events(text) is None


@pytest.mark.parametrize(
    "text", ["a: [b\n", "a: b: c\n", "a: 'b\n", "a: b\n c: d\n", "@\n", "a: {\n"]
)
@pytest.mark.parametrize("pure", [True, False])
def test_errors_are_translated(text: str, pure: bool) -> None:
    with pytest.raises(ParseError) as caught:
        signature(text, pure=pure)
    assert caught.value.problem
    assert 0 <= caught.value.offset <= len(text)


@given(st.text(alphabet="ab:-[]{}'\"|>#&*!%@, \n\t\\0.\u2028\x85", max_size=30))
def test_nothing_else_than_a_parse_error_is_raised(text: str) -> None:
    for events in (c_events(text), pure_events(text)):
        try:
            list(events or ())
        except ParseError:
            continue
