"""Manners of writing, drawn at random."""

from hypothesis import strategies as st

from article_schema.document.manner import LISTS, QUOTES, Manner, choices


def _values(choice):
    if choice.words:
        return st.sampled_from(choice.words)
    if choice.name == "wrap":
        return st.sampled_from([0, 1, 20, 80])
    return st.integers(choice.least, min(choice.most, 40))


KEYS = ("title", "url", "images.url", "odd", "topics")
NAMES = [choice.key for choice in choices()]

MANNERS = st.builds(
    Manner,
    key_quotes=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(QUOTES), max_size=2),
    key_lists=st.dictionaries(st.sampled_from(KEYS), st.sampled_from(LISTS), max_size=2),
    keep=st.lists(st.sampled_from([*NAMES, "key-quotes"]), max_size=2),
    **{choice.name: _values(choice) | st.just(choice.default) for choice in choices()},
)
