"""PRV: the organisation from whose site an article comes."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.article import Article, Provider, RelatedItem
from article_schema.model.facets import NotBlank
from article_schema.model.web.normal_form import host_of
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import fault_rule, record_rule
from article_schema.rules.markup import reads_as_it_stands
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import known_fix

_ESCAPES = late_pattern(r"(?:%[0-9A-Fa-f]{2})+")


@fault_rule("PRV001", "bad-domain", severity=Severity.ERROR, fix="safe")
def bad_domain(fault: Fault) -> Fix | None:
    """The domain of a provider is not a bare host name.

    Sites join it with other parts, so a scheme, port or path in it gives broken links.

    Bad:
        provider:
          name: Example Times
          domain: https://example.com/
        #         ^^^^^^^^^^^^^^^^^^^^

    Good:
        provider:
          name: Example Times
          domain: example.com

    Source: RFC 1123 section 2.1; 0 of 192 measured files
    """
    return known_fix(fault, "write the host name alone")


def is_foreign(record: Article | RelatedItem, _: RuleContext) -> bool:
    """Tell whether the page of a record lies outside of its provider's domain."""
    url = record.web_url or record.source_url
    if url is None:
        return False
    name = record.provider.domain
    if url.startswith(f"https://www.{name}/"):
        return False
    host, name = host_of(url), name.lower().removesuffix(".")
    return host != name and not host.endswith(f".{name}")


@record_rule(
    "PRV002",
    "foreign-page",
    severity=Severity.ERROR,
    on=(Article, RelatedItem),
    precheck=Precheck(is_foreign),
)
def foreign_page(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """The page of an article is not on its provider's domain.

    Readers would see the name and logo of one site above an article of another. The host of
    `webUrl` must be the provider's domain or a subdomain; `originalUrl` may be elsewhere, as for a
    video that its provider keeps on another platform.

    Bad:
        webUrl: "https://www.example.com/harbour"
        provider:
          name: Example Times
          domain: example.net
        #         ^^^^^^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour"
        provider:
          name: Example Times
          domain: example.com

    Source: holds in all of 106,417 measured articles and related items
    """
    key, url = ("webUrl", record.web_url) if record.web_url else ("sourceUrl", record.source_url)
    if url is None:
        return
    host, domain = host_of(url), record.provider.domain
    if not f".{host}".endswith(f".{domain.lower().removesuffix('.')}"):
        yield at("provider", "domain").finding(
            f"the page is on {host}, which is not part of {domain}",
            f"write the domain of `{key}`, or correct `{key}`",
        )


@record_rule(
    "PRV003",
    "escaped-provider-name",
    severity=Severity.WARNING,
    on=Provider,
    fix="safe",
    precheck=Precheck(lambda provider, _: "%" in provider.name, sign="%"),
)
def escaped_provider_name(provider: Provider, at: RuleContext) -> Iterator[Finding]:
    """The name of a provider holds percent escapes.

    They belong in URLs; readers see `%2c` instead of a comma.

    Bad:
        provider:
          name: Example Press%2c Inc.
        #                    ^^^
          domain: example.com

    Good:
        provider:
          name: Example Press, Inc.
          domain: example.com

    Source: RFC 3986 section 2.1; seen in measured files
    """
    name = provider.name
    match = _ESCAPES.search(name)
    if match is None:
        return
    from urllib.parse import unquote

    better = unquote(name)
    if not (better.isprintable() and "\ufffd" not in better and NotBlank().accepts(better)):
        return
    place = at("name").subspan(*match.span())
    fix = None
    if reads_as_it_stands(better):
        # What is still escaped was escaped twice.
        safe = _ESCAPES.search(better) is None
        fix = place.replace(better, "write the character", safe=safe)
    yield place.finding(f"the name holds the percent escape `{match[0]}`", f"write {better}", fix)


RULES = (bad_domain, foreign_page, escaped_provider_name)
