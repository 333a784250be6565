"""`article-schema fields`: print the page that explains the fields of the model."""

from __future__ import annotations

import argparse

from article_schema.cli import model_option
from article_schema.cli.pages import write_page
from article_schema.cli.statuses import OK
from article_schema.reporting.field_page import field_page


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    model_option.configure(parser)
    model_option.configure_collection(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the page."""
    write_page(field_page(model_option.model_for(options)))
    return OK
