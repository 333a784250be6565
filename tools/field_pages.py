"""The page of the docs that lists every field."""

from __future__ import annotations

from article_schema.model.article import Article
from article_schema.reporting.field_page import field_page


def field_pages() -> dict[str, str]:
    """Return `docs/fields.md`."""
    return {"docs/fields.md": field_page(Article)}
