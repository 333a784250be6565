"""A value, written in any style that takes it, is the same value to every reader."""

import datetime
import itertools
import json
import math

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from article_schema.document.styling import (
    candidate_styles,
    is_plain_instant,
    plain_is_safe,
    render_scalar,
)

from .texts import compose_text

yaml = pytest.importorskip("yaml", reason="PyYAML is the reader of YAML 1.1")

STYLES = ["", "'", '"', "|", ">"]

#: Text made of what YAML cares about, so that few examples go by without a trap.
TRAPS = st.lists(
    st.sampled_from(
        [*"-?:,[]{}#&*!|>'\"%@`=<~._ \t\n\r\\0123456789eExXaTZyn+/", "\x85", "\u2028", "\ufeff",
         "\u00a0", "\x00", "\x7f", "\ufffe", "é", "😀", ": ", " #", "---", "...", "<<", "null",
         "yes", "No", "true", ".inf", ".nan", "0o7", "0x1F", "1_000", "1:30", "2020-06-12",
         "T19:19:00Z", " foo", "word", "long words in a row " * 8]
    ),
    max_size=7,
).map("".join)  # fmt: skip
TEXT = st.text(max_size=30) | TRAPS | st.text(st.characters(codec="ascii"), max_size=8)


def ruamel_load(text):
    return YAML(typ="safe", pure=True).load(text)


def ours(text):
    tree = compose_text(text)
    assert not tree.faults
    return tree.data


READERS = [ours, ruamel_load, yaml.safe_load]
if hasattr(yaml, "CSafeLoader"):
    READERS.append(lambda text: yaml.load(text, yaml.CSafeLoader))

#: Where a scalar may stand; the value is `[0]`, then `"k"`.
PLACES = {
    "value": "- k: {}\n",
    "last": "- k: {}",
    "commented": "- k: {} # a comment\n  l: 1\n",
    "item": "-\n  k:\n    - {}\n",
    "flow list": "- k: [{}, 1]\n",
    "flow mapping": "- {{k: {{l: {}}}}}\n",
}


def value_at(place, data):
    data = data[0]["k"]
    if isinstance(data, list):
        data = data[0]
    return data["l"] if place == "flow mapping" else data


def assert_reads_back(text, style, place, newline):
    flow = "flow" in place
    rendered = render_scalar(text, style, indent=6, newline=newline, flow=flow)
    if rendered is None:
        return
    if style in ("|", ">") and place in ("commented", "last"):
        assume(False)
    written = PLACES[place].format(rendered).replace("\n", newline).replace("\r\r\n", "\r\n")
    for reader in READERS:
        value = value_at(place, reader(written))
        assert type(value) is str, (reader, written, value)
        assert value == text, (reader, written, value)


@given(
    TEXT, st.sampled_from(STYLES), st.sampled_from(sorted(PLACES)), st.sampled_from(["\n", "\r\n"])
)
@example("a\n\nb\n", ">", "value", "\n")
@example("a\n\nb", "|", "value", "\r\n")
@example("---", '"', "value", "\n")
def test_text_reads_back_in_every_style(text, style, place, newline):
    assert_reads_back(text, style, place, newline)


@given(TEXT)
def test_double_quotes_hold_every_text_and_json_reads_it_too(text):
    rendered = render_scalar(text, '"')
    assert rendered is not None
    assert json.loads(rendered) == text
    assert not any(character in rendered for character in "\n\r\t\x85\u2028\ufeff")


@given(TEXT, st.sampled_from(["", "'", '"']))
def test_a_scalar_of_one_line_has_one_line(text, style):
    rendered = render_scalar(text, style)
    assert rendered is None or len(f"{rendered} ".splitlines()) == 1


@given(TEXT, st.sampled_from(["", "'", '"']))
def test_as_a_key_it_reads_back(text, style):
    rendered = render_scalar(text, style)
    if rendered is None:
        return
    for reader in READERS:
        assert reader(f"{rendered}: 1\n") == {text: 1}


@given(st.text(max_size=30) | TRAPS)
def test_plain_in_flow_is_narrower_than_plain_in_block(text):
    assert plain_is_safe(text) or not plain_is_safe(text, flow=True)


@given(st.none() | st.booleans() | st.integers() | st.floats())
def test_other_values_read_back_plain_and_have_no_other_style(value):
    rendered = render_scalar(value, "")
    for reader in READERS:
        read = reader(f"k: {rendered}\n")["k"]
        assert type(read) is type(value)
        assert read == value or (math.isnan(value) and math.isnan(read))
    assert all(render_scalar(value, style) is None for style in STYLES[1:])
    assert candidate_styles(value, '"', quoted=True) == ("",)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1e20, "1.0e+20"),
        (1e-7, "1.0e-07"),
        (1.5e300, "1.5e+300"),
        (-0.0, "-0.0"),
        (math.inf, ".inf"),
        (-math.inf, "-.inf"),
        (math.nan, ".nan"),
        (10**399, "1" + "0" * 399),
        (10**400, None),
        pytest.param(10**9999, None, id="huge"),
    ],
)
def test_numbers(value, expected):
    assert render_scalar(value, "") == expected


