"""Spelling: which known word a writer may have meant.

Only slips that people make count, and only one of them: another case, `-` or `_`, two letters in
the wrong order, one that is missing, doubled or wrong. A measure of likeness takes words for each
other that differ in meaning, such as `source` and `sourceUrl`.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

#: Unknown keys of one record beyond this number are not compared with the known ones.
MOST_GUESSES = 100

#: Longer words are not compared: no key and no code has more characters.
_LONGEST = 80
#: With one more or another letter a shorter word easily becomes another word: `named`, `uri`.
_LETTERS_FOR_ANOTHER = 4
_LETTERS_FOR_MORE = 5


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that one slip turns into `word`, never `word` itself."""
    plain = letters_of(word)
    best, best_cost = None, _NO_SLIP
    if not plain:
        return None
    for candidate in known:
        other = letters_of(candidate)
        if candidate != word and abs(len(other) - len(plain)) <= 1:
            cost = _slip(plain, other)
            if cost < best_cost:
                best, best_cost = candidate, cost
    return best


#: The answer of `_slip` where no slip makes one word of the other.
_NO_SLIP = 9

#: Words that Jekyll, Hugo, Eleventy, VitePress and WordPress give a meaning of their own in front
#: matter, and that are one letter away from keys of articles or pictures.
_OTHER_KEYS = frozenset({"contents", "head", "image", "locales", "tag", "topic", "weight"})


def closest_key(key: str, known: Iterable[str]) -> str | None:
    """Return the known key that one slip turns into `key`, if site builders know no such key."""
    return None if key in _OTHER_KEYS else closest(key, known)


def _slip(wrong: str, right: str) -> int:
    """Return how unlikely the slip is that makes one word of the other; 0 for the same letters."""
    start = 0
    for one, two in zip(wrong, right, strict=False):
        if one != two:
            break
        start += 1
    more, less = wrong[start:], right[start:]
    if not more and not less:
        return 0
    if len(wrong) == len(right):
        if more[2:] == less[2:] and more[:2] == less[1::-1]:
            return 1
        first_of_few = start == 0 and len(right) <= _LETTERS_FOR_ANOTHER
        is_one = more[1:] == less[1:] and more[0].isalpha()
        return 3 if is_one and len(right) >= _LETTERS_FOR_ANOTHER and not first_of_few else _NO_SLIP
    if len(wrong) < len(right):
        return 2 if more == less[1:] and len(right) >= _LETTERS_FOR_ANOTHER else _NO_SLIP
    if more[1:] != less or not more[0].isalpha():
        return _NO_SLIP
    if start and more[0] == wrong[start - 1]:
        return 1
    return 4 if len(right) >= _LETTERS_FOR_MORE else _NO_SLIP


@lru_cache(maxsize=1024)
def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.lower()))


def letters_of(word: str) -> str:
    """Return what is compared of a word: its letters and digits, whatever their case."""
    return _letters(word[:_LONGEST])
