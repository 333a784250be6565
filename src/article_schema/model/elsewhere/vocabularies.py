"""What a field is called in the formats that others read: a term for each vocabulary.

A format asks the fields of a model for their terms, so models of a site's own can be exported too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from article_schema.arguments import require
from article_schema.errors import ModelError
from article_schema.model.facets import Note


class Term(Note):
    """The parent of the terms of all vocabularies: where the value of a field stands.

    A path has a name for each level, with dots between them. `name[]` is a list, in which each item
    of the value has a place. `name[role=main]` is that one of its items, or those, of which this is
    true. `name(unit=px)` says what else stands in the object. `../name` begins one object further
    up, and `.` is a record that stands as this value alone.

    Args:
        path: where the value stands, such as `headlines[].value`.
        spare: whether the value is written only if nothing else stands there; it is not read back.
        words: the words of the vocabulary for some values, such as `{"article": "text"}`.
        other: the word for all other values; without it they stay as they are.
        default: the value that need not be written.
        prefix: what stands before the value, such as `https://` before a host.
        absolute: whether only an absolute address is written, and none from the root of a site.

    Raises:
        TypeError: the path is not text.
        ModelError: it is empty.
    """

    __slots__ = ("absolute", "default", "other", "path", "prefix", "spare", "words")

    #: The name of the vocabulary in messages.
    vocabulary: ClassVar[str]
    #: Whether the path may be empty, since the paths of records are joined.
    may_be_empty: ClassVar[bool] = False

    def __init__(
        self,
        path: str,
        *,
        spare: bool = False,
        words: Mapping[str, str] | None = None,
        other: str | None = None,
        default: str | None = None,
        prefix: str = "",
        absolute: bool = False,
    ) -> None:
        require(path, str, f"{type(self).__name__}() takes a path")
        if not path and not self.may_be_empty:
            raise ModelError(f"the path of {type(self).__name__}() is empty")
        self.path = path
        self.spare = spare
        self.words = words or {}
        self.other = other
        self.default = default
        self.prefix = prefix
        self.absolute = absolute

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.path!r})"


class SchemaOrg(Term):
    """Where the value stands in JSON-LD with the terms of schema.org.

    >>> from typing import Annotated
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     title: Annotated[str, SchemaOrg("headline")]
    >>> print(article_schema.interop.newsarticle.dumps(Course(title="Knots")), end="")
    {
      "@context": "https://schema.org",
      "@type": "NewsArticle",
      "headline": "Knots"
    }
    """

    __slots__ = ()
    vocabulary = "schema.org"


class Ninjs(Term):
    """Where the value stands in ninjs, the JSON of the IPTC.

    >>> from typing import Annotated
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     page: Annotated[str, Ninjs("uri")]
    ...     title: Annotated[str, Ninjs("headlines[].value")]
    >>> course = Course(page="https://example.com/knots", title="Knots")
    >>> '"headlines": [' in article_schema.interop.ninjs.dumps(course)
    True
    """

    __slots__ = ()
    vocabulary = "ninjs"


class JsonFeed(Term):
    """Where the value stands in an item of a JSON Feed.

    >>> from typing import Annotated
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     page: Annotated[str, JsonFeed("id")]
    ...     title: Annotated[str, JsonFeed("content_text")]
    >>> course = Course(page="https://example.com/knots", title="Knots")
    >>> '"content_text": "Knots"' in article_schema.interop.jsonfeed.dumps(course)
    True
    """

    __slots__ = ()
    vocabulary = "JSON Feed"


class MediaRss(Term):
    """Where the value stands in the pictures of Atom and RSS, as Media RSS has them.

    The pictures of an entry are the list `media`, and each has `url`, `width` and `height`. All
    else of an entry is what `JsonFeed` says.

    >>> from typing import Annotated
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Picture(Record):
    ...     address: Annotated[str, MediaRss("url")]
    ...     width: Annotated[int, MediaRss("width")]
    >>> @record
    ... class Course(Record):
    ...     page: Annotated[str, JsonFeed("id")]
    ...     pictures: Annotated[list[Picture], MediaRss("media[]")]
    >>> picture = Picture(address="https://example.com/a.jpg", width=9)
    >>> course = Course(page="https://example.com/a", pictures=[picture])
    >>> 'jpg" medium="image" width="9"/>' in article_schema.interop.atom.dumps(course)
    True
    """

    __slots__ = ()
    vocabulary = "Media RSS"


class OpenGraph(Term):
    """The property of Open Graph that has the value; those of records inside are joined.

    >>> from typing import Annotated
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     title: Annotated[str, OpenGraph("og:title")]
    >>> print(article_schema.interop.opengraph.dumps(Course(title="Knots & bends")), end="")
    <meta property="og:title" content="Knots &amp; bends">
    <meta name="twitter:card" content="summary">
    """

    __slots__ = ()
    vocabulary = "Open Graph"
    may_be_empty = True


class BodyText(Note):
    """The value is the text of the article, which stands behind the front matter of a file.

    >>> from typing import Annotated
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     lesson: Annotated[str | None, BodyText()] = None
    >>> table_of(Course).by_name["lesson"].note(BodyText) is not None
    True
    """

    __slots__ = ()


class ListedAs(Note):
    """The value stands in the list of another key, in the pages of web services.

    >>> from typing import Annotated
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     place: Annotated[str | None, ListedAs("places")] = None
    ...     places: list[str] | None = None
    >>> print(article_schema.interop.json_page.dumps(Course(place="Quay 3")), end="")
    {"page": 1, "value": [
    {"places": ["Quay 3"]}
    ], "nextPage": null}

    Args:
        key: the key of the list.

    Raises:
        TypeError: the key is not text.
    """

    __slots__ = ("key",)

    def __init__(self, key: str) -> None:
        require(key, str, "ListedAs() takes the key of a list")
        self.key = key
