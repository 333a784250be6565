"""The options for model and configuration in subcommands without other settings."""

from __future__ import annotations

import argparse

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.cli import key_options
from article_schema.errors import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    key_options.configure_some(parser, "model")
    parser.add_argument("--isolated", action="store_true", help="read no configuration file")


def configure_collection(parser: argparse.ArgumentParser) -> None:
    """Declare the option that chooses a collection."""
    parser.add_argument(
        "--collection",
        metavar="NAME",
        help="take the model of this collection of the configuration",
    )


def configurations_for(options: argparse.Namespace) -> Configurations:
    """Return the configurations of the files, overridden by the options."""
    given = key_options.keys_set_by(options)
    return Configurations(Given(isolated=options.isolated, options=given))


def model_for(options: argparse.Namespace) -> type:
    """Return the model of the options, or that of the current folder's configuration.

    Raises:
        UsageError: as from `configuration_for`, or it cannot be loaded.
    """
    return configuration_for(options).settings.model


def configuration_for(options: argparse.Namespace) -> Configuration:
    """Return the current folder's configuration, or what it says of the chosen collection.

    Raises:
        UsageError: the configuration is wrong, or it declares collections and none is chosen.
    """
    configurations = configurations_for(options)
    whole = configurations.for_run()
    if options.collection is not None:
        collection = whole.collections.named(options.collection)
        return configurations.for_collection(whole, collection)
    if whole.collections and "model" not in whole.data:
        names = ", ".join(each.name for each in whole.collections.all)
        raise UsageError(f"which collection? give --collection and one of {names}")
    return whole
