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
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments in (["--version"], ["-V"]):
        # Asked by every script that looks for the tool, so it loads nothing.
        from article_schema import __version__

        sys.stdout.write(f"article-schema {__version__}\n")
        return OK
    from article_schema.cli.dispatch import run

    return run(arguments)
