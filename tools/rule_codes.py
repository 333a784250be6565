"""The room `rules/codes`: a name for the code of each rule."""

from __future__ import annotations

from article_schema.rules.catalogue import RULES

PATH = "src/article_schema/rules/codes/__init__.py"
_HEAD = '''\
"""The codes of the rules, under the names of the rules.

Whatever finds a fault names its rule by one of these, in every room: so this one imports nothing.
Made by tools/generate.py from the rules.
"""

from __future__ import annotations

'''


def rule_codes() -> dict[str, str]:
    """Return the text of the module under its path from the root of the repository."""
    lines = [f'{rule.name.replace("-", "_").upper()} = "{rule.code}"' for rule in RULES]
    return {PATH: _HEAD + "\n".join(lines) + "\n"}
