"""The hostile files that `tests/quality/hostile.py` measures, and shapes of files at any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

_M = 1_000_000
#: Just below the limits of the reader, where each of them lets most through.
_DATA = 1_990_000
_SLOW = 99_000
_FILE = 9_900_000


def _front(text: str, body: str = "") -> str:
    return f"---\n{text}\n---\n{body}"


def _lines(pattern: str, length: int) -> str:
    """Repeat a line, with its number in it, up to a length."""
    count = length // (len(pattern.format(10**6)) + 1)
    return "\n".join(pattern.format(number + 10**6) for number in range(count))


def _aliases(levels: int) -> str:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


def _merges(levels: int) -> str:
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, levels)]
    return "\n".join(lines)


def _deep_aliases(levels: int) -> str:
    lines = ["a0: &a0 [x]"]
    lines += [f"a{n}: &a{n} {'[' * 60}*a{n - 1}{']' * 60}" for n in range(1, levels)]
    return "\n".join(lines)


def _wide_aliases() -> str:
    items = "\n".join(f"  - {n}" for n in range(1000))
    return f"a: &a\n{items}\n" + "\n".join(f"b{n}: *a" for n in range(190))


#: Values that stand in a record which is an article otherwise.
_ARTICLE = """\
title: "{title}"
excerpt: "{excerpt}"
category: article
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "{url}"
type: article
provider:
  name: "Harbour"
  domain: example.com
images:
  - url: "https://media.example.com/a.jpg"
    width: {width}
    height: 675
    title: "{caption}"
