"""What a stranger writes into a title or a file name stays text, in every format.

The reporters get the hostile texts raw here, although the messages of the rules escape much of
them before: each format has to hold alone.
"""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt

from article_schema.reporting.formats.registry import FORMATS
from article_schema.reporting.paths import path_text, path_uri

from .samples import TEXT, checked, finding, written

HOSTILE = {
    "workflow command": "::error::pwned",
    "workflow command on a line of its own": "x\n::set-output name=a::b",
    "old workflow command": "##[add-mask]a",
    "escape sequence": "\x1b[31mred\x1b]0;title\x07",
    "one-byte control sequence": "\x9b31m",
    "script": "<script>alert(1)</script>",
    "end of CDATA": "]]><!-- ",
    "table": "a | b `c` | d",
    "line breaks": "a\r\nb\u2028c\x85d\x0be",
    "percent escapes": "%0A::error::pwned%25",
    "bidi": "\u202eabc\u2066def\u2069\u200f",
    "invisible": "a\u200bb\ufeffc\u00add",
    "link": "[click](https://example.com) ![x](https://example.com/x.png)",
    "mention": "@octocat #1 www.example.com https://example.com a@example.com",
    "markup": "**bold** ~~gone~~ $x$ <b>b</b> &amp; \\| \\",
    "placeholder": "{0} {{x}}",
    "surrogate": "a\ud800b",
    "non-characters": "\x00\ufffe\uffff",
}
FILES = {
    "spaces and quotes": "a b'c\"d.md",
    "a line break": "a\n::error::pwned.md",
    "bytes that are not UTF-8": os.fsdecode(b"caf\xe9.md"),
    "a workflow command": "::error::x.md",
    "signs": "a,b:c%0A#?[x](y)|<i>.md",
    "bidi": "\u202egnp.md",
    "escape sequence": "\x1b[31m.md",
}
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069]")


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def report(name: str, text: str, file: str = "a.md", **more: Any) -> str:
    found = finding(TEXT, "港", f"{text} {text}", help=text, route=("title", text), **more)
    return written(name, [checked(file, TEXT, [found])])


def each(texts: dict[str, str]) -> Any:
    return pytest.mark.parametrize("text", list(texts.values()), ids=list(texts))


@pytest.mark.parametrize("name", FORMATS)
def test_no_control_reaches_the_output(name: str) -> None:
    for text in HOSTILE.values():
        assert not FORBIDDEN.search(report(name, text)), text
        assert "TST001" in report(name, text)
    for text in FILES.values():
        assert not FORBIDDEN.search(report(name, "a message", file=text)), text


