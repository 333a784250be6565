"""The options about model and configuration of the subcommands that read no other setting."""

from __future__ import annotations

import argparse
from typing import Any

from article_schema.checking.config.configuration import Configurations, Given


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--model", metavar="MODULE:CLASS",
        help="the class that records belong to, such as courses.model:Course "
        "(default: that of the configuration, or Article)",
    )  # fmt: skip
    parser.add_argument("--isolated", action="store_true", help="read no configuration file")


def configurations_for(options: argparse.Namespace) -> Configurations:
    """Return the configurations of the files, with what the options say instead."""
    given: dict[str, Any] = {}
    if options.model:
        given["model"] = options.model
    if getattr(options, "force_exclude", False):
        given["force-exclude"] = True
    return Configurations(Given(isolated=options.isolated, options=given))


def model_for(options: argparse.Namespace) -> type:
    """Return the model of the option, or that of the current folder's configuration.

    Raises:
        UsageError: it cannot be loaded, or the configuration is wrong.
    """
    return configurations_for(options).for_run().settings.model
