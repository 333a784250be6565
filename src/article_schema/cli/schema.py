"""`article-schema schema`: print the JSON Schema of the model."""

from __future__ import annotations

import argparse
import json
import sys

from article_schema.cli import OK, model_option


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "--draft", choices=["2020-12", "draft-07"], default="2020-12",
        help="the draft of JSON Schema (default: 2020-12)",
    )  # fmt: skip
    model_option.configure(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    from article_schema.schema.build import json_schema

    schema = json_schema(model_option.model_for(options), options.draft)
    sys.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return OK
