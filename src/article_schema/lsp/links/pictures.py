"""Pictures: the files that values name by their path, and how large a picture is."""

from __future__ import annotations

import os

from article_schema.checking.elsewhere.disk import found_in, require_sizes, size_of
from article_schema.errors import UsageError
from article_schema.lsp.sites import Choice
from article_schema.lsp.texts import Text
from article_schema.model.elsewhere.pointers import OnDisk
from article_schema.model.shapes.base import Shape


def file_of(choice: Choice, text: Text, shape: Shape, value: str) -> str | None:
    """Return the path of the file that a value names; None where it names none.

    Args:
        choice: what counts for the document.
        text: the document.
        shape: what the model says about the value.
        value: the value.
    """
    site = choice.checker.settings.site
    for facet in (facet for part in shape.flat() for facet in part.facets):
        if site is None or not value or not isinstance(facet, OnDisk):
            continue
        relative = facet.path.startswith(("./", "../"))
        folder = os.path.dirname(text.path or "") if relative else site.folder
        path = facet.path.replace("{}", value.lstrip("/"))
        found = found_in(folder, path, site.folder) if folder else None
        if found is not None:
            return found
    return None


def picture_size(path: str | None) -> tuple[int, int] | None:
    """Return width and height of a picture in pixels; None if nothing tells them."""
    try:
        require_sizes()
    except UsageError:
        return None
    return size_of(path) if path is not None else None
