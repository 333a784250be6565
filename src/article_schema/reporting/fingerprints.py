"""Fingerprints: what makes a finding the same one in the next run, though its line has moved."""

from __future__ import annotations

import hashlib
from collections import Counter

from article_schema.checking.engine import CheckedFile
from article_schema.rules.findings import Finding


def fingerprints(result: CheckedFile, path: str) -> list[str]:
    """Return a fingerprint for each finding of a file, in their order and each of its own.

    A fingerprint depends on the file, the rule, the keys that lead to the value, and the text of
    its line; not on line numbers, indexes of items or the wording of messages. Findings that agree
    in all of that are numbered.

    Args:
        result: the findings of one file.
        path: the path of the file as it is reported, so that the folder of a checkout is left out.
    """
    seen: Counter[str] = Counter()
    prints = []
    for finding in result.findings:
        basis = "\0".join((path, finding.code, *_keys(finding), _line(finding, result)))
        number = seen[basis]
        seen[basis] += 1
        raw = f"{basis}\0{number}".encode("utf-8", "surrogatepass")
        prints.append(hashlib.sha256(raw).hexdigest())
    return prints


def _keys(finding: Finding) -> list[str]:
    return [step for step in finding.route if isinstance(step, str)]


def _line(finding: Finding, result: CheckedFile) -> str:
    if result.source is None:
        return ""
    return result.source.lines.line_text(finding.line).strip()