@pytest.mark.parametrize(
    "text",
    ["", "~", "null", "NULL", "yes", "No", "ON", "off", "y", "N", "true", "FALSE", "010", "08",
     "0o7", "0x1f", "0b11", "1_000", "1:30", "190:20:30.15", "-1:30", "1e10", "1.5", ".5", "5.",
     ".", ".inf", "+.INF", ".NaN", "1.2.3", "=", "<<", "2020-06-12", "2020-6-1 1:2:3",
     "2020-06-12T19:19:00Z", "a: b", "a:", "a #b", " a", "a ", "a\tb", "a\nb", "- a", "-", "--",
     "---", "--- a", "...", "... a", "?", "? a", ":a", "#a", "&a", "*a", "!a", "|", ">", "'a",
     '"a"', "%a", "@a", "`a", "[a]", "{a}", "]", ",", "a\u00a0b", "a\u2028b", "\ufeffa",
     "a\u200bb", "_", "-_", "1" * 500],
)  # fmt: skip
def test_not_plain(text):
    assert not plain_is_safe(text)


@pytest.mark.parametrize(
    "text",
    ["AI", "Computer Vision", "example.com", "C++", "C#", "3D printing", "5G", "-word", "a-b",
     "a: b".replace(" ", ""), "https://example.com/a?b=c&d=%20#e", "R&D", "it's", 'a "b" c', "a, b",
     "Größe", "日本語", "x [y]", "1st", "=a", "2020-06", "12 monkeys", "yes we can", "😀"],
)  # fmt: skip
def test_plain(text):
    assert plain_is_safe(text)


@pytest.mark.parametrize("text", ["a,b", "x [y]", "https://example.com", "a?b", "a{b}"])
def test_not_plain_in_flow(text):
    assert plain_is_safe(text)
    assert not plain_is_safe(text, flow=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-06-12T19:19:00Z", True),
        ("2020-06-12T19:19:00.5Z", True),
        ("2020-06-12T19:19:00.123456789+05:30", True),
        ("2020-06-12", True),
        ("2020-06-12T19:19:00", True),
        ("2020-06-12T19:19Z", False),
        ("2020-06-12t19:19:00z", False),
        ("2020-13-45T99:19:00Z", False),
        ("2020-06-12T23:59:60Z", False),
        ("2020-06-12T19:19:00+99:99", False),
        ("0000-01-01T00:00:00Z", False),
        ("0001-01-01T00:00:00+23:59", False),
        ("9999-12-31T23:59:59-23:59", False),
        ("2020-06-12T19:19:00Z\n", False),
    ],
)
def test_instants(text, expected):
    assert is_plain_instant(text) is expected
    assert render_scalar(text, "") is None
    assert render_scalar(text, "", instants=True) == (text if expected else None)
    in_brackets = text if expected and ":" not in text else None
    assert render_scalar(text, "", instants=True, flow=True) == in_brackets


def test_an_instant_has_ascii_digits():
    assert not is_plain_instant("٢٠٢٠-06-12T19:19:00Z")


@given(
    st.datetimes(),
    st.sampled_from(["Z", "+23:59", "-23:59", "+00:00"]),
)
def test_every_reader_stands_a_plain_instant(moment, zone):
    text = moment.replace(microsecond=0).isoformat() + zone
    assume(is_plain_instant(text))
    assert ours(f"k: {text}\n") == {"k": text}
    for reader in READERS[1:]:
        assert isinstance(reader(f"k: {text}\n")["k"], datetime.datetime)


def test_quotes():
    assert render_scalar("it's", "'") == "'it''s'"
    assert render_scalar('say "\\"\t\x7f\n', '"') == r'"say \"\\\"\t\u007f\n"'
    assert render_scalar("a\u2028b\ufeff «é»", '"') == '"a\\u2028b\\ufeff «é»"'


@pytest.mark.parametrize("style", STYLES)
def test_half_a_surrogate_pair_has_no_style(style):
    assert render_scalar("a\ud83d", style, indent=2) is None


def test_blocks():
    assert render_scalar("a\n\n  b\n", "|", indent=2) == "|\n  a\n\n    b"
    assert render_scalar("a\nb", "|", indent=4, newline="\r\n") == "|-\r\n    a\r\n    b"
    assert render_scalar("a\nb\n", ">", indent=2) == ">\n  a\n\n  b"
    long = "word " * 20
    assert render_scalar(long + "end", ">", indent=2) == (
        ">-\n  " + ("word " * 16).strip() + "\n  " + "word " * 4 + "end"
    )


@given(st.lists(st.text("ab", min_size=1, max_size=90), min_size=1, max_size=30))
def test_folded_lines_are_full(words):
    _, *lines = render_scalar(" ".join(words), ">", indent=2).split("\n")
    assert all(len(line) <= 82 or " " not in line.strip() for line in lines)
    for line, below in itertools.pairwise(lines):
        assert len(f"{line} {below.split()[0]}") > 82


@pytest.mark.parametrize("style", ["|", ">"])
@pytest.mark.parametrize("text", ["", "\n", " a", "\na", "a\n\n", "a\n \nb", "a\rb", "a\x85b"])
def test_what_blocks_cannot_hold(text, style):
    assert render_scalar(text, style, indent=2) is None


@pytest.mark.parametrize("style", ["|", ">"])
def test_a_block_needs_indentation_and_block_context(style):
    assert render_scalar("a", style) is None
    assert render_scalar("a", style, indent=2, flow=True) is None


@pytest.mark.parametrize(
    ("old_style", "quoted", "expected"),
    [
        ("", False, ("", "'", '"')),
        ("", True, ("", '"', "'")),
        ("'", False, ("'", '"')),
        ("'", True, ("'", '"')),
        ('"', False, ('"', "'")),
        ("|", False, ("|", "'", '"')),
        (">", True, (">", '"', "'")),
    ],
)
def test_the_old_style_comes_first(old_style, quoted, expected):
    assert candidate_styles("text", old_style, quoted=quoted) == expected
