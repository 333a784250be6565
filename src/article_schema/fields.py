"""Fields of models: constraints and notes for `Annotated`, and types that are ready.

class Course(Article):
    level: Annotated[Name, Doc("Whom it is for."), Example("Beginner")]
"""

from __future__ import annotations

from article_schema.model.constraints import Unique
from article_schema.model.elsewhere.online import AmpPage, Embeds, MainPage
from article_schema.model.elsewhere.pointers import OnDisk, Ref, SiteLink, UniqueInCollection
from article_schema.model.elsewhere.vocabularies import (
    BodyText,
    JsonFeed,
    ListedAs,
    MediaRss,
    Ninjs,
    OpenGraph,
    SchemaOrg,
)
from article_schema.model.facets import (
    BlankLinesAround,
    Deprecated,
    Example,
    Facet,
    Key,
    NotBlank,
    Pattern,
    Quoted,
    Reports,
)
from article_schema.model.shapes.dates import Moment
from article_schema.model.shapes.declared import excludes, one_of, requires, when
from article_schema.model.shapes.tables import Condition, Field, ModelTable, table_of
from article_schema.model.types import (
    AnyMoment,
    EncryptedPayload,
    Host,
    ImageAddress,
    Instant,
    Name,
    Pixels,
    Prose,
    WebAddress,
)
from article_schema.model.urls import HostName, HttpUrl, ImageUrl
from article_schema.signatures import PlainData

__all__ = [
    "AmpPage",
    "AnyMoment",
    "BlankLinesAround",
    "BodyText",
    "Condition",
    "Deprecated",
    "Embeds",
    "EncryptedPayload",
    "Example",
    "Facet",
    "Field",
    "Host",
    "HostName",
    "HttpUrl",
    "ImageAddress",
    "ImageUrl",
    "Instant",
    "JsonFeed",
    "Key",
    "ListedAs",
    "MainPage",
    "MediaRss",
    "ModelTable",
    "Moment",
    "Name",
    "Ninjs",
    "NotBlank",
    "OnDisk",
    "OpenGraph",
    "Pattern",
    "Pixels",
    "PlainData",
    "Prose",
    "Quoted",
    "Ref",
    "Reports",
    "SchemaOrg",
    "SiteLink",
    "Unique",
    "UniqueInCollection",
    "WebAddress",
    "excludes",
    "one_of",
    "requires",
    "table_of",
    "when",
]
