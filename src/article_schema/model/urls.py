"""URLs of an article: absolute http or https URLs of RFC 3986 with a public host.

One pattern decides; the JSON Schema carries the same pattern. Only when it fails is the URL taken
apart to say why: see `url_faults.py`.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import frozen

from article_schema.faults import Fault
from article_schema.model.facets import anchored
from article_schema.model.showing import show
from article_schema.model.url_patterns import HOST, HTTP_URL, ROOT_PATH

_HTTP_URL = re.compile(HTTP_URL)
_ROOT_PATH = re.compile(ROOT_PATH)
_HOST = re.compile(HOST)
#: A host with what people copy along with it; no user name, since that may be the host's own.
_HOST_INSIDE = re.compile(
    r"\s*(?:(?:https?:)?//)?([^/\\?#:@\s]+)(?::[0-9]*)?(?:[/?#]\S*)?\s*", re.IGNORECASE
)


@frozen
class HttpUrl:
    """An absolute http or https URL (RFC 3986, RFC 9110 section 4.2)."""

    def accepts(self, value: str) -> bool:
        """Tell whether the text is such a URL."""
        return _HTTP_URL.fullmatch(value) is not None

    def flaw(self, value: str) -> Fault:
        """Say what keeps it from being one, the gravest fault only."""
        return self.flaws(value)[0]

    def flaws(self, value: str) -> list[Fault]:
        """Say all that keeps it from being one, the gravest fault first."""
        from article_schema.model.url_faults import diagnose_url

        return diagnose_url(value, self.accepts)

    def keywords(self) -> dict[str, Any]:
        """Return `format` for editors and `pattern` for everyone."""
        return {"format": "uri", **anchored(HTTP_URL)}

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return HTTP_URL

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "an http or https URL"


@frozen
class ImageUrl:
    """An absolute http or https URL, or a path from the root of the site (`/assets/logo.png`)."""

    def accepts(self, value: str) -> bool:
        """Tell whether the text is such a URL or path."""
        return _HTTP_URL.fullmatch(value) is not None or _ROOT_PATH.fullmatch(value) is not None

    def flaw(self, value: str) -> Fault:
        """Say what keeps it from being one, the gravest fault only."""
        return self.flaws(value)[0]

    def flaws(self, value: str) -> list[Fault]:
        """Say all that keeps it from being one, the gravest fault first."""
        from article_schema.model.url_faults import diagnose_url

        return diagnose_url(value, self.accepts, root_allowed=True)

    def keywords(self) -> dict[str, Any]:
        """Return `format` for editors and `pattern` for everyone."""
        return {"format": "uri-reference", **anchored(f"{HTTP_URL}|{ROOT_PATH}")}

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return f"{HTTP_URL}|{ROOT_PATH}"

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "an http or https URL, or a path that starts with /"


@frozen
class HostName:
    """A bare host name: labels and dots, no scheme, port or path (RFC 1123 section 2.1)."""

    def accepts(self, value: str) -> bool:
        """Tell whether the text is a host name."""
        return _HOST.fullmatch(value) is not None

    def flaw(self, value: str) -> Fault:
        """Say what does not belong, and name the host inside where there is one."""
        from article_schema.model.url_hosts import why_no_host

        advice = "write a bare host name, such as example.com"
        match = _HOST_INSIDE.fullmatch(value)
        found = match[1] if match and _HOST.fullmatch(match[1]) else None
        if found is not None and found != value:
            return Fault(
                "PRV001",
                f"must be a bare host name, not {show(value)}",
                f"write {found}",
                replacement=found,
            )
        if not value:
            return Fault("PRV001", "is empty", advice)
        what, help_text = why_no_host(value)
        return Fault("PRV001", f"must be a host name, not {show(value)}, {what}", help_text)

    def keywords(self) -> dict[str, Any]:
        """Return `pattern`; the format `hostname` would exclude underscores."""
        return anchored(HOST)

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return HOST

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "a host name"
