"""The command `article-schema`. Each subcommand is a module that is imported when it is called."""

from __future__ import annotations

import gc
import sys

from article_schema.cli.statuses import OK, USAGE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    # What is imported is never garbage, and results hold few cycles: to search for some after
    # every few hundred objects only costs time.
    gc.set_threshold(100_000)
    arguments = list(sys.argv[1:] if argv is None else argv)
    line = _short_answer(arguments)
    if not line:
        return _dispatch(arguments)
    try:
        # Python has None for a stream that was closed when it started.
        if sys.stdout is not None:
            sys.stdout.write(line)
            sys.stdout.flush()
            return OK
    except BrokenPipeError:
        from article_schema.cli import streams

        # The reader closed the pipe, as `head` does; the result stays the same.
        streams.discard(sys.stdout)
        return OK
    except OSError as error:
        from article_schema.cli import streams

        streams.say_error(streams.reason_of(error))
        return USAGE
    return _dispatch(arguments)


def _dispatch(arguments: list[str]) -> int:
    from article_schema.cli.dispatch import run

    return run(arguments)


def _short_answer(arguments: list[str]) -> str:
    """Answer the most frequent calls without loading the command; return None for all others."""
    if arguments in (["--version"], ["-V"]):
        from article_schema.version import __version__

        return f"article-schema {__version__}\n"
    if len(arguments) == 2 and arguments[0] == "check" and arguments[1][:1] != "-":
        from article_schema.cli.quick import accepts

        if accepts(arguments[1]):
            return "All checks passed in 1 file.\n"
    return ""
