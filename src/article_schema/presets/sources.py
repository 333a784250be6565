"""Sources: the page of a generator's own documentation that says what a key is."""

from __future__ import annotations

from collections.abc import Callable

from article_schema.model.facets import Doc


def described_at(page: str) -> Callable[..., Doc]:
    """Return a function that describes a field, with its source at the end.

    Args:
        page: the address of the page. The function takes the description, and the rest of the
            address, such as `#title`.
    """

    def doc(text: str, rest: str = "") -> Doc:
        return Doc(f"{text} Source: {page}{rest}")

    return doc
