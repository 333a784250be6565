"""The command `article-schema`. Each subcommand is a module that is imported when it is called."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

#: Nothing at or above the threshold was found.
OK = 0
#: There are findings at or above the threshold.
FOUND = 1
#: The call was wrong: an option, a configuration, a path.
USAGE = 2


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    try:
        return _run(list(sys.argv[1:] if argv is None else argv))
    except BrokenPipeError:
        # The reader of our output went away, as `head` does; that is no failure of the check.
        import os

        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK


def _run(arguments: list[str]) -> int:
    """Run what scripts and hooks ask all day with as little as it needs, or else a subcommand."""
    if arguments in (["--version"], ["-V"]):
        from article_schema import __version__

        return _say(f"article-schema {__version__}")
    if len(arguments) == 2 and arguments[0] == "check" and arguments[1][:1] != "-":
        from article_schema.cli.quick import accepts

        if accepts(arguments[1]):
            return _say("All checks passed in 1 file.")
    from article_schema.cli.dispatch import run

    return run(arguments)


def _say(line: str) -> int:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    return OK
