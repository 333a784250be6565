"""A configuration: what a site has written down about its checks, and the settings it makes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from article_schema.checking.config.collections.declared import COLLECTIONS, Collection, Collections
from article_schema.checking.config.collections.site import (
    Site,
    pointers_of,
    require_addresses,
    require_targets,
)
from article_schema.checking.config.format_keys import LEARN
from article_schema.checking.config.model_names import model_named
from article_schema.checking.config.settings import FileIgnore, Settings, default_of
from article_schema.checking.config.toml.written import Written
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.model.article import Article
from article_schema.model.elsewhere.pointers import SiteLink
from article_schema.model.shapes.tables import table_of
from article_schema.rules.findings import Severity
from article_schema.rules.plugins import available_rules
from article_schema.rules.rule import Rule
from article_schema.style.values import Style


@dataclass(frozen=True)
class Configuration:
    """The configuration that counts for some files."""

    #: The keys as they are written, those of files and of the command line together.
    data: Mapping[str, Any] = field(default_factory=dict)
    #: The keys of the file alone.
    below: Mapping[str, Any] = field(default_factory=dict)
    #: The folder that patterns and paths in it start from.
    folder: str = ""
    #: The file that it was read from; None without one.
    path: str | None = None
    #: The moment that counts as now; None takes the clock's.
    now: datetime | None = None
    #: Its text, for the places of its keys; None without a file.
    written: Written | None = None
    #: The collection that it is the configuration of; None for that of a whole run.
    collection: Collection | None = None
    #: The configuration that declares this collection.
    declared_by: Configuration | None = None
    #: The keys that the command line sets, and the option that sets each.
    by_command: Mapping[str, str] = field(default_factory=dict)
    #: The folder that paths of the command line start from; empty for the current one.
    here: str = ""
    #: The rules of the site's own files, by the path as it is written. Each configuration of a run
    #: knows those of all, since a comment in a file may name any.
    own_rules: Mapping[str, tuple[Rule, ...]] = field(default_factory=dict)

    @cached_property
    def settings(self) -> Settings:
        """What a checker makes of it.

        Raises:
            UsageError: its model or its rules cannot be used; it names file and line.
        """
        data = self.data
        ignores = data.get("per-file-ignores", {}).items()
        given = {
            **_snake(data),
            "schemas": self._schemas(),
            "limits": Limits(**_snake(data.get("limits", {}))),
            "file_ignores": [
                FileIgnore(self.folder, name, tuple(words)) for name, words in ignores
            ],
            "now": self.now,
            "rules": self.known_rules,
            "ignore": [*data.get("ignore", ()), *self._foreign_rules()],
            "style": self._style(),
            "collection": self.collection.name if self.collection is not None else None,
        }
        if "model" in data:
            given["model"] = self._model(data["model"])
        model = given.get("model", Article)
        if self.written is not None and pointers_of(model):
            self._require_targets(model)
            given["site"] = Site(self.folder, self.whole.collections, self.whole)
        names = {each.name for each in fields(Settings)}
        return Settings(**{name: value for name, value in given.items() if name in names})

    def _schemas(self) -> list[Path]:
        paths = [Path(self.folder, name) for name in self.data.get("schema", ())]
        place = self.place_of("schema")
        for path in paths if place else ():
            if not path.exists():
                raise UsageError(f"{place}: there is no file {path.name} in {path.parent}")
        return paths

    def _style(self) -> Style | None:
        given = self.data.get("format", {})
        return None if given == LEARN else Style.from_table(given)

    def _model(self, name: str) -> type:
        try:
            return model_named(
                name, self.folder, here=self.here if "model" in self.by_command else None
            )
        except UsageError as error:
            raise UsageError(f"{self._named_by('model')}: {error}") from error

    def _require_targets(self, model: type) -> None:
        if any(isinstance(each.pointer, SiteLink) for each in pointers_of(model)):
            require_addresses(self.whole.collections, self.whole.keys_of)
        try:
            require_targets(model, self.whole.collections, self.whole.keys_of)
        except UsageError as error:
            raise UsageError(f"{self._named_by('model')}: {error}") from error

    def keys_of(self, collection: Collection) -> frozenset[str] | None:
        """Return the keys that the files of one of its collections may have; None for any.

        Raises:
            UsageError: the model of the collection cannot be used.
        """
        data = {**self.data, **collection.data}
        try:
            model = model_named(data["model"], self.folder) if "model" in data else Article
        except UsageError as error:
            raise UsageError(f"{self.collections.place_of(collection, 'model')}: {error}") from None
        table = table_of(model)
        if table.rest is not None:
            return None
        known = (*self.data.get("known-keys", ()), *collection.data.get("known-keys", ()))
        return frozenset((*table.by_key, *(key.partition(".")[0] for key in known)))

    @property
    def whole(self) -> Configuration:
        """The configuration that declares the collection of this one, or this one itself."""
        return self.declared_by or self

    @cached_property
    def known_rules(self) -> tuple[Rule, ...]:
        """The rules of the project, of plug-ins and of the site's own files."""
        return known_rules(self.own_rules)

    def _foreign_rules(self) -> list[str]:
        """Return the codes of rules in files that this configuration does not name."""
        named = self.data.get("rules", ())
        mine = {rule for name in named for rule in self.own_rules.get(name, ())}
        others = (rule for rules in self.own_rules.values() for rule in rules if rule not in mine)
        return [rule.code for rule in others]

    @cached_property
    def collections(self) -> Collections:
        """The kinds of files that it declares."""
        written = None if COLLECTIONS in self.by_command else self.written
        return Collections(self.data.get(COLLECTIONS, ()), self.folder, written)

    def place_of(self, key: str) -> str:
        """Return where a key is set: file, line and key; empty for the command line."""
        if key in self.by_command or self.written is None:
            return ""
        collection = self.collection
        if collection is not None and key in collection.data:
            if COLLECTIONS in self.by_command:
                return ""
            return self.written.place_of((COLLECTIONS, collection.index, key))
        return self.written.place_of((key,))

    def _named_by(self, key: str) -> str:
        """Return where a key is set, or the option that sets it."""
        return self.place_of(key) or self.by_command.get(key, key)

    @property
    def fail_on(self) -> Severity:
        """The least severity that fails the check."""
        return Severity(self.value("fail-on"))

    def value(self, name: str) -> Any:
        """Return the value of a key, or its default."""
        return self.data[name] if name in self.data else default_of(name)

    def path_of(self, name: str) -> str | None:
        """Return the path that a key holds, seen from the current folder; None without one."""
        value = self.data.get(name)
        return None if value is None else os.path.join(self.folder, value)


def passed_over(path: str, configuration: Configuration) -> str | None:
    """Say why a file is not looked at that somebody named; None if it is.

    Raises:
        UsageError: it is in two collections.
    """
    collections = configuration.collections
    if not collections or collections.of(os.path.abspath(path)) is not None:
        return None
    names = ", ".join(f"`{each.name}`" for each in collections.all)
    where = configuration.path or "the configuration"
    return (
        f"it is in no collection, so it is left out; to check it, add it to `files` of a "
        f"collection in {where}: {names}"
    )


def known_rules(own: Mapping[str, tuple[Rule, ...]]) -> tuple[Rule, ...]:
    """Return the rules of the project and of plug-ins, and those of the site's own files."""
    mine = dict.fromkeys(rule for rules in own.values() for rule in rules)
    return (*available_rules(), *mine) if mine else available_rules()


def _snake(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): value for key, value in table.items()}
