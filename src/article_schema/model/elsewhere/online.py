"""What a field says to `verify` about its value, besides that it is a URL or a host."""

from __future__ import annotations

from attrs import frozen

from article_schema.arguments import require
from article_schema.errors import ModelError
from article_schema.model.facets import Note


@frozen
class MainPage(Note):
    """The value is the address of the page that the record is about.

    `article-schema verify` compares it with the address that the page calls its own (`<link
    rel="canonical">`), and the title of the page with that of the record.

    >>> from article_schema import Article
    >>> field = table_of(Article).by_key["webUrl"]
    >>> [note for note in field.notes if isinstance(note, MainPage)]
    [MainPage(title='title')]

    Args:
        title: the key of the record that holds the headline; None where there is none.

    Raises:
        TypeError: the key is not text.
    """

    title: str | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse what is no key."""
        require(self.title, (str, type(None)), "MainPage() takes a key", 'write title="title"')


@frozen
class Embeds(Note):
    """The value is HTML that may show other pages in frames.

    `article-schema verify` looks whether these pages answer, and whether they let other sites show
    them (`X-Frame-Options`, `frame-ancestors`).

    >>> from article_schema import Article
    >>> field = table_of(Article).by_key["featuredContent"]
    >>> [note for note in field.notes if isinstance(note, Embeds)]
    [Embeds()]
    """


@frozen
class AmpPage(Note):
    """The value is the address of the AMP form of a page.

    `article-schema verify` looks whether the page links to it (`<link rel="amphtml">`), and whether
    it names the page as canonical.

    >>> from article_schema import Article
    >>> field = table_of(Article).by_key["ampWebUrl"]
    >>> [note for note in field.notes if isinstance(note, AmpPage)]
    [AmpPage(page='webUrl')]

    Args:
        page: the key of the record that holds the address of the page, such as `webUrl`.

    Raises:
        TypeError: the key is not text.
        ModelError: it is empty.
    """

    page: str

    def __attrs_post_init__(self) -> None:
        """Refuse what is no key."""
        require(self.page, str, "AmpPage() takes the key of the page", 'write AmpPage("webUrl")')
        if not self.page:
            raise ModelError('the key of an AmpPage is empty; write AmpPage("webUrl")')
