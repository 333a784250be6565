"""pytest of a content repository: what the checker finds, and what only this site asks for.

Usage: CONTENT=content pytest test_content.py
"""

import os
from pathlib import Path

import pytest

from article_schema import check_paths, load

CONTENT = Path(os.environ.get("CONTENT", "content"))
FILES = sorted(CONTENT.glob("**/*.md"))


def test_no_file_breaks_the_contract() -> None:
    report = check_paths([CONTENT])
    assert report.files == len(FILES)
    assert report.ok, "\n".join(
        f"{finding.file}:{finding.line}:{finding.column} {finding.code} {finding.sentence}"
        for finding in report.findings
    )


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_article_has_a_wide_picture(path: Path) -> None:
    images = load(path).article.images
    assert any(image.width >= 1200 for image in images if image.width), "at least 1,200 pixels"
