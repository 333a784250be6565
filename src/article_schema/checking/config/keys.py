"""The keys of a configuration, declared once for reader, published schema and docs."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

from article_schema.checking.config.patterns import PATTERN
from article_schema.checking.config.shapes import (
    SEVERITIES,
    Key,
    ListOf,
    OneOf,
    Plain,
    RuleOptions,
    Section,
    Selector,
    TableOf,
    Text,
)
from article_schema.document.formats.registry import all_endings
from article_schema.document.limits import LARGEST, Limits
from article_schema.model.loading import MODEL_NAME
from article_schema.rules.base import Rule
from article_schema.rules.catalogue import RULES
from article_schema.rules.findings import Severity
from article_schema.version import __version__

#: The endings of the files that are looked for in a folder.
SUFFIXES = all_endings()
#: Folders that hold nothing of a site's own.
USUALLY_EXCLUDED = ("node_modules", "__pycache__", "_site")

_LIMITS = {
    "file_bytes": "size of a file in bytes",
    "data_characters": "length of the YAML or JSON of a file, in characters",
    "slow_characters": "the same for YAML that only the slow parser can judge",
    "scalar_characters": "length of one text or number, in characters",
    "integer_digits": "digits of one number that stands without quotes",
    "depth": "levels of lists and mappings inside each other, with every alias written out",
    "nodes": "keys and values in one file, as they are written",
    "alias_nodes": "values that aliases and merges bring in, each written out",
    "findings": "findings in one file; what comes after them is not looked for",
    "schema_steps": "steps that the schemas of `schema` may take in one file; 200,000 are a second",
}


def section_for(rules: tuple[Rule, ...] = RULES) -> Section:
    """Return the declaration of all keys.

    Args:
        rules: the rules that selectors and options may name.
    """
    selectors = ListOf(Selector(rules))
    texts = ListOf(Plain(str))
    pattern = Text(PATTERN, "a pattern of paths as in .gitignore")
    patterns = ListOf(pattern)
    severities = OneOf(tuple(severity.value for severity in Severity))
    return Section(
        (
            Key("include", patterns, "patterns of the files that a search of a folder finds",
                tuple(f"*{suffix}" for suffix in SUFFIXES)),
            Key("exclude", patterns, "patterns of the files and folders that a search passes over",
                USUALLY_EXCLUDED),
            Key("extend-exclude", patterns, "patterns to add to those of `exclude`", ()),
            Key("force-exclude", Plain(bool),
                "whether files that are named are skipped too where a search would", False),
            Key("respect-ignore-files", Plain(bool),
                "whether a search obeys `.gitignore` and `.ignore`", True),
            Key("require-front-matter", Plain(bool),
                "whether a search reports texts without front matter", False),
            Key("select", selectors, "the rules that run, instead of those that are on by default"),
            Key("extend-select", selectors, "rules that run too", ()),
            Key("ignore", selectors, "rules that do not run; the longer of two selectors wins", ()),
            Key("per-file-ignores", TableOf(pattern, selectors),
                "rules that are left out in the files of a pattern"),
            Key("severity", TableOf(Selector(rules), SEVERITIES),
                "the severity of the findings of rules, or `off` for rules that do not run; the "
                "longer of two selectors wins"),
            Key("options", RuleOptions(rules), "the options of rules, by code or name"),
            Key("fail-on", severities, "the least severity that fails the check", "error"),
            Key("baseline", Plain(str), "a file with known findings, which are not reported"),
            Key("required", texts,
                "keys that every article of the site has, such as `secured` or `provider.images`",
                ()),
            Key("known-keys", texts,
                "keys that the model does not know and that are right, such as `seo`", ()),
            Key("model", Text(MODEL_NAME, "module and class, such as courses.model:Course"),
                "the class that records belong to, as `package.module:Class`; modules are looked "
                "for in the folder of the configuration first"),
            Key("schema", texts, "files with JSON Schemas that records are checked with too", ()),
            Key("limits", Section(limit_keys()), "what a file may ask for"),
        )
    )  # fmt: skip


def limit_keys() -> tuple[Key, ...]:
    """Return the declaration of the limits."""
    return tuple(
        Key(
            limit.name.replace("_", "-"),
            Plain(int, 1, LARGEST.get(limit.name)),
            _LIMITS[limit.name],
            limit.default,
        )
        for limit in fields(Limits)
    )


def config_schema(rules: tuple[Rule, ...] = RULES) -> dict[str, Any]:
    """Return the JSON Schema of `article-schema.toml` and `[tool.article-schema]`, of draft-07.

    Args:
        rules: the rules that selectors and options may name. An id goes with those of this project
            alone, since what it stands for never changes.
    """
    own = {"$id": f"urn:article-schema:{__version__}:configuration"} if rules == RULES else {}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **own,
        "title": "Configuration of article-schema",
        **section_for(rules).schema(),
    }


def published_config_schema() -> dict[str, str]:
    """Return the text of the published schema under its path from the root of the repository."""
    text = json.dumps(config_schema(), indent=2, ensure_ascii=False) + "\n"
    return {"schema/article-schema.config.schema.json": text}
