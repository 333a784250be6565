"""Fingerprints: what makes a finding the same one in the next run, though its line has moved."""

from __future__ import annotations

import hashlib
from collections import Counter

from article_schema.checking.filters.baseline import known_findings
from article_schema.checking.results.checked_file import CheckedFile


def fingerprints(result: CheckedFile, path: str) -> list[str]:
    """Return a fingerprint for each finding of a file, in their order and each of its own.

    They tell findings apart as baselines do. Findings that agree in all that counts are numbered.

    Args:
        result: the findings of one file.
        path: the path of the file as it is reported, so that the folder of a checkout is left out.
    """
    seen: Counter[str] = Counter()
    prints = []
    for known, _ in known_findings(result):
        basis = "\0".join((path, *known))
        raw = f"{basis}\0{seen[basis]}".encode("utf-8", "surrogatepass")
        seen[basis] += 1
        prints.append(hashlib.sha256(raw).hexdigest())
    return prints
