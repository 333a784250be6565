"""Reads the arguments and calls the subcommand that they name."""

from __future__ import annotations

import argparse
import io
import sys
from collections.abc import Container
from importlib import import_module
from typing import TextIO

from article_schema import __version__
from article_schema.cli import USAGE
from article_schema.errors import ArticleSchemaError

#: The subcommands, each with its module and what it does.
_COMMANDS = {
    "check": ("check", "check article files"),
    "fmt": ("fmt", "bring files to the house style"),
    "schema": ("schema", "print the JSON Schema"),
    "fields": ("fields", "print a page about the fields of an article"),
    "explain": ("explain", "explain a rule"),
    "rules": ("rules", "list all rules"),
    "init": ("init", "set up the checks of this repository"),
    "completion": ("completion", "print the script for completion in a shell"),
}


def run(arguments: list[str]) -> int:
    """Run a subcommand and return the exit status."""
    _make_robust(sys.stdout)
    _make_robust(sys.stderr)
    try:
        named = next((word for word in arguments if word in _COMMANDS), "")
        parser = _parser((named,))
        options = parser.parse_args(arguments)
        status: int = options.run(options)
        sys.stdout.flush()
    except ArticleSchemaError as error:
        # A message may quote a file or its name, and so anything.
        from article_schema.reporting.terminal import tame

        lines = [tame(line) for line in str(error).split("\n")]
        sys.stderr.write("error: " + "\n".join(lines) + "\n")
        return USAGE
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return 130
    return status


def full_parser() -> argparse.ArgumentParser:
    """Return the parser with the options of every subcommand, which loads all of them."""
    return _parser(_COMMANDS)


def _parser(loaded: Container[str]) -> argparse.ArgumentParser:
    """Return the parser, with the options of the subcommands that are to be loaded."""
    parser = argparse.ArgumentParser(
        prog="article-schema",
        description="Check article files with YAML front matter.",
    )
    parser.add_argument(
        "-V", "--version", action="version", version=f"article-schema {__version__}"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, (module, summary) in _COMMANDS.items():
        description = f"{summary[0].upper()}{summary[1:]}."
        command = commands.add_parser(name, help=summary, description=description)
        if name in loaded:
            import_module(f"article_schema.cli.{module}").configure(command)
    return parser


def _make_robust(stream: TextIO) -> None:
    """Let a stream escape what its encoding lacks: a message must never stop the program."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="backslashreplace")