"""


def _article(**values: str) -> str:
    plain = {
        "title": "The harbour",
        "excerpt": "What it says.",
        "url": "https://www.example.com/news/harbour",
        "width": "1200",
        "caption": "A boat",
    }
    return _front(_ARTICLE.format(**plain | values))


def _long_article(lines: str) -> str:
    start, end = _article().rsplit("---", 1)
    return f"{start}{lines}---{end}"


def _image_line(number: int) -> str:
    return f'  - {{url: "http://{number}/a b", width: 0, height: -1}}'


@dataclass(frozen=True)
class Case:
    """A hostile file: its name for the table, the ending of its own name, and what makes it."""

    title: str
    suffix: str
    make: Callable[[], str | bytes]


CASES = (
    # Size
    Case("100 MB", "md", lambda: _front("title: a", "x" * 100 * _M)),
    Case("front matter of 9.9 MB on one line", "md", lambda: _front("a: " + "x" * _FILE)),
    Case("front matter of 9.9 MB, never closed", "md", lambda: "---\n" + "a: b\n" * (_FILE // 5)),
    Case("body of 9.9 MB on one line", "md", lambda: _front("title: a", "é" * (_FILE // 2))),
    Case("body of 9.9 MB of line breaks", "md", lambda: _front("title: a", "\n" * _FILE)),
    Case("body of 9.9 MB of fences", "md", lambda: _front("title: a", "---\n" * (_FILE // 4))),
    Case("body of emoji", "md", lambda: _front("title: a", "🎉" * (_FILE // 4))),
    Case("9.9 MB of NUL bytes", "md", lambda: b"\0" * _FILE),
    Case("front matter of NUL bytes", "md", lambda: _front("a: " + "\0" * _FILE)),
    Case("9.9 MB of bytes that are not UTF-8", "md", lambda: b"---\n" + b"\xff" * _FILE),
    Case("UTF-16", "md", lambda: _front("a: b\n" * 800_000).encode("utf-16")),
    Case("lone carriage returns", "md", lambda: _front("a: b", "\r" * _FILE)),
    Case("opening fence of 9.9 MB", "md", lambda: "---" + " " * _FILE + "\na: b\n---\n"),
    Case("fences with a blank tail", "md", lambda: "---\n" + ("---" + " " * 97 + "x\n") * 98_000),
    # One long scalar
    Case("quoted scalar of 2 MB", "md", lambda: _front('title: "' + "x" * _DATA + '"')),
    Case("plain scalar of 2 MB", "md", lambda: _front("title: " + "x" * _DATA)),
    Case("plain scalar of many words", "md", lambda: _front("title: " + "x " * (_DATA // 2) + "x")),
    Case("plain scalar over many lines", "md", lambda: _front("title:" + "\n  x" * (_DATA // 4))),
    Case("block scalar of 2 MB", "md", lambda: _front("title: |" + "\n  x y" * (_DATA // 6))),
    Case("folded scalar of 2 MB", "md", lambda: _front("title: >" + "\n  x y" * (_DATA // 6))),
    Case("escapes", "md", lambda: _front('title: "' + "\\x41" * (_DATA // 4) + '"')),
    Case("key of 2 MB", "md", lambda: _front("x" * _DATA + ": 1")),
    Case("comment of 2 MB", "md", lambda: _front("a: b\n#" + "x" * _DATA)),
    Case("lines of comments", "md", lambda: _front("a: b\n" + "# x\n" * (_DATA // 4))),
    Case("blank lines", "md", lambda: _front("a: b\n" + "\n" * _DATA)),
    Case("comments behind an empty value", "md", lambda: _front("a:\n" + " # x\n" * (_DATA // 5))),
    Case("integer of 2,000,000 digits", "md", lambda: _front("width: " + "9" * _DATA)),
    Case("integer of 100,000 digits", "md", lambda: _article(width="9" * 100_000)),
    Case("hexadecimal of 2,000,000 digits", "md", lambda: _front("width: 0x" + "f" * _DATA)),
    Case("float of 2,000,000 digits", "md", lambda: _front("width: 0." + "9" * _DATA)),
    Case("JSON integer of 2,000,000 digits", "json", lambda: '{"width": ' + "9" * _DATA + "}"),
    Case("JSON float of 2,000,000 digits", "json", lambda: '{"a": 1.' + "9" * _DATA + "}"),
    # Depth
    Case("[ × 2,000,000", "md", lambda: _front("a: " + "[" * _DATA)),
    Case("{ × 2,000,000", "md", lambda: _front("a: " + "{" * _DATA)),
    Case("opening brackets with a tab", "md", lambda: _front("a:\t" + "[" * _SLOW)),
    Case("dashes", "md", lambda: _front("- " * (_DATA // 2))),
    Case("question marks", "md", lambda: _front("? " * (_DATA // 2))),
    Case(
        "steps of indentation",
        "md",
        lambda: _front("\n".join(" " * n + f"a{n}:" for n in range(1990))),
    ),
    Case(
        "steps of indentation, slow",
        "md",
        lambda: _front("%YAML 1.2\n---\n" + "\n".join(" " * n + f"a{n}:" for n in range(880))),
    ),
    Case("JSON [ × 2,000,000", "json", lambda: "[" * _DATA),
    Case('JSON {"a": × 400,000', "json", lambda: '{"a":' * 398_000),
    # Many nodes
    Case("150,000 keys", "md", lambda: _front(_lines("k{}: v", _DATA))),
    Case("500,000 list items", "md", lambda: _front("a:\n" + "- x\n" * 497_000)),
    Case("1,000,000 flow items", "md", lambda: _front("a: [" + "1," * 990_000 + "]")),
    Case("empty items", "md", lambda: _front("a:\n" + "-\n" * 990_000)),
    Case("the same key 400,000 times", "md", lambda: _front("a: 1\n" * 398_000)),
    Case("the same key 90,000 times", "md", lambda: _front("a: 1\n" * 90_000)),
    Case("55,000 odd tags", "md", lambda: _front("- !a b\n" * 55_000)),
    Case("quoted keys that are not text", "md", lambda: _front(_lines("1{}: v", 900_000))),
    Case("JSON [1, 1, …", "json", lambda: "[" + "1," * 990_000 + "1]"),
    Case("JSON of 199,000 numbers", "json", lambda: "[" + "1," * 199_000 + "1]"),
    Case("JSON of empty records", "json", lambda: "[" + "{}," * 199_000 + "{}]"),
    Case("JSON lines that are not JSON", "jsonl", lambda: "x\n" * 990_000),
    Case("JSON lines of empty records", "jsonl", lambda: "{}\n" * 600_000),
    Case("JSON with one key often", "json", lambda: "{" + '"a":1,' * 300_000 + '"a":1}'),
    # Aliases and merges
    Case("billion laughs", "md", lambda: _front(_aliases(10))),
    Case("billion laughs, 5,000 levels", "md", lambda: _front(_aliases(5000))),
    Case("200,000 values by aliases", "md", lambda: _front(_wide_aliases())),
    Case("merges nested 25 levels", "md", lambda: _front(_merges(25))),
    Case("merges nested 5,000 levels", "md", lambda: _front(_merges(5000))),
    Case("depth by aliases", "md", lambda: _front(_deep_aliases(2000))),
    Case("self-merge", "md", lambda: _front("a: &a\n  <<: *a")),
    Case("anchors", "md", lambda: _front(_lines("k{0}: &a{0} v", _SLOW))),
    # Broken YAML, where the parser, the diagnosis and the recovery of the rest may be slow
    Case("quote never closed", "md", lambda: _front('title: "' + "x\n" * (_DATA // 2))),
    Case("bracket never closed", "md", lambda: _front("a: [" + "x, " * (_DATA // 3))),
    Case("a syntax error on each line", "md", lambda: _front("a: b: c\n" * 49_000)),
    Case("a syntax error on each line, 20 KB", "md", lambda: _front("a: b: c\n" * 2_500)),
    Case(
        "dashes before an error", "md", lambda: _front("- " * 60 + "a\n" + "- " * 190_000 + ": : x")
    ),
    Case("colons", "md", lambda: _front("a:" * (_SLOW // 2))),
    Case("colons and blanks", "md", lambda: _front("a: " * (_SLOW // 3))),
    Case("no colon in many lines", "md", lambda: _front("x\n" * (_SLOW // 2) + ": y")),
    Case("no-break spaces", "md", lambda: _front("a: b\n" + "\xa0" * (_SLOW - 10) + "c: d: e")),
    Case("tabs", "md", lambda: _front("a:\n" + "\t" * _SLOW + "b: c")),
    Case("tab and a long plain scalar", "md", lambda: _front("a:\t" + "x" * _SLOW)),
    Case("tab and long words", "md", lambda: _front("a:\t" + "x y " * (_SLOW // 4))),
    Case("tab and 40,000 keys", "md", lambda: _front("a:\tb\n" + _lines("k{}: v", _SLOW))),
    Case("tab and many lines", "md", lambda: _front("a:\tb\n" + "# x\n" * (_SLOW // 4))),
    Case("line separators", "md", lambda: _front("a: " + "\u2028" * (_SLOW - 10))),
    Case("directives", "md", lambda: _front("%YAML 1.1\n" * (_SLOW // 10))),
    Case("documents", "yaml", lambda: "--- a\n" * (_SLOW // 6)),
    Case("question mark keys", "md", lambda: _front("? a\n" * (_SLOW // 4))),
    # Values that the rules look at
    Case("URL of 2 MB", "md", lambda: _article(url="https://www.example.com/" + "a" * _DATA)),
    Case("URL of dots", "md", lambda: _article(url="https://" + "a." * 99_000)),
    Case("URL of slashes", "md", lambda: _article(url="https://www.example.com" + "/." * 99_000)),
    Case(
        "URL of percent signs",
        "md",
        lambda: _article(url="https://www.example.com/" + "%" * 99_000),
    ),
    Case(
        "URL of parameters", "md", lambda: _article(url="https://www.example.com/?" + "a&" * 99_000)
    ),
    Case(
        "URL of entities", "md", lambda: _article(url="https://www.example.com/" + "&amp;" * 39_000)
    ),
    Case("URL of spaces", "md", lambda: _article(url="https://www.example.com/" + " " * 99_000)),
    Case("URL of at signs", "md", lambda: _article(url="https://" + "@" * 99_000 + "example.com")),
    Case("URL of colons", "md", lambda: _article(url="https:" * 30_000)),
    Case("title of entities", "md", lambda: _article(title="&amp;" * 39_000)),
    Case("title of open tags", "md", lambda: _article(title="<p " * 65_000)),
    Case("title of tags", "md", lambda: _article(title="<p>" * 65_000)),
    Case("title of braces", "md", lambda: _article(title="{{" * 99_000)),
    Case("title of controls", "md", lambda: _article(title="\\u202e" * 33_000)),
    Case("title of spaces", "md", lambda: _article(title=" " * 199_000 + "x")),
    Case("title of breaks", "md", lambda: _article(title="\\n" * 99_000 + "x")),
    Case("title of combining marks", "md", lambda: _article(title="a" + "\u0301" * 199_000)),
    Case("title of signs", "md", lambda: _article(title="…" * 199_000 + "x")),
    Case("excerpt of entities", "md", lambda: _article(excerpt="&lt;p&gt;" * 22_000)),
    Case("caption of 2 MB", "md", lambda: _article(caption="x y " * (_DATA // 4))),
    Case(
        "file of faulty images",
        "md",
        lambda: _front("title: a\nimages:\n" + "\n".join(map(_image_line, range(38_000)))),
    ),
    # Articles in which nothing is wrong but their length
    Case("article and blank lines", "md", lambda: _long_article("\n" * _FILE)),
    Case("article and comments", "md", lambda: _long_article("#\n" * (_FILE // 2))),
    Case("article and a list", "md", lambda: _long_article("topics:\n" + "  - a\n" * (_FILE // 6))),
    Case(
        "article and a list below the limit",
        "md",
        lambda: _long_article("topics:\n" + _lines("  - a{}", 1_980_000) + "\n"),
    ),
    Case("unknown keys", "md", lambda: _front("title: a\n" + _lines("unknown{}: 1", _DATA))),
    Case(
        "suppressions",
        "md",
        lambda: _front("title: a\n" + "# article-schema: ignore[URL004]\n" * 60_000),
    ),
    Case(
        "suppressions that cannot be read",
        "md",
        lambda: _front("title: a\n" + "# article-schema: ignore[\n" * 70_000),
    ),
    Case(
        "a date of digits",
        "md",
        lambda: _front("publishedDateTime: 2020-06-12T19:19:00." + "9" * _DATA + "Z"),
    ),
)


#: An article of a list, the keys of which are called otherwise today.
_LISTED = """\
  - title: "The harbour of town {n}, as {n} ferries see it"
    excerpt: "What it says of the quays of town {n}, and of all the others that lie on the way."
    publishedDateTime: 2020-06-12T19:19:00Z
    sourceUrl: "https://www.example.com/news/harbour-{n}" # as it was called once
    ampUrl: "https://www.example.com/amp/news/a/long/way/to/the/harbour/of/town-{n}"
    type: article
    provider: {{name: "Harbour {n}", domain: example.com}}
