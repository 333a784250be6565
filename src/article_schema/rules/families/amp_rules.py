"""AMP: the light form of a page, and its copy in the AMP cache."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.model.amp import (
    amp_cache_url,
    cache_address,
    is_cache_url_of,
    names_page,
    prefix_range,
    source_of_cache_url,
)
from article_schema.model.article import Article, RelatedItem
from article_schema.model.urls import HttpUrl
from article_schema.model.web.faults import entity_fault
from article_schema.model.web.normal_form import normal_form
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule
from article_schema.rules.naming import named
from article_schema.rules.precheck import Precheck

_ATTRIBUTES = ("amp_web_url", "amp_url", "cdn_amp_web_url", "cdn_amp_url")


def is_cached_elsewhere(record: Article | RelatedItem, _: RuleContext) -> bool:
    """Tell whether the copy of an AMP page may be under another URL than that of the cache."""
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    return page is not None and cached is not None and cached != cache_address(page)


@record_rule(
    "AMP001",
    "wrong-amp-cache-url",
    severity=Severity.ERROR,
    on=(Article, RelatedItem),
    precheck=Precheck(is_cached_elsewhere, needs=_ATTRIBUTES),
    fix="safe",
)
def wrong_amp_cache_url(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """`cdnAmpWebUrl` is not the URL of `ampWebUrl` in the AMP cache.

    The cache answers under one URL only, which follows from that of the page. With any other URL
    readers get an error, or another article. The fix is unsafe if the two name different pages:
    check which of them is meant.

    Bad:
        ampWebUrl: "https://www.example.com/amp/harbour"
        cdnAmpWebUrl: "https://example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"
        #                      ^^^^^^^^^^^

    Good:
        ampWebUrl: "https://www.example.com/amp/harbour"
        cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"

    Source: amp.dev, "AMP Cache URL Format and Request Handling"; holds in 5,545 of 5,546 measured
        files and for all of their 43,021 related items
    """
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    if page is None or cached is None:
        return
    meant = _meant(page)
    if is_cache_url_of(cached, meant or page):
        return
    key = "cdnAmpWebUrl" if record.cdn_amp_web_url else "cdnAmpUrl"
    expected = amp_cache_url(meant or page)
    place = at(key)
    part = prefix_range(cached, page)
    if part is not None:
        place = place.subspan(*part)
    # Where the two name different pages, the other one may be wrong.
    fix = None
    if meant is not None:
        safe = names_page(cached, meant)
        fix = place.replace(expected, "write the computed URL", safe=safe)
    yield place.finding(
        f"{named(at, key)} is not the URL of the AMP page in the AMP cache",
        f"write {expected}",
        fix,
    )


def has_amp_alone(record: Article | RelatedItem, _: RuleContext) -> bool:
    """Tell whether of an AMP page and its copy only one is given."""
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    return (page is None) is not (cached is None)


@record_rule(
    "AMP002",
    "amp-url-alone",
    severity=Severity.WARNING,
    on=(Article, RelatedItem),
    precheck=Precheck(has_amp_alone, needs=_ATTRIBUTES),
    fix="safe",
)
def amp_url_alone(record: Article | RelatedItem, at: RuleContext) -> Iterator[Finding]:
    """Only one of the AMP page and its copy in the AMP cache is given.

    Sites link the copy, which loads at once, and fall back on the page; they look for both.

    Bad:
        ampWebUrl: "https://www.example.com/amp/harbour"
        #^^^^^^^^

    Good:
        ampWebUrl: "https://www.example.com/amp/harbour"
        cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"

    Source: both or neither in 100 % of the measured files
    """
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    if page is not None and cached is None:
        key = "ampWebUrl" if record.amp_web_url else "ampUrl"
        meant = _meant(page)
        yield _alone(at, key, "cdnAmpWebUrl", amp_cache_url(meant) if meant else None)
    elif cached is not None and page is None:
        key = "cdnAmpWebUrl" if record.cdn_amp_web_url else "cdnAmpUrl"
        meant = _meant(cached)
        yield _alone(at, key, "ampWebUrl", source_of_cache_url(meant) if meant else None)


def _meant(url: str) -> str | None:
    """Return a URL as the rules of URLs leave it, which browsers open for it.

    It has no entities (URL009) and its normal form (URL011). None where it would be a guess.
    """
    fault = entity_fault(url)
    if fault is None:
        return normal_form(url)
    better = fault.replacement
    if not isinstance(better, str) or not fault.safe or not HttpUrl().accepts(better):
        return None
    return normal_form(better)


def _alone(at: RuleContext, key: str, lacking: str, value: str | None) -> Finding:
    """Report a key whose counterpart is lacking; its value is known unless the key's is wrong."""
    if value is None:
        return at(key).key.finding(
            f"{named(at, key)} comes without `{lacking}`", f"add `{lacking}`"
        )
    return at(key).key.finding(
        f"{named(at, key)} comes without `{lacking}`",
        f"add `{lacking}: {value}`",
        at(lacking).replace(value, f"add the computed `{lacking}`"),
    )


RULES = (wrong_amp_cache_url, amp_url_alone)
