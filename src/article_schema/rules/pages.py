"""Pages: what the URLs of a record lead to."""

from __future__ import annotations

from article_schema.model.web.normal_form import normal_form

TYPE_CHECKING = False
if TYPE_CHECKING:
    from article_schema.model.article import Article, RelatedItem


def pages_of(record: Article | RelatedItem) -> dict[str, str]:
    """Return the pages of a record by the keys that name them, the one that readers open first."""
    named = (
        ("webUrl", record.web_url),
        ("sourceUrl", record.source_url),
        ("originalUrl", record.original_url),
    )
    return {key: normal_form(url) for key, url in named if url is not None}


def main_page(record: Article | RelatedItem) -> str | None:
    """Return the normal form of the page that readers of a record open.

    Only a record that is at fault names none.
    """
    page = record.web_url or record.source_url or record.original_url
    return None if page is None else normal_form(page)
