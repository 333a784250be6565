"""Requirement: what pip has to be given to install this very package somewhere else."""

from __future__ import annotations

import importlib.metadata
import json
import os
import subprocess
from typing import Any
from urllib.parse import unquote, urlsplit

from article_schema.late_pattern import late_pattern

_NAME = "article-schema"
#: An address of a repository without a scheme, as in `git@example.com:owner/name.git`.
_SHORT_ADDRESS = late_pattern(r"(?:[\w.-]+@)?([\w.-]+):(?!/)([^\s@:]+)")
_COMMIT = late_pattern(r"[0-9a-f]{40,64}")


def installed_from() -> str | None:
    """Return the requirement that installs this package elsewhere; None if nothing would.

    pip records where a package comes from (PEP 610, `direct_url.json`). Without a record it comes
    from an index. A folder counts as its commit in the repository that git knows as `origin`.
    """
    try:
        package = importlib.metadata.distribution(_NAME)
        record = package.read_text("direct_url.json")
    except importlib.metadata.PackageNotFoundError:
        return None
    if record is None:
        return f"{_NAME}=={package.version}"
    try:
        direct: Any = json.loads(record)
        return _of_record(direct["url"], direct)
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _of_record(url: str, direct: dict[str, Any]) -> str | None:
    if "vcs_info" in direct:
        return _of_repository(url, direct["vcs_info"].get("commit_id", ""))
    parts = urlsplit(url)
    if parts.scheme == "https":
        return f"{_NAME} @ {_without_login(url)}"
    if parts.scheme == "file" and "dir_info" in direct:
        return _of_folder(unquote(parts.path))
    return None


def _of_folder(folder: str) -> str | None:
    if not os.path.lexists(os.path.join(folder, ".git")):
        return None
    origin = _git(folder, "config", "--local", "--get", "remote.origin.url")
    return _of_repository(origin, _git(folder, "rev-parse", "HEAD"))


def _of_repository(url: str, commit: str) -> str | None:
    short = _SHORT_ADDRESS.fullmatch(url)
    if short is not None:
        url = f"ssh://git@{short[1]}/{short[2]}"
    if urlsplit(url).scheme not in ("https", "ssh") or not _COMMIT.fullmatch(commit):
        return None
    return f"{_NAME} @ git+{_without_login(url)}@{commit}"


def _without_login(url: str) -> str:
    """Take a name and a password out of an address: what is written here goes into files."""
    parts = urlsplit(url)
    login = "git@" if parts.scheme == "ssh" else ""
    return parts._replace(netloc=login + parts.netloc.rpartition("@")[2]).geturl()


def _git(folder: str, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - a fixed one
            # By its own folder: the caller may be a hook of another repository.
            ["git", f"--git-dir={folder}/.git", *arguments],  # noqa: S607 - the one of the user
            capture_output=True, timeout=10, check=True, text=True,
        )  # fmt: skip
    except (OSError, ValueError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
