"""`article-schema infer`: print a first model for files that have none."""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import TYPE_CHECKING

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import find_files
from article_schema.cli.adopting.unread import tell_unread
from article_schema.cli.statuses import FOUND, OK, USAGE
from article_schema.cli.streams import say_error
from article_schema.document.files.outputs import require_output, write_output
from article_schema.errors import UsageError
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

if TYPE_CHECKING:
    from article_schema.inferring.kinds import Kind
    from article_schema.inferring.reading import Readings

_KINDS = ("python", "json-schema", "toml", "style")
#: The module that the collections of `--as toml` name.
_MODULE = "models.py"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="files and folders to read")
    parser.add_argument(
        "--as", dest="kind", choices=_KINDS, default="python",
        help="what is printed: a class for each kind of files, a JSON Schema, collections for the "
        "configuration, or the style of the files (default: python)",
    )  # fmt: skip
    parser.add_argument(
        "--name", metavar="NAME",
        help="print one model of this name for all files (default: one for each kind of files)",
    )  # fmt: skip
    parser.add_argument(
        "--update", metavar="MODEL",
        help="show what the files would change in this model, such as models.py:Post; the exit "
        "status is 1 if they would change something",
    )  # fmt: skip
    parser.add_argument("--output", metavar="FILE", help="write it to this file")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print what the files have in common."""
    if options.kind == "style":
        from article_schema.style.learning import learn

        files = find_files(options.paths, Configurations(Given(isolated=True)))
        return _write(learn([found.path for found in files]).toml(), options.output)
    if options.update is not None:
        return _update(options)
    name = options.name
    if name is not None and (not name.isidentifier() or name.startswith("_")):
        raise UsageError(f"--name: {name!r} is no name of a class")
    kinds = _read(options.paths)
    return _write(_text(kinds, options), options.output) if kinds else USAGE


def _write(text: str, path: str | None) -> int:
    if path is None:
        sys.stdout.write(text)
    else:
        require_output(path)
        write_output(path, text.encode("utf-8"))
    return OK


def _update(options: argparse.Namespace) -> int:
    """Show what the files would change in a model."""
    from article_schema.checking.config.model_names import model_named
    from article_schema.inferring.updating import differences

    model = model_named(options.update, "", here="")
    readings = _readings(options.paths)
    records = list(readings.records())
    fronts = [record.data for record in records if record.is_front_matter]
    found = differences(model, fronts or [record.data for record in records])
    if not records:
        say_error("no file with keys was found, so there is nothing to compare")
    _tell_left_out(readings, len(fronts) or len(records))
    if not records:
        return USAGE
    lines = [f"{sanitize(each.path)}: {sanitize(each.reason)}\n    {sanitize(each.advice)}\n"
             for each in found]  # fmt: skip
    if not found:
        count = plural(len(fronts) or len(records), "record")
        lines = [f"The model takes all that is in {count}.\n"]
    return _write("".join(lines), options.output) or (FOUND if found else OK)


def _read(paths: list[str]) -> list[Kind]:
    """Return the kinds of the files, and say if there are none, and which could not be read."""
    from article_schema.inferring.kinds import kinds_of

    readings = _readings(paths)
    kinds = kinds_of(readings.records())
    if not kinds:
        say_error("no file with keys was found, so there is nothing to infer from")
    _tell_left_out(readings, sum(kind.seen.count for kind in kinds))
    return kinds


def _readings(paths: list[str]) -> Readings:
    from article_schema.inferring.kinds import content_of
    from article_schema.inferring.reading import Readings
    from article_schema.reporting.progress import Progress

    folders = [path if os.path.isdir(path) else os.path.dirname(path) or "." for path in paths]
    try:
        searched = os.path.commonpath([os.path.abspath(folder) for folder in folders])
    except ValueError:  # pragma: no cover - folders on two drives of Windows
        searched = os.curdir
    found = list(find_files(paths, Configurations(Given(isolated=True))))
    files = Progress(sys.stderr, len(found)).through(found)
    return Readings(content_of(files, searched))


def _tell_left_out(readings: Readings, taken: int) -> None:
    """Name what was not used: records of data files, and files that cannot be read."""
    others = readings.count - taken
    if others:
        told = f"{others:,} record{'s' if others > 1 else ''}"
        sys.stderr.write(f"left out {told} of data files beside the front matter\n")
    tell_unread(readings.unread)


def _text(kinds: list[Kind], options: argparse.Namespace) -> str:
    from article_schema.inferring.guessing import guess_models, singular
    from article_schema.inferring.kinds import together

    if options.name is not None and options.kind != "toml":
        models = guess_models([(options.name, together(kinds))])
    else:
        models = guess_models([(singular(kind.name), kind.seen) for kind in kinds])
    if options.kind == "toml":
        return _collections(kinds, [model.name for model in models])
    if options.kind == "python":
        from article_schema.inferring.as_python import as_python

        named = ("this folder" if os.path.normpath(path) == "." else path for path in options.paths)
        return as_python(models, " ".join(named))
    if len(models) > 1:
        raise UsageError(_several(kinds))
    from article_schema.inferring.as_json_schema import as_json_schema

    return json.dumps(as_json_schema(models[0]), indent=2, ensure_ascii=False) + "\n"


def _several(kinds: list[Kind]) -> str:
    told = [f"  {kind.name}: {plural(kind.files, 'file')} in {', '.join(kind.folders[:3])}"
            for kind in kinds]  # fmt: skip
    return "\n".join(
        [
            f"these files are of {len(kinds)} kinds, and a JSON Schema describes one",
            "name the folder of one, or give --name for one schema that takes all:",
            *map(sanitize, told),
        ]
    )


def _collections(kinds: list[Kind], names: list[str]) -> str:
    from article_schema.inferring.as_toml import collection

    if any(folder.startswith("..") for kind in kinds for folder in kind.folders):
        raise UsageError(
            "patterns of files start from the folder of the configuration, which is the current "
            "one; change to the folder of the site"
        )
    head = f"# The models are those of `article-schema infer PATH --output {_MODULE}`.\n"
    texts = [
        collection(kind.name, kind.patterns, f"{_MODULE}:{name}", plural(kind.files, "file"))
        for kind, name in zip(kinds, names, strict=True)
    ]
    return "\n".join([head, *texts])
