"""The article and its parts. The order of the fields is the order of the keys in a file."""

from __future__ import annotations

from typing import Annotated, TypeAlias

import attrs
from annotated_types import Ge

from article_schema.model.elsewhere.online import AmpPage, Embeds, MainPage
from article_schema.model.elsewhere.vocabularies import (
    JsonFeed,
    MediaRss,
    Ninjs,
    OpenGraph,
    SchemaOrg,
)
from article_schema.model.facets import BlankLinesAround, Deprecated, Doc, Example, Key
from article_schema.model.fields import Record, record
from article_schema.model.shapes.tables import SCHEMA_KEY
from article_schema.model.types import (
    AmpAddress,
    CacheAddress,
    Content,
    Credit,
    EncryptedPayload,
    Headline,
    Height,
    Keywords,
    Language,
    Name,
    OldAmpAddress,
    OldCacheAddress,
    OriginalAddress,
    PageAddress,
    PageType,
    Passage,
    PersonName,
    PictureAddress,
    PictureTitle,
    Prose,
    ProviderDomain,
    ProviderName,
    PublishedAt,
    Section,
    Sections,
    SourceAddress,
    Summary,
    Topics,
    UpdatedAt,
    Width,
)

#: A page has an address of its own or that of its original; `sourceUrl` is an older name.
_ADDRESSES = ("web_url", "original_url", "source_url")


@record
class Image(Record):
    """A picture with its size, so that a page can reserve the space before it has loaded.

    >>> image = Image(url="/assets/logo.png", width=50, height=50)
    >>> unstructure(image)
    {'url': '/assets/logo.png', 'width': 50, 'height': 50}
    >>> Image(url="logo.png", width=50, height=50)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `url` is not an absolute URL: "logo.png"; write the \
whole address, such as https://example.com/page, or a path that starts with /
    """

    url: Annotated[
        PictureAddress,
        Doc("Where the picture is: an http(s) URL, or a path from the root of the site."),
        Example("https://media.example.com/harbour.jpg"),
    ]
    width: Annotated[Width, Doc("Width in pixels."), Example(1200)]
    height: Annotated[Height, Doc("Height in pixels."), Example(675)]
    is_cached: Annotated[
        bool | None, Doc("Whether the site serves its own copy of the picture."), Example(True)
    ] = None
    title: Annotated[
        PictureTitle | None,
        Doc("What the picture shows; usually the title of its article."),
        Example("The harbour at dawn"),
    ] = None
    attribution: Annotated[
        Credit | None, Doc("Whom to credit for the picture."), Example("Jo Doe, Example Press")
    ] = None


@record
class Author(Record):
    """A person or body that wrote or published something.

    >>> Author(name="Jo Doe").name
    'Jo Doe'
    >>> Author(name=" ")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `name` holds nothing but white space; write its text, \
or remove the key where it is optional
    """

    name: Annotated[PersonName, Doc("The name as readers see it."), Example("Jo Doe")]


@record
class Provider(Record):
    """The organisation from whose site an article comes.

    >>> Provider(name="Example Times", domain="example.com").domain
    'example.com'
    >>> Provider(name="Example Times", domain="https://example.com/")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `domain` must be a bare host name, not \
"https://example.com/"; write example.com
    """

    name: Annotated[ProviderName, Doc("The name as readers see it."), Example("Example Times")]
    domain: Annotated[
        ProviderDomain,
        Doc(
            "The domain of its site, without scheme, port or path; the host of the article's "
            "page is this domain or lies below it."
        ),
        Example("example.com"),
    ]
    images: Annotated[
        list[Image],
        SchemaOrg("logo[](@type=ImageObject)"),
        Doc("Its logo; one of 50 by 50 pixels is usual."),
        Example([]),
    ] = attrs.field(factory=list)
    authors: Annotated[
        list[Author],
        SchemaOrg("../author[](@type=Person)"),
        Ninjs("../people[rel=author]"),
        Doc("Who wrote the article for this provider."),
        Example([{"name": "Jo Doe"}]),
    ] = attrs.field(factory=list)
    publishers: Annotated[
        list[Author],
        Ninjs("../organisations[rel=publisher]"),
        Doc("Who published the article for this provider."),
        Example([{"name": "Example Press"}]),
    ] = attrs.field(factory=list)


