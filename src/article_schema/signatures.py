"""Types for signatures: plain data, and what can be sorted."""

from __future__ import annotations

# Not from typing: programs that open files do not wait for it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import date, time
    from typing import Never, Protocol, TypeAlias

    #: What a file can hold, such as `{"keywords": ["harbour"]}`: text, numbers, true, false, None,
    #: lists and dicts of them; in TOML dates and times too, where a `datetime` is a `date`.
    PlainData: TypeAlias = (
        str | int | float | bool | date | time | list["PlainData"] | dict[str, "PlainData"] | None
    )

    class Sortable(Protocol):
        """What has an order, such as text and numbers."""

        def __lt__(self, other: Never, /) -> bool:
            """Tell whether this comes before another value of its kind."""
            ...
else:
    # Libraries that read annotations stumble over a type that holds itself.
    from typing import Any

    PlainData = Any

__all__ = ["PlainData"]
