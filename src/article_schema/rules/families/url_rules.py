"""URL: URLs that do not lead anywhere, or not where they should."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.article import Article, RelatedItem
from article_schema.model.urls import HttpUrl, ImageUrl
from article_schema.model.web.faults import entity_fault
from article_schema.model.web.normal_form import SURELY_NORMAL, is_surely_normal, normal_form
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import fault_rule, record_rule, value_rule
from article_schema.rules.markup import may_hold_entity
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import Option, known_fix

#: Every facet whose values are URLs.
URL_FACETS = (HttpUrl, ImageUrl)

#: Parameters that only tell the site where a reader came from, besides those that begin with
#: `utm_`. Each belongs to a campaign tool, so that no site needs it to find the page.
_TRACKING = frozenset(
    (
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
        "ttclid", "li_fat_id", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi",
        "hsctatracking", "oly_anon_id", "oly_enc_id", "vero_id", "wickedid", "_openstat", "srsltid",
        "at_medium", "at_campaign", *(f"at_custom{digit}" for digit in range(10)),
    )
)  # fmt: skip

_START = late_pattern(r"(?P<scheme>[^:/]+)://(?P<host>[^:/?#]+)(?P<port>:[0-9]*)?(?P<slash>/?)")
_DOT_SEGMENT = late_pattern(r"/((?:\.|%2[eE]){1,2})(?=/|$)")

_PARAMETER = late_pattern(r"(?<=[?&])([^=&#]+)(?:=[^&#]*)?")


@fault_rule("URL001", "not-a-url", severity=Severity.ERROR)
def not_a_url(_: Fault) -> None:
    """A value is not an absolute URL.

    A link needs a scheme and a host; browsers look for anything else on your own site.

    Bad:
        webUrl: www.example.com/harbour
        #       ^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 4.3
    """


@fault_rule("URL002", "not-http", severity=Severity.ERROR)
def not_http(_: Fault) -> None:
    """A URL has another scheme than http or https.

    Feed readers and social networks open nothing else, and `javascript:` or `data:` can run foreign
    code in your page.

    Bad:
        webUrl: "htp://www.example.com/harbour"
        #        ^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 9110 section 4.2
    """


@fault_rule("URL003", "bad-host", severity=Severity.ERROR)
def bad_host(_: Fault) -> None:
    """A URL has no host, or one that cannot be a public host name.

    A host without a dot, a number that is no IPv4 address and an IPv6 literal do not work for
    readers.

    Bad:
        webUrl: "https://localhost/harbour"
        #                ^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 1123 section 2.1; RFC 3986 section 3.2.2
    """


@fault_rule("URL004", "bad-port", severity=Severity.ERROR)
def bad_port(_: Fault) -> None:
    """A URL has a port that does not exist.

    Bad:
        webUrl: "https://www.example.com:99999/harbour"
        #                                ^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 3.2.3; RFC 9293 section 3.1, ports have 16 bits
    """


@fault_rule("URL005", "space-in-url", severity=Severity.ERROR, fix="safe")
def space_in_url(fault: Fault) -> Fix | None:
    """A URL holds a space or an invisible character.

    It was usually copied along with the URL. Some programs cut the URL there, others refuse it.

    Bad:
        webUrl: "https://www.example.com/harbour "
        #                                       ^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 2
    """
    return known_fix(fault, fault.help)


@fault_rule("URL006", "bad-percent-escape", severity=Severity.ERROR, fix="safe")
def bad_percent_escape(fault: Fault) -> Fix | None:
    """A `%` in a URL is not followed by two hexadecimal digits.

    Bad:
        webUrl: "https://www.example.com/100%-harbour"
        #                                   ^

    Good:
        webUrl: "https://www.example.com/100%25-harbour"

    Source: RFC 3986 section 2.1
    """
    return known_fix(fault, "write the percent sign as %25")


@fault_rule("URL007", "illegal-character-in-url", severity=Severity.ERROR, fix="safe")
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
    return known_fix(fault, fault.help)


@fault_rule("URL008", "credentials-in-url", severity=Severity.ERROR, fix="unsafe")
def credentials_in_url(fault: Fault) -> Fix | None:
    """A URL has a user name or password.

    It would be published with the article. Browsers warn of such URLs, because they are used to
    hide the real host.

    Bad:
        webUrl: "https://jo:secret@www.example.com/harbour"
        #                ^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 section 3.2.1; RFC 9110 section 4.2.4
    """
    return known_fix(fault, "remove the credentials", safe=False)


@value_rule(
    "URL009",
    "entity-in-url",
    severity=Severity.WARNING,
    on=URL_FACETS,
    fix="safe",
    precheck=Precheck(may_hold_entity, sign="&"),
)
def entity_in_url(url: str, at: RuleContext) -> Iterator[Finding]:
    """A URL holds an HTML entity.

    It was copied from the source of a page. `&#038;` even cuts the URL short, because `#`
    begins the fragment, so the server never sees the rest of the query.

    Bad:
        webUrl: "https://www.example.com/harbour?size=2&#038;page=1"
        #                                              ^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour?size=2&page=1"

    Source: HTML Living Standard section 13.5; 12 of 5,448 measured files
    """
    fault = entity_fault(url)
    if fault is not None:
        place = at().subspan(*fault.subspan) if fault.subspan else at()
        fix = None
        if isinstance(fault.replacement, str) and ImageUrl().accepts(fault.replacement):
            fix = place.replace(fault.replacement, fault.help, safe=fault.safe)
        yield place.finding(f"the URL {fault.message}", fault.help, fix)


def is_tracking(name: str, more: Iterable[str]) -> bool:
    """Tell whether a parameter only tells the site where a reader came from.

    Args:
        name: the name of the parameter.
        more: names that a site has added.
    """
    name = name.lower()
    return name in _TRACKING or name.startswith("utm_") or name in (other.lower() for other in more)


def has_tracking(record: Article | RelatedItem, at: RuleContext) -> bool:
    """Tell whether the URL of a page carries parameters of a campaign."""
    more = at.texts("parameters")
    for url in (record.web_url, record.original_url, record.source_url):
        if url is not None and "?" in url:
            query = url.partition("#")[0].partition("?")[2]
            if any(is_tracking(pair.partition("=")[0], more) for pair in query.split("&")):
                return True
    return False


@record_rule(
    "URL010",
    "tracking-parameter",
    severity=Severity.WARNING,
    on=(Article, RelatedItem),
    fix="unsafe",
    precheck=Precheck(has_tracking, sign="?"),
    options=(Option("parameters", (), "further parameters to report, by name"),),
)
def tracking_parameter(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """The URL of a page has parameters of a campaign.

    They tell the site which link a reader followed. With them one page has many URLs, so duplicates
    are missed and its visits are counted for another campaign.

    Bad:
        webUrl: "https://www.example.com/harbour?page=2&utm_source=letter&utm_medium=email"
        #                                               ^^^^^^^^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour?page=2"

    Source: RFC 6596, the canonical link relation; 0 of 192 measured files
    """
    for key, url in (
        ("webUrl", record.web_url),
        ("originalUrl", record.original_url),
        ("sourceUrl", record.source_url),
    ):
        if url is None or "?" not in url:
            continue
        more = at.texts("parameters")
        found = [match for match in _parameters(url) if is_tracking(match[1], more)]
        if found:
            names = ", ".join(f"`{match[1]}`" for match in found)
            place = at(key)
            fix = place.replace(_without(url, found), "remove the tracking parameters", safe=False)
            yield place.subspan(*found[0].span()).finding(
                f"the URL carries {names} for tracking", "keep what the page itself needs", fix
            )


def _parameters(url: str) -> Iterator[re.Match[str]]:
    """Yield the parameters of a URL's query, each with its name as the first group."""
    end = url.find("#") if "#" in url else len(url)
    start = url.find("?", 0, end)
    return _PARAMETER.finditer(url, start, end) if start >= 0 else iter(())


