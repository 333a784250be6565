"""Fingerprints: they identify a finding in the next run, even if its line has moved."""

from __future__ import annotations

from collections import Counter

from article_schema.checking.filters.baseline import known_findings
from article_schema.checking.results.checked_file import CheckedFile


def fingerprints(result: CheckedFile, path: str) -> list[str]:
    """Return a distinct fingerprint for each finding of a file, in their order.

    They depend on the same parts of a finding as a baseline does. Equal ones are numbered.

    Args:
        result: the findings of one file.
        path: the path of the file in the report, without the folder of the checkout.
    """
    import hashlib  # late: it loads OpenSSL

    seen: Counter[str] = Counter()
    prints = []
    for known, _ in known_findings(result):
        basis = "\0".join((path, *known))
        raw = f"{basis}\0{seen[basis]}".encode("utf-8", "surrogatepass")
        seen[basis] += 1
        prints.append(hashlib.sha256(raw).hexdigest())
    return prints