#: Whose page something is, and its pictures, with their terms elsewhere.
Publisher: TypeAlias = Annotated[
    Provider,
    SchemaOrg("publisher(@type=Organization)"),
    Ninjs("infoSources[]"),
    JsonFeed("authors[]"),
    OpenGraph(""),
]
Pictures: TypeAlias = Annotated[
    list[Image],
    SchemaOrg("image[](@type=ImageObject)"),
    Ninjs("renditions[](name=image)"),
    JsonFeed("image"),
    MediaRss("media[]"),
    OpenGraph("og:image"),
]


@record(one_of=(_ADDRESSES,))
class RelatedItem(Record):
    """Another article that belongs to the same story.

    >>> path = "examples/articles/2020-06-13-harbour-bridge-closes-for-repairs.md"
    >>> [(item.type, item.title) for item in load(path).article.related]
    [('article', 'What the bridge means to the town'), ('video', 'The bridge from above')]
    """

    title: Annotated[Headline, Doc("The headline."), Example("Harbour bridge closes for repairs")]
    excerpt: Annotated[
        Summary, Doc("A summary in a sentence or two."), Example("Ferries run instead.")
    ]
    published_date_time: Annotated[
        PublishedAt, Doc("When the item was published."), Example("2020-06-13T16:36:00Z")
    ]
    original_url: Annotated[
        OriginalAddress | None,
        Doc("The page that the item was taken from."),
        Example("https://www.example.com/bridge"),
    ] = None
    web_url: Annotated[
        PageAddress | None,
        Doc("The page that readers open."),
        MainPage(title="title"),
        Example("https://www.example.com/bridge"),
    ] = None
    source_url: Annotated[
        SourceAddress | None,
        Doc("Older name of `webUrl`."),
        Deprecated("webUrl"),
        Example("https://www.example.com/bridge"),
    ] = None
    amp_web_url: Annotated[
        AmpAddress | None,
        Doc("The AMP form of the page."),
        AmpPage("webUrl"),
        Example("https://www.example.com/amp/bridge"),
    ] = None
    amp_url: Annotated[
        OldAmpAddress | None,
        Doc("Older name of `ampWebUrl`."),
        Deprecated("ampWebUrl"),
        Example("https://www.example.com/amp/bridge"),
    ] = None
    cdn_amp_web_url: Annotated[
        CacheAddress | None,
        Doc("The AMP page in the AMP cache."),
        Example("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/bridge"),
    ] = None
    cdn_amp_url: Annotated[
        OldCacheAddress | None,
        Doc("Older name of `cdnAmpWebUrl`."),
        Deprecated("cdnAmpWebUrl"),
        Example("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/bridge"),
    ] = None
    type: Annotated[
        PageType,
        Doc("The kind of page, such as `article` or `video`; an open set."),
        Example("article"),
    ]
    provider: Annotated[Publisher, Doc("Whose page it is.")]
    quality: Annotated[
        int | None, Ge(0), Doc("How good the item is rated; not a percentage."), Example(59)
    ] = None
    images: Annotated[Pictures, Doc("The pictures of the item, the main one first.")] = attrs.field(
        factory=list
    )


