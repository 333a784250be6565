"""Where keys stand in the text of a configuration."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from article_schema.routes import Route

if TYPE_CHECKING:
    from article_schema.checking.config.toml.places import KeyLines

#: Characters of a key that a message shows.
_MOST_SHOWN = 100


@dataclass(frozen=True)
class Written:
    """A configuration as it is written."""

    #: The file, or the option of the command with its value.
    name: str
    text: str
    #: The table of the file that holds the keys.
    table: tuple[str, ...] = ()

    @cached_property
    def _lines(self) -> KeyLines:
        # Only a message needs it.
        from article_schema.checking.config.toml.places import KeyLines

        return KeyLines(self.text)

    def line_of(self, route: Route) -> int:
        """Return the line, from 1, on which a value begins, or else what it belongs to."""
        return self._lines.line_of((*self.table, *route))

    def place_of(self, route: Route) -> str:
        """Return a place for a message: file, line and key."""
        where = self.name if self._is_option else f"{self.name}:{self.line_of(route)}"
        return f"{where}: {_shown(route) or 'the table'}"

    @property
    def _is_option(self) -> bool:
        return self.name.startswith("--config")


def _shown(route: Route) -> str:
    """Return the keys of a route; the number of an item only where keys follow it."""
    last = max((at for at, step in enumerate(route) if isinstance(step, str)), default=-1)
    text = "".join(
        f"[{step}]" if isinstance(step, int) else f".{step}" for step in route[: last + 1]
    ).removeprefix(".")
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"
