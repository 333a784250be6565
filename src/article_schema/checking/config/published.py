"""The JSON Schema of configurations, for editors."""

from __future__ import annotations

import json
from typing import Any

from article_schema.checking.config.rule_values import among
from article_schema.checking.config.settings import Keys
from article_schema.rules.catalogue import RULES
from article_schema.rules.plugins import available_rules
from article_schema.rules.rule import Rule
from article_schema.schema.build import json_schema
from article_schema.version import __version__


def config_schema(rules: tuple[Rule, ...] = RULES) -> dict[str, Any]:
    """Return the JSON Schema of `article-schema.toml` and `[tool.article-schema]`, of draft-07.

    Args:
        rules: the rules that selectors and options may name. An id goes with those of this project
            alone, since what it stands for never changes.
    """
    with among(rules):
        schema = json_schema(Keys, "draft-07")
    own = {"$id": f"urn:article-schema:{__version__}:configuration"} if rules == RULES else {}
    keys = {word: schema[word] for word in ("type", "properties", "additionalProperties")}
    title = "Configuration of article-schema"
    return {"$schema": schema["$schema"], **own, "title": title, **keys}


def pyproject_schema(rules: tuple[Rule, ...] = RULES) -> dict[str, Any]:
    """Return the JSON Schema of a `pyproject.toml` that may have the configuration, of draft-07.

    It judges the table `[tool.article-schema]` alone.

    Args:
        rules: the rules that selectors and options may name.
    """
    schema = config_schema(rules)
    draft = schema.pop("$schema")
    # Only the id of a whole file stands at its top.
    schema.pop("$id", None)
    tool = {
        "description": "tables of tools",
        "type": "object",
        "properties": {"article-schema": {"description": "how articles are checked", **schema}},
    }
    return {
        "$schema": draft,
        "title": "pyproject.toml with [tool.article-schema]",
        "type": "object",
        "properties": {"tool": tool},
    }


def tool_schema(tool: str) -> dict[str, Any]:
    """Return the JSON Schema of `[tool.article-schema]`, which validate-pyproject asks for.

    Args:
        tool: the name of the table.
    """
    # Packages with rules of their own may be installed; validate-pyproject wants an id in any case.
    schema = config_schema(available_rules())
    return {"$id": f"urn:{tool}:{__version__}:installed-configuration", **schema}


def published_config_schema() -> dict[str, str]:
    """Return the text of the published schema under its path from the root of the repository."""
    text = json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"
    return {"schema/article-schema.config.schema.json": text}
