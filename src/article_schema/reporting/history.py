"""History: the numbers of earlier reports, so that a report can show them over time."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import PurePath

from article_schema.errors import UsageError
from article_schema.rules.findings import Severity

#: The largest report that is read, in bytes: four times what 50,000 findings take.
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """The summary of a report in the format `json`."""

    #: What it is called: the name of its file without the ending.
    name: str
    #: How many files were checked.
    files: int
    #: How many findings there were of each severity.
    counts: dict[Severity, int]


def read_earlier(path: str) -> EarlierReport:
    """Read the summary of an earlier report.

    Args:
        path: a file that `check --output json:FILE` wrote.

    Raises:
        UsageError: it cannot be read, or is no such report.
    """
    try:
        if os.path.isdir(path):
            raise UsageError(f"--history {path}: is a folder; name reports behind it, paths before")
        if os.path.getsize(path) > _LARGEST:
            raise UsageError(f"--history {path}: is larger than {_LARGEST:,} bytes")
        with open(path, encoding="utf-8") as file:
            data = json.load(file)
    except (OSError, ValueError, RecursionError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not JSON"
        raise UsageError(f"--history {path}: cannot be read: {reason}") from None
    summary = data.get("summary") if isinstance(data, dict) else None
    keys = ("files", *(severity.value for severity in Severity))
    if not isinstance(summary, dict) or not all(_is_count(summary.get(key)) for key in keys):
        raise UsageError(
            f"--history {path}: is no report of article-schema; write one with "
            "`check --output json:FILE`"
        )
    counts = {severity: summary[severity.value] for severity in Severity}
    return EarlierReport(PurePath(path).stem, summary["files"], counts)


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 10**12
