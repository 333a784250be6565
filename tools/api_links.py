"""The links between the API pages: from a section to the public names that it uses."""

from __future__ import annotations

import re

#: What a section says in code: the blocks of signatures, and code inside a line. Examples run other
#: names, so they do not count.
_SIGNATURE = re.compile(r"^```pyi\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`([^`\n]+)`")
#: The first cell of a row that tells of an attribute or an argument, which is no public name.
_ROW = re.compile(r"^\| `[a-z_]\w*`(?= \|)", re.MULTILINE)
#: A name of Python that is neither part of a longer one nor inside quotes.
_NAME = re.compile(r"(?<![\w.'\"])[A-Za-z_]\w*(?![\w'\"])")


def with_links(section: str, name: str, page: str, places: dict[str, list[str]]) -> str:
    """Return a section with a line that leads to the public names which it uses.

    Args:
        section: a heading with what follows it, as Markdown.
        name: the public name that it tells of, which needs no link.
        page: the page that it is on.
        places: the pages of each public name.
    """
    prose = _ROW.sub("", _BLOCK.sub("", section.partition("\n")[2]))
    inline = "\n".join(_CODE.findall(prose))
    code = "\n".join((*_SIGNATURE.findall(section), inline))
    used = sorted({found for found in _NAME.findall(code) if found in places} - {name})
    if not used:
        return section
    links = ", ".join(f"[`{each}`]({_address(each, page, places[each])})" for each in used)
    return f"{section.rstrip()}\n\nSee also: {links}.\n"


def _address(name: str, page: str, homes: list[str]) -> str:
    """Return where a link leads: on the same page where it tells of the name too."""
    return f"#{name.lower()}" if page in homes else f"{homes[0]}#{name.lower()}"
