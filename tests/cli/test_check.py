from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from .command import run

GOOD = """\
---
category: news
title: "The harbour at dawn"
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""
WARNED = GOOD.replace('harbour"\n', 'harbour?a=1&amp;b=2"\n')
BAD = GOOD.replace("com/harbour", "com/the harbour")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bad.md").write_text(BAD)
    (tmp_path / "good.md").write_text(
        GOOD.replace("com/harbour", "com/quay").replace("dawn", "noon")
    )
    (tmp_path / "warned.md").write_text(WARNED.replace("dawn", "dusk"))
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["good.md"], 0),
        (["bad.md"], 1),
        (["warned.md"], 0),
        (["--fail-on", "warning", "warned.md"], 1),
        (["--fail-on", "info", "good.md"], 0),
        ([], 1),
        (["--ignore", "URL005"], 0),
        (["--select", "DAT"], 0),
        (["--exit-zero"], 0),
    ],
)
def test_exit_status(folder: Path, arguments: list[str], status: int) -> None:
    assert run("check", *arguments, cwd=folder).returncode == status


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nothing.md"], "no such file or folder: nothing.md"),
        (["--select", "URX001"], "no rule matches 'URX001'"),
        (
            ["--ignore", "space-in-urls"],
            "--ignore: no rule matches 'space-in-urls'; did you mean 'space-in",
        ),
        (["--fail-on", "fatal"], "invalid choice: 'fatal'"),
        (["--output-format", "xml"], "invalid choice: 'xml'"),
        (["--nothing"], "--nothing"),
    ],
)
def test_wrong_usage_is_told(folder: Path, arguments: list[str], message: str) -> None:
    done = run("check", *arguments, cwd=folder)
    assert done.returncode == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout == ""


def test_full_output(folder: Path) -> None:
    done = run("check", "bad.md", cwd=folder)
    assert done.stderr == ""
    assert done.stdout.startswith("bad.md:6:37: error URL005 space-in-url\n")
    assert '6 | webUrl: "https://www.example.com/the harbour"\n' in done.stdout
    assert "Found 1 error in 1 file.\n" in done.stdout


def test_concise_output(folder: Path) -> None:
    done = run("check", "--output-format", "concise", cwd=folder)
    first, second, *rest = done.stdout.splitlines()
    assert first == "bad.md:6:37: URL005 `webUrl` holds a space"
    assert second == "warned.md:6:45: URL009 the URL holds the HTML entity `&amp;`"
    assert rest == ["Found 1 error and 1 warning in 3 files.", "2 can be fixed with `--fix`."]


def test_json_output(folder: Path) -> None:
    report = json.loads(run("check", "--output-format", "json", cwd=folder).stdout)
    assert report["version"] == 1
    assert report["tool"]["name"] == "article-schema"
    assert report["summary"] == {"files": 3, "error": 1, "warning": 1, "info": 0}
    assert {
        "code", "name", "severity", "message", "help", "file", "line", "column", "endLine",
        "endColumn", "route", "fixable",
    } <= set(report["findings"][0])  # fmt: skip


def test_statistics(folder: Path) -> None:
    done = run("check", "--statistics", cwd=folder)
    assert done.stdout.splitlines()[:2] == [
        "1  URL005  error    [*]  space-in-url",
        "1  URL009  warning  [*]  entity-in-url",
    ]


def test_selectors_may_be_repeated_and_separated_by_commas(folder: Path) -> None:
    done = run(
        "check", "--select", "DAT,URL005", "--select", "URL009", "--output-format", "concise",
        cwd=folder,
    )  # fmt: skip
    assert [line.split()[1] for line in done.stdout.splitlines()[:2]] == ["URL005", "URL009"]


def test_nothing_to_check_is_a_warning(tmp_path: Path) -> None:
    done = run("check", cwd=tmp_path)
    assert done.returncode == 0
    assert "no article files found: no file ends in .md, " in done.stderr
    assert done.stdout == "No article files found.\n"


NO_ARTICLES: dict[str, tuple[dict[str, str], str]] = {
    "text without front matter": (
        {"a.md": "text\n", "b/c.md": "text\n"},
        "2 files begin with no line `---`, so no front matter was read; name a file to check it",
    ),
    "one text without front matter": (
        {"a.md": "text\n"},
        "1 file begins with no line `---`, so no front matter was read; name a file to check it",
    ),
    "a pattern leaves it out": (
        {"a.md": "---\n---\n", "article-schema.toml": 'exclude = ["*.md"]\n'},
        "1 file is left out by `include`, `exclude`, hidden folders or ignore files",
    ),
    "an ignore file and a hidden folder leave them out": (
        {"a.md": "---\n---\n", ".ignore": "*.md\n", ".hidden/b.md": "---\n---\n"},
        "2 files are left out by `include`, `exclude`, hidden folders or ignore files",
    ),
    "other kinds of files": ({"a.txt": "text\n"}, "no file ends in .md, "),
}  # fmt: skip


@pytest.mark.parametrize(("files", "why"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_a_check_of_no_article_says_why(tmp_path: Path, files: dict[str, str], why: str) -> None:
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    done = run("check", ".", cwd=tmp_path)
    assert done.stderr.startswith(f"warning: no article files found: {why}")
    assert done.stdout == "No article files found.\n"


def test_the_end_of_a_report_names_the_command_that_explains_once(folder: Path) -> None:
    done = run("check", cwd=folder)
    hints = [line for line in done.stdout.splitlines() if "article-schema explain" in line]
    assert len(hints) == 1
    assert done.stdout.endswith(f"{hints[0]}\n")
    code = hints[0].split()[2].strip("`")
    assert run("explain", code, cwd=folder).returncode == 0
    assert "explain" not in run("check", "--quiet", cwd=folder).stdout
    good = run("check", "--select", "SEC", cwd=folder).stdout
    assert "explain" not in good


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": ""}, False),
    ],
)
def test_colour(folder: Path, env: dict[str, str], coloured: bool) -> None:
    for name in ("full", "concise"):
        done = run("check", "--output-format", name, "bad.md", cwd=folder, env=env)
        assert ("\x1b[" in done.stdout) is coloured


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are Unicode there")
@pytest.mark.parametrize("name", ["full", "concise", "json"])
def test_a_file_name_that_is_not_utf_8(tmp_path: Path, name: str) -> None:
    with open(os.path.join(os.fsencode(tmp_path), b"caf\xe9.md"), "w") as file:
        file.write(BAD)
    done = run("check", "--output-format", name, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr == ""
    assert "caf\\udce9.md" in done.stdout or "caf\\xe9.md" in done.stdout


def test_output_that_its_encoding_lacks_is_escaped(folder: Path) -> None:
    (folder / "bad.md").write_text(BAD.replace("example.com/the", "example.com/ü"), "utf-8")
    done = run("check", "bad.md", cwd=folder, encoding="ascii")
    assert done.returncode == 1
    assert "\\xfc" in done.stdout


def test_a_reader_that_goes_away_changes_no_status(folder: Path) -> None:
    for number in range(400):
        (folder / f"bad{number}.md").write_text(BAD)
    process = subprocess.Popen(
        [sys.executable, "-m", "article_schema", "check"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=folder,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.wait() == 1


def test_control_characters_of_a_file_do_not_reach_the_terminal(folder: Path) -> None:
    (folder / "bad.md").write_text(GOOD.replace("The harbour", "\x1b[31mred"))
    done = run("check", "bad.md", cwd=folder)
    assert "\x1b" not in done.stdout
    assert "\\x1b" in done.stdout