def _without(url: str, parameters: list[re.Match[str]]) -> str:
    """Remove parameters from a URL, and the question mark if nothing is left behind it."""
    page, _, rest = url.partition("?")
    query, mark, fragment = rest.partition("#")
    gone = {match.span() for match in parameters}
    kept = []
    position = len(page) + 1
    for piece in query.split("&"):
        if (position, position + len(piece)) not in gone:
            kept.append(piece)
        position += len(piece) + 1
    return page + ("?" + "&".join(kept) if kept else "") + mark + fragment


@value_rule(
    "URL011",
    "url-not-normal",
    severity=Severity.INFO,
    on=URL_FACETS,
    fix="safe",
    precheck=Precheck(lambda url: not is_surely_normal(url), passes=SURELY_NORMAL),
)
def url_not_normal(url: str, at: RuleContext) -> Iterator[Finding]:
    """A URL is not written in its normal form.

    Browsers open it anyway, but programs that compare URLs treat it as another page. The normal
    form has scheme and host in lower case, no default port, at least `/` for a path, and no `.` or
    `..` in it.

    Bad:
        webUrl: "https://www.Example.com/harbour"
        #                ^^^^^^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: RFC 3986 sections 6.2.2 and 6.2.3; 0 of 192 measured files
    """
    better = normal_form(url)
    if better == url:
        return
    what, span = _abnormal_part(url)
    place = at().subspan(*span)
    yield place.finding(what, f"write {better}", place.replace(better, "write the normal form"))


def _abnormal_part(url: str) -> tuple[str, tuple[int, int]]:
    start = _START.match(url)
    if start is not None:
        if not start["scheme"].islower():
            return "the scheme has capital letters", start.span("scheme")
        if start["host"] != start["host"].lower():
            return "the host has capital letters", start.span("host")
        what = _odd_port(start["scheme"], start["port"])
        if what:
            return what, start.span("port")
        if not start["slash"]:
            return "a slash is missing after the host", start.span("host")
    path = url.partition("?")[0].partition("#")[0]
    segment = _DOT_SEGMENT.search(path, start.end("host") if start else 0)
    return "the path holds a `.` or `..`", segment.span(1) if segment else (0, len(url))


def _odd_port(scheme: str, port: str | None) -> str:
    """Say what is not normal about a port, with its colon; empty where nothing is."""
    if port is None:
        return ""
    number = port[1:].lstrip("0")
    if port == ":":
        return "the colon stands before no port"
    if number == ("80" if scheme == "http" else "443"):
        return f"{port} is the default port"
    return f"the port {port} has zeros in front" if port[1:] != (number or "0") else ""


@fault_rule("URL012", "placeholder-in-url", severity=Severity.ERROR)
def placeholder_in_url(_: Fault) -> None:
    """A URL holds the placeholder of a template.

    Site generators do not fill in templates in front matter, so the link leads nowhere. Encoding
    its brackets would only hide that.

    Bad:
        webUrl: "https://www.example.com/{{ page.slug }}"
        #                                ^^^^^^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: Jekyll, "Front Matter": it is data, and Liquid in it is not rendered; RFC 3986 section 2
    """


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
    tracking_parameter,
    url_not_normal,
    placeholder_in_url,
)
