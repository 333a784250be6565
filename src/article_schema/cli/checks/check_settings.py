"""What `article-schema check` checks: the options that choose rules and configuration."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.config.settings import KEYS
from article_schema.cli import key_options
from article_schema.model.dates.instants import diagnose_instant, is_instant, read_instant
from article_schema.reporting.terminal import escape_controls
from article_schema.rules.rule import NETWORK, Rule


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group("rules and configuration")
    key_options.configure(group)
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 whatever is found")
    group.add_argument(
        "--fail-on-empty", action=argparse.BooleanOptionalAction, default=False,
        help="exit with 1 if there is no article file to check, such as when a path is wrong",
    )  # fmt: skip
    group.add_argument(
        "--config", action="append", default=[], metavar="FILE | 'KEY = VALUE'",
        help="read this configuration file instead of the nearest one, or set one of its keys",
    )  # fmt: skip
    group.add_argument(
        "--now", metavar="INSTANT", type=_instant,
        help="use this date-time as the current one, such as 2020-06-12T19:19:00Z, so that a run "
        "can be repeated (default: the clock)",
    )  # fmt: skip
    group.add_argument("--isolated", action="store_true", help="read no configuration file")
    group.add_argument(
        "--show-settings", action="store_true",
        help="print the configuration that applies to the first path, and check nothing",
    )  # fmt: skip


def _instant(text: str) -> datetime:
    if not is_instant(text):
        raise argparse.ArgumentTypeError(f"{text!r} {diagnose_instant(text).message}")
    return read_instant(text)


def configurations_for(options: argparse.Namespace) -> Configurations:
    """Return the configurations that the options ask for.

    Raises:
        UsageError: a file or a value is wrong.
    """
    lines = [value for value in options.config if "=" in value and not os.path.isfile(value)]
    files = [value for value in options.config if value not in lines]
    return Configurations(
        Given(
            isolated=options.isolated,
            file=files[-1] if files else None,
            lines=lines,
            options=key_options.keys_set_by(options),
            now=options.now,
            follow_links=options.follow_links,
        )
    )


def runs(rule: Rule, family: str) -> bool:
    """Tell whether a run has a rule, if it is on.

    Args:
        rule: the rule.
        family: the family of the rules that run; empty for all that ask no network.
    """
    return rule.family == family if family else rule.family != NETWORK


def shown(configuration: Configuration, family: str = "") -> str:
    """Return a configuration as TOML: every key with the value that applies, and the file.

    Args:
        configuration: the configuration.
        family: as for `runs`.
    """
    origin = escape_controls(configuration.path or "no file: these are the defaults")
    lines = [f"# from {origin}"]
    if configuration.collection is not None:
        lines.append(f"# collection {configuration.collection.name}")
    tables: list[str] = []
    for key in KEYS.table.by_key:
        value = configuration.value(key)
        if isinstance(value, dict):
            tables += _table(key, value)
        elif value and isinstance(value[0] if isinstance(value, list) else value, dict):
            for each in value:
                tables += _table(key, each, is_item=True)
        elif value is not None:
            lines.append(f"{key} = {_toml(value)}")
    active = configuration.settings.active_rules()
    rules = [rule.code for rule in active if runs(rule, family)]
    text = "\n".join([*lines, f"# rules that run: {', '.join(rules)}", *tables]) + "\n"
    # As an escape of TOML: a runner of GitHub Actions obeys what follows these signs in its log.
    return text.replace("##[", "#\\u0023[")


def _table(name: str, table: dict[str, Any], *, is_item: bool = False) -> Iterator[str]:
    nested = {key: value for key, value in table.items() if isinstance(value, dict)}
    if len(nested) < len(table):
        yield f"\n[[{name}]]" if is_item else f"\n[{name}]"
    for key, value in table.items():
        if key not in nested:
            yield f"{_toml(key)} = {_toml(value)}"
    for key, value in nested.items():
        yield from _table(f"{name}.{_toml(key)}", value)


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_toml, value))}]"
    return json.dumps(value, ensure_ascii=False)
