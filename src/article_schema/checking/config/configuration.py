"""Configuration: what a site has written down about its checks, and where that counts.

The nearest `article-schema.toml`, or `pyproject.toml` with a table `tool.article-schema`, in the
folder of a file or above it counts for that file, and that of the current folder for the run.
"""

from __future__ import annotations

import os
import tomllib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from article_schema.checking.config.files import FILE_NAMES, is_owners, speaks_of_us
from article_schema.checking.config.judging import judge, told
from article_schema.checking.config.notes import Flag, OwnersOnly
from article_schema.checking.config.settings import KEYS, FileIgnore, Settings, default_of
from article_schema.checking.config.toml_places import (
    BeyondReasonError,
    Statements,
    load_toml,
    syntax_place,
)
from article_schema.document.files.links import is_link, way_out
from article_schema.document.files.side_files import read_side_file
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.faults import Fault
from article_schema.model.loading import load_model
from article_schema.routes import Route
from article_schema.rules.codes import OWN_CONSTRAINT
from article_schema.rules.findings import OFF, Severity
from article_schema.rules.plugins import available_rules


@dataclass(frozen=True)
class Configuration:
    """The configuration that counts for some files."""

    #: The keys as they are written, those of files and of the command line together.
    data: Mapping[str, Any] = field(default_factory=dict)
    #: The folder that patterns and paths in it start from.
    folder: str = ""
    #: The file that it was read from; None without one.
    path: str | None = None
    #: The moment that counts as now; None takes the clock's.
    now: datetime | None = None

    @cached_property
    def settings(self) -> Settings:
        """What a checker makes of it."""
        data = self.data
        ignores = data.get("per-file-ignores", {}).items()
        given = {
            **_snake(data),
            "schemas": [Path(self.folder, name) for name in data.get("schema", ())],
            "limits": Limits(**_snake(data.get("limits", {}))),
            "file_ignores": [
                FileIgnore(self.folder, name, tuple(words)) for name, words in ignores
            ],
            "now": self.now,
        }
        if "model" in data:
            given["model"] = load_model(data["model"], self.folder)
        names = {each.name for each in fields(Settings)}
        return Settings(**{name: value for name, value in given.items() if name in names})

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


#: Mistakes beyond this number are not reported; each takes a while to explain.
_MOST_PROBLEMS = 20
#: Characters of a key that a message shows.
_MOST_SHOWN = 100


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


class Configurations:
    """The configurations of a run, each read once.

    Raises:
        UsageError: when one is asked for that is wrong; it names file and line.
    """

    def __init__(self, given: Given | None = None) -> None:
        self.given = given or Given()
        if self.given.options:
            faults = judge(KEYS, dict(self.given.options), (), available_rules()).faults
            if faults:
                raise UsageError("\n".join(f"--{one.route[0]}: {told(one)}" for one in faults))
        self._by_folder: dict[str, Configuration] = {}
        self._only: Configuration | None = None
        if self.given.file is not None:
            self._only = self._with_given(read_configuration(self.given.file, required=True))
        elif self.given.isolated:
            self._only = self._with_given(None)

    def for_run(self) -> Configuration:
        """Return the configuration of the current folder."""
        return self.for_folder("")

    def for_file(self, path: str) -> Configuration:
        """Return the configuration of a file."""
        return self.for_folder(os.path.dirname(path))

    def for_folder(self, folder: str) -> Configuration:
        """Return the configuration of a folder; an empty path stands for the current one."""
        if self._only is not None:
            return self._only
        known = self._by_folder.get(folder)
        if known is None:
            known = self._by_folder[folder] = self._nearest(os.path.abspath(folder))
        return known

    def _nearest(self, folder: str) -> Configuration:
        known = self._by_folder.get(folder)
        if known is not None:
            return known
        found = _in_folder(folder)
        above = os.path.dirname(folder)
        if found is None and above != folder:
            result = self._nearest(above)
        else:
            result = self._with_given(found)
        self._by_folder[folder] = result
        return result

    def _with_given(self, found: Configuration | None) -> Configuration:
        base = found or Configuration()
        data: dict[str, Any] = dict(base.data)
        for line in self.given.lines:
            for key, value in _inline(line).items():
                old = data.get(key)
                data[key] = {**old, **value} if isinstance(old, dict) else value
        if "select" in self.given.options:
            # Rules named for one run replace what files leave out or add.
            for key in ("extend-select", "ignore"):
                data.pop(key, None)
            severity = data.get("severity", {}).items()
            data["severity"] = {name: word for name, word in severity if word != OFF}
        for key, value in self.given.options.items():
            flag = KEYS.table.by_key[key].note(Flag)
            data[key] = [*data.get(key, []), *value] if flag is not None and flag.adds else value
        return Configuration(data, base.folder, base.path, self.given.now)


