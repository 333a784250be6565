"""The option for a mapping file, which says where the fields of a model stand in other formats."""

from __future__ import annotations

import argparse
from contextlib import AbstractContextManager, nullcontext


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the option."""
    parser.add_argument(
        "--mapping", metavar="FILE",
        help="a file of TOML, YAML or JSON that says where the fields of the model stand in the "
        "format, in the place of what they declare",
    )  # fmt: skip


def applied(options: argparse.Namespace, model: type) -> AbstractContextManager[None]:
    """Let the mapping file count in the block of a `with`, if there is one.

    Raises:
        UsageError: it cannot be read, or says what cannot be.
    """
    if options.mapping is None:
        return nullcontext()
    from article_schema.interop.exchange.mapping_file import mapped

    return mapped(options.mapping, model)
