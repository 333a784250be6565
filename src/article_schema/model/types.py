"""The types that fields of articles have: a Python type with its facets."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeAlias

from annotated_types import Ge, MaxLen

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

#: A point in time, such as `2020-06-12T19:19:00Z`; in Python a `datetime` with a zone.
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
