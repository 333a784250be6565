"""Sites: what counts for a document, as the command would choose it in its workspace."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from threading import RLock

from article_schema import followed
from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import FoundFile, Search
from article_schema.checking.engine.checker import Checker
from article_schema.checking.filters.baseline import Baseline
from article_schema.checking.run import Checkers
from article_schema.document.limits import Limits
from article_schema.importing import forget
from article_schema.lsp.texts import Text


@dataclass(frozen=True)
class Choice:
    """What counts for one document."""

    configurations: Configurations
    configuration: Configuration
    checker: Checker
    #: The name for the checker: the path, which patterns of the configuration are compared with.
    filename: str
    #: Whether text without front matter is a fault.
    named: bool
    #: The known findings of the workspace.
    baseline: Baseline | None
    #: The folder of the workspace that holds the document; None outside of all.
    root: str | None = None

    @property
    def model(self) -> type:
        """The class of the articles."""
        return self.checker.settings.model


class Site:
    """One folder of the workspace, with its configurations, as they are on disk."""

    def __init__(self, folder: str, *, trusted: bool) -> None:
        self.folder = folder
        self.configurations = Configurations(Given(folder=folder, trusted=trusted))
        # First, because the rules of its own are known to the configurations below it.
        whole = self.configurations.for_run()
        self.checkers = Checkers(self.configurations)
        self.search = Search(self.configurations)
        path = whole.path_of("baseline")
        self.baseline = Baseline.read(path) if path else None


class Sites:
    """Chooses what counts for documents.

    It follows the files that it reads: once one of them has changed, everything is read anew.
    Several threads may ask; the checker of a choice serves only one.
    """

    def __init__(self) -> None:
        self.roots: Sequence[str] = ()
        self.trusted = False
        #: How large files of unknown configuration may be.
        self.limits = Limits()
        #: Grows when a file has changed that says what counts.
        self.generation = 0
        self._sites: dict[str, Site] = {}
        self._choices: dict[str, Choice | None] = {}
        #: Held while configurations are read.
        self.lock = RLock()
        followed.start()

    def refresh(self) -> None:
        """Read everything anew when it is asked for the next time, code only if it changed."""
        with self.lock:
            if followed.have_changed():
                self.generation += 1
                followed.start()
                forget()
            self._sites.clear()
            self._choices.clear()

    def of(self, text: Text) -> Choice | None:
        """Return what counts for a document; None for one that a check passes over.

        Raises:
            UsageError: its configuration cannot be used; the message names file and line.
        """
        with self.lock:
            if followed.have_changed():
                self.refresh()
            key = text.path or text.uri
            if key not in self._choices:
                self._choices[key] = self._choice(text)
            return self._choices[key]

    def _choice(self, text: Text) -> Choice | None:
        root = self.root_of(text.path)
        folder = root or (os.path.dirname(text.path) if text.path else os.getcwd())
        site = self._sites.get(folder)
        if site is None:
            site = self._sites[folder] = Site(folder, trusted=self.trusted)
        if text.path is None:
            path = os.path.join(folder, text.filename)
            found = FoundFile(path, named=False)
        elif site.search.finds(text.path):
            found = site.search.found(text.path)
        else:
            return None
        if found.astray is not None:
            return None
        checker = site.checkers.checker_for(found)
        configuration = site.configurations.for_file(found.path)
        return Choice(
            site.configurations, configuration, checker, found.path, found.named, site.baseline,
            root,
        )  # fmt: skip

    def root_of(self, path: str | None) -> str | None:
        """Return the innermost folder of the workspace that holds a file; None where none does.

        Args:
            path: the file; None for a document without one, which belongs to the first folder.
        """
        holding = [root for root in self.roots if path is None or _is_below(path, root)]
        if not holding:
            return None
        return holding[0] if path is None else max(holding, key=len)


def _is_below(path: str, folder: str) -> bool:
    return path.startswith(os.path.join(folder, ""))
