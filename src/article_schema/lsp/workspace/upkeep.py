"""Upkeep: the indexes of all folders of a workspace, built and kept up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from article_schema.lsp.checks import Checked
from article_schema.lsp.sites import Sites
from article_schema.lsp.texts import Texts
from article_schema.lsp.workspace.building import Building
from article_schema.lsp.workspace.index import Index
from article_schema.lsp.workspace.together import Together
from article_schema.lsp.workspace.traces import flat


class Upkeep:
    """Knows the folders of a workspace.

    What it has to read, it reads in slices, in a thread of its own.

    Args:
        sites: choose what counts for a file.
        texts: the open documents.
    """

    def __init__(self, sites: Sites, texts: Texts) -> None:
        self._sites = sites
        self._texts = texts
        self._buildings: dict[str, Building] = {}
        self._generation = -1
        self._together = Together(sites, texts)
        #: The last comparison of each document: its check, the state of the index, and the answer.
        self._compared: dict[str, tuple[Checked, int, Checked]] = {}

    @property
    def indexes(self) -> Iterator[Index]:
        """The indexes of all folders."""
        return (building.index for building in list(self._buildings.values()))

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to read."""
        return all(building.is_done for building in list(self._buildings.values()))

    @property
    def revision(self) -> int:
        """Grows with each change of what other documents may be compared with."""
        return sum(index.revision for index in self.indexes)

    @property
    def progress(self) -> tuple[int, int]:
        """How many files were read, and of how many."""
        buildings = list(self._buildings.values())
        return sum(each.read for each in buildings), sum(each.total for each in buildings)

    def begin_if_needed(self) -> None:
        """Read everything anew where folders, trust or configurations are others than before."""
        if self._generation != self._sites.generation:
            self.begin()

    def begin(self) -> None:
        """Read everything anew."""
        self._generation = self._sites.generation
        self._together = Together(self._sites, self._texts)
        self._compared.clear()
        self._buildings = {
            root: Building(root, self._sites, self._texts) for root in self._sites.roots
        }

    def touch(self, paths: Iterable[str]) -> None:
        """Read some files again, which have changed, have come or have gone."""
        for path in paths:
            building = self._of(path)
            if building is not None:
                building.touch(path)

    def go_on(self, is_needed_elsewhere: Callable[[], bool]) -> None:
        """Read on for a while, a shorter one where somebody else needs the processor."""
        for building in list(self._buildings.values()):
            if not building.is_done:
                building.go_on(is_needed_elsewhere)
                return

    def compared(self, checked: Checked) -> tuple[Checked, set[str]]:
        """Compare a document with the files around it.

        Returns:
            The check with what that finds, and the other files whose findings may change with it.
        """
        path = checked.text.path
        building = self._of(path) if path is not None else None
        if path is None or building is None or checked.choice is None:
            return checked, set()
        known = self._compared.get(path)
        met: set[str] = set()
        if known is None or known[0] is not checked:
            met = building.index.put_entries(path, flat(self._together.entries_of(checked)))
        elif known[1] == building.index.revision:
            return known[2], met
        revision = building.index.revision
        result = self._together.compared(checked, building.index)
        self._compared[path] = checked, revision, result
        return result, met

    def closed(self, path: str) -> None:
        """Let the file of a document count again that a client has closed."""
        self._compared.pop(path, None)
        self.touch([path])

    def _of(self, path: str | None) -> Building | None:
        root = self._sites.root_of(path) if path is not None else None
        return self._buildings.get(root) if root is not None else None
