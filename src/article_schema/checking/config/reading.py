"""Reading configurations: files, and the keys that the command line gives, judged key by key."""

from __future__ import annotations

import os
import tomllib
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from article_schema.checking.config.collections.declared import COLLECTIONS, same_names
from article_schema.checking.config.configuration import Configuration, known_rules
from article_schema.checking.config.files import FILE_NAMES, speaks_of_us
from article_schema.checking.config.judging import judge, told
from article_schema.checking.config.model_names import names_code
from article_schema.checking.config.notes import OwnersOnly, WholeRun
from article_schema.checking.config.settings import KEYS
from article_schema.checking.config.toml.written import Written
from article_schema.document.files.side_files import read_side_file
from article_schema.document.limits import Limits
from article_schema.document.toml.loading import BeyondReasonError, load_toml, syntax_place
from article_schema.errors import UsageError
from article_schema.faults import Fault
from article_schema.routes import Route
from article_schema.rules.codes import OWN_CONSTRAINT
from article_schema.rules.plugins import distinct, rules_in_file
from article_schema.rules.rule import Rule

#: Mistakes beyond this number are not shown: to find what each was meant to be takes a while.
_MOST_PROBLEMS = 20


def read_configuration(
    path: str,
    *,
    required: bool,
    owned: bool = True,
    trusted: bool = True,
    known: Configuration | None = None,
) -> Configuration | None:
    """Read a configuration file.

    Args:
        path: the file. A `pyproject.toml` holds the keys in the table `tool.article-schema`.
        required: whether a file without keys for us counts as an empty configuration.
        owned: whether it may name code and contracts to check by, and raise limits.
        trusted: whether code that it names may run.
        known: the configuration of the run, whose own rules it may speak of.

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
    return configuration_of(raw, path, required=required, owned=owned, trusted=trusted, known=known)


def configuration_of(
    raw: bytes,
    path: str,
    *,
    required: bool,
    owned: bool = True,
    trusted: bool = True,
    known: Configuration | None = None,
) -> Configuration | None:
    """Return the configuration that the bytes of a file hold.

    Args:
        raw: the bytes.
        path: the file, which is not read.
        required: as for `read_configuration`.
        owned: as for `read_configuration`.
        trusted: as for `read_configuration`.
        known: as for `read_configuration`.

    Raises:
        UsageError: as from `read_configuration`.
    """
    table = dict(FILE_NAMES).get(os.path.basename(path), ())
    text, data = _parse(raw, path)
    for step in table:
        data = data.get(step, {}) if isinstance(data, dict) else {}
    if table and not data and not required:
        return None
    written = Written(path, text, table)
    folder = os.path.dirname(os.path.abspath(path))
    own = dict(known.own_rules) if known is not None else {}
    if not trusted:
        _require_no_code(data, written)
    if owned:
        own |= own_rules(data, folder, written)
    data = validated(data, written, own, owned=owned)
    return Configuration(data, folder=folder, path=path, written=written, own_rules=own)


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


def parse_line(line: str) -> tuple[dict[str, Any], Written]:
    """Return what a line of TOML on the command line holds, and its text.

    Raises:
        UsageError: it is not TOML.
    """
    try:
        return load_toml(line), Written(f"--config {line!r}", line)
    except BeyondReasonError as error:
        raise UsageError(f"--config: {error}") from None
    except tomllib.TOMLDecodeError as error:
        _, column, reason = syntax_place(error, line)
        hint = "write a file name, or `key = value` as in TOML"
        raise UsageError(f"--config {line!r}: column {column}: {reason}; {hint}") from None


def own_rules(data: Any, folder: str, written: Written) -> dict[str, tuple[Rule, ...]]:
    """Return the rules of the files that keys name, by the path as it is written.

    Keys that are no lists of texts are passed over: their judgement comes afterwards, since it
    needs the rules.

    Raises:
        UsageError: a file cannot be used; the message names the line of the key.
    """
    own: dict[str, tuple[Rule, ...]] = {}
    for route, name in _rule_files(data):
        try:
            own[name] = rules_in_file(name, folder)
            distinct(known_rules(own))
        except UsageError as error:
            raise UsageError(f"{written.place_of(route)}: {error}") from error
    return own


def _require_no_code(data: Any, written: Written) -> None:
    """Refuse a configuration that names code of its site.

    Raises:
        UsageError: it names some; every place is told.
    """
    named = list(_rule_files(data))
    for route, table in _tables(data):
        model = table.get("model") if isinstance(table, dict) else None
        if isinstance(model, str) and names_code(model):
            named.append(((*route, "model"), model))
    if named:
        reason = (
            "is code, and the workspace is not trusted; trust it in your editor to run the code"
        )
        places = [f"{written.place_of(route)}: `{name}` {reason}" for route, name in named]
        raise UsageError("\n".join(places))


def _tables(data: Any) -> list[tuple[Route, Any]]:
    """Return the tables that may name code: the whole, and those of collections."""
    tables: list[tuple[Route, Any]] = [((), data)]
    declared = data.get(COLLECTIONS) if isinstance(data, dict) else None
    if isinstance(declared, list):
        tables += [((COLLECTIONS, index), each) for index, each in enumerate(declared)]
    return tables


def _rule_files(data: Any) -> Iterator[tuple[Route, str]]:
    for route, table in _tables(data):
        names = table.get("rules") if isinstance(table, dict) else None
        for name in names if isinstance(names, list) else ():
            if isinstance(name, str):
                yield (*route, "rules"), name


def validated(
    data: Any, written: Written, own: Mapping[str, tuple[Rule, ...]], *, owned: bool = True
) -> dict[str, Any]:
    """Return the keys of a configuration, if they are right.

    Args:
        data: what the reader of TOML returns.
        written: the text, for places.
        own: the rules of the site's own files.
        owned: whether it may name code and contracts to check by, and raise limits.

    Raises:
        UsageError: a key is unknown or has a wrong value; everything wrong is told.
    """
    found = judge(KEYS, data, (), known_rules(own), _MOST_PROBLEMS + 1)
    value: dict[str, Any] = found.value
    faults = [_of_whole_run(fault) for fault in found.faults]
    if not faults:
        faults = same_names(value.get(COLLECTIONS, ()), written)
        faults += () if owned else _owners_alone(value, written.name)
    for route, current in found.older:
        message = f"{written.place_of(route)}: is an older name; write `{current}` instead"
        warnings.warn(message, FutureWarning, stacklevel=2)
    if not faults:
        return value
    shown = sorted(faults[:_MOST_PROBLEMS], key=lambda fault: written.line_of(fault.route))
    problems = [f"{written.place_of(fault.route)}: {told(fault)}" for fault in shown]
    if len(faults) > _MOST_PROBLEMS:
        problems.append(f"{written.name}: there are more mistakes; correct these first")
    raise UsageError("\n".join(problems))


def _of_whole_run(fault: Fault) -> Fault:
    """Say of a key that no collection has, but a whole run, where it belongs."""
    key = fault.route[-1] if fault.route[:1] == (COLLECTIONS,) and len(fault.route) == 3 else ""
    field = KEYS.table.by_key.get(str(key)) if fault.part == "key" else None
    if field is None or field.note(WholeRun) is None:
        return fault
    advice = "it is a key of the whole run; write it above the first [[collections]]"
    return replace(fault, help=advice)


def _owners_alone(data: Mapping[str, Any], path: str) -> Iterator[Fault]:
    """Yield a fault for each key that runs code or asks for more work: the file is one to check."""
    declared = data.get(COLLECTIONS, ())
    tables: list[tuple[Route, Mapping[str, Any]]] = [((), data)]
    tables += [((COLLECTIONS, index), each) for index, each in enumerate(declared)]
    usual = Limits()._asdict()
    named = [each.key for each in KEYS.table.fields if each.note(OwnersOnly)]
    for start, table in tables:
        wrong: dict[Route, str] = {
            (key,): "may name code and contracts" for key in named if table.get(key)
        }
        for name, value in table.get("limits", {}).items():
            if value > usual[name.replace("-", "_")]:
                wrong["limits", name] = "may raise a limit"
        for route, what in wrong.items():
            message = (
                f"only the configuration of the run itself {what}, and this file is one of those "
                "that are checked; write the key into the configuration of the folder that the "
                f"check starts in, or trust this file with `--config {path}`"
            )
            yield Fault(OWN_CONSTRAINT, message, route=(*start, *route))
