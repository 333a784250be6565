"""Spelling: which known word a writer may have meant."""

from __future__ import annotations

from collections.abc import Iterable

#: So many unknown keys of one record are compared with the known ones; more are no slip of the pen.
MOST_GUESSES = 100


def closest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word most like `word`, if one is like enough; never `word` itself."""
    from difflib import SequenceMatcher

    plain = _plain(word)
    best, best_ratio = None, 0.0
    for candidate in known:
        other = _plain(candidate)
        if candidate == word or abs(len(other) - len(plain)) > 3:
            continue
        ratio = 1.0 if other == plain else SequenceMatcher(None, plain, other).ratio()
        if ratio > best_ratio:
            best, best_ratio = candidate, ratio
    return best if best_ratio >= 0.8 else None


def _plain(word: str) -> str:
    return "".join(character for character in word[:80].lower() if character.isalnum())
