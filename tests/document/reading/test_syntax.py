"""Typical mistakes, each with the place where a person would look for it.

A case is a front matter with one mistake; a line of `^` below a line marks where the finding has to
stand. All of its columns count, so the marked stretch is what the code frame underlines.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.errors import DocumentError

CASES = {
    "no closing quote, another quote follows": r"""
title: "The harbour
       ^^^^^^^^^^^^
excerpt: "A walk."
type: article
""",
    "no closing quote, no other quote in the file": r"""
title: "The harbour
       ^^^^^^^^^^^^
excerpt: A walk.
""",
    "no closing quote in the last value": r"""
type: article
title: "The harbour
       ^^^^^^^^^^^^
""",
    "no closing single quote": r"""
title: 'The harbour
       ^^^^^^^^^^^^
excerpt: 'A walk.'
""",
    "no closing quote of a list item": r"""
topics:
  - "Ports
    ^^^^^^
  - "Travel"
type: article
""",
    "no closing quote three levels deep": r"""
related:
  - title: "What
           ^^^^^
    excerpt: "Four people"
  - title: "The end"
""",
    "no closing quote of a key": r"""
"title: The harbour
^^^^^^^^^^^^^^^^^^^
excerpt: A walk.
""",
    "a quote in the middle": r"""
title: "The "old" harbour"
            ^^^^^^^^^^^^^^
""",
    "an apostrophe in single quotes": r"""
title: 'The harbour's dawn'
                   ^^^^^^^^
""",
    "text behind the closing quote": r"""
title: "The harbour" at dawn
                   ^^^^^^^^^
excerpt: A walk.
""",
    "one quote too many": r"""
related:
  - title: "What" is"
                ^^^^^
    excerpt: "Four people"
""",
    "colon and space in plain text": r"""
title: The harbour: a walk
                  ^
""",
    "colon at the end of plain text": r"""
title: The harbour:
                  ^
""",
    "two keys on one line": r"""
title: The harbour type: article
                       ^
""",
    "colon and space behind a URL": r"""
webUrl: https://www.example.com: home
                               ^
""",
    "no colon": r"""
title "The harbour"
^^^^^^^^^^^^^^^^^^^
excerpt: A walk.
""",
    "no colon in the last line": r"""
excerpt: A walk.
title The harbour
^^^^^^^^^^^^^^^^^
""",
    "no colon in the first of nested lines": r"""
provider:
  name Example Times
  ^^^^^^^^^^^^^^^^^^
  domain: example.com
""",
    "equals sign": r"""
title = "The harbour"
^^^^^^^^^^^^^^^^^^^^^
excerpt: A walk.
""",
    "no space behind the colon": r"""
title:Harbour
     ^
excerpt: A walk.
""",
    "no space between colon and quote": r"""
title:"Harbour"
     ^
excerpt: A walk.
""",
    "no space behind a nested colon": r"""
provider:
  name:Example
      ^
  domain: example.com
""",
    "full-width colon": """
title\uff1a Harbour
     ^
excerpt: A walk.
""",
    "no space behind the dash": r"""
topics:
  - Ports
  -Travel
  ^
  - Quays
""",
    "no-break space behind the colon": """
title:\u00a0Harbour
      ^
excerpt: A walk.
""",
    "no-break spaces as indentation": """
provider:
\u00a0\u00a0name: Example Times
^^
  domain: example.com
""",
    "tab before a key": """
provider:
\tname: Example Times
^
""",
    "tab before a list item": """
topics:
\t- Ports
^
""",
    "tab behind spaces": """
provider:
  name: Example Times
  \tdomain: example.com
  ^
""",
    "two tabs between other lines": """
topics:
  - Ports
\t\t- Travel
^^
""",
    "tab behind a dash": """
topics:
  -\t- Ports
   ^
""",
    "a key indented too far": r"""
title: Harbour
  excerpt: A walk.
  ^^^^^^^^
""",
    "a nested key indented too far": r"""
provider:
  name: Example Times
    domain: example.com
    ^^^^^^^
""",
    "a nested key indented too little": r"""
provider:
    name: Example Times
  domain: example.com
  ^^^^^^^^^^^^^^^^^^^
type: article
""",
    "keys below a value": r"""
provider: Example Times
  domain: example.com
  ^^^^^^^
""",
    "a list item out of line": r"""
topics:
  - Ports
 - Travel
 ^^^^^^^^
type: article
""",
    "a list item between keys": r"""
provider:
  name: Example Times
  - Ports
  ^^^^^^^
""",
    "a key between list items": r"""
topics:
  - Ports
  name: Travel
  ^^^^^^^^^^^^
""",
    "text that starts with @": r"""
title: @harbour tells
       ^^^^^^^^^^^^^^
""",
    "text that starts with a backtick": r"""
title: `harbour` is open
       ^^^^^^^^^^^^^^^^^
""",
    "text that starts with %": r"""
title: %harbour
       ^^^^^^^^
""",
    "text that starts with *": r"""
title: *harbour* is open
       ^^^^^^^^^
