"""The catalogue: every rule of the project, family by family, in the order of the codes."""

from __future__ import annotations

from collections.abc import Iterable

from article_schema.rules.families import (
    amp_rules,
    character_rules,
    date_rules,
    field_rules,
    file_rules,
    image_rules,
    image_url_rules,
    own_rules,
    provider_rules,
    publication_rules,
    reader_rules,
    related_rules,
    secured_rules,
    set_rules,
    text_rules,
    url_rules,
)
from article_schema.rules.network import content_rules, page_rules
from article_schema.rules.rule import Rule

#: The modules of the rules, in the order of the families. A family may stand in several.
_MODULES = (
    file_rules, reader_rules, field_rules, publication_rules, url_rules, date_rules,
    image_rules, image_url_rules, amp_rules, text_rules, character_rules, related_rules,
    provider_rules, secured_rules, set_rules, own_rules,
    page_rules, content_rules,
)  # fmt: skip
_FOUND: tuple[Rule, ...] = tuple(rule for module in _MODULES for rule in module.RULES)
_FAMILIES = list(dict.fromkeys(rule.family for rule in _FOUND))

RULES: tuple[Rule, ...] = tuple(
    sorted(_FOUND, key=lambda rule: (_FAMILIES.index(rule.family), rule.code))
)


def find_rule(text: str, rules: Iterable[Rule] = RULES) -> Rule | None:
    """Return the rule that has this code or name."""
    wanted = text.strip()
    return next(
        (rule for rule in rules if wanted.upper() == rule.code or wanted.lower() == rule.name),
        None,
    )
