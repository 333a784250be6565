"""Kinds: which settings count for each row of an archive, in this process or on another machine.

The path of a row decides, as that of a file does: it is seen from the current folder of the
command, and a collection takes it by its patterns.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import uuid4

from article_schema.checking.config.collections.site import Known, pointers_of
from article_schema.checking.config.configuration import Configuration, passed_over
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.document.formats.registry import all_endings
from article_schema.errors import UsageError
from article_schema.interop.scale.stores import Row
from article_schema.model.elsewhere.pointers import OnDisk, Pointer, SiteLink
from article_schema.rules.codes import DEAD_LINK, MISSING_FILE, SIZE_AGAINST_FILE


@dataclass(frozen=True)
class Recipe:
    """What each process makes the kinds of a run of: plain values, which reach any machine."""

    #: What the command line says; its folder is the current one of the command.
    given: Given
    #: The configuration, as its absolute path and its text; None where there is no file.
    file: tuple[str, bytes] | None
    #: What is known of the rows that others point to.
    known: Known | None
    #: What stands before the paths of files in trees, in the names that findings show.
    tops: tuple[str, ...]
    #: What tells it from those of other runs.
    name: str


class Kinds:
    """The settings of a run, those of each collection, and the checkers for them.

    Args:
        configurations: those of the run.
        known: what is known of the rows that others point to.
        tops: what stands before the paths of files in trees, in the names that findings show.

    Raises:
        UsageError: a model or a rule cannot be used.
    """

    def __init__(
        self,
        configurations: Configurations,
        known: Known | None = None,
        tops: tuple[str, ...] = (),
    ) -> None:
        self._configurations = configurations
        self._known = known
        self._tops = tops
        self.here = configurations.given.folder or os.getcwd()
        self.whole = configurations.for_run()
        self.collections = self.whole.collections
        #: By the number of the collection, or of the only kind.
        self.settings = tuple(map(self._settings_of, configurations.parts(self.whole)))
        self._checkers: dict[int, Checker] = {}

    def _settings_of(self, part: Configuration) -> Settings:
        # As the path of a row, which the patterns are asked about, each starts from the current
        # folder, and that of a worker may be another one.
        ignores = tuple(
            replace(
                each, folder=os.path.relpath(self.where(each.folder), self.here), tops=self._tops
            )
            for each in part.settings.file_ignores
        )
        settings = replace(part.settings, file_ignores=ignores)
        if settings.site is None:
            return settings
        site = replace(settings.site, known=self._known or Known({}, {}), here=self.here)
        return replace(settings, site=site)

    def with_known(self, known: Known) -> Kinds:
        """Return the same with what is known of the rows that others point to."""
        return Kinds(self._configurations, known, self._tops)

    def recipe(self) -> Recipe:
        """Return what other processes make the same of; this thread has it already."""
        written = self.whole.written
        given = replace(self._configurations.given, folder=self.here)
        file = None
        if written is not None and self.whole.path is not None:
            file = os.path.abspath(self.whole.path), written.text.encode()
        recipe = Recipe(given, file, self._known, self._tops, uuid4().hex)
        _last.kinds = recipe.name, self
        return recipe

    @property
    def needs_front_matter(self) -> bool:
        """Whether a text without front matter is a finding also where nobody named it."""
        return bool(self.whole.value("require-front-matter"))

    def where(self, place: str) -> str:
        """Return the absolute path that a row goes by."""
        return os.path.normpath(os.path.join(self.here, place))

    def takes(self, place: str) -> bool:
        """Tell whether a file of a tree is in a collection.

        Raises:
            UsageError: it is in two collections.
        """
        return place.endswith(all_endings()) and self.number_of(place) is not None

    def number_of(self, place: str) -> int | None:
        """Return the number of the kind that a row belongs to; None if it is in no collection.

        Raises:
            UsageError: it is in two.
        """
        if not self.collections:
            return 0
        found = self.collections.of(self.where(place))
        return None if found is None else found.index

    def reason(self, place: str) -> str:
        """Say why a row is not looked at that is in no collection."""
        return passed_over(self.where(place), self.whole) or ""

    def checker(self, number: int) -> Checker:
        """Return the checker of a kind."""
        checker = self._checkers.get(number)
        if checker is None:
            settings = self.settings[number]
            _require_disk(settings)
            checker = self._checkers[number] = Checker(settings)
        return checker

    def checker_of(self, row: Row) -> Checker:
        """Return the checker of a row that is in a collection, if there are any."""
        return self.checker(self.number_of(row.place) or 0)

    def require_places(self, sources: Iterable[str]) -> None:
        """Make sure that files beside an article can be told.

        Raises:
            UsageError: a value names one, and the articles are no files on disk.
        """
        for settings in self.settings:
            for field, pointer in _on_disk(settings):
                if isinstance(pointer, OnDisk) and pointer.path.startswith(("./", "../")):
                    raise UsageError(
                        f"{field} names files beside its article, and what is packed or in a store "
                        f"has none there ({', '.join(sources)}); unpack it, or leave the rule out "
                        f"with --ignore {MISSING_FILE},{SIZE_AGAINST_FILE}"
                    )


class _Last(threading.local):
    #: The kinds that a thread used last, and the name of their recipe; a checker serves one thread.
    kinds: tuple[str, Kinds] | None = None


_last = _Last()


def kinds_of(recipe: Recipe) -> Kinds:
    """Return the kinds of a recipe; those of the last one are kept.

    Raises:
        UsageError: what the configuration names is not there, or cannot be used.
    """
    if _last.kinds is None or _last.kinds[0] != recipe.name:
        if recipe.file is None:
            configurations = Configurations(replace(recipe.given, isolated=True, file=None))
        else:
            path, raw = recipe.file
            configurations = Configurations.told(recipe.given, raw, path)
        _last.kinds = recipe.name, Kinds(configurations, recipe.known, recipe.tops)
    return _last.kinds[1]


def _require_disk(settings: Settings) -> None:
    """Make sure that files of the site can be looked for.

    Raises:
        UsageError: the folder of the configuration is not on this machine.
    """
    site = settings.site
    if site is None or os.path.isdir(site.folder):
        return
    for field, _ in _on_disk(settings):
        raise UsageError(
            f"{field} names files below {site.folder}, which a worker does not have; check "
            f"with --engine local, or leave the rules out with --ignore "
            f"{MISSING_FILE},{SIZE_AGAINST_FILE},{DEAD_LINK}"
        )


def _on_disk(settings: Settings) -> list[tuple[str, Pointer]]:
    """Return the pointers of a model that lead to files on disk, if a rule looks at them."""
    active = {rule.code for rule in settings.active_rules()}
    return [
        (each.name, each.pointer)
        for each in (pointers_of(settings.model) if settings.site is not None else ())
        if (isinstance(each.pointer, OnDisk) and active & {MISSING_FILE, SIZE_AGAINST_FILE})
        or (isinstance(each.pointer, SiteLink) and each.pointer.files and DEAD_LINK in active)
    ]
