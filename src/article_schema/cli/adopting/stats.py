"""`article-schema stats`: tell what a collection holds, in text, as JSON or as a page."""

from __future__ import annotations

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from article_schema.checking.discovery.search import find_files
from article_schema.cli import model_option
from article_schema.cli.adopting.unread import tell_unread
from article_schema.cli.exchanging import archives
from article_schema.cli.statuses import FOUND, OK
from article_schema.document.files.outputs import require_output, write_output

if TYPE_CHECKING:
    from article_schema.stats.reading import Inventory

_FORMATS = ("html", "json", "text")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "paths", nargs="+", metavar="PATH", help="files, folders and archives to read"
    )
    parser.add_argument(
        "--output", type=_format_and_file, default=("text", ""), metavar="FORMAT:FILE",
        help="write a page (html:stats.html), JSON (json:stats.json) or text; without a file, to "
        "standard output (default: text)",
    )  # fmt: skip
    archives.configure(parser)
    model_option.configure(parser)
    parser.set_defaults(run=run)


def _format_and_file(text: str) -> tuple[str, str]:
    name, colon, path = text.partition(":")
    if name not in _FORMATS or (colon and not path):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not FORMAT or FORMAT:FILE; the formats are {', '.join(_FORMATS)}"
        )
    return name, path


def run(options: argparse.Namespace) -> int:
    """Read the files, and write what they hold; the exit status is 1 if there are no records."""
    from article_schema.reporting.progress import Progress
    from article_schema.stats.reading import Inventory

    gc.freeze()
    name, path = options.output
    if path:
        require_output(path)
    configurations = model_option.configurations_for(options)
    inventory = Inventory(configurations)
    if archives.are_archives(options, options.paths):
        _read_archives(options.paths, inventory)
    else:
        found = list(find_files(options.paths, configurations))
        inventory.read(Progress(sys.stderr, len(found)).through(found))
    tell_unread(inventory.unread)
    if not inventory.files:
        sys.stderr.write("warning: no file with records was found\n")
    text = _text(name, inventory)
    if path:
        write_output(path, text.encode("utf-8", "backslashreplace"))
    else:
        sys.stdout.write(text)
    return OK if inventory.files else FOUND


def _read_archives(paths: list[str], inventory: Inventory) -> None:
    for text in archives.texts_in(paths, inventory.configurations):
        folder = text.file.path.rpartition("/")[0] or "."
        inventory.take(text.file, text.raw, text.configuration.settings, folder)


def _text(name: str, inventory: Inventory) -> str:
    if name == "html":
        from article_schema.stats.as_html import as_html

        return "".join(as_html(inventory))
    if name == "json":
        from article_schema.stats.as_json import as_json

        return as_json(inventory)
    from article_schema.stats.as_text import as_text

    return "".join(f"{line}\n" for line in as_text(inventory))
