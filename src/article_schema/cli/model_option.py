"""The options for model and configuration in subcommands without other settings."""

from __future__ import annotations

import argparse

from article_schema.checking.config.configurations import Configurations, Given
from article_schema.cli import key_options


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    key_options.configure_some(parser, "model")
    parser.add_argument("--isolated", action="store_true", help="read no configuration file")


def configurations_for(options: argparse.Namespace) -> Configurations:
    """Return the configurations of the files, overridden by the options."""
    given = key_options.keys_set_by(options)
    return Configurations(Given(isolated=options.isolated, options=given))


def model_for(options: argparse.Namespace) -> type:
    """Return the model of the option, or that of the current folder's configuration.

    Raises:
        UsageError: it cannot be loaded, or the configuration is wrong.
    """
    return configurations_for(options).for_run().settings.model
