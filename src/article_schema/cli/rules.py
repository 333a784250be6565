"""`article-schema rules`: list all rules."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from itertools import groupby

from article_schema.checking.config.configurations import Configurations
from article_schema.cli.pages import write_page
from article_schema.cli.statuses import OK
from article_schema.errors import UsageError
from article_schema.reporting.rule_page import rule_object
from article_schema.reporting.terminal import sanitize
from article_schema.rules.plugins import available_rules
from article_schema.rules.rule import Rule


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "--output-format", choices=["text", "json"], default="text",
        help="a table for people, or complete JSON (default: text)",
    )  # fmt: skip
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the rules."""
    rules = _rules()
    if options.output_format == "json":
        text = json.dumps([rule_object(rule) for rule in rules], indent=2, ensure_ascii=False)
        sys.stdout.write(f"{text}\n")
    else:
        width = max(len(rule.name) for rule in rules)
        write_page(_page(rules), "".join(f"{_line(rule, width)}\n" for rule in rules))
    return OK


def _rules() -> tuple[Rule, ...]:
    try:
        return Configurations().for_run().known_rules
    except UsageError as error:
        # A list of what there is helps whoever is about to put the configuration right.
        sys.stderr.write(f"warning: {sanitize(str(error))}\n")
        return available_rules()


def _page(rules: Iterable[Rule]) -> str:
    """Return the rules as a page: a table for each family."""
    head = "| Code | Severity | On | Fix | Name |\n|---|---|---|---|---|\n"
    parts = ["# Rules"]
    for family, group in groupby(rules, lambda rule: rule.family):
        rows = "".join(
            f"| {rule.code} | {rule.severity.value} | {'on' if rule.enabled else 'off'} "
            f"| {rule.fix or 'none'} | {rule.name} |\n"
            for rule in group
        )
        parts.append(f"## {family}\n\n{head}{rows}")
    parts.append("`article-schema explain CODE` tells more about a rule.\n")
    return "\n\n".join(parts)


def _line(rule: Rule, width: int) -> str:
    """Return a line of the table: code, severity, whether on and fixable, name."""
    fix = {"": " ", "safe": "*", "unsafe": "!"}[rule.fix]
    state = "on " if rule.enabled else "off"
    return f"{rule.code}  {rule.severity.value:<7}  {state}  {fix}  {rule.name:<{width}}".rstrip()
