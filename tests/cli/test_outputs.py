"""Where reports go, and what a terminal gets besides."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from article_schema.checking.results.report import Report
from article_schema.cli import main
from article_schema.reporting.base import Presentation
from article_schema.reporting.formats.registry import FORMATS
from article_schema.reporting.links import linked, rule_url, shows_links
from article_schema.reporting.progress import ProgressReporter

Output = pytest.CaptureFixture[str]


@pytest.fixture
def site(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(root / "examples" / "broken", tmp_path / "content")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_file_instead_of_standard_output(site: Path, capsys: Output) -> None:
    assert main(["check", "content", "--output-format", "json", "--output-file", "out.json"]) == 1
    assert capsys.readouterr().out == ""
    assert json.loads((site / "out.json").read_text())["summary"]["files"] == 4


def test_several_outputs_at_once(site: Path, capsys: Output) -> None:
    more = [f"--output={name}:out.{name}" for name in FORMATS]
    assert main(["check", "content", "--output-format", "concise", *more]) == 1
    text = capsys.readouterr().out
    assert text == (site / "out.concise").read_text()
    assert all((site / f"out.{name}").stat().st_size for name in FORMATS)


def test_a_report_replaces_the_one_before_it(site: Path, capsys: Output) -> None:
    (site / "out").write_text("x" * 100_000)
    main(["check", "content/bad-link.md", "--output", "json-lines:out"])
    assert json.loads((site / "out").read_text())["code"] == "URL005"
    assert [path.name for path in site.iterdir() if "tmp" in path.name] == []


def test_a_folder_that_is_not_there_is_found_out_before_checking(
    site: Path, capsys: Output
) -> None:
    assert main(["check", "content", "--output", "json:no/such/out"]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == "error: no/such/out: cannot be saved: there is no folder no/such\n"


@pytest.mark.parametrize("value", ["sarif", "sarif:", "xml:out", ":out"])
def test_a_wrong_output_is_refused(site: Path, capsys: Output, value: str) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["check", "--output", value])
    assert caught.value.code == 2
    assert "is not FORMAT:FILE" in capsys.readouterr().err


def test_quiet(site: Path, capsys: Output) -> None:
    main(["check", "content/bad-link.md", "--output-format", "concise", "--quiet"])
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_statistics_leave_machine_formats_alone(site: Path, capsys: Output) -> None:
    main(["check", "content", "--output-format", "github", "--statistics"])
    with_them = capsys.readouterr().out
    main(["check", "content", "--output-format", "github"])
    assert with_them == capsys.readouterr().out
    assert with_them.startswith("::error ")


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(
    site: Path,
    capsys: Output,
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    coloured: bool,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", "content", *arguments])
    assert ("\x1b[" in capsys.readouterr().out) == coloured


def test_files_are_never_coloured(site: Path) -> None:
    main(["check", "content", "--color", "always", "--output", "full:out"])
    coloured = (site / "out").read_text()
    main(["check", "content", "--color", "never", "--output", "full:out"])
    assert coloured == (site / "out").read_text()
    assert "URL005" in coloured
    assert "\x1b" not in coloured


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are those of POSIX")
def test_on_a_terminal_there_are_colours_and_links(site: Path) -> None:
    import pty

    leader, follower = pty.openpty()
    environment = {
        **{key: value for key, value in os.environ.items() if key not in ("CI", "TMUX", "STY")},
        "TERM": "xterm-256color", "VTE_VERSION": "7000", "NO_COLOR": "",
        "ARTICLE_SCHEMA_RULES_URL": "https://docs.example.com/rules/{code}.html",
    }  # fmt: skip
    with subprocess.Popen(
        [sys.executable, "-m", "article_schema", "check", "content/bad-link.md"],
        stdout=follower, stderr=follower, env=environment,
    ) as process:  # fmt: skip
        process.wait()
    os.close(follower)
    output = os.read(leader, 100_000).decode()
    os.close(leader)
    link = "\x1b]8;;https://docs.example.com/rules/URL005.html\x1b\\"
    assert f"{link}\x1b[1;31merror URL005\x1b[0m\x1b]8;;\x1b\\" in output


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"VTE_VERSION": "6800"}, True),
        ({"VTE_VERSION": "5000"}, True),
        ({"VTE_VERSION": "4999"}, False),
        ({"VTE_VERSION": "²"}, False),
        ({"KONSOLE_VERSION": ""}, True),
        ({"STY": "x", "KITTY_WINDOW_ID": "1"}, False),
        ({"FORCE_HYPERLINK": ""}, False),
        ({"FORCE_HYPERLINK": "yes"}, True),
        ({"VTE_VERSION": "new"}, False),
        ({"WT_SESSION": "x"}, True),
        ({"WT_SESSION": "x", "TMUX": "x"}, False),
        ({"WT_SESSION": "x", "TMUX": "x", "FORCE_HYPERLINK": "1"}, True),
        ({"WT_SESSION": "x", "FORCE_HYPERLINK": "0"}, False),
        ({"WT_SESSION": "x", "CI": "true"}, False),
    ],
)
def test_terminals_that_show_links(environment: dict[str, str], shown: bool) -> None:
    assert shows_links(environment) == shown


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("", None),
        ("https://docs.example.com/rules", "https://docs.example.com/rules/URL005"),
        ("https://docs.example.com/rules/", "https://docs.example.com/rules/URL005"),
        ("https://docs.example.com/#{code}", "https://docs.example.com/#URL005"),
        ("javascript:alert(1)", None),
        ("https://docs.example.com/\x1b\\", None),
        ("https://docs.example.com/a)b", None),
    ],
)
def test_rule_urls(base: str, url: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARTICLE_SCHEMA_RULES_URL", base)
    assert rule_url("URL005") == url


@pytest.mark.skipif(sys.platform == "win32", reason="pseudo-terminals are those of POSIX")
@pytest.mark.parametrize(
    ("columns", "most"), [(20, 40), (40, 40), (60, 60), (120, 120), (300, 120)]
)
def test_a_frame_is_as_wide_as_the_terminal_within_reason(
    site: Path, columns: int, most: int
) -> None:
    import pty

    page = site / "content" / "bad-link.md"
    page.write_text(page.read_text().replace("harbour at", f"{'harbour/' * 30} {'dawn/' * 50}"))
    leader, follower = pty.openpty()
    environment = {**os.environ, "COLUMNS": str(columns), "LINES": "24", "TERM": "dumb", "CI": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "article_schema", "check", "--quiet", str(page)],
        stdout=follower, stderr=subprocess.DEVNULL, env=environment,
    ) as process:  # fmt: skip
        process.wait()
    os.close(follower)
    output = os.read(leader, 100_000).decode().replace("\r", "")
    os.close(leader)
    assert "\x1b" not in output
    (line,) = (line for line in output.splitlines() if line.startswith("6 | …"))
    assert len(line) == most - 1
    assert max(map(len, output.splitlines()[1:])) <= most


def test_text_without_an_address_is_no_link() -> None:
    assert linked("URL005", None) == "URL005"


def test_progress_is_shown_after_a_second_and_taken_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from article_schema.checking.engine.checker import Checker

    monkeypatch.setitem(sys.modules, "rich.progress", None)
    out, terminal = StringIO(), StringIO()
    moments = iter([0.0, 0.5, 1.2, 1.25, 1.4])
    reporter = ProgressReporter(
        FORMATS["concise"](out, Presentation()), terminal, lambda: next(moments)
    )
    checker = Checker()
    report = Report()
    seen = []
    for number in range(4):
        result = checker.check_text(
            "---\n---\n" if number == 3 else "no", f"{number}.md", named=False
        )
        report.add(result)
        reporter.result(result)
        seen.append(terminal.getvalue())
    assert seen[:3] == ["", "\r\x1b[2K0 files checked, 0 findings, 0/s", seen[1]]
    assert seen[3].removeprefix(seen[2]) == "\r\x1b[2K\r\x1b[2K1 file checked, 1 finding, 0.7/s"
    reporter.finish(report)
    assert terminal.getvalue().endswith("0.7/s\r\x1b[2K")
    assert "3.md:1:1" in out.getvalue()
