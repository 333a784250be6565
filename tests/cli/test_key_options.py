"""Options that set keys of the configuration come of the record of the keys, with no other list."""

from __future__ import annotations

import argparse
import os
from typing import Any

import pytest

from article_schema.checking.config.notes import NETWORK_OPTIONS, Flag
from article_schema.checking.config.settings import KEYS
from article_schema.cli import fmt, key_options
from article_schema.cli.checks import check
from article_schema.cli.verifying import verify

FLAGS = {field.key: flag for field in KEYS.table.fields if (flag := field.note(Flag))}


def parsed(*arguments: str, command: Any = check) -> dict[str, Any]:
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return key_options.keys_set_by(parser.parse_args(arguments))


@pytest.mark.parametrize("key", FLAGS)
def test_each_key_with_a_flag_has_an_option_of_its_name(key: str) -> None:
    values = {"select": "URL,DAT001", "fail-on": "info", "force-exclude": None}
    value = values.get(key, "a")
    command = verify if FLAGS[key].group == NETWORK_OPTIONS else check
    arguments = (f"--{key}",) if value is None else (f"--{key}", value)
    given = parsed(*arguments, command=command)
    expected = {
        "select": ["URL", "DAT001"], "extend-select": ["a"], "ignore": ["a"],
        "allow-hosts": ["a"], "deny-hosts": ["a"],
        "force-exclude": True, "schema": [os.path.abspath("a")], "fail-on": "info",
    }.get(key, "a")  # fmt: skip
    assert given == {key: expected}


def test_options_that_are_not_given_set_nothing() -> None:
    assert parsed() == {}
    assert parsed(command=fmt) == {}


def test_lists_come_together() -> None:
    given = parsed("--ignore", "URL, DAT", "--ignore", "IMG", "--schema", "a", "--schema", "b")
    assert given == {
        "ignore": ["URL", "DAT", "IMG"], "schema": [os.path.abspath("a"), os.path.abspath("b")],
    }  # fmt: skip


def test_a_command_may_have_some_of_them() -> None:
    assert parsed("--force-exclude", "--model", "a:B", command=fmt) == {
        "force-exclude": True, "model": "a:B",
    }  # fmt: skip
