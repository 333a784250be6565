"""Plants from examples: the bad example of a rule, written into a real file.

The keys of the two examples replace those of the file. Its other keys, its comments and its body
stay, and so do its line ends. What the good example gives there is not counted against the bad one.
A rule thus brings its planted fault along; `plants.py` has further ones, for faults that no example
can show, and on values as sites have them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from plants import Files, Victim

from article_schema.rules.examples import (
    ExampleFile,
    example_folders,
    example_notes,
    marked_file,
)
from article_schema.rules.rule import Rule

_TOP_LEVEL = re.compile(r"^(?=[A-Za-z_$][\w$]*[ ]*:)", re.MULTILINE)
_KEY = re.compile(r"[\w$]+")
_FRONT = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)


def example_plant(rule: Rule) -> Callable[[Victim], tuple[Files, Files]] | None:
    """Return what makes the files with the good and with the bad example of a real file.

    None where the examples of the rule are told in words.
    """
    notes, folders = example_notes(rule), example_folders(rule)
    if folders is None:
        return None

    (bad_file, *more_bad), (good_file, *more_good) = folders

    def plant(victim: Victim) -> tuple[Files, Files]:
        name = bad_file.filename if notes.several or notes.filename else victim.name
        if notes.whole:
            good, bad = (_with_body(victim, file) for file in (good_file, bad_file))
        elif notes.several:
            # The first is the real file. What it shares with the others includes what stands
            # around the examples.
            good, bad = (_written(victim, _keys_of(file)) for file in (good_file, bad_file))
        else:
            good, bad = (_written(victim, text, rule) for text in (rule.good, rule.bad))
        return {name: good} | _encoded(more_good), {name: bad} | _encoded(more_bad)

    return plant


def _encoded(files: list[ExampleFile]) -> Files:
    return {file.filename: file.text.encode() for file in files}


def _with_body(victim: Victim, file: ExampleFile) -> bytes:
    body = victim.source.body if file.text.startswith("---") else ""
    return (file.text + body).encode()


def _keys_of(file: ExampleFile) -> str:
    front = _FRONT.match(file.text)
    return front[1] if front else file.text


def _written(victim: Victim, example: str, rule: Rule | None = None) -> bytes:
    """Return the file with an example instead of its keys, and those of the other example."""
    others = (rule.good, rule.bad) if rule else ()
    keys = {_key(entry) for text in (example, *others) for entry in _entries(text)}
    text = victim.text.replace("\r\n", "\n")
    front = _FRONT.match(text)
    assert front is not None, victim.name
    kept = "".join(entry for entry in _entries(front[1]) if _key(entry) not in keys)
    block = marked_file("a.yaml", example).text
    written = f"---\n{kept}{block}{text[front.end(1) :]}"
    return written.replace("\n", "\r\n" if "\r\n" in victim.text else "\n").encode()


def _entries(text: str) -> list[str]:
    return [entry for entry in _TOP_LEVEL.split(text) if entry]


def _key(entry: str) -> str:
    match = _KEY.match(entry)
    return match[0] if match else ""
