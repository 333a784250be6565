"""Followed files: what a run has read besides articles, so that a watch knows when it changes.

These are configurations, models, schemas, rules, baselines and lists of ignored files. Only a watch
follows them; any other run reads each once.
"""

from __future__ import annotations

import os

#: What tells one version of a file from another, by its path; None where there is no file.
_versions: dict[str, tuple[int, int, int] | None] = {}
_state = {"on": False}


def start() -> None:
    """Follow the files that are read from now on, and no others."""
    _state["on"] = True
    _versions.clear()


def stop() -> None:
    """Follow none."""
    _state["on"] = False
    _versions.clear()


def is_on() -> bool:
    """Tell whether files are followed."""
    return _state["on"]


def follow(path: str | os.PathLike[str]) -> None:
    """Follow a file that is about to be read, whether it is there or not."""
    if _state["on"]:
        name = os.path.abspath(path)
        _versions.setdefault(name, _version(name))


def have_changed() -> bool:
    """Tell whether one of the files is another now, has gone or has come."""
    # Another thread may follow more meanwhile.
    return any(_version(path) != version for path, version in list(_versions.items()))


def _version(path: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
