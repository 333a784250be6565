"""Configurations in the library: which settings a file has, in Python."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_schema import Settings, UsageError, check_paths, load, settings_for

CONFIG = "article-schema.toml"


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Go to a copy of the example with three collections."""
    copy = tmp_path / "site"
    shutil.copytree(root / "examples" / "site", copy)
    monkeypatch.chdir(copy)
    yield copy
    for name in ("models", "checks", "checks.house_rules"):
        sys.modules.pop(name, None)
    sys.path[:] = [entry for entry in sys.path if entry != str(copy)]


def test_a_run_takes_settings_or_a_configuration(site: Path) -> None:
    report = check_paths(".", config=CONFIG)
    assert sorted({finding.code for finding in report.findings}) == [
        "FLD001", "FLD002", "FLD005", "HSE001",
    ]  # fmt: skip
    named = check_paths([site / "README.md"], config=site / CONFIG)
    assert named.skipped == 1
    assert ["in no collection" in reason for reason in named.passed_over.values()] == [True]
    with pytest.raises(TypeError, match="not both"):
        check_paths(".", Settings(), config=CONFIG)
    with pytest.raises(UsageError, match="cannot be read"):
        check_paths(".", config="none.toml")


@pytest.mark.usefixtures("site")
def test_a_document_has_the_model_of_its_collection() -> None:
    document = load("data/authors/ann-sailor.yml", config=CONFIG)
    document.article.name = "Ann Mary Sailor"
    assert document.save()
    assert load("data/authors/ann-sailor.yml", config=CONFIG).article.name == "Ann Mary Sailor"
    with pytest.raises(UsageError, match="it is in no collection"):
        load("README.md", config=CONFIG)


@pytest.mark.usefixtures("site")
def test_settings_of_a_file_are_those_of_the_command() -> None:
    settings = settings_for("content/guides/new.md")
    assert settings.model.__name__ == "Guide"
    assert settings == settings_for("content/guides/new.md", CONFIG)
    assert settings.severity["HSE001"].value == "error"
    with pytest.raises(UsageError, match="it is in no collection"):
        settings_for("elsewhere/new.md")
