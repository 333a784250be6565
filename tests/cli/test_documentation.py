"""The page of the command names every subcommand and every option."""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

import pytest

from article_schema.cli.dispatch import _COMMANDS


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_option_is_documented(root: Path, name: str) -> None:
    text = (root / "docs" / "command.md").read_text(encoding="utf-8")
    assert f"\n## {name}\n" in text
    section = text.partition(f"\n## {name}\n")[2].partition("\n## ")[0]
    parser = argparse.ArgumentParser()
    import_module(f"article_schema.cli.{_COMMANDS[name][0]}").configure(parser)
    options = [
        option
        for action in parser._actions
        for option in action.option_strings
        if option.startswith("--") and option != "--help"
    ]
    assert [
        option for option in options if f"`{option}" not in section and f"[{option}" not in section
    ] == []
