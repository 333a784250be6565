"""Mutations: seeds changed by chance, where atheris is missing and for texts that are long."""

from __future__ import annotations

from random import Random

from fuzz.differential import PIECES, mutated
from fuzz.seeds import texts, tokens
from fuzz.targets import SEPARATOR

#: The length up to which a piece of a text is repeated: nothing may be slow that is shorter.
_LONG = 900_000


class Mutations:
    """An endless row of inputs of a target; the same seed gives the same inputs."""

    def __init__(self, target: str, seed: int, *, long: bool = True) -> None:
        self.edits = target == "edit"
        self.chance = Random(seed)
        self.long = long
        self.whole = list(texts())
        self.lines = [
            text for raw in self.whole if (text := raw.decode("utf-8", "replace")).strip()
        ]
        self.pieces = [*PIECES, *tokens()]

    def next(self) -> bytes:
        """Return another input."""
        kind = self.chance.randrange(10)
        if kind < 4:
            raw = mutated(self.lines, self.chance).encode("utf-8", "replace")
        elif kind < 9 or not self.long:
            raw = self._dented(self.chance.choice(self.whole))
        else:
            raw = self._stretched(self.chance.choice(self.whole))
        return raw + SEPARATOR + self.chance.randbytes(24) if self.edits else raw

    def _dented(self, raw: bytes) -> bytes:
        for _ in range(self.chance.randint(1, 4)):
            start = self.chance.randint(0, len(raw))
            end = min(len(raw), start + self.chance.choice((0, 0, 1, 2, 10, 40)))
            piece = self.chance.choice(self.pieces).encode()
            raw = raw[:start] + piece * self.chance.choice((0, 1, 1, 1, 2, 9)) + raw[end:]
        return raw

    def _stretched(self, raw: bytes) -> bytes:
        """Repeat a piece of a text until it is long: what is quadratic shows."""
        start = self.chance.randint(0, len(raw))
        piece = raw[start : start + self.chance.choice((1, 2, 3, 8, 30, 100))]
        if self.chance.random() < 0.5:
            piece = self.chance.choice(self.pieces).encode() + piece
        times = self.chance.choice((5_000, 50_000, _LONG)) // max(len(piece), 1)
        return raw[:start] + piece * times + raw[start:]
