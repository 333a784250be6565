"""PRV: the organisation from whose site an article comes."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.base import Kind, better_value, rule
from article_schema.rules.findings import Fix, Severity


@rule("PRV001", "bad-domain", severity=Severity.ERROR, on=Kind.FAULT, fix="safe")
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

    Source: RFC 1123 section 2.1; 107,000 of 107,000 measured domains
    """
    return better_value(fault, "write the host name alone")


RULES = (bad_domain,)
