"""The pages of the docs that explain the rules, made from the rules' own docstrings."""

from __future__ import annotations

from breakage_texts import how_often, summary

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
    "SEC": "encrypted data",
    "SET": "several files together",
    "SCH": "schemas and models of a project",
    "REF": "values that point to other files",
    "NET": "what the network answers",
}
_INTRODUCTION = """\
# Rules

Every rule with its code, its name and the severity of its findings. A rule that is off by default
runs when it is selected. A safe fix cannot change what an article means to its readers; check the
result of an unsafe one.

Each page has an example that breaks the rule and one that does not, and the tests of the project
run both as they are printed. A line `# ^^^` marks what the rule reports in the line above. If a
file cannot show a fault, the example is described, and the rule has a test of its own.
`article-schema explain CODE` prints the same page in the terminal, up to how often real sites break
the rule.

An example shows the relevant lines. Unless it is a whole file, the other keys of this article are
above it; a file that is not `.yaml` has a line `---` before and after:

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
    pages = {f"docs/rules/{rule.code}.md": rule_page(rule) + how_often(rule) for rule in RULES}
    return {
        "docs/rules/index.md": "\n".join(
            [_INTRODUCTION.format(article=example_article()), *sections, summary()]
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
