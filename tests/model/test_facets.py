from __future__ import annotations

import re

import annotated_types
import pytest

from article_schema.errors import ModelError
from article_schema.model.annotated import facets_in
from article_schema.model.constraints import Bound, Length
from article_schema.model.facets import Doc, Example, Key, NotBlank, Pattern, anchored


def test_bounds_of_annotated_types_are_adapted() -> None:
    metadata = [annotated_types.Interval(ge=1, lt=9), annotated_types.Len(2, 4)]
    assert list(facets_in(metadata, "Probe.size")) == [
        Bound(1, "minimum"),
        Bound(9, "exclusiveMaximum"),
        Length(minimum=2),
        Length(maximum=4),
    ]


def test_notes_are_no_constraints() -> None:
    assert list(facets_in([Example([]), Doc("A note."), Key("a")], "Probe.size")) == []


class _Note:
    """A note as PEP 727 has it."""

    documentation = "How large."


@pytest.mark.parametrize(
    ("item", "instead"),
    [
        (
            annotated_types.Timezone(None),
            "write Ge, Gt, Le, Lt, MultipleOf, MinLen, MaxLen, Unique",
        ),
        (annotated_types.Predicate(str.isupper), "a facet of your own"),
        (re.compile("[a-z]+"), 'write Pattern(\'[a-z]+\', "SCH002", "what the text looks like")'),
        ("How large.", "write Doc('How large.')"),
        (_Note(), "write Doc('How large.')"),
        (NotBlank, "write NotBlank(...), an instance of it"),
        (Doc, "write Doc(...), an instance of it"),
        (3, "a note is a Doc"),
        (object(), "a note is a Doc"),
    ],
    # No addresses of objects: tests have the same names in every process.
    ids=lambda item: re.sub(" at 0x[0-9a-f]+", "", repr(item)),
)
def test_what_annotated_would_hold_in_vain_is_refused(item: object, instead: str) -> None:
    with pytest.raises(
        ModelError, match=rf"^Probe\.size: .* would be ignored; .*{re.escape(instead)}"
    ):
        list(facets_in([Doc("Kept."), item], "Probe.size"))


@pytest.mark.parametrize(
    ("keyword", "accepted", "refused", "sentence"),
    [
        ("minimum", [5, 5.5, 10**40], [4, 4.99, -(10**40), float("nan")], "at least 5"),
        ("maximum", [5, -1], [5.01, 6, float("nan")], "at most 5"),
        ("exclusiveMinimum", [5.1], [5, 4], "more than 5"),
        ("exclusiveMaximum", [4], [5, 6], "less than 5"),
    ],
)
def test_bound(keyword: str, accepted: list[float], refused: list[float], sentence: str) -> None:
    bound = Bound(5, keyword)
    assert [value for value in accepted + refused if bound.accepts(value)] == accepted
    assert bound.sentence == sentence
    assert bound.keywords() == {keyword: 5}
    assert bound.flaw(0).message == f"must be {sentence}, not 0"
    assert bound.flaw(0).code == "FLD005"


@pytest.mark.parametrize(
    ("value", "code", "message", "advice"),
    [
        ("", "FLD008", "is empty", "write at least 2 characters"),
        ("a", "FLD006", "has 1 character, fewer than 2", ""),
        ("abcd", "FLD007", "has 4 characters, more than 3", "shorten it"),
        ([], "FLD008", "is empty", "write at least 2 items"),
        ([1], "FLD006", "has 1 item, fewer than 2", ""),
        ([1] * 1000, "FLD007", "has 1,000 items, more than 3", "keep those that matter most"),
    ],
)
def test_length(value: str | list[int], code: str, message: str, advice: str) -> None:
    length = Length(2, 3)
    assert not length.accepts(value)
    flaw = length.flaw(value)
    assert (flaw.code, flaw.message, flaw.help) == (code, message, advice)


def test_length_counts_code_points() -> None:
    assert Length(maximum=2).accepts("🙂🚢")
    assert not Length(maximum=2).accepts("e\u0301e")


@pytest.mark.parametrize(
    ("length", "sentence", "keywords"),
    [
        (Length(2, 1000), "length 2 to 1,000", {"minLength": 2, "maxLength": 1000}),
        (Length(maximum=5000), "length at most 5,000", {"maxLength": 5000}),
        (Length(minimum=1), "length at least 1", {"minLength": 1}),
    ],
)
def test_length_in_words_and_keywords(
    length: Length, sentence: str, keywords: dict[str, int]
) -> None:
    assert length.sentence == sentence
    assert length.keywords() == keywords
    in_items = {key.replace("Length", "Items"): value for key, value in keywords.items()}
    assert length.list_keywords() == in_items


@pytest.mark.parametrize(
    "text",
    ["", " ", "\t\r\n", "\u00a0", "\u200b\u200c\u200d", "\u2060", "\u3000", "\ufeff", "\x85"],
)
def test_blank_text(text: str) -> None:
    assert not NotBlank().accepts(text)
    flaw = NotBlank().flaw(text)
    assert flaw.code == "FLD008"
    assert flaw.message == ("holds nothing but white space" if text else "is empty")
    assert flaw.help


@pytest.mark.parametrize("text", ["a", " a ", "\u00a0.", "\u200bx", "🙂", "\x00"])
def test_text_that_is_not_blank(text: str) -> None:
    assert NotBlank().accepts(text)


def test_a_pattern_matches_the_whole_text() -> None:
    pattern = Pattern("[a-z]+|[0-9]+", "XXX001", "a word or digits", "write one")
    assert pattern.accepts("abc")
    assert pattern.accepts("123")
    assert not any(map(pattern.accepts, ["abc1", "abc\n", "\nabc", "", "ABC"]))
    flaw = pattern.flaw("A\n")
    assert (flaw.code, flaw.help) == ("XXX001", "write one")
    assert flaw.message == 'must be a word or digits, not "A\\n"'
    assert pattern.sentence == "a word or digits"


def test_an_anchored_pattern_excludes_a_final_line_feed() -> None:
    assert anchored("a|b") == {
        "pattern": "^(?:a|b)$",
        "not": {"type": "string", "pattern": "\\n$"},
    }
