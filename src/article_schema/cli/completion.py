"""`article-schema completion`: the script that lets a shell complete the command."""

from __future__ import annotations

import argparse
import sys

from article_schema.cli import completion_scripts
from article_schema.cli.completion_scripts import Argument, Command
from article_schema.cli.statuses import OK
from article_schema.rules.catalogue import RULES

#: How to complete the value of an option or argument, by its name in the help.
_KINDS = {"FILE": "files", "PATH": "files", "RULES": "rules", "CODE": "rules"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("shell", choices=list(completion_scripts.SCRIPTS), help="the shell")
    parser.epilog = (
        'In bash: eval "$(article-schema completion bash)"; likewise in zsh, after compinit; '
        "in fish: article-schema completion fish | source"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the script."""
    from article_schema.cli.dispatch import full_parser

    sys.stdout.write(completion_scripts.SCRIPTS[options.shell](commands_of(full_parser())))
    return OK


def commands_of(parser: argparse.ArgumentParser) -> list[Command]:
    """Return the commands of a parser: the command itself and its subcommands."""
    own: list[Argument] = []
    commands: list[Command] = []
    for action in parser._actions:  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - as above
            for name, subparser in action.choices.items():
                (command,) = commands_of(subparser)
                commands.append(Command(name, subparser.description or "", command.arguments))
        elif action.help != argparse.SUPPRESS:
            own.append(_argument(action))
    return [Command("", "", tuple(own)), *commands]


def _argument(action: argparse.Action) -> Argument:
    metavar = str(action.metavar)
    kind = _KINDS.get(metavar, "files" if "FILE" in metavar or "PATH" in metavar else "")
    words = tuple(str(choice) for choice in action.choices or ())
    if kind == "rules":
        words = tuple(rule.code for rule in RULES)
    return Argument(
        names=tuple(action.option_strings),
        help=(action.help or "").replace("%%", "%"),
        takes_value=action.nargs != 0,
        words=words,
        is_file=kind == "files",
        is_last=action.nargs in ("*", "+"),
    )
