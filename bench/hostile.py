"""Check hostile files, each in a process of its own, and measure what that costs.

    python bench/hostile.py [--only WORD] [--format FORMAT] [--markdown]

The files are made anew each time, always the same ones, in a folder that is removed afterwards.
Exit status 1 when one of them takes more than two seconds of one core, start of the interpreter
included, or 300 MB, or ends in anything but a report. Time on the core is measured, since others on
the machine do not count for it. The file of 100 MB has to keep the same bounds.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

MOST_SECONDS = 2.0
MOST_MEGABYTES = 300.0
_PATIENCE = 30

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
    # Broken YAML, where the parser, the diagnosis and the rescue of the rest may be slow
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


@dataclass(frozen=True)
class Measured:
    """What a check cost and found."""

    seconds: float
    megabytes: float
    found: str
    #: Whether it ended as a check does.
    ended: bool

    @property
    def kept(self) -> bool:
        """Tell whether the bounds were kept."""
        return self.ended and self.seconds <= MOST_SECONDS and self.megabytes <= MOST_MEGABYTES


def make(case: Case, path: Path) -> None:
    """Write the file of a case."""
    content = case.make()
    path.write_bytes(content.encode() if isinstance(content, str) else content)


def _made_elsewhere(case: Case, path: Path) -> None:
    """Have the file made by another process: the peak of a child begins with that of its parent."""
    subprocess.run([sys.executable, __file__, "--make", case.title, str(path)], check=True)


def measure(path: Path, form: str) -> Measured:
    """Check a file in a process of its own."""
    command = [sys.executable, "-m", "article_schema", "check", "--isolated",
               "--output-format", form, str(path)]  # fmt: skip
    output, errors = path.with_suffix(".out"), path.with_suffix(".err")
    with output.open("wb") as out, errors.open("wb") as err:
        status, usage = _wait(subprocess.Popen(command, stdout=out, stderr=err))
    text, told = output.read_text("utf-8", "replace"), errors.read_text("utf-8", "replace")
    output.unlink(), errors.unlink()
    ended = status in (0, 1) and "Traceback" not in told
    found = _summary(text, form) if ended else f"status {status}: {told.strip()[-200:]}"
    return Measured(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, found, ended)


def _wait(process: subprocess.Popen[bytes]) -> tuple[int, resource.struct_rusage]:
    """Return the exit status of a process, and what it used."""
    began = time.monotonic()
    while True:
        pid, status, usage = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, usage
        if time.monotonic() - began > _PATIENCE:
            process.kill()
        time.sleep(0.005)


def _summary(text: str, form: str) -> str:
    if form != "json":
        return f"{len(text):,} characters"
    counts = Counter(finding["code"] for finding in json.loads(text)["findings"])
    shown = [f"{count:,} × {code}" if count > 1 else code for code, count in counts.most_common(4)]
    return ", ".join(shown + (["…"] if len(counts) > 4 else [])) or "nothing"


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="", help="cases whose title holds this word")
    parser.add_argument("--format", default="json", help="the format of the report")
    parser.add_argument("--markdown", action="store_true", help="print the table for the docs")
    parser.add_argument("--make", nargs=2, metavar=("TITLE", "FILE"), help="make one file only")
    options = parser.parse_args()
    if options.make:
        title, file = options.make
        make(next(case for case in CASES if case.title == title), Path(file))
        return 0
    kept = True
    row = (
        "| {} | {} | {:.2f} | {:.0f} | {} |"
        if options.markdown
        else "{:<42} {:>11} {:6.2f} s {:4.0f} MB  {}"
    )
    if options.markdown:
        print("| file | bytes | seconds | MB | found |\n|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for case in CASES:
            if options.only not in case.title:
                continue
            path = Path(folder, f"a.{case.suffix}")
            _made_elsewhere(case, path)
            size = path.stat().st_size
            measured = measure(path, options.format)
            path.unlink()
            found = measured.found + ("" if measured.kept else "  TOO MUCH")
            print(
                row.format(case.title, f"{size:,}", measured.seconds, measured.megabytes, found),
                flush=True,
            )
            kept = kept and measured.kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
