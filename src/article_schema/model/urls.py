"""URLs of an article: absolute http or https URLs of RFC 3986 with a public host.

One pattern decides; the JSON Schema carries the same pattern. Only when it fails is the URL taken
apart to say why: see `web.faults`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import ClassVar

from attrs import frozen

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.facets import anchored
from article_schema.model.showing import show
from article_schema.model.web.patterns import HOST, HTTP_URL, ROOT_PATH
from article_schema.rules.codes import BAD_DOMAIN

_HTTP_URL = late_pattern(HTTP_URL)
_IMAGE_URL = late_pattern(f"{HTTP_URL}|{ROOT_PATH}")
_HOST = late_pattern(HOST)
#: A host with what people copy along with it; no user name, since that may be the host's own.
_HOST_INSIDE = late_pattern(
    r"\s*(?:(?:https?:)?//)?([^/\\?#:@\s]+)(?::[0-9]*)?(?:[/?#]\S*)?\s*", re.IGNORECASE
)


class _DecidedByPattern:
    """Text that one regular expression decides."""

    __slots__ = ()

    #: The pattern that decides.
    pattern: ClassVar[re.Pattern[str]]
    #: The constraint in words.
    sentence: ClassVar[str]
    #: What JSON Schema calls it; empty where that would exclude some such text.
    format: ClassVar[str] = ""

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return self.pattern.pattern

    def accepts(self, value: str) -> bool:
        """Tell whether the whole text matches."""
        return self.pattern.fullmatch(value) is not None

    def keywords(self) -> Mapping[str, object]:
        """Return `format` for editors and `pattern` for everyone."""
        known = {"format": self.format} if self.format else {}
        return {**known, **anchored(self.expression)}


class _Url(_DecidedByPattern):
    __slots__ = ()

    #: Whether a path from the root of the site will do.
    root_allowed: ClassVar[bool] = False

    def flaw(self, value: str) -> Fault:
        """Say what keeps a text from being one, the most severe fault only."""
        return self.flaws(value)[0]

    def flaws(self, value: str) -> list[Fault]:
        """Say all that keeps a text from being one, the most severe fault first."""
        from article_schema.model.web.faults import diagnose_url

        return diagnose_url(value, self.accepts, root_allowed=self.root_allowed)


@frozen
class HttpUrl(_Url):
    """An absolute http or https URL (RFC 3986, RFC 9110 section 4.2).

    >>> HttpUrl().accepts("https://www.example.com/harbour")
    True
    >>> HttpUrl().flaw("https://www.example.com/the harbour").sentence
    'holds a space; replace the space with `%20`'
    """

    pattern = _HTTP_URL
    sentence = "an http or https URL"
    format = "uri"


@frozen
class ImageUrl(_Url):
    """An absolute http or https URL, or a path from the root of the site (`/assets/logo.png`).

    >>> ImageUrl().accepts("/assets/logo.png"), ImageUrl().accepts("assets/logo.png")
    (True, False)
    """

    pattern = _IMAGE_URL
    sentence = "an http or https URL, or a path that starts with /"
    format = "uri-reference"
    root_allowed = True


@frozen
class HostName(_DecidedByPattern):
    """A bare host name: labels and dots, no scheme, port or path (RFC 1123 section 2.1).

    >>> HostName().accepts("www.example.com")
    True
    >>> HostName().flaw("https://www.example.com/").sentence
    'must be a bare host name, not "https://www.example.com/"; write www.example.com'
    """

    # The format `hostname` would exclude underscores.
    pattern = _HOST
    sentence = "a host name"

    def flaw(self, value: str) -> Fault:
        """Say what does not belong, and name the host inside where there is one."""
        from article_schema.model.web.hosts import why_no_host

        advice = "write a bare host name, such as example.com"
        match = _HOST_INSIDE.fullmatch(value)
        found = match[1] if match and self.accepts(match[1]) else None
        if found is not None and found != value:
            return Fault(
                BAD_DOMAIN,
                f"must be a bare host name, not {show(value)}",
                f"write {found}",
                replacement=found,
            )
        if not value:
            return Fault(BAD_DOMAIN, "is empty", advice)
        what, help_text = why_no_host(value)
        return Fault(BAD_DOMAIN, f"must be a host name, not {show(value)}, {what}", help_text)
