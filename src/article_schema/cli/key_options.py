"""Options that set keys of the configuration, made from the record of the keys."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator
from typing import Any

from article_schema.checking.config.notes import Adds, Flag, Values
from article_schema.checking.config.settings import KEYS, default_of
from article_schema.model.shapes.tables import Field


def configure(group: argparse._ArgumentGroup) -> None:
    """Declare the options of the group of a title."""
    for field, flag in _flags():
        if flag.group == group.title:
            _declare(group, field, flag)


def configure_some(parser: argparse.ArgumentParser, *keys: str) -> None:
    """Declare the options of some keys."""
    for field, flag in _flags():
        if field.key in keys:
            _declare(parser, field, flag)


def keys_set_by(options: argparse.Namespace) -> dict[str, Any]:
    """Return the keys that options set, with their values."""
    values = {field.key: getattr(options, field.name, None) for field, _ in _flags()}
    return {key: value for key, value in values.items() if value is not None}


def words(text: str) -> list[str]:
    """Split a list with commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def _flags() -> Iterator[tuple[Field, Flag]]:
    for field in KEYS.table.fields:
        flag = field.note(Flag)
        if flag is not None:
            yield field, flag


def _declare(container: argparse._ActionsContainer, field: Field, flag: Flag) -> None:
    how: dict[str, Any] = {"metavar": flag.metavar}
    if default_of(field.key) is False:
        how = {"action": "store_true", "default": None}
    elif flag.words:
        how = {"choices": flag.words}
    elif field.shape.inner() and flag.metavar == "FILE":
        how |= {"action": "append", "type": os.path.abspath}
    elif field.shape.inner():
        how |= {"action": "extend", "type": words if field.note(Adds) else _some_words(field)}
    container.add_argument(f"--{field.key}", help=flag.help, **how)


def _some_words(field: Field) -> Callable[[str], list[str]]:
    """Return what reads a list that takes the place of another, as that of `--select` does.

    With no rule selected every file would pass unchecked, and with no host no link would be asked.
    """
    named = field.note(Values)
    what = named.name.removesuffix("s") if named is not None else "value"

    def some(text: str) -> list[str]:
        found = words(text)
        if not found:
            raise argparse.ArgumentTypeError(f"it names no {what}; leave it out for all of them")
        return found

    return some
