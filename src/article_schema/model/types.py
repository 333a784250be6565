"""The types that fields of articles have: a Python type with its facets, and terms elsewhere."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeAlias

from annotated_types import Ge, MaxLen, MinLen

from article_schema.model.elsewhere.vocabularies import (
    BodyText,
    JsonFeed,
    ListedAs,
    MediaRss,
    Ninjs,
    OpenGraph,
    SchemaOrg,
)
from article_schema.model.facets import NotBlank, Pattern, Quoted, Reports
from article_schema.model.shapes.dates import Moment
from article_schema.model.urls import HostName, HttpUrl, ImageUrl
from article_schema.rules.codes import BAD_IMAGE_SIZE, MALFORMED_SECURED

#: A word or a few, written without quotes, such as `Example Times`; at most 300 code points.
Name: TypeAlias = Annotated[str, NotBlank(), MaxLen(300)]

#: Text that people read, written in double quotes, such as `"The harbour at dawn"`.
Prose: TypeAlias = Annotated[str, NotBlank(), Quoted()]

#: The address of a page, such as `https://www.example.com/harbour`; at most 8,000 code points,
#: which RFC 9110 section 4.1 asks everyone to take.
WebAddress: TypeAlias = Annotated[str, HttpUrl(), MaxLen(8000), Quoted()]

#: The address of an image, which may be a path from the root of the site, such as
#: `/assets/logo.png`; at most 8,000 code points.
ImageAddress: TypeAlias = Annotated[str, ImageUrl(), MaxLen(8000), Quoted()]

#: A bare host name, such as `www.example.com`; at most 253 code points.
Host: TypeAlias = Annotated[str, HostName(), MaxLen(253)]

#: A moment, such as `2020-06-12T19:19:00Z`; in Python a `datetime` with a zone.
Instant: TypeAlias = datetime

#: A day, or a date and time in any form that site generators take, such as `2020-06-12` or
#: `2020-06-12 08:00:00 +0200`.
AnyMoment: TypeAlias = Annotated[date | datetime, Moment()]

#: A length in pixels, such as `1200`: a whole number, at least 1.
Pixels: TypeAlias = Annotated[int, Ge(1), Reports(BAD_IMAGE_SIZE)]

#: Sixteen-byte blocks in base64, a semicolon, and an initialisation vector of sixteen bytes, such
#: as `3q2+7wAAAAAAAAAAAAAAAA==;AAECAwQFBgcICQoLDA0ODw==`.
EncryptedPayload: TypeAlias = Annotated[
    str,
    Pattern(
        "(?:[A-Za-z0-9+/]{64})*(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==)"
        ";[A-Za-z0-9+/]{22}==",
        MALFORMED_SECURED,
        "base64 blocks of 16 bytes, a semicolon and a base64 vector of 16 bytes",
        "copy the value again from the system that made it",
    ),
    Quoted(),
]

# What follows says too where the value stands in the formats that others read.

#: The headline of a page.
Headline: TypeAlias = Annotated[
    Prose,
    MaxLen(500),
    SchemaOrg("headline"),
    Ninjs("headlines[].value"),
    JsonFeed("title"),
    OpenGraph("og:title"),
]

#: A summary without markup.
Summary: TypeAlias = Annotated[
    Prose,
    MaxLen(5000),
    SchemaOrg("description"),
    Ninjs("descriptions[].value"),
    JsonFeed("summary"),
    # An item of a feed has to have a text.
    JsonFeed("content_text", spare=True),
    OpenGraph("og:description"),
]

#: When a page was published.
PublishedAt: TypeAlias = Annotated[
    Instant,
    SchemaOrg("datePublished"),
    Ninjs("contentCreated"),
    JsonFeed("date_published"),
    OpenGraph("article:published_time"),
]

#: When a page was last changed.
UpdatedAt: TypeAlias = Annotated[
    Instant,
    SchemaOrg("dateModified"),
    Ninjs("versionCreated"),
    JsonFeed("date_modified"),
    OpenGraph("article:modified_time"),
]

#: The page that readers open.
PageAddress: TypeAlias = Annotated[
    WebAddress,
    SchemaOrg("url"),
    SchemaOrg("mainEntityOfPage"),
    Ninjs("uri"),
    JsonFeed("url"),
    JsonFeed("id"),
    OpenGraph("og:url"),
]

#: The page that an article was taken from; it stands for a page that is not named.
OriginalAddress: TypeAlias = Annotated[
    WebAddress,
    SchemaOrg("isBasedOn"),
    SchemaOrg("url", spare=True),
    Ninjs("altIds[role=originalUrl].value"),
    Ninjs("uri", spare=True),
    JsonFeed("external_url"),
    JsonFeed("id", spare=True),
    OpenGraph("og:url", spare=True),
]

#: An older name of the page that readers open.
SourceAddress: TypeAlias = Annotated[
    WebAddress,
    SchemaOrg("url", spare=True),
    Ninjs("altIds[role=sourceUrl].value"),
    Ninjs("uri", spare=True),
    JsonFeed("id", spare=True),
    OpenGraph("og:url", spare=True),
]

#: The AMP form of a page, and that form in the AMP cache, with their older names.
AmpAddress: TypeAlias = Annotated[WebAddress, Ninjs("altIds[role=ampWebUrl].value")]
OldAmpAddress: TypeAlias = Annotated[WebAddress, Ninjs("altIds[role=ampUrl].value")]
CacheAddress: TypeAlias = Annotated[WebAddress, Ninjs("altIds[role=cdnAmpWebUrl].value")]
OldCacheAddress: TypeAlias = Annotated[WebAddress, Ninjs("altIds[role=cdnAmpUrl].value")]

#: The kind of a page. The types of ninjs and Open Graph are closed sets.
PageType: TypeAlias = Annotated[
    Name,
    SchemaOrg("additionalType", default="article"),
    Ninjs("type", words={"article": "text", "video": "video", "audio": "audio"}, other="text"),
    OpenGraph("og:type", words={"video": "video.other"}, other="article"),
]

#: Where a picture is; formats elsewhere know no root of the site.
PictureAddress: TypeAlias = Annotated[
    ImageAddress,
    SchemaOrg("url"),
    Ninjs("href", absolute=True),
    JsonFeed(".", absolute=True),
    MediaRss("url", absolute=True),
    OpenGraph("", absolute=True),
]

#: The width of a picture.
Width: TypeAlias = Annotated[
    Pixels,
    SchemaOrg("width(@type=QuantitativeValue, unitCode=E37).value"),
    Ninjs("width"),
    MediaRss("width"),
    OpenGraph(":width"),
]

#: The height of a picture.
Height: TypeAlias = Annotated[
    Pixels,
    SchemaOrg("height(@type=QuantitativeValue, unitCode=E37).value"),
    Ninjs("height"),
    MediaRss("height"),
    OpenGraph(":height"),
]

#: What a picture shows.
PictureTitle: TypeAlias = Annotated[
    Prose,
    SchemaOrg("name"),
    Ninjs("title"),
    OpenGraph(":alt"),
]

#: Whom to credit for a picture.
Credit: TypeAlias = Annotated[
    Prose,
    SchemaOrg("creditText"),
]

#: The name of who wrote or published something.
PersonName: TypeAlias = Annotated[
    Name,
    SchemaOrg("name"),
    Ninjs("name"),
]

#: The name of an organisation with a site.
ProviderName: TypeAlias = Annotated[
    Name,
    SchemaOrg("name"),
    Ninjs("name"),
    JsonFeed("name"),
    OpenGraph("og:site_name"),
]

#: The domain of its site.
ProviderDomain: TypeAlias = Annotated[
    Host,
    SchemaOrg("url", prefix="https://"),
    Ninjs("literal"),
    JsonFeed("url", prefix="https://"),
]

#: The section of a site.
Section: TypeAlias = Annotated[
    Name,
    ListedAs("categories"),
    SchemaOrg("articleSection"),
    Ninjs("subjects[rel=category].name"),
    OpenGraph("article:section"),
]

#: Several sections, written where there is no single one.
Sections: TypeAlias = Annotated[
    list[Name],
    SchemaOrg("articleSection[]", spare=True),
    Ninjs("subjects[rel=category].name", spare=True),
    OpenGraph("article:section", spare=True),
]

#: What an article is about.
Topics: TypeAlias = Annotated[
    list[Name],
    MinLen(1),
    SchemaOrg("keywords[]"),
    Ninjs("subjects[].name"),
    JsonFeed("tags[]"),
    OpenGraph("article:tag"),
]

#: Free keywords.
Keywords: TypeAlias = Annotated[
    list[Name],
    Ninjs("subjects[rel=keyword].name"),
]

#: The language of an article.
Language: TypeAlias = Annotated[
    Name,
    SchemaOrg("inLanguage"),
    Ninjs("language"),
    JsonFeed("language"),
]

#: A passage of an article.
Passage: TypeAlias = Annotated[
    Prose,
    Ninjs("descriptions[role=highlight].value"),
]

#: The text of an article.
Content: TypeAlias = Annotated[
    str,
    BodyText(),
    SchemaOrg("articleBody"),
    Ninjs("bodies[].value"),
    JsonFeed("content_text"),
]
