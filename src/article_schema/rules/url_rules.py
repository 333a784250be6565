"""URL: addresses that do not lead anywhere, or not where they should."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from article_schema.faults import Fault
from article_schema.model.urls import HttpUrl, ImageUrl
from article_schema.rules.base import At, Kind, better_value, rule
from article_schema.rules.findings import Finding, Fix, Severity

#: Every facet whose values are addresses.
ADDRESSES = (HttpUrl, ImageUrl)

_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);")


@rule("URL001", "not-a-url", severity=Severity.ERROR, on=Kind.FAULT)
def not_a_url(_: Fault) -> None:
    """A value is not an absolute URL.

    A link needs its scheme and host; a reader's browser would look for anything else on your own
    site.

    Bad:
        webUrl: www.example.com/harbour
        #       ^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 4.3
    """


@rule("URL002", "not-http", severity=Severity.ERROR, on=Kind.FAULT)
def not_http(_: Fault) -> None:
    """A URL has another scheme than http or https.

    Feed readers and social networks open nothing else, and `javascript:` or `data:` would run code
    of strangers in your page.

    Bad:
        webUrl: "htp://www.example.com/harbour"
        #        ^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 9110 section 4.2
    """


@rule("URL003", "bad-host", severity=Severity.ERROR, on=Kind.FAULT)
def bad_host(_: Fault) -> None:
    """A URL has no host, or one that cannot be a public host name.

    A host without a dot, a number that is no IPv4 address and an IPv6 literal lead readers nowhere.

    Bad:
        webUrl: "https://localhost/harbour"
        #                ^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 1123 section 2.1; RFC 3986 section 3.2.2
    """


@rule("URL004", "bad-port", severity=Severity.ERROR, on=Kind.FAULT)
def bad_port(_: Fault) -> None:
    """A URL has a port that does not exist.

    Bad:
        webUrl: "https://www.example.com:99999/harbour"
        #                                ^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 3.2.3; RFC 9293 section 3.1, ports have 16 bits
    """


@rule("URL005", "space-in-url", severity=Severity.ERROR, on=Kind.FAULT, fix="safe")
def space_in_url(fault: Fault) -> Fix | None:
    """A URL holds a space or an invisible character.

    It came along when the address was copied. Some programs cut the URL there, others refuse it.

    Bad:
        webUrl: "https://www.example.com/harbour "
        #                                       ^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 2
    """
    return better_value(fault, "remove or encode the space")


@rule("URL006", "bad-percent-escape", severity=Severity.ERROR, on=Kind.FAULT, fix="safe")
def bad_percent_escape(fault: Fault) -> Fix | None:
    """A `%` in a URL is not followed by two hexadecimal digits.

    Bad:
        webUrl: "https://www.example.com/100%-harbour"
        #                                   ^

    Good:
        webUrl: "https://www.example.com/100%25-harbour"

    Source: RFC 3986 section 2.1
    """
    return better_value(fault, "write the percent sign as %25")


@rule("URL007", "illegal-character-in-url", severity=Severity.ERROR, on=Kind.FAULT, fix="safe")
def illegal_character_in_url(fault: Fault) -> Fix | None:
    """A URL holds a character that has to be percent-encoded.

    Browsers encode it on the fly, other programs do not, so some readers get an error.

    Bad:
        webUrl: "https://www.example.com/harbour|dawn"
        #                                       ^

    Good:
        webUrl: "https://www.example.com/harbour%7Cdawn"

    Source: RFC 3986 section 2.2 to 2.4
    """
    return better_value(fault, "percent-encode the character")


@rule("URL008", "credentials-in-url", severity=Severity.ERROR, on=Kind.FAULT, fix="unsafe")
def credentials_in_url(fault: Fault) -> Fix | None:
    """A URL carries a user name or password.

    It would be published with the article. Browsers warn, since such addresses serve to hide the
    real host.

    Bad:
        webUrl: "https://jo:secret@www.example.com/harbour"
        #                ^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 3.2.1; RFC 9110 section 4.2.4
    """
    return better_value(fault, "remove the credentials", safe=False)


@rule("URL009", "entity-in-url", severity=Severity.WARNING, on=ADDRESSES, fix="safe")
def entity_in_url(url: str, at: At) -> Iterator[Finding]:
    """A URL holds an HTML entity.

    It was copied from the source of a page. `&#038;` even cuts the address short, because `#`
    begins the fragment, so the server never sees the rest of the query.

    Bad:
        webUrl: "https://www.example.com/harbour?size=2&#038;page=1"
        #                                              ^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour?size=2&page=1"

    Source: HTML Living Standard section 13.5; 12 of 5,448 measured files
    """
    if "&" not in url:
        return
    match = _ENTITY.search(url)
    if match is not None:
        better = _ENTITY.sub(lambda entity: html.unescape(entity[0]), url)
        place = at().stretch(*match.span())
        fix = place.replace(better, "write the character") if HttpUrl().accepts(better) else None
        yield place.finding(f"the HTML entity `{match[0]}` stands in a URL",
                            f"write `{html.unescape(match[0])}`", fix)  # fmt: skip


RULES = (
    not_a_url,
    not_http,
    bad_host,
    bad_port,
    space_in_url,
    bad_percent_escape,
    illegal_character_in_url,
    credentials_in_url,
    entity_in_url,
)
