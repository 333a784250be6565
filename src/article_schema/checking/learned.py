"""Learned styles: what `format = "learn"` comes to, for each configuration of a run."""

from __future__ import annotations

import os

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations
from article_schema.checking.discovery.search import find_files
from article_schema.style.values import Style


class LearnedStyles:
    """The styles of the files of a run, each read off once.

    Args:
        configurations: the configurations of the run.
    """

    def __init__(self, configurations: Configurations) -> None:
        self._configurations = configurations
        self._known: dict[int, tuple[Configuration, Style]] = {}

    def of(self, configuration: Configuration) -> Style:
        """Return the style that a configuration says, or that of the files that it counts for.

        Those are all files below its folder that belong to the same collection, or have the same
        configuration, whichever of them the run was asked about.
        """
        said = configuration.settings.style
        if said is not None:
            return said
        known = self._known.get(id(configuration))
        if known is None:
            paths = self._files(configuration)
            style = Style.of(paths, configuration.settings.model)
            # With the configuration beside it, no other one gets its place in memory.
            known = self._known[id(configuration)] = (configuration, style)
        return known[1]

    def _files(self, configuration: Configuration) -> list[str]:
        found = find_files([configuration.folder or "."], self._configurations)
        return [
            file.path
            for file in found
            if file.astray is None and self._configurations.for_file(file.path) is configuration
        ]


#: What was learned before, by the file of the configuration and the collection, with the moment of
#: its last change.
_LEARNED: dict[tuple[str, str], tuple[int, Style]] = {}


def learned_style(configurations: Configurations, configuration: Configuration) -> Style:
    """Return the style of a configuration, which is read off its files once in a process.

    It is read off again when the file of the configuration has changed or has gone, as it may while
    an editor is open.

    Args:
        configurations: those that the configuration was found in.
        configuration: what counts for a file.
    """
    path, collection = configuration.path, configuration.collection
    changed = _last_change(path) if path is not None else None
    if path is None or changed is None:
        return LearnedStyles(configurations).of(configuration)
    key = os.path.abspath(path), collection.name if collection is not None else ""
    known = _LEARNED.get(key)
    if known is None or known[0] != changed:
        style = LearnedStyles(configurations).of(configuration)
        known = _LEARNED[key] = (changed, style)
    return known[1]


def _last_change(path: str) -> int | None:
    """Return the moment of the last change of a file, in nanoseconds; None if it has gone."""
    try:
        return os.stat(path).st_mtime_ns
    except OSError:
        return None
