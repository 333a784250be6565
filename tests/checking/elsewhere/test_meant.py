"""A guess by halves of names is that of a look at all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from article_schema.checking.elsewhere.meant import Meant
from article_schema.model.spelling import closest

WORDS = st.text("abcdeA-_/é1", max_size=9)


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, list[str]]:
    """Draw names, and a word that mostly is a slip of one of them."""
    names = draw(st.lists(WORDS, min_size=1, max_size=8))
    word = draw(st.sampled_from(names))
    at = draw(st.integers(0, max(len(word) - 1, 0)))
    letter = draw(st.sampled_from("abcx-"))
    slip = draw(st.sampled_from(["none", "drop", "add", "swap", "other"]))
    head, here, tail = word[:at], word[at : at + 1], word[at + 1 :]
    return {
        "none": word.upper(),
        "drop": head + tail,
        "add": head + letter + here + tail,
        "swap": head + tail[:1] + here + tail[1:],
        "other": head + letter + tail,
    }[slip], names


@given(slips())
def test_both_give_the_same_answer(drawn: tuple[str, list[str]]) -> None:
    word, names = drawn
    assert Meant(names).by(word) == closest(word, names)


def test_one_of_thousands_is_found_and_names_that_are_all_alike_get_no_guess() -> None:
    meant = Meant(f"author-number-{number:05}" for number in range(5_000))
    assert meant.by("author-nmuber-00001") == "author-number-00001"
    assert meant.advice(None) == (
        "there are author-number-00000, author-number-00001, author-number-00002, "
        "author-number-00003, author-number-00004, …"
    )
    alike = Meant(f"harbour-harbour-{number:05}-harbour-harbour" for number in range(5_000))
    assert alike.by("harbour-harbour-00001-harbour-habrour") is None
