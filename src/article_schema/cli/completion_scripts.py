"""The completion scripts for shells, generated from the parser of the command."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Argument:
    """An option with its names, or a positional argument without names."""

    names: tuple[str, ...]
    help: str
    takes_value: bool
    #: The words to choose from; empty if any word is allowed.
    words: tuple[str, ...]
    #: Whether the value is the name of a file.
    is_file: bool
    #: Whether it takes all words that follow.
    is_last: bool


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand, or the command itself, whose name is empty."""

    name: str
    summary: str
    arguments: tuple[Argument, ...]

    @property
    def options(self) -> tuple[Argument, ...]:
        """The arguments that begin with a hyphen."""
        return tuple(argument for argument in self.arguments if argument.names)

    @property
    def positional(self) -> Argument | None:
        """The positional argument."""
        return next((argument for argument in self.arguments if not argument.names), None)


_BASH = """\
# bash completion for article-schema
_article_schema() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} previous=${{COMP_WORDS[COMP_CWORD-1]}}
  local command= word words=
  if [[ $current == "=" ]]; then
    current=
  elif [[ $previous == "=" ]]; then
    previous=${{COMP_WORDS[COMP_CWORD-2]}}
  fi
  for word in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
    case $word in
      {names}) command=$word; break ;;
    esac
  done
  COMPREPLY=()
  case $command:$previous in
{values}
    *)
      case $command:$current in
{options}
{positionals}
      esac ;;
  esac
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  fi
}}
complete -o bashdefault -o default -F _article_schema article-schema
"""

_ZSH = """\
#compdef article-schema
_article_schema() {{
  local -a commands
  commands=(
{commands}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
{cases}
  esac
}}
if [[ $funcstack[1] == _article_schema ]]; then
  _article_schema "$@"
else
  compdef _article_schema article-schema
fi
"""


def bash(commands: list[Command]) -> str:
    """Return the script for bash."""
    values = [
        f"    {'|'.join(f'{command.name}:{name}' for name in option.names)})"
        f" words={_quoted(' '.join(option.words))} ;;"
        for command in commands
        for option in command.options
        if option.takes_value
    ]
    options = [
        f"        {command.name}:-*) words={_quoted(' '.join(_names(command)))} ;;"
        for command in commands
    ]
    names = [command.name for command in commands if command.name]
    positionals = [f"        :*) words={_quoted(' '.join(names))} ;;"] + [
        f"        {command.name}:*) words={_quoted(' '.join(command.positional.words))} ;;"
        for command in commands
        if command.name and command.positional is not None and command.positional.words
    ]
    return _BASH.format(
        names="|".join(names),
        values="\n".join(values),
        options="\n".join(options),
        positionals="\n".join(positionals),
    )


def zsh(commands: list[Command]) -> str:
    """Return the script for zsh."""
    named = [command for command in commands if command.name]
    described = [
        f"    {_quoted(f'{command.name}:{_escaped(command.summary)}')}" for command in named
    ]
    cases = []
    for command in named:
        specs = [spec for argument in command.arguments for spec in _zsh_specs(argument)]
        lines = " \\\n".join(f"        {_quoted(spec)}" for spec in specs)
        cases.append(f"    {command.name})\n      _arguments \\\n{lines} ;;")
    return _ZSH.format(commands="\n".join(described), cases="\n".join(cases))


def fish(commands: list[Command]) -> str:
    """Return the script for fish."""
    lines = ["# fish completion for article-schema", "complete -c article-schema -f"]
    for command in commands:
        here = f"__fish_seen_subcommand_from {command.name}" if command.name else (
            "__fish_use_subcommand"
        )  # fmt: skip
        start = f"complete -c article-schema -n {_fish_quoted(here)}"
        if command.name:
            at_first = f"complete -c article-schema -n {_fish_quoted('__fish_use_subcommand')}"
            summary = _fish_quoted(command.summary)
            lines.append(f"{at_first} -a {command.name} -d {summary}")
        for argument in command.arguments:
            words = f" -a {_fish_quoted(' '.join(argument.words))}" if argument.words else ""
            if not argument.names:
                if argument.is_file or words:
                    lines.append(f"{start} -F" if argument.is_file else f"{start}{words}")
                continue
            names = "".join(
                f" -l {name[2:]}" if name.startswith("--") else f" -s {name[1:]}"
                for name in argument.names
            )
            value = f"{' -r -F' if argument.is_file else ' -x'}{words}"
            lines.append(
                f"{start}{names}{value if argument.takes_value else ''}"
                f" -d {_fish_quoted(_first_line(argument.help))}"
            )
    return "\n".join(lines) + "\n"


#: The shells that a script can be written for.
SCRIPTS: dict[str, Callable[[list[Command]], str]] = {"bash": bash, "zsh": zsh, "fish": fish}


def _names(command: Command) -> Iterator[str]:
    for option in command.options:
        yield from (name for name in option.names if name.startswith("--"))


def _zsh_specs(argument: Argument) -> Iterator[str]:
    value = ""
    if argument.takes_value:
        action = "_files" if argument.is_file else " "
        value = f": :({' '.join(argument.words)})" if argument.words else f": :{action}"
    if not argument.names:
        yield f"*{value}" if argument.is_last else value
    for name in argument.names:
        yield f"*{name}[{_escaped(_first_line(argument.help))}]{value}"


def _first_line(text: str) -> str:
    """Return the short description of an option: its help up to the first clause."""
    return re.split(r"[;(]|: ", text, maxsplit=1)[0].strip()


def _escaped(text: str) -> str:
    """Escape the special characters of a specification of zsh."""
    return re.sub(r"([\\\[\]:])", r"\\\1", text)


def _quoted(text: str) -> str:
    """Quote a word for bash and zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def _fish_quoted(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
