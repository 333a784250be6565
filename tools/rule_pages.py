"""The pages of the docs that explain the rules, made from the rules' own docstrings."""

from __future__ import annotations

from article_schema.reporting.rule_page import rule_page
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import example_article
from article_schema.rules.rule import Rule

_FAMILIES = {
    "DOC": "the file and its YAML",
    "FLD": "fields and their types",
    "URL": "URLs",
    "DAT": "dates",
    "IMG": "images",
    "AMP": "AMP pages",
    "TXT": "text",
    "REL": "related items",
    "PRV": "providers",
    "SEC": "sealed data",
    "SET": "several files together",
    "SCH": "schemas and models of a project",
}
_INTRODUCTION = """\
# Rules

Every rule with its code, its name and how severe its findings are. A rule that is off by default
runs when it is selected. A fix is safe when it cannot change what an article means to its readers;
an unsafe one is worth a look.

Each page has an example that breaks the rule and one that keeps it, and the tests of the project
run both as they are printed. A line `# ^^^` marks what the rule reports in the line above. Where a
fault cannot be shown in a file, the example is told in words, and the rule has a test of its own.
`article-schema explain CODE` prints the same page in the terminal.

An example shows the lines that matter. Unless it is a whole file, the other keys of this article
stand above it; a file that is not `.yaml` has a line `---` before and after:

```yaml
{article}```
"""
_HEADER = "| code | name | severity | on | fix | what is wrong |\n|---|---|---|---|---|---|"


def rule_pages() -> dict[str, str]:
    """Return `docs/rules/index.md` and a page for each rule.

    Raises:
        KeyError: a rule belongs to a family that has no title yet.
    """
    families: dict[str, list[Rule]] = {}
    for rule in RULES:
        families.setdefault(rule.family, []).append(rule)
    sections = [_section(family, rules) for family, rules in families.items()]
    pages = {f"docs/rules/{rule.code}.md": rule_page(rule) for rule in RULES}
    return {
        "docs/rules/index.md": "\n".join(
            [_INTRODUCTION.format(article=example_article()), *sections]
        ),
        **pages,
    }


def _section(family: str, rules: list[Rule]) -> str:
    rows = [_row(rule) for rule in rules]
    return "\n".join([f"## {family}: {_FAMILIES[family]}\n", _HEADER, *rows, ""])


def _row(rule: Rule) -> str:
    cells = (
        f"[{rule.code}]({rule.code}.md)",
        rule.name,
        rule.severity.value,
        "yes" if rule.enabled else "no",
        rule.fix,
        rule.summary,
    )
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in cells) + " |"
