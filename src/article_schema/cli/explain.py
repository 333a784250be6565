"""`article-schema explain`: the page of a rule, in the terminal."""

from __future__ import annotations

import argparse

from article_schema.checking.config.configurations import Configurations
from article_schema.cli.pages import write_page
from article_schema.cli.statuses import OK
from article_schema.errors import UsageError
from article_schema.model.spelling import closest
from article_schema.reporting.rule_page import rule_page
from article_schema.rules.catalogue import find_rule
from article_schema.rules.plugins import available_rules


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument("rule", metavar="CODE", help="the code or name of a rule")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Print the page.

    Raises:
        UsageError: there is no such rule, neither here nor in the files of the configuration.
    """
    rules = available_rules()
    rule = find_rule(options.rule, rules)
    if rule is None:
        rules = Configurations().for_run().known_rules
        rule = find_rule(options.rule, rules)
    if rule is None:
        twin = closest(options.rule, [name for rule in rules for name in (rule.code, rule.name)])
        hint = f"did you mean {twin}?" if twin else "`article-schema rules` lists all of them"
        raise UsageError(f"there is no rule {options.rule!r}; {hint}")
    write_page(rule_page(rule))
    return OK
