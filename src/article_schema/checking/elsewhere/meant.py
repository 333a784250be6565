"""What was meant among thousands of names: the same answer as `closest`, without asking all."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from article_schema.model.spelling import closest, letters_of

#: Names of which more have a half in common are too much alike for a guess.
_MOST_ALIKE = 250
#: Names that an advice lists.
_MOST_LISTED = 5


class Meant:
    """Names, by their halves: a slip in one half of a name leaves the other one as it was."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(names)
        #: Those that come first in the order of letters.
        self.first = tuple(heapq.nsmallest(_MOST_LISTED, self.names))
        #: The numbers of the names by their length, which half it is, and its letters.
        self._by_half: dict[tuple[int, str, str], list[int]] = {}
        for number, name in enumerate(self.names):
            letters = letters_of(name)
            for key in _halves(letters, len(letters)):
                self._by_half.setdefault(key, []).append(number)

    def advice(self, twin: str | None) -> str:
        """Say what was meant, or else which names there are."""
        if twin is not None:
            return f"did you mean {twin!r}?"
        more = ", …" if len(self.names) > len(self.first) else ""
        return f"there are {', '.join(self.first)}{more}" if self.names else "there is none yet"

    def by(self, word: str) -> str | None:
        """Return the name that one slip turns into a word; None if there is none."""
        letters = letters_of(word)
        alike: set[int] = set()
        for length in range(len(letters) - 1, len(letters) + 2):
            for key in _halves(letters, length):
                numbers = self._by_half.get(key, ())
                if len(numbers) <= _MOST_ALIKE:
                    alike.update(numbers)
        return closest(word, [self.names[number] for number in sorted(alike)])


def _halves(letters: str, length: int) -> tuple[tuple[int, str, str], tuple[int, str, str]]:
    """Return the keys of a name of some length that shares a half with these letters."""
    half = max(length // 2 - 1, 0)
    return (length, "start", letters[:half]), (length, "end", letters[len(letters) - half :])
