"""`article-schema schema`: print the JSON Schema of the model, or that of the configuration."""

from __future__ import annotations

import argparse
import json
import sys

from article_schema.cli import model_option
from article_schema.cli.statuses import OK
from article_schema.errors import UsageError
from article_schema.validators import is_http_url


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "--draft", choices=["2020-12", "draft-07"],
        help="the draft of JSON Schema (default: 2020-12; for editors draft-07)",
    )  # fmt: skip
    parser.add_argument(
        "--for-editors", action="store_true",
        help="add what editors of YAML and JSON show: words for patterns and for deprecated keys, "
        "documentation, and snippets",
    )  # fmt: skip
    parser.add_argument(
        "--page", action="store_true",
        help="print the schema of a page of records in JSON, which has them under `value`",
    )  # fmt: skip
    parser.add_argument(
        "--id", metavar="URL",
        help="the address at which the schema is published, for its `$id` (default: a URN)",
    )  # fmt: skip
    parser.add_argument(
        "--config", action="store_true",
        help="print the schema of the configuration, with the rules of installed plug-ins; it is "
        "of draft-07, which editors of TOML read",
    )  # fmt: skip
    parser.add_argument(
        "--pyproject", action="store_true",
        help="print the schema of a `pyproject.toml`, which judges the table `tool.article-schema` "
        "as `--config` does",
    )  # fmt: skip
    model_option.configure(parser)
    model_option.configure_collection(parser)
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the schema."""
    if options.config or options.pyproject:
        from article_schema.checking.config.published import config_schema, pyproject_schema
        from article_schema.rules.plugins import available_rules

        build = pyproject_schema if options.pyproject else config_schema
        schema = build(available_rules())
    elif options.for_editors:
        from article_schema.schema.editors import editors_schema

        schema = editors_schema(model_option.model_for(options), options.draft or "draft-07")
    else:
        from article_schema.schema.build import json_schema

        schema = json_schema(model_option.model_for(options), options.draft or "2020-12")
    if options.page and not (options.config or options.pyproject):
        from article_schema.schema.pages import page_schema

        schema = page_schema(schema)
    if options.id is not None:
        schema["$id"] = _address(options.id)
    sys.stdout.write(json.dumps(schema, indent=2, ensure_ascii=False) + "\n")
    return OK


def _address(text: str) -> str:
    """Return the address of a schema.

    Raises:
        UsageError: it is none.
    """
    if not is_http_url(text):
        raise UsageError(
            f"--id: {text!r} is no http or https URL; write where the schema is published, such as "
            "https://example.com/article.schema.json"
        )
    return text
