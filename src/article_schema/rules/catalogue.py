"""The catalogue: every rule of the project, family by family, in the order of the codes."""

from __future__ import annotations

from collections.abc import Iterable

from article_schema.rules import (
    amp_rules,
    byte_rules,
    character_rules,
    date_rules,
    field_rules,
    file_rules,
    image_rules,
    image_url_rules,
    provider_rules,
    publication_rules,
    reader_rules,
    related_rules,
    schema_rules,
    secured_rules,
    set_rules,
    text_rules,
    url_rules,
)
from article_schema.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    *file_rules.RULES,
    *reader_rules.RULES,
    *byte_rules.RULES,
    *field_rules.RULES,
    *publication_rules.RULES,
    *url_rules.RULES,
    *date_rules.RULES,
    *image_rules.RULES,
    *image_url_rules.RULES,
    *amp_rules.RULES,
    *text_rules.RULES,
    *character_rules.RULES,
    *related_rules.RULES,
    *provider_rules.RULES,
    *secured_rules.RULES,
    *set_rules.RULES,
    *schema_rules.RULES,
)


def find_rule(text: str, rules: Iterable[Rule] = RULES) -> Rule | None:
    """Return the rule that has this code or name."""
    wanted = text.strip()
    return next(
        (rule for rule in rules if wanted.upper() == rule.code or wanted.lower() == rule.name),
        None,
    )
