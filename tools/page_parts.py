"""Parts of pages of the docs that are made from the code: options, keys, limits, formats.

Such a part stands between a comment that names it and a comment that ends it:

    <!-- generated: options of check: files -->
    …
    <!-- end -->
"""

# ruff: noqa: SLF001 - argparse has no other way to ask

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

from article_schema.checking.config.format_keys import FORMAT
from article_schema.checking.config.notes import Values
from article_schema.checking.config.settings import KEYS, default_of
from article_schema.cli.dispatch import full_parser
from article_schema.document.formats import registry
from article_schema.document.limits import limits_declared
from article_schema.document.manner import choices
from article_schema.interop.formats.registry import FORMATS as EXCHANGE
from article_schema.reporting.formats.registry import FORMATS

ROOT = Path(__file__).resolve().parent.parent

_PART = re.compile(r"(<!-- generated: (\w+)(.*?) -->\n).*?(<!-- end -->\n)", re.DOTALL)
#: Pages that have such parts.
_PAGES = (
    "docs/command.md", "docs/configuration.md", "docs/cookbook.md", "docs/exchange.md",
    "docs/formats.md", "docs/library.md", "docs/limits.md", "docs/style.md",
)  # fmt: skip


def page_parts() -> dict[str, str]:
    """Return the pages with their parts as they have to be, under their paths from the root.

    Raises:
        KeyError: a page asks for a part that is not known here.
    """
    return {page: _filled((ROOT / page).read_text(encoding="utf-8")) for page in _PAGES}


def _filled(page: str) -> str:
    def part(match: re.Match[str]) -> str:
        return f"{match[1]}\n{_PARTS[match[2]](match[3])}\n{match[4]}"

    return _PART.sub(part, page)


def _options(words: str) -> str:
    """Return the table of some options: ` of COMMAND: GROUP or --option, …`, or ` of COMMAND`."""
    command, _, names = words.removeprefix(" of ").partition(": ")
    rows = [
        f"| {_call(action)} | {_marked(action.help or '')} |"
        for name in (names.split(", ") if names else [""])
        for action in _actions(_parser_of(command), name)
    ]
    return "\n".join(["| option | meaning |", "|---|---|", *rows, ""])


def _parser_of(command: str) -> argparse.ArgumentParser:
    for action in full_parser()._actions:
        if isinstance(action, argparse._SubParsersAction):
            parser: argparse.ArgumentParser = action.choices[command]
    return parser


def _actions(parser: argparse.ArgumentParser, name: str) -> Iterator[argparse.Action]:
    """Yield the options of a group, the option of a name, or all options without a name."""
    for group in parser._action_groups:
        for action in group._group_actions:
            named = not name or name in (group.title, *action.option_strings)
            if named and action.option_strings and "--help" not in action.option_strings:
                yield action


def _call(action: argparse.Action) -> str:
    words = "|".join(map(str, action.choices or ()))
    value = "" if action.nargs == 0 else f" {action.metavar or words}"
    return ", ".join(_cell(f"`{name}{value}`") for name in action.option_strings)


def _marked(text: str) -> str:
    """Set the names of options in a text as code, as the pages of the docs do."""
    # Some releases of Python add a default to options with a `--no-…`.
    plain = text.replace(" (default: %(default)s)", "").replace("%%", "%")
    return _cell(re.sub(r"(?<![\w`'-])--[a-z][a-z-]*", r"`\g<0>`", plain))


def _cell(text: str) -> str:
    return text.replace("|", r"\|")


def _formats(_: str) -> str:
    """Return the table of the output formats."""
    rows = [f"| `{name}` | {one.what} | {one.readers} |" for name, one in FORMATS.items()]
    return "\n".join(["| format | what it is | for |", "|---|---|---|", *rows, ""])


def _exchange(_: str) -> str:
    """Return the table of the formats of exchange."""
    rows = [
        f"| `{name}` | {one.what} | {one.readers} | {'yes' if one.is_read else ''} |"
        for name, one in EXCHANGE.items()
    ]
    return "\n".join(
        ["| format | what it is | for | is read too |", "|---|---|---|---|", *rows, ""]
    )


def _endings(_: str) -> str:
    """Return the sentence about the files that are looked for in folders."""
    *others, last = (f"`{ending}`" for ending in registry.searched_endings())
    sentence = f"In folders, files that end in {', '.join(others)} and {last} are looked at."
    return f"{textwrap.fill(sentence, 100)}\n"


def _forms(_: str) -> str:
    """Return the table of the formats of files, that of any other file last."""
    rows = []
    written = [
        each for each in registry.FORMATS if registry.formats_of(f"a{each.endings[0]}")[-1] is each
    ]
    for each in sorted(written, key=lambda each: each.takes_other_endings):
        endings = ", ".join(f"`{ending}`" for ending in each.endings)
        shown = f"any other, such as {endings}" if each.takes_other_endings else endings
        rows.append(f"| {shown} | {each.description} |")
    return "\n".join(["| ending | format |", "|---|---|", *rows, ""])


def _keys(_: str) -> str:
    """Return the table of all keys of the configuration."""
    rows = []
    for field in KEYS.table.fields:
        values = field.note(Values)
        name = values.name if values is not None else field.shape.noun
        rows.append(f"| `{field.key}` | {name} | {_cell(field.doc)}{_default(field.key)} |")
    return "\n".join(["| key | value | meaning |", "|---|---|---|", *rows, ""])


def _default(key: str) -> str:
    default = default_of(key)
    if default in (None, [], {}):
        return ""
    values = default if isinstance(default, list) else [default]
    words = (str(one).lower() if isinstance(one, bool) else f"`{one}`" for one in values)
    return f"; by default {', '.join(words)}"


def _limits(_: str) -> str:
    """Return the table of all limits."""
    rows = [
        f"| `{limit.name.replace('_', '-')}` | {limit.default:,} | {limit.doc} |"
        for limit in limits_declared()
    ]
    return "\n".join(["| limit | default | what it bounds |", "|---|---|---|", *rows, ""])


def _choices(_: str) -> str:
    """Return the table of the keys of a style."""
    rows = []
    for choice in choices():
        words = ", ".join(f"`{word}`" for word in choice.words)
        values = words or f"{choice.least} to {choice.most:,}"
        default = "" if choice.default is None else f"`{choice.default}`"
        rows.append(f"| `{choice.key}` | {values} | {default} | {choice.doc} |")
    for field in FORMAT.table.fields[-3:]:
        name = "table" if field.key.startswith("key-") else "list"
        rows.append(f"| `{field.key}` | {name} | | {field.doc} |")
    return "\n".join(["| key | values | house style | meaning |", "|---|---|---|---|", *rows, ""])


def _program(words: str) -> str:
    """Return a program of the cookbook: ` NAME`."""
    text = (ROOT / "examples" / "cookbook" / words.strip()).read_text(encoding="utf-8")
    return f"```python\n{text}```\n"


_PARTS: dict[str, Callable[[str], str]] = {
    "choices": _choices,
    "endings": _endings,
    "exchange": _exchange,
    "formats": _formats,
    "forms": _forms,
    "keys": _keys,
    "limits": _limits,
    "options": _options,
    "program": _program,
}
