"""`article-schema fmt`: bring files to the style of their site."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Iterator

from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile, find_files, read_found
from article_schema.checking.learned import LearnedStyles
from article_schema.cli import key_options, model_option
from article_schema.cli.rewriting import Rewriter
from article_schema.cli.statuses import FOUND, OK, USAGE
from article_schema.cli.streams import PassedOver
from article_schema.document.files.storage import remove_stale_temporaries
from article_schema.document.formats.registry import split
from article_schema.document.source import Source, decode
from article_schema.document.splicing.restyle import format_source
from article_schema.errors import ArticleSchemaError, DocumentError, UsageError
from article_schema.house_style import HouseStyle
from article_schema.reporting.base import plural
from article_schema.reporting.progress import Progress
from article_schema.reporting.terminal import sanitize
from article_schema.rules.families.file_rules import no_front_matter
from article_schema.style.values import Style


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "paths",
        nargs="*",
        default=["."],
        metavar="PATH",
        help="files, and folders to search for articles (default: the current folder)",
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if a file would change"
    )
    parser.add_argument(
        "--diff",
        action="store_true",
        help="show what would change, and write nothing; exit 1 if a file would change",
    )
    key_options.configure_some(parser, "force-exclude")
    model_option.configure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Format, and return the exit status.

    A file that cannot be formatted is named and left as it is, and makes the status 2.
    """
    # What was loaded lives as long as the process.
    gc.freeze()
    configurations = model_option.configurations_for(options)
    files = changed = failed = 0
    rewriter, styles = Rewriter(options.paths), LearnedStyles(configurations)
    folders: set[str] = set()
    passed_over = PassedOver()
    found = list(find_files(options.paths, configurations))
    progress = Progress(sys.stderr, len(found))
    for file in progress.through(found):
        if file.passed_over is not None:
            progress.clear()
            passed_over.tell(file.path, file.passed_over)
            continue
        folder = os.path.dirname(file.path) or "."
        if folder not in folders and not (options.check or options.diff):
            folders.add(folder)
            remove_stale_temporaries(folder)
        try:
            configuration = configurations.for_file(file.path)
            for old, new in _formatted(file, configuration.settings, styles.of(configuration)):
                if new.whole_text != old.whole_text:
                    progress.clear()
                    _deliver(old, new, options, rewriter)
                    changed += 1
                files += 1
        except UsageError:
            # A wrong configuration concerns more than one file.
            raise
        except ArticleSchemaError as error:
            failed += 1
            progress.clear()
            sys.stderr.write(f"error: {sanitize(_told(file, error))}\n")
    passed_over.finish()
    verb = "would be formatted" if options.check or options.diff else "formatted"
    sys.stderr.write(f"{plural(changed, 'file')} {verb}, {files - changed:,} left as they are.\n")
    if failed:
        return USAGE
    return FOUND if changed and (options.check or options.diff) else OK


def _formatted(
    file: FoundFile, settings: Settings, style: Style
) -> Iterator[tuple[Source, Source]]:
    """Yield the old and the new source of a file; nothing for a file that is no article."""
    raw = read_found(file, settings.limits)
    try:
        source = split(decode(raw, file.path), file.path)
    except DocumentError as error:
        if error.code == no_front_matter.code and not file.named:
            return
        raise
    is_ours = file.named or settings.collection is not None
    if not (is_ours or source.format.formats_found):
        return
    yield source, format_source(source, HouseStyle(settings.model, style), settings.limits)


def _deliver(old: Source, new: Source, options: argparse.Namespace, rewriter: Rewriter) -> None:
    if options.diff:
        from article_schema.reporting.formats.diff import write_diff

        write_diff(sys.stdout, old.filename, old.whole_text, new.whole_text)
    elif options.check:
        sys.stdout.write(f"Would format {sanitize(old.filename)}\n")
    else:
        rewriter.replace(old, new)


def _told(file: FoundFile, error: ArticleSchemaError) -> str:
    text = str(error)
    return text if file.path in text else f"{file.path}: {text}"
