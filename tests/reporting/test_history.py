"""Earlier reports: read from the format `json`, or refused with a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema.errors import UsageError
from article_schema.reporting.history import read_earlier
from article_schema.rules.findings import Severity

from .samples import sample, written


def test_a_report_in_json_can_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "2020-06.json"
    path.write_text(written("json", sample()), encoding="utf-8")
    earlier = read_earlier(str(path))
    assert (earlier.name, earlier.files) == ("2020-06", 3)
    assert earlier.counts == {Severity.ERROR: 3, Severity.WARNING: 1, Severity.INFO: 1}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "it is not JSON"),
        ("[" * 100_000, "it is not JSON"),
        ("\udcff", "it is not JSON"),
        ("[]", "is no report of article-schema"),
        ('{"summary": {"files": "<b>"}}', "is no report of article-schema"),
        ('{"summary": {"files": -1, "error": 0, "warning": 0, "info": 0}}', "is no report"),
    ],
)
def test_what_is_no_report_is_refused(text: str, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(UsageError, match=reason):
        read_earlier(str(path))


def test_a_folder_or_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder; name reports behind it"):
        read_earlier(str(tmp_path))
    with pytest.raises(UsageError, match="No such file"):
        read_earlier(str(tmp_path / "gone.json"))
