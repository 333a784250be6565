"""Compare plain data: by type as well as value, with NaN equal to itself, and each pair once."""

from __future__ import annotations

from article_schema.document.limits import Limits
from article_schema.document.tree import Data

_SCALARS = (str, bool, int, float, type(None))


class Comparer:
    """Compares data; remembers what it found equal, so that shared parts cost nothing again.

    It keeps no reference to the data, so it must not outlive them.
    """

    def __init__(self) -> None:
        self._equal: set[tuple[int, int]] = set()

    def same(self, left: Data, right: Data) -> bool:
        """Tell whether two pieces of data mean the same. The order of keys has no meaning."""
        if left is right:
            return True
        if type(left) is not type(right):
            return False
        if hasattr(left, "isoformat"):
            # Two dates may name one moment in different zones.
            return bool(left.isoformat() == right.isoformat())
        if not isinstance(left, dict | list):
            return bool(left == right or (left != left and right != right))  # noqa: PLR0124 - NaN
        pair = (id(left), id(right))
        if pair in self._equal:
            return True
        if len(left) != len(right):
            return False
        if isinstance(left, list):
            equal = all(map(self.same, left, right))
        else:
            equal = all(key in right and self.same(item, right[key]) for key, item in left.items())
        if equal:
            self._equal.add(pair)
        return equal


def same(left: Data, right: Data) -> bool:
    """Tell whether two pieces of data mean the same: `True`, `1` and `1.0` are three values."""
    if type(left) is str and type(right) is str:
        return left == right
    return Comparer().same(left, right)


def odd_part(value: Data, limits: Limits, *, dates: bool = False) -> str | None:
    """Say what keeps a value from being plain data that a file can hold, or return None.

    `dates` says that the file can hold dates and times.
    """
    left = limits.nodes
    waiting: list[tuple[Data, int]] = [(value, 0)]
    while waiting:
        part, depth = waiting.pop()
        left -= 1
        if left < 0 or depth > limits.depth:
            return "the value is too large or too deep for a file"
        if type(part) is list:
            waiting += [(item, depth + 1) for item in part]
        elif type(part) is dict:
            waiting += [(key, limits.depth) for key in part]
            if not all(type(key) is str for key in part):
                return "a key of the value is not text"
            waiting += [(item, depth + 1) for item in part.values()]
        elif type(part) not in _SCALARS and not (dates and hasattr(part, "isoformat")):
            return f"a value of type {type(part).__name__} is not plain data"
        elif type(part) is str and not _encodable(part):
            return "the text holds half of a surrogate pair"
    return None


def _encodable(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
