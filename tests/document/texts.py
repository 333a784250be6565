"""Pieces of YAML that stand by themselves."""

from __future__ import annotations

from article_schema.document.formats.yaml_files import YAML
from article_schema.document.limits import Limits
from article_schema.document.reading.compose import DEFAULT_LIMITS, compose
from article_schema.document.tree import Tree


def compose_text(text: str, limits: Limits = DEFAULT_LIMITS) -> Tree:
    """Compose a piece of YAML, whatever stands at its start."""
    return compose(YAML.whole(text, "<text>"), limits)
