from __future__ import annotations

import os
from pathlib import Path

import pytest

from article_schema import Severity, check_paths, check_text
from article_schema.checking.config.settings import Settings
from article_schema.document.limits import Limits
from article_schema.errors import UsageError

FAULTY = "---\ntitle: 1\n---\n"


def test_files_are_counted_and_findings_kept_in_order(tmp_path: Path) -> None:
    for name in ("b.md", "a.md"):
        (tmp_path / name).write_text(FAULTY)
    (tmp_path / "README.md").write_text("# No article\n")
    report = check_paths([tmp_path])
    assert report.files == 2
    names = [Path(finding.file).name for finding in report.findings]
    assert names == sorted(names)
    assert set(names) == {"a.md", "b.md"}
    assert not report.ok


def test_warnings_leave_a_report_in_order() -> None:
    report = check_text(
        FAULTY, settings=Settings(select=("FLD004",), severity={"FLD004": Severity.WARNING})
    )
    assert report.ok
    assert report.reaches(Severity.WARNING)
    assert report.reaches(Severity.INFO)
    assert not report.reaches(Severity.ERROR)


def test_a_report_without_findings_reaches_nothing() -> None:
    report = check_text(FAULTY, settings=Settings(select=("URL",)))
    assert report.ok
    assert not report.reaches(Severity.INFO)


def test_what_cannot_be_read_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "gone.md").symlink_to(tmp_path / "nowhere.md")
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "large.md").write_text(FAULTY + "x" * 100)
    report = check_paths([tmp_path, tmp_path / "pipe.md"], Settings(limits=Limits(file_bytes=50)))
    assert {Path(finding.file).name: finding.code for finding in report.findings} == {
        "gone.md": "DOC001",
        "pipe.md": "DOC001",
        "large.md": "DOC012",
    }


def test_a_path_that_does_not_exist_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(UsageError):
        check_paths([tmp_path / "nothing"])


def test_the_name_of_a_text_tells_its_form() -> None:
    assert check_text("title: 1\n", "a.yaml").findings[0].file == "a.yaml"
    assert check_text("title: 1\n", "a.md").findings[0].code == "DOC003"
    assert "DOC005" in {finding.code for finding in check_text("title: 1\n", "a.json").findings}
