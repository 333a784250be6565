from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.model.article import Article, Image, Provider, RelatedItem
from article_schema.model.shapes.tables import table_of
from article_schema.model.spelling import closest, closest_key

KEYS = sorted(
    {
        field.key
        for model in (Article, Image, Provider, RelatedItem)
        for field in table_of(model).fields
        if not field.deprecated
    }
)
LONG = [key for key in KEYS if len(key) >= 5]

keys = st.sampled_from(KEYS)


@given(st.data(), keys)
def test_two_letters_in_the_wrong_order_are_a_slip(data: st.DataObject, key: str) -> None:
    places = [at for at in range(len(key) - 1) if key[at].lower() != key[at + 1].lower()]
    at = data.draw(st.sampled_from(places))
    wrong = key[:at] + key[at + 1] + key[at] + key[at + 2 :]
    assert closest(wrong, [key]) == key


@given(st.data(), keys)
def test_a_doubled_letter_is_a_slip(data: st.DataObject, key: str) -> None:
    at = data.draw(st.integers(0, len(key) - 1))
    assert closest(key[:at] + key[at] + key[at:], [key]) == key


@given(st.data(), st.sampled_from([key for key in KEYS if len(key) >= 4]))
def test_a_missing_letter_is_a_slip(data: st.DataObject, key: str) -> None:
    at = data.draw(st.integers(0, len(key) - 1))
    assert closest(key[:at] + key[at + 1 :], [key]) == key


@given(st.data(), st.sampled_from(LONG), st.sampled_from(string.ascii_letters))
def test_a_wrong_letter_is_a_slip(data: st.DataObject, key: str, letter: str) -> None:
    at = data.draw(st.integers(0, len(key) - 1))
    wrong = key[:at] + letter + key[at + 1 :]
    assert closest(wrong, [key]) == (None if wrong == key else key)


@given(keys, st.sampled_from(["", "-", "_", " "]))
def test_another_case_and_other_signs_between_the_words_are_a_slip(key: str, sign: str) -> None:
    parted = "".join(f"{sign}{letter}" if letter.isupper() else letter for letter in key)
    for wrong in {parted.lower(), parted.upper(), parted.title()} - {key}:
        assert closest(wrong, [key]) == key


@pytest.mark.parametrize(
    "word",
    [
        "source", "publishDate", "date", "head", "heart", "heath", "name2", "uri", "image", "topic",
        "weight", "tag", "author", "layout", "slug", "summary", "", "---", "t", "x" * 10_000,
    ],
)  # fmt: skip
def test_another_word_is_no_slip(word: str) -> None:
    assert closest_key(word, [field.key for field in table_of(Article).fields]) is None


def test_the_likelier_slip_is_named_first() -> None:
    assert closest("titel", ["tiler", "title"]) == "title"
    assert closest("Heat", ["heats", "heat"]) == "heat"


def test_a_word_is_never_its_own_slip() -> None:
    assert closest("title", ["title"]) is None


def test_a_digit_is_no_slip_for_a_letter_and_a_letter_is_one_for_a_digit() -> None:
    assert closest("URL0O5", ["URL004", "URL005"]) == "URL005"
    assert closest("URL099", ["URL009"]) is None
