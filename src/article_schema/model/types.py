"""The types that fields of articles have: a Python type with its facets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeAlias

from annotated_types import Ge, MaxLen

from article_schema.model.facets import NotBlank, Pattern, Quoted, Reports
from article_schema.model.shapes.dates import Moment
from article_schema.model.urls import HostName, HttpUrl, ImageUrl
from article_schema.rules.codes import BAD_IMAGE_SIZE, MALFORMED_SECURED

#: A word or a few, written without quotes.
Name: TypeAlias = Annotated[str, NotBlank(), MaxLen(300)]

#: Text that people read, written in double quotes.
Prose: TypeAlias = Annotated[str, NotBlank(), Quoted()]

#: The address of a page. RFC 9110 section 4.1 asks everyone to take 8,000 characters.
WebAddress: TypeAlias = Annotated[str, HttpUrl(), MaxLen(8000), Quoted()]

#: The address of an image, which may be a path from the root of the site.
ImageAddress: TypeAlias = Annotated[str, ImageUrl(), MaxLen(8000), Quoted()]

#: A bare host name.
Host: TypeAlias = Annotated[str, HostName(), MaxLen(253)]

#: A point in time; in Python a `datetime` with a zone.
Instant: TypeAlias = datetime

#: A day, or a date and time in any form that site generators take.
AnyMoment: TypeAlias = Annotated[date | datetime, Moment()]

#: A length in pixels.
Pixels: TypeAlias = Annotated[int, Ge(1), Reports(BAD_IMAGE_SIZE)]

#: Sixteen-byte blocks in base64, a semicolon, and an initialisation vector of sixteen bytes.
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
