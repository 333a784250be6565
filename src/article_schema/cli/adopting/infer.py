"""`article-schema infer`: print a first model for files that have none."""

from __future__ import annotations

import argparse
import json
import os
import sys

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import find_files
from article_schema.cli.statuses import OK, USAGE
from article_schema.cli.streams import say_error
from article_schema.document.files.outputs import require_output, write_output
from article_schema.errors import UsageError
from article_schema.reporting.terminal import sanitize

_KINDS = ("python", "json-schema", "style")


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders to read")
    parser.add_argument(
        "--as", dest="kind", choices=_KINDS, default="python",
        help="what is printed: a class, a JSON Schema, or the style of the files (default: python)",
    )  # fmt: skip
    parser.add_argument(
        "--name", metavar="NAME", default="Post", help="the name of the class (default: Post)"
    )
    parser.add_argument("--output", metavar="FILE", help="write it to this file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what the files have in common."""
    if options.kind == "style":
        from article_schema.style.learning import learn

        files = find_files(options.paths, Configurations(Given(isolated=True)))
        return _write(learn([found.path for found in files]).toml(), options.output)
    return _print_model(options)


def _write(text: str, path: str | None) -> int:
    if path is None:
        sys.stdout.write(text)
    else:
        require_output(path)
        write_output(path, text.encode("utf-8"))
    return OK


def _print_model(options: argparse.Namespace) -> int:
    from article_schema.inferring.guessing import guess_model
    from article_schema.inferring.observing import observe
    from article_schema.inferring.reading import Readings

    if not options.name.isidentifier() or options.name.startswith("_"):
        raise UsageError(f"--name: {options.name!r} is no name of a class")
    files = find_files(options.paths, Configurations(Given(isolated=True)))
    readings = Readings(files)
    seen, others = observe(readings.records())
    if others:
        sys.stderr.write(f"left out {others:,} records of data files beside the front matter\n")
    if not seen.count:
        say_error("no file with keys was found, so there is nothing to infer from")
    for reason in readings.unread[:10]:
        sys.stderr.write(f"skipped {sanitize(reason)}\n")
    if len(readings.unread) > 10:
        sys.stderr.write(f"skipped {len(readings.unread) - 10:,} more files that cannot be read\n")
    if not seen.count:
        return USAGE
    model = guess_model(seen, options.name)
    if options.kind == "json-schema":
        from article_schema.inferring.as_json_schema import as_json_schema

        text = json.dumps(as_json_schema(model), indent=2, ensure_ascii=False) + "\n"
    else:
        from article_schema.inferring.as_python import as_python

        named = ("this folder" if os.path.normpath(path) == "." else path for path in options.paths)
        text = as_python(model, " ".join(named))
    return _write(text, options.output)
