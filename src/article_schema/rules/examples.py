"""Examples: the `Bad:` and `Good:` blocks of a rule as files that can be checked.

A block holds the lines that matter; the other keys of a small valid article stand around it. Notes
in parentheses change that: a file name gives the file that name (and leaves the fences out where
the name says so), `whole file` takes the block as the file itself, and `own test` says that the
fault cannot be shown alone or as text, so that a test of its own proves the rule. A note such as
`threshold=70` sets an option of the rule.

The note `several files` is for rules that compare files: a line `# file: NAME` begins each of them.

A line `#   ^^^` below a faulty line marks the columns of the finding and is no part of the file;
marks that touch the `#` include its column, and `^` alone marks the first.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from article_schema.document.formats.registry import format_of
from article_schema.late_pattern import late_pattern
from article_schema.rules.rule import Rule

_MARK = late_pattern(r"(?:#[ ]*)?(\^+)[ ]*")
_FILE = late_pattern(r"^# file: (\S+)\n", re.MULTILINE)
_TOP_LEVEL_KEY = late_pattern(r"^([A-Za-z_][A-Za-z0-9_]*)[ ]*:", re.MULTILINE)

#: A valid article that no default rule has anything to say about, key by key.
_ARTICLE = {
    "category": "category: news\n",
    "title": 'title: "The harbour at dawn"\n',
    "excerpt": 'excerpt: "A walk along the quays before the ferries leave."\n',
    "publishedDateTime": "publishedDateTime: 2020-06-12T19:19:00Z\n",
    "webUrl": 'webUrl: "https://www.example.com/harbour"\n',
    "type": "type: article\n",
    "provider": "provider:\n  name: Example Times\n  domain: example.com\n",
    "topics": "topics:\n  - Ports\n",
}


@dataclass(frozen=True, slots=True)
class ExampleFile:
    """An example as a file."""

    filename: str
    text: str
    #: The marked places: line, column and end column, from 1.
    marks: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class ExampleNotes:
    """How the examples of a rule become files."""

    #: The name of the file, where it matters.
    filename: str
    #: Whether an example is a whole file.
    whole: bool
    #: Whether the examples are no text of a file, but told in words.
    in_words: bool
    #: Whether an example has several files.
    several: bool
    #: The options that the examples are checked with.
    options: dict[str, Any]


def example_article() -> str:
    """Return the keys that stand around an example, unless it has them itself."""
    return "".join(_ARTICLE.values())


def example_files(rule: Rule) -> tuple[ExampleFile, ExampleFile] | None:
    """Return the bad and the good example of a rule as files, or None if they are not text."""
    notes = example_notes(rule)
    if notes.in_words or notes.several:
        return None
    name = notes.filename or "example.md"
    around = None if notes.whole else _around(rule.bad + rule.good)
    return _example_file(name, rule.bad, around), _example_file(name, rule.good, around)


def example_folders(rule: Rule) -> tuple[list[ExampleFile], list[ExampleFile]] | None:
    """Return the files of the bad and of the good example, for rules of any kind."""
    if example_notes(rule).several:
        return _several(rule.bad), _several(rule.good)
    files = example_files(rule)
    return None if files is None else ([files[0]], [files[1]])


def marked_file(filename: str, text: str) -> ExampleFile:
    """Return a whole file whose text has marks."""
    return _example_file(filename, text, None)


def _several(block: str) -> list[ExampleFile]:
    return [_example_file(name, text, _around(text)) for name, text in named_blocks(block)]


def named_blocks(block: str) -> list[tuple[str, str]]:
    """Return the files of an example with their names."""
    parts = _FILE.split(block)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def example_options(rule: Rule) -> dict[str, Any]:
    """Return the options that the examples of a rule are meant to be checked with."""
    return example_notes(rule).options


def example_notes(rule: Rule) -> ExampleNotes:
    """Return what the parentheses of `Bad (...):` say."""
    notes = [note.strip() for note in rule.example_note.split(",") if note.strip()]
    pairs = [note.partition("=") for note in notes if "=" in note]
    return ExampleNotes(
        filename=next((note for note in notes if "." in note and "=" not in note), ""),
        whole="whole file" in notes,
        in_words="own test" in notes,
        several="several files" in notes,
        options={name.strip(): json.loads(value) for name, _, value in pairs},
    )


def _around(block: str) -> list[str]:
    written = set(_TOP_LEVEL_KEY.findall(block))
    return "".join(text for key, text in _ARTICLE.items() if key not in written).splitlines()


def _example_file(name: str, block: str, around: list[str] | None) -> ExampleFile:
    fence = [format_of(name).fence] if around is not None and format_of(name).fence else []
    lines = [*fence, *(around or [])]
    marks = []
    for line in block.splitlines():
        mark = _MARK.fullmatch(line)
        if mark is None:
            lines.append(line)
        else:
            start = 1 if mark.start(1) == 1 else mark.start(1) + 1
            marks.append((len(lines), start, mark.end(1) + 1))
    return ExampleFile(name, "\n".join([*lines, *fence]) + "\n", tuple(marks))
