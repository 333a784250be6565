"""Configurations: those of a run, and which one counts for a file.

The nearest `article-schema.toml`, or `pyproject.toml` with a table `tool.article-schema`, in the
folder of a file or above it counts for that file, and that of the current folder for the run. Where
it declares collections, the one of the file has a say too.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from article_schema.arguments import path_of
from article_schema.checking.config.collections.declared import COLLECTIONS, Collection
from article_schema.checking.config.collections.overlaying import overlaid
from article_schema.checking.config.configuration import (
    Configuration,
    known_rules,
    passed_over,
)
from article_schema.checking.config.files import FILE_NAMES, is_owners
from article_schema.checking.config.judging import judge, told
from article_schema.checking.config.reading import (
    configuration_of,
    own_rules,
    parse_line,
    read_configuration,
    validated,
)
from article_schema.checking.config.settings import KEYS, Settings
from article_schema.document.files.links import is_link, way_out
from article_schema.document.files.system import seen_from_here
from article_schema.errors import UsageError
from article_schema.rules.plugins import available_rules
from article_schema.rules.rule import Rule


@dataclass(frozen=True)
class Given:
    """What the command line says about the configuration."""

    #: Whether no file is looked for.
    isolated: bool = False
    #: The file to read instead of looking for one.
    file: str | None = None
    #: Lines of TOML that come before what files say.
    lines: Sequence[str] = ()
    #: The keys that options of their own set, which come before everything.
    options: Mapping[str, Any] = field(default_factory=dict)
    #: The moment that counts as now; None takes the clock's.
    now: datetime | None = None
    #: Whether symbolic links are followed that lead out of what is searched.
    follow_links: bool = False
    #: The absolute path of the folder that counts as the current one: a workspace of an editor.
    #: Empty for that of the process.
    folder: str = ""
    #: Whether code runs that configurations name.
    trusted: bool = True


class Configurations:
    """The configurations of a run, each read once.

    Raises:
        UsageError: when one is asked for that is wrong; it names file and line.
    """

    def __init__(self, given: Given | None = None) -> None:
        self.given = given or Given()
        #: The keys of the lines, judged.
        self._lines: list[dict[str, Any]] = []
        self._by_folder: dict[str, Configuration] = {}
        self._by_collection: dict[tuple[int, str], Configuration] = {}
        self._only: Configuration | None = None
        if self.given.file is not None:
            self._only = self._with_given(read_configuration(self.given.file, required=True))
        elif self.given.isolated:
            self._only = self._with_given(None)
        if self.given.options:
            self._judge_options()

    def _judge_options(self) -> None:
        options = dict(self.given.options)
        faults = judge(KEYS, options, (), available_rules()).faults
        if faults:
            # They may speak of rules that the configuration brings.
            faults = judge(KEYS, options, (), self.for_run().known_rules).faults
        if faults:
            raise UsageError("\n".join(f"--{one.route[0]}: {told(one)}" for one in faults))

    @staticmethod
    def just(configuration: Configuration) -> Configurations:
        """Return those of a run in which one counts for all files."""
        only = Configurations(Given(isolated=True))
        only._only = configuration
        return only

    @staticmethod
    def told(given: Given, raw: bytes, path: str) -> Configurations:
        """Return those of a run in which one counts for all files, whose text is known.

        Args:
            given: what the command line says besides.
            raw: the text of its file.
            path: the file, which is not read; its folder has what the text names.

        Raises:
            UsageError: what it names cannot be used here.
        """
        told = Configurations(Given(isolated=True))
        told.given = given
        told._only = told._with_given(configuration_of(raw, path, required=True))
        return told

    @staticmethod
    def as_if(configuration: Configuration) -> Configurations:
        """Return those of a run as if the current folder had a configuration of this content."""
        given = Configurations()
        here = replace(configuration, below=configuration.data, folder=os.getcwd())
        given._by_folder = {"": here, here.folder: here}
        return given

    def for_run(self) -> Configuration:
        """Return the configuration of the current folder."""
        return self.for_folder("")

    def for_file(self, path: str) -> Configuration:
        """Return the configuration of a file: that of its folder, with what its collection says.

        Raises:
            UsageError: two collections claim the file, too.
        """
        whole = self.for_folder(os.path.dirname(path))
        if not whole.collections:
            return whole
        collection = whole.collections.of(os.path.abspath(path))
        return whole if collection is None else self.for_collection(whole, collection)

    def for_collection(self, whole: Configuration, collection: Collection) -> Configuration:
        """Return what counts for the files of a collection.

        Args:
            whole: the configuration that declares it.
            collection: the collection.
        """
        key = id(whole), collection.name
        known = self._by_collection.get(key)
        if known is None:
            data = {key: value for key, value in whole.below.items() if key != COLLECTIONS}
            merged = overlaid(data, collection.data, whole.known_rules)
            data = self._commanded(merged, whole.own_rules)
            known = replace(whole, data=data, collection=collection, declared_by=whole)
            self._by_collection[key] = known
        return known

    def parts(self, whole: Configuration) -> list[Configuration]:
        """Return what counts in each collection of a configuration; without any, itself."""
        parts = [self.for_collection(whole, each) for each in whole.collections.all]
        return parts or [whole]

    def require_contracts(self, whole: Configuration) -> None:
        """Make sure that the models and schemas of a configuration and its collections can be used.

        Raises:
            UsageError: one cannot; it names file and line.
        """
        for part in self.parts(whole):
            _ = part.settings

    def for_folder(self, folder: str) -> Configuration:
        """Return the configuration of a folder; an empty path stands for the current one."""
        if self._only is not None:
            return self._only
        known = self._by_folder.get(folder)
        if known is None:
            where = os.path.abspath(os.path.join(self.given.folder, folder))
            known = self._by_folder[folder] = self._nearest(where)
        return known

    def _nearest(self, folder: str) -> Configuration:
        known = self._by_folder.get(folder)
        if known is not None:
            return known
        found = _in_folder(folder, self._by_folder.get(""), self.given)
        above = os.path.dirname(folder)
        if found is None and above != folder:
            result = self._nearest(above)
        else:
            result = self._with_given(found)
        self._by_folder[folder] = result
        return result

    def _with_given(self, found: Configuration | None) -> Configuration:
        base = found or Configuration(folder=self.given.folder)
        own = dict(base.own_rules)
        lines = [parse_line(line) for line in self.given.lines]
        for data, written in lines:
            own |= own_rules(data, base.folder, written)
        self._lines = [validated(data, written, own) for data, written in lines]
        by_lines = {key: "--config" for keys in self._lines for key in keys}
        base = replace(
            base,
            below=base.data,
            now=self.given.now,
            by_command=by_lines | {key: f"--{key}" for key in self.given.options},
            here=self.given.folder,
            own_rules=own,
        )
        return replace(base, data=self._commanded(base.data, own))

    def _commanded(
        self, data: Mapping[str, Any], own: Mapping[str, tuple[Rule, ...]]
    ) -> dict[str, Any]:
        """Return keys with those of the command line over them."""
        rules = known_rules(own)
        result = dict(data)
        for keys in self._lines:
            result = overlaid(result, keys, rules, grows=False)
        return overlaid(result, self.given.options, rules)


def _in_folder(folder: str, known: Configuration | None, given: Given) -> Configuration | None:
    for name, _ in FILE_NAMES:
        path = seen_from_here(os.path.join(folder, name))
        if os.path.isfile(path):
            owned = is_owners(folder, given.folder)
            if not owned and is_link(path) and way_out(path, folder) is not None:
                # Messages about its mistakes would show the content of the file that it leads to.
                raise UsageError(f"{path}: it is a symbolic link that leads out of its folder")
            found = read_configuration(
                path, required=False, owned=owned, trusted=given.trusted, known=known
            )
            if found is not None:
                return found
    return None


def settings_for(
    path: str | os.PathLike[str], config: str | os.PathLike[str] | None = None
) -> Settings:
    """Return the settings that a configuration has for a file.

    >>> config = "examples/links/article-schema.toml"
    >>> settings = settings_for("examples/links/posts/tide.md", config)
    >>> settings.collection, settings.model.__name__
    ('posts', 'Post')

    Args:
        path: the file; it need not be there.
        config: the configuration file. Without it the nearest one counts, in the folder of the file
            or above it, as for the command.

    Raises:
        UsageError: the configuration is wrong; it names file and line. Or it declares collections,
            and the file is in none, or in two.
        TypeError: a path has another type.
    """
    return found_for(path, config)[1].settings


def found_for(
    path: str | os.PathLike[str], config: str | os.PathLike[str] | None = None
) -> tuple[Configurations, Configuration]:
    """Return the configuration of a file, and those that it was found in.

    Args:
        path: as for `settings_for`.
        config: as for `settings_for`.

    Raises:
        UsageError: as from `settings_for`.
    """
    name = path_of(path, "settings_for()")
    file = None if config is None else path_of(config, "settings_for(config=...)")
    configurations = Configurations(Given(file=file))
    configuration = configurations.for_file(name)
    reason = passed_over(name, configuration)
    if reason is not None:
        raise UsageError(f"{name}: {reason}")
    return configurations, configuration
