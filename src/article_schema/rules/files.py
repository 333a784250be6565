"""Files of rules: what a site's own configuration names by path, without a package."""

from __future__ import annotations

from article_schema.errors import UsageError
from article_schema.importing import guarded, import_file
from article_schema.rules.catalogue import RULES
from article_schema.rules.rule import Rule


def rules_in_file(name: str, folder: str) -> tuple[Rule, ...]:
    """Return the rules that a Python file declares. The import runs its code.

    Args:
        name: the path of the file.
        folder: the folder that the path starts from.

    Raises:
        UsageError: there is no such file, it cannot be imported, or there is no rule in it.
    """
    with guarded(f"the file {name} cannot be imported"):
        values = list(vars(import_file(name, folder)).values())
    # A file may import a rule of the project, to build on it.
    rules = [value for value in values if isinstance(value, Rule) and value not in RULES]
    if not rules:
        raise UsageError(
            f"there is no rule in the file {name}; decorate a function with @record_rule(...)"
        )
    return tuple(dict.fromkeys(rules))
