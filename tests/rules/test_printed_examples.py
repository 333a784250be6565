"""The examples on the pages of the rules, run as they are printed and by what the pages say alone.

The files are made from the Markdown of the pages, so that a reader who types an example gets what
the page promises. Lines of marks are left in: they are comments.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.run import check_paths
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import example_notes
from article_schema.rules.rule import NETWORK

PAGES = Path(__file__).parents[2] / "docs" / "rules"

_BLOCK = re.compile(
    r"(?:^(?P<before>[^\n]+):\n\n)?^```yaml\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_SIGN = re.compile(r"`(.)` stands for the character U\+([0-9A-F]{4})\.")
_NAME = re.compile(r"`([\w-]+\.(?:md|yaml|json))`")
_OPTION = re.compile(r"`(\w+) = (\S+)`")
_KEY = re.compile(r"^([A-Za-z]\w*)[ ]*:", re.MULTILINE)
_MARKS = re.compile(r"#[ ]*(\^+)")


class Printed(NamedTuple):
    """The example of a page under one of its headings."""

    files: dict[str, str]
    options: dict[str, Any]
    #: File, line, column and end column of each mark.
    marks: list[tuple[str, int, int, int]]


def sections(code: str) -> dict[str, str]:
    parts = re.split(r"^## (.+)\n", (PAGES / f"{code}.md").read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def article_around(text: str) -> str:
    """The article of the index without the keys that a block has itself."""
    article = re.search(
        r"^```yaml\n(.*?)^```$", (PAGES / "index.md").read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    assert article is not None
    entries = re.split(r"^(?=\w)", article[1], flags=re.MULTILINE)
    keys = set(_KEY.findall(text))
    return "".join(entry for entry in entries if entry and entry.partition(":")[0] not in keys)


def printed(code: str, heading: str) -> Printed:
    section = sections(code)[heading]
    signs = {sign: chr(int(number, 16)) for sign, number in _SIGN.findall(section)}
    found = Printed({}, {}, [])
    for block in _BLOCK.finditer(section):
        before = block["before"] or ""
        name = (_NAME.findall(before) or ["example.md"])[0]
        found.options.update({key: json.loads(value) for key, value in _OPTION.findall(before)})
        text = block["text"]
        if not before.startswith("The whole file"):
            text = article_around(text) + text
            text = f"---\n{text}---\n" if name.endswith(".md") else text
        for number, line in enumerate(text.splitlines()):
            mark = _MARKS.fullmatch(line)
            if mark is not None:
                start = 1 if mark.start(1) == 1 else mark.start(1) + 1
                found.marks.append((name, number, start, mark.end(1) + 1))
        for sign, character in signs.items():
            text = text.replace(sign, character)
        found.files[name] = text
    return found


def findings(code: str, example: Printed, folder: Path) -> list[tuple[str, str, int, int, int]]:
    for name, text in example.files.items():
        (folder / name).write_bytes(text.encode())
    settings = Settings(extend_select=(code,), options={code: example.options})
    report = check_paths(sorted(folder.iterdir()), settings)
    return [(f.code, Path(f.file).name, f.line, f.column, f.end_column) for f in report.findings]


SHOWN = [
    pytest.param(rule.code, id=rule.code) for rule in RULES if not example_notes(rule).in_words
]


def test_the_pages_are_those_of_the_rules() -> None:
    assert {path.stem for path in PAGES.glob("*.md")} == {*(rule.code for rule in RULES), "index"}
    # What the network answers stands in no file, so such rules are told in words.
    in_files = [rule for rule in RULES if rule.family != NETWORK]
    assert len(SHOWN) > len(in_files) * 0.8


@pytest.mark.parametrize("code", SHOWN)
def test_a_bad_example_as_it_is_printed_gives_its_code_at_its_marks_and_nothing_else(
    code: str, tmp_path: Path
) -> None:
    example = printed(code, "Bad")
    assert example.files
    assert example.marks
    wanted = [(code, *mark) for mark in example.marks]
    assert findings(code, example, tmp_path) == wanted


@pytest.mark.parametrize("code", SHOWN)
def test_a_good_example_as_it_is_printed_gives_nothing(code: str, tmp_path: Path) -> None:
    example = printed(code, "Good")
    assert example.files
    assert findings(code, example, tmp_path) == []