def commands(output: str) -> list[str]:
    """Return the lines that a runner of GitHub Actions obeys."""
    lines = re.split(r"\r\n|\r|\n", output)
    return [line for line in lines if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("name", FORMATS)
def test_a_runner_obeys_nothing_but_our_own_commands(name: str) -> None:
    for text in (*HOSTILE.values(), *FILES.values()):
        message = f"a title that is long enough to be wrapped, {text} " * 4
        found = commands(report(name, message)) + commands(report(name, "a message", file=text))
        assert len(found) == (2 if name == "github" else 0), text
        assert all(line.startswith("::error file=") for line in found)


def parse_command(line: str) -> tuple[dict[str, str], str]:
    """Read a command as the runner does: properties at the commas, then the escapes."""
    head, _, data = line.rstrip("\n").removeprefix("::error ").partition("::")

    def plain(text: str) -> str:
        for escape, sign in (
            ("%0D", "\r"),
            ("%0A", "\n"),
            ("%3A", ":"),
            ("%2C", ","),
            ("%25", "%"),
        ):
            text = text.replace(escape, sign)
        return text

    pairs = (part.partition("=") for part in head.split(","))
    return {key: plain(value) for key, _, value in pairs}, plain(data)


def test_github_raw() -> None:
    line = report("github", "100%, ::error::x\n%0A", file="a,b:c%0A\nd e.md")
    assert line == (
        "::error file=a%2Cb%3Ac%250A%0Ad e.md,line=2,endLine=2,title=TST001 odd-title,"
        "col=22,endColumn=23::100%25, ::error::x\\n%250A 100%25, ::error::x\\n%250A"
        "%0A100%25, ::error::x\\n%250A\n"
    )
    properties, message = parse_command(line)
    assert properties["file"] == "a,b:c%0A\nd e.md"
    assert message.splitlines()[0] == "100%, ::error::x\\n%0A 100%, ::error::x\\n%0A"


@each({**HOSTILE, **FILES})
def test_junit_stays_well_formed(text: str) -> None:
    document = report("junit", text, file=text)
    assert document.isascii()
    root = ET.fromstring(document)
    assert [element.tag for element in root.iter()] == [
        "testsuites", "testsuite", "testcase", "failure"
    ]  # fmt: skip


def test_junit_raw() -> None:
    document = report("junit", "]]><script>&\x1b\x00")
    assert 'message="]]&gt;&lt;script&gt;&amp;\\x1b\\x00' in document


@each({**HOSTILE, **FILES})
def test_markdown_shows_the_text_and_nothing_else(text: str) -> None:
    page = report("markdown", text, file=text)
    rendered = MarkdownIt("gfm-like", {"linkify": False}).enable("table").render(page)
    assert rendered.count("<tr>") == 4
    assert set(re.findall(r"<(/?\w+)", rendered)) == {
        tag + name
        for name in ("h2", "p", "table", "thead", "tbody", "tr", "th", "td", "code")
        for tag in ("", "/")
    }
    message = rendered.rpartition("<code>")[2].partition("</code>")[0]
    shown = html.unescape(message)
    assert not FORBIDDEN.search(shown)
    if text.isascii() and text.isprintable():
        assert shown == f"{text} {text}"


def test_markdown_raw() -> None:
    page = report("markdown", "a | <b> [c](d) @e")
    assert "<code>a &#124; &#60;b&#62; &#91;c&#93;(d) &#64;e" in page


@pytest.mark.parametrize("name", ["json", "gitlab", "sarif", "rdjson"])
def test_json_is_ascii(name: str) -> None:
    for text in (*HOSTILE.values(), *FILES.values()):
        document = report(name, text, file=text)
        assert document.isascii()
        json.loads(document)


@each(HOSTILE)
def test_json_keeps_the_text_exactly(text: str) -> None:
    (found,) = json.loads(report("json", text))["findings"]
    assert found["message"] == f"{text} {text}"


def test_sarif_messages_hold_no_placeholder_and_no_link() -> None:
    log = json.loads(report("sarif", "{0} [a](b)"))
    text = log["runs"][0]["results"][0]["message"]["text"]
    assert text == "{{0}} [a] (b) {{0}} [a] (b); {{0}} [a] (b)"


def test_paths_as_uris() -> None:
    assert path_uri("a b/c#d?e%f.md") == "a%20b/c%23d%3Fe%25f.md"
    assert path_uri(os.fsdecode(b"caf\xe9/\xf0\x9f\x98\x80.md")) == "caf%E9/%F0%9F%98%80.md"
    assert path_uri("a:b.md") == "a%3Ab.md"
    assert path_uri("/a b.md") == "file:///a%20b.md"
    assert path_text(os.fsdecode(b"caf\xe9.md")) == "caf\ufffd.md"


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot be made there")
@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_on_standard_output(name: str, tmp_path: Path) -> None:
    """A whole run: hostile names and values, and what the command really writes."""
    hostile = "\\x1b[31m ::error::x ##[error]y <script> ]]> | \\u202e @octocat"
    article = f'---\ntitle: "{hostile}"\ntype: "::error::z {hostile}"\nwebUrl: "{hostile}"\n---\n'
    for file in (b"caf\xe9.md", b"::error::x.md", b"a\nb.md", b"\x1b[31m.md"):
        (tmp_path / os.fsdecode(file)).write_text(article)
    run = subprocess.run(
        [sys.executable, "-m", "article_schema", "check", "--output-format", name, "."],
        cwd=tmp_path, capture_output=True, check=False, env={**os.environ, "FORCE_COLOR": ""},
    )  # fmt: skip
    assert run.returncode == 1
    output = run.stdout.decode("utf-8")
    assert run.stderr == b""
    assert output.count("FLD001") >= 4
    assert not FORBIDDEN.search(output)
    own = commands(output)
    assert all(
        line.startswith(("::error file=", "::warning file=", "::notice file=")) for line in own
    )
    assert bool(own) == (name == "github")
