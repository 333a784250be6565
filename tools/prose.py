"""Read the prose of the documentation as an editor would: `python tools/prose.py [PAGE…]`.

proselint looks for clichés, repeated words, misused words and the like. The last table of the
glossary (`docs/glossary.md`) adds the words of the house. Code is left out. Each line of the output
names the place, and the exit status is 1 if there is one.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = ROOT / "docs" / "glossary.md"
PAGES = ("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md", "examples/README.md")
#: Checks of proselint that ask for signs which Markdown writes in its own way, that take AM of AMP
#: for a time, and that compare words with names in capitals. `very` is measured, not forbidden.
LEFT_OUT = ("typography.symbols", "dates_times.am_pm", "spelling.consistency")
#: What is no prose: blocks and spans of code, comments, targets of links, addresses.
_NO_PROSE = re.compile(
    r"^(?P<fence> *`{3,})[^\n]*\n.*?^(?P=fence)$|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--.*?-->|\]\([^)]*\)|<?https?://[^\s>)]+|<[a-z/][^>\n]*>",
    re.MULTILINE | re.DOTALL,
)
_ROW = re.compile(r"^\| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)


class Fault(NamedTuple):
    """One place that wants another word."""

    line: int
    column: int
    message: str


def pages() -> list[Path]:
    """Return the pages of the documentation."""
    return [*(ROOT / page for page in PAGES), *sorted((ROOT / "docs").rglob("*.md"))]


def prose_of(page: str) -> str:
    """Return a page with code blanked out: as long, on the same lines, and without its words."""
    return _NO_PROSE.sub(lambda match: re.sub(r"[^\n]", "·", match[0]), page)


def house_words(glossary: str) -> dict[str, str]:
    """Return the words that the last table of the glossary replaces, each with its advice."""
    table = glossary.rpartition("\n## ")[2]
    return {
        word: advice
        for words, advice in _ROW.findall(table)
        for word in re.findall(r"`([^`]+)`", words)
    }


def house_faults(prose: str, words: dict[str, str]) -> Iterator[Fault]:
    """Yield the places of words that the house replaces."""
    advice = {form: text for word, text in words.items() for form in _forms(word, text)}
    anyone = "|".join(map(re.escape, sorted(advice, key=len, reverse=True)))
    for match in re.finditer(rf"(?<![\w./-])(?:{anyone})(?![\w/-]|\.\w)", prose):
        line = prose[prose.rfind("\n", 0, match.start()) + 1 :]
        is_case = advice[match[0]].lower() == match[0].lower()
        # What an option takes is in its row as people type it.
        if not (is_case and line.startswith("| ·")):
            yield _fault(prose, match.start(), f"'{match[0]}': write {advice[match[0]]}")


def _forms(word: str, advice: str) -> set[str]:
    """Return a word as it stands in a sentence and at its start, unless its case is the fault."""
    return {word} if advice.lower() == word.lower() else {word, word[0].upper() + word[1:]}


def editor_faults(prose: str) -> Iterator[Fault]:
    """Yield what proselint finds."""
    from proselint.checks import __register__
    from proselint.config import DEFAULT
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    registry = CheckRegistry()
    if not registry.checks:
        registry.register_many(__register__)
    page = LintFile("page", prose)
    for found, _ in page.lint(DEFAULT):
        words = page.content[slice(*found.span)]
        # A title and the paragraph below it may begin with the same word.
        if not found.check_path.startswith(LEFT_OUT) and "\n\n" not in words.strip():
            # The content begins with a line of its own, and a word with what is before it.
            start = found.span[0] - 1 + len(words) - len(words.lstrip())
            yield _fault(prose, start, " ".join(found.message.split()))


def _fault(prose: str, start: int, message: str) -> Fault:
    return Fault(prose.count("\n", 0, start) + 1, start - prose.rfind("\n", 0, start), message)


def main(arguments: list[str]) -> int:
    """Read some pages, or all of them, and print what they should say otherwise."""
    words = house_words(GLOSSARY.read_text("utf-8"))
    found = 0
    for path in map(Path, arguments) if arguments else pages():
        prose = prose_of(path.read_text("utf-8"))
        for fault in sorted({*house_faults(prose, words), *editor_faults(prose)}):
            found += 1
            place = f"{path.resolve().relative_to(ROOT)}:{fault.line}:{fault.column}"
            sys.stdout.write(f"{place}: {fault.message}\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
