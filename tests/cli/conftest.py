from __future__ import annotations

from pathlib import Path

import pytest

from .test_killed_fix import OLD


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with one article that has something to fix."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "a.md").write_text(OLD.format(number=1))
    return folder
