from __future__ import annotations

import importlib.metadata
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from article_schema.adopting.requirement import installed_from

COMMIT = "0123456789abcdef0123456789abcdef01234567"


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Let pip have recorded a text; None stands for no record."""

    def record(text: str | None) -> str | None:
        class Installed:
            version = "0.1.0"

            def read_text(self, name: str) -> str | None:
                assert name == "direct_url.json"
                return text

        monkeypatch.setattr(importlib.metadata, "distribution", lambda name: Installed())
        return installed_from()

    return record


def of_git(url: str, commit: str = COMMIT) -> str:
    return json.dumps({"url": url, "vcs_info": {"vcs": "git", "commit_id": commit}})


def test_from_an_index_it_is_the_version(recorded: Any) -> None:
    assert recorded(None) == "article-schema==0.1.0"


@pytest.mark.parametrize(
    ("record", "requirement"),
    [
        (of_git("https://example.com/a.git"), f"git+https://example.com/a.git@{COMMIT}"),
        (of_git("ssh://git@example.com/a"), f"git+ssh://git@example.com/a@{COMMIT}"),
        (of_git("https://ann:secret@example.com/a"), f"git+https://example.com/a@{COMMIT}"),
        (of_git("file:///srv/a.git"), None),
        (of_git("https://example.com/a", "--upload-pack=x"), None),
        ('{"url": "https://example.com/a-0.1.0-py3-none-any.whl", "archive_info": {}}',
         "https://example.com/a-0.1.0-py3-none-any.whl"),
        ('{"url": "file:///srv/a-0.1.0-py3-none-any.whl", "archive_info": {}}', None),
        ('{"url": "file:///no/such/folder", "dir_info": {}}', None),
        ("[]", None),
        ("{", None),
        ('{"url": 5, "vcs_info": {}}', None),
        ('{"url": "https://example.com/a", "vcs_info": 5}', None),
    ],
)  # fmt: skip
def test_a_record_of_pip_tells_where_it_comes_from(
    recorded: Any, record: str, requirement: str | None
) -> None:
    expected = None if requirement is None else f"article-schema @ {requirement}"
    assert recorded(record) == expected


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("https://example.com/a.git", "https://example.com/a.git"),
        ("git@example.com:owner/a.git", "ssh://git@example.com/owner/a.git"),
        ("https://token@example.com/a.git", "https://example.com/a.git"),
        ("/srv/a.git", None),
        (None, None),
    ],
)
def test_a_folder_counts_as_its_commit_at_the_origin(
    recorded: Any,
    tmp_path: Path,
    origin: str | None,
    url: str | None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def git(*arguments: str) -> str:
        command = [
            "git",
            "-C",
            str(tmp_path),
            "-c",
            "user.name=a",
            "-c",
            "user.email=a@example.com",
        ]
        return subprocess.run(
            [*command, *arguments], check=True, capture_output=True, text=True
        ).stdout.strip()

    git("init", "--quiet")
    git("commit", "--quiet", "--allow-empty", "--message", "a")
    if origin is not None:
        git("remote", "add", "origin", origin)
    record = json.dumps({"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    head = git("rev-parse", "HEAD")
    # A hook of another repository names that one.
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))
    expected = None if url is None else f"article-schema @ git+{url}@{head}"
    assert recorded(record) == expected


def test_a_copy_without_a_package_comes_from_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> Any:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    assert installed_from() is None