@record(one_of=(("category", "categories"), _ADDRESSES))
class Article(Record):
    """An article: what the front matter of one file says.

    >>> article = load("examples/articles/2020-06-12-the-harbour-at-dawn.md").article
    >>> article.title, article.published_date_time.isoformat(), article.images[0].width
    ('The harbour at dawn', '2020-06-12T05:40:00+00:00', 1200)
    >>> article.quality = -1
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `quality` must be at least 0, not -1
    """

    json_schema: Annotated[
        Name | None,
        Key(SCHEMA_KEY),
        Doc("The JSON Schema that editors check the file with, as an address or a path."),
        Example("https://example.com/article.schema.json"),
    ] = None
    category: Annotated[
        Section | None, Doc("The section of the site that the article belongs to."), Example("news")
    ] = None
    categories: Annotated[
        Sections,
        Doc("The sections, where a file names several; the JSON form of `category`."),
        Example(["news"]),
    ] = attrs.field(factory=list)
    title: Annotated[Headline, Doc("The headline."), Example("The harbour at dawn")]
    excerpt: Annotated[
        Summary,
        Doc("A summary in a sentence or two, without markup."),
        Example("A walk along the quays before the ferries leave."),
    ]
    published_date_time: Annotated[
        PublishedAt,
        Doc("When the article was published, with its time zone."),
        Example("2020-06-12T19:19:00Z"),
    ]
    updated_date_time: Annotated[
        UpdatedAt | None,
        Doc("When the article was last changed, with its time zone."),
        Example("2020-06-13T08:00:00Z"),
    ] = None
    original_url: Annotated[
        OriginalAddress | None,
        Doc("The page that the article was taken from."),
        Example("https://www.example.com/harbour"),
    ] = None
    web_url: Annotated[
        PageAddress | None,
        Doc("The page that readers open; a video may have only an original."),
        MainPage(title="title"),
        Example("https://www.example.com/harbour"),
    ] = None
    source_url: Annotated[
        SourceAddress | None,
        Doc("Older name of `webUrl`."),
        Deprecated("webUrl"),
        Example("https://www.example.com/harbour"),
    ] = None
    amp_web_url: Annotated[
        AmpAddress | None,
        Doc("The AMP form of the page; comes together with `cdnAmpWebUrl`."),
        AmpPage("webUrl"),
        Example("https://www.example.com/amp/harbour"),
    ] = None
    amp_url: Annotated[
        OldAmpAddress | None,
        Doc("Older name of `ampWebUrl`."),
        Deprecated("ampWebUrl"),
        Example("https://www.example.com/amp/harbour"),
    ] = None
    cdn_amp_web_url: Annotated[
        CacheAddress | None,
        Doc("The AMP page in the AMP cache; computed from `ampWebUrl`."),
        Example("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"),
    ] = None
    cdn_amp_url: Annotated[
        OldCacheAddress | None,
        Doc("Older name of `cdnAmpWebUrl`."),
        Deprecated("cdnAmpWebUrl"),
        Example("https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"),
    ] = None
    type: Annotated[
        PageType,
        Doc("The kind of page, such as `article` or `video`; an open set."),
        Example("article"),
    ]
    quality: Annotated[
        int | None, Ge(0), Doc("How good the article is rated; not a percentage."), Example(59)
    ] = None
    heat: Annotated[
        int | None,
        Ge(-1),
        Doc("How much it is talked about; -1 when it is held back."),
        Example(72),
    ] = None
    published: Annotated[bool | None, Doc("Whether the site shows the article."), Example(True)] = (
        None
    )
    featured_content: Annotated[
        Prose | None,
        BlankLinesAround(),
        Embeds(),
        Doc("HTML to show above the text, such as the frame of a video."),
        Example('<iframe src="https://www.example.com/embed/1"></iframe>'),
    ] = None
    provider: Annotated[Publisher, Doc("Whose article it is.")]
    topics: Annotated[
        Topics, Doc("What it is about, the main topic first."), Example(["Ports", "Travel"])
    ]
    images: Annotated[Pictures, Doc("Its pictures, the main one first.")] = attrs.field(
        factory=list
    )
    related: Annotated[
        list[RelatedItem],
        SchemaOrg("citation[](@type=NewsArticle)"),
        Ninjs("associations[](name=related)"),
        Doc("Other articles of the same story, the best first."),
    ] = attrs.field(factory=list)
    tags: Annotated[Keywords, Doc("Free keywords."), Example(["quay"])] = attrs.field(factory=list)
    locale: Annotated[
        Language | None, Doc("The language of the article as a BCP 47 tag."), Example("en-us")
    ] = None
    path: Annotated[
        Name | None,
        Doc("The file that the record was made from."),
        Example("_news/2020-06-12-harbour.md"),
    ] = None
    highlight: Annotated[
        Passage | None, Doc("A passage to show in search results."), Example("before the ferries")
    ] = None
    content: Annotated[
        Content | None,
        Doc("The text of the article, where a record carries its own body."),
        Example("It is early."),
    ] = None
    secured: Annotated[
        EncryptedPayload | None,
        BlankLinesAround(),
        Doc(
            "Sealed data of the system that wrote the file: encrypted blocks and their "
            "initialisation vector, both in base64. Nothing in it can be checked but its form."
        ),
        Example("AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA=="),
    ] = None
