"""A manner says which quotes a text has, and which values its fields may have."""

import pytest

from article_schema.document.manner import Manner, choices
from article_schema.errors import UsageError


@pytest.mark.parametrize(
    ("manner", "text", "quoted", "word"),
    [
        (Manner(), "Harbour", False, "plain"),
        (Manner(), "Harbour", True, "double"),
        (Manner(), "Harbour: dawn", False, "double"),
        (Manner(sign_quotes="single"), "Harbour: dawn", False, "single"),
        (Manner(sign_quotes="single"), "Harbour", False, "plain"),
        (Manner(text_quotes="single"), "Harbour: dawn", False, "single"),
        (Manner(text_quotes="single"), "Harbour", True, "single"),
        (Manner(text_quotes="single"), "yes", False, "single"),
        (Manner(look_alike_quotes="single"), "yes", False, "single"),
        (Manner(look_alike_quotes="single"), "0.1", True, "single"),
        (Manner(look_alike_quotes="single"), "", False, "double"),
        (Manner(empty_quotes="single"), "", False, "single"),
        (Manner(url_quotes="plain"), "https://example.com/a", True, "plain"),
        (Manner(url_quotes="double"), "https://example.com/a", False, "double"),
        (Manner(url_quotes="double"), "Harbour", False, "plain"),
        (Manner(date_quotes="single"), "2020-06-12", False, "single"),
        (Manner(key_quotes={"a.b": "single"}), "Harbour", True, "single"),
        (Manner(key_quotes={"a.b": "single"}), "yes", False, "single"),
        (Manner(key_quotes={"a": "single"}), "Harbour", True, "double"),
        (Manner(key_quotes={"a.b": "plain"}), "Harbour", True, "plain"),
        (Manner(key_quotes={"a.b": "plain"}), "no", False, "double"),
    ],
)
def test_which_quotes_a_text_has(manner, text, quoted, word):
    assert manner.wish(text, "a.b", quoted=quoted).word == word


@pytest.mark.parametrize(
    ("manner", "text", "kept"),
    [
        (Manner(), "Harbour", False),
        (Manner(text_quotes="keep"), "Harbour", True),
        (Manner(text_quotes="keep"), "Harbour: dawn", True),
        (Manner(text_quotes="keep", sign_quotes="single"), "Harbour: dawn", False),
        (Manner(text_quotes="double", keep=("text-quotes",)), "Harbour", True),
        (Manner(text_quotes="keep"), "yes", False),
        (Manner(look_alike_quotes="keep"), "yes", True),
        (Manner(key_quotes={"a": "keep"}), "Harbour", True),
        (Manner(key_quotes={"a": "double"}, keep=("key-quotes",)), "Harbour", True),
    ],
)
def test_what_fmt_leaves_alone(manner, text, kept):
    assert manner.wish(text, "a", quoted=False).is_kept is kept


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"text_quotes": "bold"}, "text_quotes must be one of double, keep, model, plain, single"),
        ({"sign_quotes": "plain"}, "sign_quotes must be one of double, keep, model, single"),
        ({"indent": 0}, "indent must be from 1 to 8, not 0"),
        ({"indent": True}, "indent must be a whole number, not True"),
        ({"indent": "2"}, "indent must be a whole number, not '2'"),
        ({"key_quotes": {"title": "x"}}, "key_quotes['title'] must be one of"),
        ({"key_lists": {"tags": "keep"}}, "key_lists['tags'] must be one of block, flow"),
        ({"keep": ("titles",)}, "keep: a style has no key 'titles'; it has one of"),
    ],
)
def test_wrong_values_are_refused(values, message):
    with pytest.raises(UsageError) as caught:
        Manner(**values)
    assert str(caught.value).startswith(message)


def test_values_that_cannot_be_hashed_are_refused_too():
    with pytest.raises(UsageError):
        Manner(null=["null"])


def test_manners_compare_and_hash_by_value():
    assert Manner(key_quotes={"a": "double"}) == Manner(key_quotes={"a": "double"})
    assert Manner() != Manner(wrap=80)
    assert len({Manner(), Manner(), Manner(wrap=80)}) == 2


def test_each_choice_has_words_or_bounds_and_says_what_it_is():
    for choice in choices():
        assert bool(choice.words) != (choice.least < choice.most)
        assert choice.doc
        choice.require(choice.default)