""",
    "text that starts with &": r"""
title: & more
       ^^^^^^
""",
    "text that starts with ?": r"""
title: ? what
       ^^^^^^
""",
    "text that starts with a dash": r"""
title: - what
       ^^^^^^
""",
    "text that starts with a comma": r"""
title: , and so
       ^^^^^^^^
""",
    "text that starts with >": r"""
title: > what is
       ^^^^^^^^^
""",
    "text that starts with |": r"""
title: | what is
       ^^^^^^^^^
""",
    "text that starts with a word in brackets": r"""
title: [Update] The harbour
       ^^^^^^^^^^^^^^^^^^^^
excerpt: A walk.
""",
    "no closing bracket": r"""
topics: [Ports, Travel
        ^
type: article
""",
    "no closing bracket in the last line": r"""
type: article
topics: [Ports, Travel
        ^
""",
    "no closing brace": r"""
provider: {name: Example Times, domain: example.com
          ^
type: article
""",
    "the wrong closing bracket": r"""
topics: [Ports, Travel}
                      ^
""",
    "one bracket too many": r"""
topics: [Ports, Travel]]
                       ^
""",
    "a value is missing where the text ends": r"""
topics: [Ports,
              ^
""",
    "a bracket that closes nothing": r"""
topics: ]
        ^
""",
    "no comma between two items": r"""
topics: ["Ports" "Travel"]
                 ^
""",
    "no comma between two lines of items": r"""
topics: [
  "Ports"
  "Travel"
  ^
]
""",
    "a backslash of a path": r"""
title: "C:\harbour"
          ^^
""",
    "an escaped apostrophe": r"""
title: "It\'s dawn"
          ^^
""",
    "an escape with too few digits": r"""
title: "caf\xe"
           ^^
""",
    "a long escape with too few digits": r"""
title: "caf\u00e"
           ^^
""",
    "the longest escape with too few digits": r"""
title: "caf\U0001f60"
           ^^
""",
    "a comment of HTML": r"""
<!-- draft -->
^^^^^^^^^^^^^^
title: Harbour
""",
    "a merge conflict": r"""
title: Harbour
<<<<<<< HEAD
^^^^^^^^^^^^
type: article
=======
""",
    "a line of prose": r"""
title: Harbour
# Morning
It is early.
^^^^^^^^^^^^
type: article
""",
    "a directive": r"""
%YAML 1.1
^^^^^^^^^
title: Harbour
""",
    "a control character": """
title: "Har\x07bour"
           ^
""",
}

FINE = {
    "curly quotes": "title: “The harbour”\n",
    "curly quotes around a URL's colon": "title: “https://www.example.com”\n",
    "an apostrophe in plain text": "title: The harbour's dawn\n",
    "a quote at the end of plain text": 'title: The "old" harbour "\n',
    "a colon without a space": "title: Dawn at 5:40\n",
    "a hash without a space": "title: Pier#1\n",
    "a percent sign inside": "title: 100% harbour\n",
    "text that goes on below": "excerpt: A walk\n  along the quays.\n",
    "a list without indentation": "topics:\n- Ports\n- Travel\n",
}


def error_of(text: str) -> DocumentError:
    with pytest.raises(DocumentError) as caught:
        compose(split(text, "article.md"))
    return caught.value


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_a_mistake_is_found_where_a_person_would_look(name: str, newline: str) -> None:
    written = ["---", "category: news"]
    marks = []
    for line in CASES[name].strip("\n").split("\n"):
        if line.strip() and not line.strip(" ^"):
            marks.append((len(written), line.index("^") + 1, len(line) + 1))
        else:
            written.append(line)
    error = error_of(newline.join([*written, "---", "Body.", ""]))
    assert error.fault.span is not None
    length = error.fault.span[1] - error.fault.span[0]
    assert [(error.line, error.column, error.column + length)] == marks
    assert error.help


@pytest.mark.parametrize("opening", "[{")
def test_brackets_that_open_where_the_block_begins_are_not_closed(opening: str) -> None:
    error = error_of(f"---\n{opening}a, b\n---\n")
    assert error.fault.span == (4, 5)
    assert error.reason == f"the `{opening}` that opens here is not closed"


@pytest.mark.parametrize("name", FINE)
def test_what_only_looks_odd_is_read(name: str) -> None:
    compose(split(f"---\n{FINE[name]}---\n", "article.md"))


def test_what_is_said_of_each_mistake(update_snapshots: bool) -> None:
    said = []
    for name, case in CASES.items():
        text = "".join(
            f"{line}\n" for line in case.strip("\n").split("\n") if line.strip(" ^") or not line
        )
        error = error_of(f"---\n{text}---\n")
        assert "not valid YAML" not in error.reason
        said.append(f"{name}\n    {error.code} {error.reason}\n    {error.help}\n")
    expected = Path(__file__).parents[1] / "snapshots" / "syntax.txt"
    if update_snapshots:
        expected.write_text("".join(said), encoding="utf-8")
    assert "".join(said) == expected.read_text(encoding="utf-8")
