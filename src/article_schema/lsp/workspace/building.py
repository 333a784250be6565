"""Building: the files of a folder of the workspace get into its index, a slice at a time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Iterator

from article_schema.checking.corpus.remembering import remembered_of
from article_schema.checking.discovery.search import FoundFile, find_files
from article_schema.errors import UsageError
from article_schema.lsp.sites import Site, Sites
from article_schema.lsp.texts import Texts
from article_schema.lsp.workspace.files import text_at
from article_schema.lsp.workspace.index import Index
from article_schema.lsp.workspace.traces import traces_of

#: An index has so many files. More are more than one person writes, and a home folder has them.
MOST_FILES = 100_000
#: How long a slice takes, in seconds: whoever writes meanwhile waits no longer.
SLICE = 0.02
#: How long it takes where somebody waits: less, and files would never be read while people write.
SHORT_SLICE = 0.004


class Building:
    """What is left to read of one folder, by the configurations that count in it.

    Args:
        folder: the folder.
        sites: those of the workspace; only one thread at a time reads configurations.
        texts: the open documents, which count in place of their files.
    """

    def __init__(self, folder: str, sites: Sites, texts: Texts) -> None:
        self.index = Index(folder)
        #: How many files there are, as far as that is known, and how many were read.
        self.total = 0
        self.read = 0
        #: Whether the folder has no index, since its configuration cannot be used.
        self.is_unusable = False
        self._sites = sites
        self._texts = texts
        self._site: Site | None = None
        self._listing: Iterator[FoundFile] | None = None
        self._waiting: deque[FoundFile] = deque()
        self._touched: deque[str] = deque()

    @property
    def is_done(self) -> bool:
        """Whether all files are in the index."""
        return self.is_unusable or (
            self._site is not None
            and self._listing is None
            and not (self._waiting or self._touched)
        )

    def touch(self, path: str) -> None:
        """Read a file again, since it has changed, has come or has gone."""
        self._touched.append(path)

    def go_on(self, is_needed_elsewhere: Callable[[], bool]) -> None:
        """Read on for a while, a shorter one where somebody else needs the processor."""
        # Its own time: another thread may have had most of that which has passed.
        begun = time.thread_time()
        while not self.is_done:
            try:
                self._step()
            except UsageError:
                # Diagnostics of the files that it counts for tell of it. A listing has ended.
                self._listing = None
                self.is_unusable = self._site is None
            if time.thread_time() > begun + (SHORT_SLICE if is_needed_elsewhere() else SLICE):
                return

    def _step(self) -> None:
        if self._site is None or self._listing is not None:
            # A folder may hold a million other files, so nobody waits for its listing.
            self._list()
        elif self._waiting:
            self.read += 1
            self._take_in(self._site, self._waiting.popleft())
        else:
            self._again(self._site, self._touched.popleft())

    def _list(self) -> None:
        if self._site is None:
            self._site = Site(self.index.folder, trusted=self._sites.trusted)
            self._listing = find_files([self.index.folder], self._site.configurations)
            return
        found = next(self._listing, None) if self._listing is not None else None
        if found is None or self.total == MOST_FILES:
            self._listing = None
        elif found.astray is None and self._sites.root_of(found.path) == self.index.folder:
            self._waiting.append(found)
            self.total += 1

    def _again(self, site: Site, path: str) -> None:
        with self._sites.lock:
            found = site.search.found(path) if site.search.finds(path) else None
        if found is None or found.astray is not None:
            self.index.drop(path)
        elif len(self.index) < MOST_FILES:
            self._take_in(site, found)

    def _take_in(self, site: Site, found: FoundFile) -> None:
        with self._sites.lock:
            checker = site.checkers.checker_for(found)
        text = text_at(found.path, self._texts, checker.settings.limits, listed=found.listed)
        if text is None:
            self.index.drop(found.path)
            return
        remembered = remembered_of(checker, text.content, found.path)
        self.index.put(found.path, traces_of(remembered, checker.settings.model))
