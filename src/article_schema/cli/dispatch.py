"""Reads the arguments and calls the subcommand that they name."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Container
from importlib import import_module

from article_schema.cli import streams
from article_schema.cli.statuses import INTERRUPTED, USAGE
from article_schema.errors import ArticleSchemaError, UsageError
from article_schema.reporting.terminal import sanitize
from article_schema.version import __version__

#: The subcommands, each with its module and what it does.
_COMMANDS = {
    "check": ("checks.check", "check article files"),
    "verify": ("verifying.verify", "ask the network about links and images"),
    "stats": ("adopting.stats", "tell what a collection holds"),
    "fmt": ("fmt", "bring files to the house style"),
    "get": ("editing.getting", "print values of files"),
    "set": ("editing.setting", "give routes of files new values"),
    "unset": ("editing.unsetting", "take keys and items of files away"),
    "rename-key": ("editing.renaming", "give a key of many files another name"),
    "export": ("exchanging.export", "write articles in a format that others read"),
    "import": ("exchanging.importing", "make article files of what others wrote"),
    "schema": ("schema", "print the JSON Schema"),
    "fields": ("fields", "print a page about the fields of an article"),
    "explain": ("explain", "explain a rule"),
    "rules": ("rules", "list all rules"),
    "infer": ("adopting.infer", "print a first model for files that have none"),
    "init": ("adopting.init", "set up the checks of this repository"),
    "server": ("server", "serve an editor (Language Server Protocol)"),
    "completion": ("completion", "print the script for completion in a shell"),
}


def run(arguments: list[str]) -> int:
    """Run a subcommand and return the exit status."""
    with streams.robust_streams(), streams.shown_warnings():
        try:
            try:
                return _run(arguments)
            finally:
                # Also after the help, which ends with an exception.
                sys.stdout.flush()
        except OSError as error:
            streams.say_error(sanitize(streams.reason_of(error)))
            return USAGE


def _run(arguments: list[str]) -> int:
    named = next((word for word in arguments if word in _COMMANDS), "")
    try:
        options = _parsed(_parser((named,)), arguments)
        _require_folder()
        return _status_of(options)
    except ArticleSchemaError as error:
        # A message may quote any text of a file or its name.
        streams.say_error("\n".join(sanitize(line) for line in str(error).split("\n")))
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    except MemoryError:
        streams.say_error("there is not enough memory")
    except OSError:
        raise
    except Exception as error:  # noqa: BLE001 - a traceback would end with the status of findings
        streams.say_error(sanitize(_internal(error)))
    return USAGE


def _parsed(parser: argparse.ArgumentParser, arguments: list[str]) -> argparse.Namespace:
    """Read the arguments, also those that stand behind an option between them."""
    options, rest = parser.parse_known_args(arguments)
    if rest:
        if "paths" not in options or any(word.startswith("-") and word != "-" for word in rest):
            parser.error(f"unrecognized arguments: {' '.join(rest)}")
        options.paths = [*options.paths, *rest]
    return options


def _status_of(options: argparse.Namespace) -> int:
    try:
        status: int = options.run(options)
    except SystemExit as error:
        # Code of a model or a rule must not end a check with the status for no findings.
        raise UsageError(f"a model or a rule ended the run with SystemExit({error.code})") from None
    return status


def _require_folder() -> None:
    """Refuse to run if the current folder was deleted.

    Raises:
        UsageError: it was deleted.
    """
    try:
        os.getcwd()
    except OSError as error:
        raise UsageError(f"the current folder cannot be used: {error.strerror}") from None


def _internal(error: Exception) -> str:
    import traceback  # late: it reads source files, which takes much

    frames = traceback.extract_tb(error.__traceback__)
    where = f"{os.path.basename(frames[-1].filename)}:{frames[-1].lineno}" if frames else "?"
    return (
        f"internal error, please report it: {type(error).__name__}: {error} (at {where}); "
        "nothing more was checked"
    )


def full_parser() -> argparse.ArgumentParser:
    """Return the parser with the options of every subcommand, which loads all of them."""
    return _parser(_COMMANDS)


def _parser(loaded: Container[str]) -> argparse.ArgumentParser:
    """Return the parser, with the options of the subcommands that are to be loaded."""
    parser = argparse.ArgumentParser(
        prog="article-schema",
        description="Check article files: front matter of YAML, TOML or JSON, and data files.",
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
