"""The table of what readers take plain scalars for is what they do, each of them the real one."""

from __future__ import annotations

import os

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from yaml_readers import Answer, Reader, readers

from article_schema.document.reading.readings import (
    READERS,
    Reading,
    other_readings,
    our_reading,
    reading,
)
from article_schema.document.styling import plain_is_safe, render_scalar
from article_schema.document.tree import Mapping, Scalar
from article_schema.errors import DocumentError

from ..texts import compose_text

#: The long form: ARTICLE_SCHEMA_READER_TEXTS=50000 pytest THIS_FILE.
EXAMPLES = int(os.environ.get("ARTICLE_SCHEMA_READER_TEXTS", "300"))

PIECES = [
    *"0123456789", *"0123456789", *"__,,::..--++eExXobBOaAF=<~!&*?|>#@`%{}[]'\" \\", "0x", "0b",
    "0o", "00", ".e", "e+", "e-1", "inf", ".inf", ".nan", "NaN", "yes", "No", "on", "oFF", "y", "n",
    "null", "Null", "true", "TRUE", "2020-06-12", "2020-6-1", "T", "t", "19:19:00", "1:2:3", "Z",
    "+01:00", "-0530", ".5", "<<", ":a", "ſ", "ﬀ", "\u212a", ": ", " #", "- ",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map("".join)
KNOWN = [
    "yes", "No", "on", "oFF", "y", "n", "~", "null", "nuLL", "Null", "1,000", "2,5", "-1,5",
    "0x1,A", "07,7", "010", "08", "0o12", "1_000", "1__0", "1,", "1e3", "1.5e3", "1.e3", "+1", ".5",
    "5.", "-.5", "1:30", "01:30", "1:30:00", "1:30.5", "-1:30", "1:60", "0b11", "0b", "0x_", "0x1F",
    "-0x1F", ".inf", ".nAn", ":a", "2020-06-12", "2020-6-1", "2020-06-12T19:19:00Z",
    "2020-06-12 19:19:00", "2020-06-12t19:19:00", "2020-06-12T19:19:00+0100", "=", "<<", "1.2.3",
    "1,2,3.4", ".", "685_230.15", "oﬀ", "yeſ", "-2020-06-12T19:19:00Z", ".e+2", "-05302", "0x0b",
    "._", ".__", "._e+1", "._5", "._5_e-1", "-_", "+__", "-_5_", "_1", "-._",
    "0__19:19:00", "1_:2:3", "1__5:00.5_5__5", "-1_0:1:2._5",
]  # fmt: skip


@pytest.fixture(scope="module")
def real():
    with readers() as found:
        yield found


def value_of(answer: Answer) -> Answer:
    """Return what stands under `k`."""
    return answer[1][0][1] if answer[0] == "mapping" else answer


def is_plain_scalar(text: str) -> bool:
    """Tell whether a text stands for itself behind a key, to the parsers of all readers."""
    try:
        root = compose_text(f"k: {text}\n").root
    except DocumentError:
        return False
    node = root.pairs[0][1] if isinstance(root, Mapping) else None
    return isinstance(node, Scalar) and (node.text, node.style, node.tag) == (text, "", None)


def agrees(answer: Answer, expected: Reading) -> bool:
    if expected.kind == "sign":
        # Readers that have the sign stop where no value of theirs stands for it.
        return answer[0] in ("error", "text")
    if answer[0] != expected.kind:
        return False
    if expected.kind not in ("number", "boolean"):
        return True
    return answer[1] == pytest.approx(expected.value, nan_ok=True)


@pytest.mark.parametrize("text", KNOWN)
def test_each_reader_takes_a_plain_scalar_for_what_the_table_says(text, real):
    for name in READERS.keys() & real.keys():
        answer = value_of(real[name](f"k: {text}\n"))
        assert agrees(answer, reading(text, name)), (name, answer)


@settings(max_examples=EXAMPLES)
@given(TEXTS)
def test_the_table_is_right_for_generated_scalars_too(real, text):
    assume(is_plain_scalar(text))
    for name in READERS.keys() & real.keys():
        answer = value_of(real[name](f"k: {text}\n"))
        if answer[0] == "error" and " " in text:
            continue  # old parsers refuse some plain text altogether
        assert agrees(answer, reading(text, name)), (name, answer, reading(text, name))


@settings(max_examples=EXAMPLES)
@given(TEXTS)
def test_what_is_safe_to_stand_plain_is_text_in_every_table(text):
    if plain_is_safe(text):
        assert our_reading(text) == Reading("text", text)
        assert list(other_readings(text)) == []


def assert_text_to_all(real: dict[str, Reader], text: str, written: str) -> None:
    for name, read in real.items():
        assert value_of(read(f"k: {written}\n")) == ("text", text), (name, written)
        if name == "Ruby (Psych)" and text == "<<":
            continue  # Psych merges under a key `<<` even where quotes make it text
        assert read(f"{written}: v\n") == ("mapping", [(("text", text), ("text", "v"))]), name


@pytest.mark.parametrize("text", KNOWN)
def test_text_that_a_reader_takes_for_something_else_is_quoted(text, real):
    if any(True for _ in other_readings(text)) or our_reading(text).kind != "text":
        assert render_scalar(text, "") is None
    for style in ("'", '"'):
        written = render_scalar(text, style)
        assert written is not None
        assert_text_to_all(real, text, written)


@settings(max_examples=EXAMPLES)
@given(TEXTS)
@example("1,000")
@example("0x1,A")
@example("oﬀ")
def test_generated_text_is_text_to_every_reader_as_a_value_and_as_a_key(real, text):
    written = render_scalar(text, "") or render_scalar(text, '"')
    assert written is not None
    assert_text_to_all(real, text, written)


@pytest.mark.parametrize(
    ("text", "shown"),
    [("yes", "true"), ("off", "false"), ("010", "the number 8"), ("1:30", "the number 5400"),
     ("2020-06-12", "a date"), (":a", "a symbol"), ("nuLL", "null"), ("word", "text"),
     ("0x_", "an error"), ("1,000,000,000,000,000,000", "the number 1000000000000000000"),
     ("1,000,000,000,000,000,000,000", "the number 1000000000000000000…")],
)  # fmt: skip
def test_a_reading_is_shown_in_words(text, shown):
    assert reading(text, "Ruby (Psych)").shown == shown


@pytest.mark.parametrize(
    "text", ["word", "72", "-1", "1.5", "true", "null", "~", "Harbour at dawn"]
)
def test_where_all_agree_there_is_no_other_reading(text):
    assert list(other_readings(text)) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1_" + "0" * 98_000, "a number"), ("1" + ":30" * 32_000, "a number"),
     ("0b" + "1" * 98_000, "a number"), ("0b" + "1" * 9, "the number 511")],
)  # fmt: skip
def test_a_number_of_very_many_digits_is_not_worked_out(text, shown):
    readings = dict(other_readings(text))
    assert readings["PyYAML"].shown == shown


def test_a_decimal_of_very_many_digits_is_the_same_to_all():
    assert list(other_readings("0." + "1" * 5_000)) == []
