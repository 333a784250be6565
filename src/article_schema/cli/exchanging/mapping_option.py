"""The option for a mapping file, which says where the fields of a model stand in other formats."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from contextlib import AbstractContextManager, ExitStack

from article_schema.checking.config.configuration import Configuration
from article_schema.errors import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--mapping", metavar="FILE",
        help="a file of TOML, YAML or JSON that says where the fields of the model stand in the "
        "format, in the place of what they declare (default: that of the configuration)",
    )  # fmt: skip


def applied(
    options: argparse.Namespace, configurations: Sequence[Configuration]
) -> AbstractContextManager[object]:
    """Let mapping files count in the block of a `with`, if there are any.

    Args:
        options: the options.
        configurations: what counts for the articles, in each collection if there are any.

    Raises:
        UsageError: a file cannot be read, or says what cannot be; or two speak of one model.
    """
    if options.mapping is not None:
        files = dict.fromkeys((each.settings.model for each in configurations), options.mapping)
        if len(files) > 1:
            raise UsageError(
                "--mapping is about one model, and the collections have several; write the key "
                "`mapping` into a collection, or say which model with --model"
            )
    else:
        # What a configuration says is about its own model.
        files = {} if options.model is not None else _files(configurations)
    with ExitStack() as stack:
        for model, path in files.items():
            from article_schema.interop.exchange.mapping_file import mapped

            stack.enter_context(mapped(path, model))
        return stack.pop_all()


def _files(configurations: Sequence[Configuration]) -> dict[type, str]:
    """Return the mapping file of each model that has one.

    Raises:
        UsageError: a model has two.
    """
    files: dict[type, str] = {}
    for each in configurations:
        path = each.path_of("mapping")
        if path is None:
            continue
        model = each.settings.model
        if files.setdefault(model, path) != path:
            raise UsageError(
                f"{each.place_of('mapping')}: {model.__name__} has the mapping file "
                f"{files[model]} in another collection; write one for both"
            )
    return files
