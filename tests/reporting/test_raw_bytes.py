"""The bytes of each format for one finding, of which every text is hostile."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import html5lib
import pytest
from cli.command import run
from markdown_it import MarkdownIt

from article_schema import __version__
from article_schema.reporting.formats.registry import FORMATS

from .samples import TEXT, checked, finding, written

#: Sequences for terminals, the end of CDATA, quotes, markup, a cell, bidi, half a character, NUL, a
#: line break and commands for runners.
MESSAGE = '\x1b[31m]]>"<b>|`\u202e\ud800\0\n::error::x'
HELP = "see ##[error]y"
FILE = 'a\n::error::\udce9"|.md'

#: How message and file are written in each format.
PARTS = {
    "full": (rb"""\x1b[31m]]>"<b>|`\u202e\ud800\x00\n::error::x""",
             rb"""a\n::error::\udce9"|.md:2:"""),
    "json": (rb"""\u001b[31m]]>\"<b>|`\u202e\ud800\u0000\n::error::x""",
             rb"""a\n::error::\udce9\"|.md"""),
    "github": (rb"""::\x1b[31m]]>"<b>|`\u202e\ud800\x00\n::error::x%0Asee""",
               rb"""::error file=a%0A%3A%3Aerror%3A%3A\udce9"|.md,line=2"""),
    "gitlab": (rb"""\\x1b[31m]]>\"<b>|`\\u202e\\ud800\\x00\\n::error::x""",
               rb"""a\n::error::\ufffd\"|.md"""),
    "junit": (rb"""\x1b[31m]]&gt;"&lt;b&gt;|`\u202e\ud800\x00\n::error::x""",
              rb"""a\n::error::\udce9&quot;|.md"""),
    "sarif": (rb"""\\x1b[31m]]>\"<b>|`\\u202e\\ud800\\x00\\n::error::x; see #\u0023[error]y""",
              rb"""a%0A%3A%3Aerror%3A%3A%E9%22%7C.md"""),
    "markdown": (
        rb"""&#92;x1b&#91;31m&#93;&#93;&#62;&#34;&#60;b&#62;&#124;&#96;&#92;u202e&#92;ud800""",
        rb"""<code>a&#92;n&#58;&#58;error&#58;&#58;&#92;udce9&#34;&#124;&#46;md&#58;2""",
    ),
    "html": (rb"""\x1b[31m]]&gt;"&lt;b&gt;|`\u202e\ud800\x00\n&#58;:error&#58;:x""",
             rb"""<h3>a\n&#58;:error&#58;:\udce9"|.md</h3>"""),
}  # fmt: skip
PARTS["concise"], PARTS["json-lines"], PARTS["rdjson"] = (
    PARTS["full"], PARTS["json"], PARTS["gitlab"]
)  # fmt: skip
SNAPSHOTS = Path(__file__).parent / "snapshots" / "hostile"


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)


def raw(name: str) -> bytes:
    """Return what the command would write to a pipe."""
    found = finding(TEXT, "港", MESSAGE, help=HELP, route=("title", MESSAGE))
    text = written(name, [checked(FILE, TEXT, [found])])
    return text.encode("utf-8", "backslashreplace")


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes(name: str, update_snapshots: bool) -> None:
    path = SNAPSHOTS / f"{name}.txt"
    shown = raw(name).replace(f'"{__version__}"'.encode(), b'"VERSION"')
    if update_snapshots:
        path.write_bytes(shown)
    assert shown == path.read_bytes()


@pytest.mark.parametrize("name", FORMATS)
def test_the_hostile_part_of_the_bytes(name: str) -> None:
    """What matters most in the snapshots, so that nobody updates it away without a look."""
    shown = raw(name)
    message, file = PARTS[name]
    assert message in shown
    assert file in shown
    assert not re.search(rb"[\x00-\x09\x0b-\x1f\x7f]", shown)


# The whole command, with a hostile key, title and file name


def parsed(name: str, output: str) -> Any:
    """Read an output as whoever it is for, and return all that was found there."""
    if name in ("json", "sarif", "rdjson", "gitlab"):
        return json.loads(output)
    if name == "json-lines":
        return [json.loads(line) for line in output.split("\n")[:-1]]
    if name == "junit":
        return ET.fromstring(output.encode())
    if name == "html":
        return html5lib.parse(output)
    if name == "markdown":
        return MarkdownIt("gfm-like", {"linkify": False}).render(output)
    return output


HOSTILE = "\\x1b[31m]]>'<script>|`\\u202e\\0\\n::error::x ##[error]y {{0}} [a](b)"
ALLOWED = re.compile(rb"[\n\x20-\x7e\x80-\xff]*")


@pytest.mark.skipif(os.name != "posix", reason="such names cannot be made there")
@pytest.mark.parametrize("name", [*FORMATS, "statistics"])
def test_a_whole_run(name: str, tmp_path: Path) -> None:
    article = f'---\n"{HOSTILE}": 1\ntitle: "{HOSTILE}"\nwebUrl: "{HOSTILE}"\ntopics: {{}}\n---\n'
    for file in (b"caf\xe9.md", b"::error::x.md", b"a\n::error::y.md", b"\x1b[31m|'<i>.md"):
        (tmp_path / os.fsdecode(file)).write_text(article)
    form = ["--statistics"] if name == "statistics" else ["--output-format", name]
    done = run("check", "--isolated", *form, ".", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    output = done.stdout.encode()
    assert ALLOWED.fullmatch(output)
    assert not re.search("[\x80-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]", done.stdout)
    assert len(parsed(name, done.stdout)) > 0
    lines = [line.lstrip() for line in done.stdout.split("\n")]
    commands = [line for line in lines if line.startswith("::")]
    assert bool(commands) == (name == "github")
    assert all(re.match("::(error|warning|notice) file=", line) for line in commands)
    if name != "github":
        # Behind a command of ours nothing is searched for this older form.
        assert "##[" not in done.stdout
    if name in ("junit", "markdown"):
        assert "<script>" not in done.stdout