def _in_folder(folder: str) -> Configuration | None:
    for name, _ in FILE_NAMES:
        path = os.path.join(folder, name)
        if os.path.isfile(path):
            owned = is_owners(folder)
            if not owned and is_link(path) and way_out(path, folder) is not None:
                # Messages about its mistakes would show the content of the file that it leads to.
                raise UsageError(f"{path}: it is a symbolic link that leads out of its folder")
            found = read_configuration(path, required=False, owned=owned)
            if found is not None:
                return found
    return None


def read_configuration(path: str, *, required: bool, owned: bool = True) -> Configuration | None:
    """Read a configuration file.

    Args:
        path: the file. A `pyproject.toml` holds the keys in the table `tool.article-schema`.
        required: whether a file without keys for us counts as an empty configuration.
        owned: whether it may name code and contracts to check by, and raise limits.

    Raises:
        UsageError: it cannot be read, a key is unknown or has a wrong value, or it names code
            or raises a limit and must not.
    """
    table = dict(FILE_NAMES).get(os.path.basename(path), ())
    try:
        if table and not required and not speaks_of_us(path):
            return None
        raw = read_side_file(path)
    except OSError as error:
        raise UsageError(f"{path}: the configuration cannot be read: {error.strerror}") from None
    text, data = _parse(raw, path)
    for step in table:
        data = data.get(step, {}) if isinstance(data, dict) else {}
    if table and not data and not required:
        return None
    data = _validated(data, text, path, table, owned=owned)
    return Configuration(data, os.path.dirname(os.path.abspath(path)), path)


def _parse(raw: bytes, path: str) -> tuple[str, Any]:
    try:
        # TOML has one kind of line break; the reader is strict about lone carriage returns.
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
        return text, load_toml(text)
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise UsageError(f"{path}:{line}: the configuration is not UTF-8") from None
    except BeyondReasonError as error:
        place = f"{path}:{error.line}:{error.column}"
        raise UsageError(f"{place}: the configuration cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        line, column, reason = syntax_place(error, text)
        raise UsageError(f"{path}:{line}:{column}: not TOML: {reason}") from None


def _inline(line: str) -> dict[str, Any]:
    try:
        data = load_toml(line)
    except BeyondReasonError as error:
        raise UsageError(f"--config: {error}") from None
    except tomllib.TOMLDecodeError as error:
        _, column, reason = syntax_place(error, line)
        hint = "write a file name, or `key = value` as in TOML"
        raise UsageError(f"--config {line!r}: column {column}: {reason}; {hint}") from None
    return _validated(data, line, f"--config {line!r}", ())


def _validated(
    data: Any, text: str, name: str, table: tuple[str, ...], *, owned: bool = True
) -> dict[str, Any]:
    found = judge(KEYS, data, (), available_rules(), _MOST_PROBLEMS + 1)
    value: dict[str, Any] = found.value
    faults = found.faults or ([] if owned else list(_owners_alone(value, name)))
    if not (faults or found.older):
        return value
    statements = Statements(text)

    def line(route: Route) -> int:
        return statements.line_of((*table, *_keys_of(route)))

    def place(route: Route) -> str:
        where = name if name.startswith("--config") else f"{name}:{line(route)}"
        return f"{where}: {_shortened('.'.join(_keys_of(route))) or 'the table'}"

    for route, current in found.older:
        message = f"{place(route)}: is an older name; write `{current}` instead"
        warnings.warn(message, FutureWarning, stacklevel=2)
    if not faults:
        return value
    shown = sorted(faults[:_MOST_PROBLEMS], key=lambda fault: line(fault.route))
    problems = [f"{place(fault.route)}: {told(fault)}" for fault in shown]
    if len(faults) > _MOST_PROBLEMS:
        problems.append(f"{name}: there are more mistakes; correct these first")
    raise UsageError("\n".join(problems))


def _keys_of(route: Route) -> list[str]:
    return [step for step in route if isinstance(step, str)]


def _shortened(text: str) -> str:
    return text if len(text) <= _MOST_SHOWN else f"{text[: _MOST_SHOWN - 1]}…"


def _owners_alone(data: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """Yield a fault for each key that runs code or asks for more work: the file is one to check."""
    named = [each.key for each in KEYS.table.fields if each.key in data and each.note(OwnersOnly)]
    wrong: dict[Route, str] = {(key,): "may name code and contracts" for key in named}
    usual = asdict(Limits())
    for name, value in data.get("limits", {}).items():
        if value > usual[name.replace("-", "_")]:
            wrong["limits", name] = "may raise a limit"
    for route, what in wrong.items():
        message = (
            f"only the configuration of the run itself {what}, and this file is one of those that "
            "are checked; write the key into the configuration of the folder that the check starts "
            f"in, or trust this file with `--config {path}`"
        )
        yield Fault(OWN_CONSTRAINT, message, route=route)


def _snake(table: Mapping[str, Any]) -> dict[str, Any]:
    return {key.replace("-", "_"): value for key, value in table.items()}