"""
_ENTITIES = """\
  - title: "Harbours &amp; ferries of town {n}"
    excerpt: >-
      What it says of the quays &amp; the piers,
      of the ferries that lie there, and of the others.
    publishedDateTime: 2020-06-12T19:19:00Z
    # It has moved, and the town has kept its name, though few of those who live in it know why.
    webUrl: "https://www.example.com/a/long/way/to/the/harbour/of/town-{n}"
    type: article
    provider: {{name: "Harbour {n}", domain: example.com}}
"""


@dataclass(frozen=True)
class Shape:
    """A file of any size: its name for the table, what makes it, and the form that it was slow in.

    `count` is the number of its parts at which it was found to be slow.
    """

    title: str
    count: int
    make: Callable[[int], str]
    form: str


SHAPES = (
    Shape(
        "keys to be renamed",
        176,
        lambda count: _long_article("topics: [Ports]\nrelated:\n" + _numbered(_LISTED, count)),
        "--fix",
    ),
    Shape(
        "texts to be fixed",
        200,
        lambda count: _long_article("topics: [Ports]\nrelated:\n" + _numbered(_ENTITIES, count)),
        "--unsafe-fixes",
    ),
    Shape(
        "a finding on each short line",
        900,
        lambda count: _long_article(_numbered("k{n}: 1\n", count)),
        "--add-ignores",
    ),
    Shape(
        "items to be set",
        400,
        lambda count: _long_article(
            "topics: [Ports]\nrelated:\n" + _numbered(_LISTED.replace("source", "web"), count)
        ),
        "set",
    ),
)


def _numbered(pattern: str, count: int) -> str:
    return "".join(pattern.format(n=number + 1) for number in range(count))
