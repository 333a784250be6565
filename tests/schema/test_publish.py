from __future__ import annotations

import importlib
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from article_schema import __version__
from article_schema.model.article import Image
from article_schema.schema.build import DRAFTS, json_schema
from article_schema.schema.publish import published_files, schema_text


@pytest.fixture
def generate(root: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(root / "tools"))
    return importlib.import_module("generate")


def test_the_published_files() -> None:
    files = published_files()
    assert list(files) == [
        "schema/article.schema.json",
        "schema/article.draft-07.schema.json",
        f"schema/{__version__}/article.schema.json",
        f"schema/{__version__}/article.draft-07.schema.json",
    ]
    texts = list(files.values())
    assert texts[:2] == texts[2:]


@pytest.mark.parametrize("draft", DRAFTS)
def test_a_file_is_stable_and_readable(draft: str) -> None:
    text = schema_text(draft)
    assert json.loads(text) == json_schema(draft=draft)
    assert text.startswith('{\n  "$schema": ')
    assert text.endswith("\n}\n")
    assert max(map(len, text.splitlines())) < 1500
    assert text.isascii()


def test_the_schema_of_another_model() -> None:
    assert json.loads(schema_text(model=Image))["title"] == "Image"


def test_generated_files_are_up_to_date(root: Path) -> None:
    command = [sys.executable, str(root / "tools/generate.py"), "--check"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")


def test_the_check_lists_what_differs(generate: ModuleType, tmp_path: Path) -> None:
    wanted = {"schema/a.json": "a\n", "schema/b.json": "b\n", "c.md": "c\n"}
    generate.write(wanted, tmp_path)
    assert list(generate.differences(wanted, tmp_path)) == []
    (tmp_path / "schema/a.json").write_text("changed")
    (tmp_path / "c.md").unlink()
    (tmp_path / "schema/old.json").write_text("old")
    (tmp_path / "schema/0.0.1").mkdir()
    (tmp_path / "schema/0.0.1/a.json").write_text("an earlier version stays")
    assert list(generate.differences(wanted, tmp_path)) == [
        "schema/a.json: is out of date",
        "c.md: is missing",
        "schema/old.json: no generator makes it any more",
    ]
    generate.write(wanted, tmp_path)
    assert list(generate.differences(wanted, tmp_path)) == []
    assert not (tmp_path / "schema/old.json").exists()
    assert (tmp_path / "schema/0.0.1/a.json").exists()


def test_a_file_has_one_generator(generate: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(generate, "GENERATORS", (lambda: {"a": ""}, lambda: {"a": "", "b": ""}))
    with pytest.raises(ValueError, match="two generators make a"):
        generate.wanted_files()


def test_every_field_has_a_row(generate: ModuleType) -> None:
    text = generate.wanted_files()["docs/fields.md"]
    assert "| `sourceUrl` (deprecated: write `webUrl`) | text |" in text
    assert "| `images` | list: [Image](#image) |" in text
    assert "| `width` | a whole number | yes | at least 1 | Width in pixels. | `1200` |" in text
    assert all(line.count("|") == 7 for line in text.splitlines() if line.startswith("| `"))
