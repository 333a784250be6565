"""The exit status of each subcommand in each situation: 0 for fine, 1 for found, 2 for wrong."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from article_schema.cli.dispatch import _COMMANDS

from .command import run

ARTICLE = """\
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


def _with(old: str, new: str) -> Callable[[Path], object]:
    assert old in ARTICLE
    return lambda folder: (folder / "a.md").write_text(ARTICLE.replace(old, new))


def _configured(text: str) -> Callable[[Path], object]:
    def make(folder: Path) -> None:
        (folder / "a.md").write_text(ARTICLE)
        (folder / "article-schema.toml").write_text(text)

    return make


#: What stands in the folder.
SITUATIONS: dict[str, Callable[[Path], object]] = {
    "sound": lambda folder: (folder / "a.md").write_text(ARTICLE),
    "unformatted": _with('category: news\ntitle: "The harbour at dawn"',
                         'title: "The harbour at dawn"\ncategory: news'),
    "a warning": _with('harbour"\n', 'harbour?a=1&amp;b=2"\n'),
    "a fixable error": _with("com/harbour", "com/the harbour"),
    "an error": _with("2020-06-12", "2020-06-31"),
    "no YAML": _with('title: "The', 'title: "The" "'),
    "no UTF-8": lambda folder: (folder / "a.md").write_bytes(
        ARTICLE.encode().replace(b"dawn", b"d\xe9wn")
    ),
    "no file": lambda folder: None,
    "a wrong value": _configured("ignore = 5\n"),
    "no TOML": _configured("ignore = [\n"),
}  # fmt: skip
ALWAYS = "0 0 0 0 0 0 0 0 0 0"
#: The status in each of them, in their order.
TABLE = {
    "check .": "0 0 0 1 1 1 1 0 2 2",
    "check --fail-on warning .": "0 0 1 1 1 1 1 0 2 2",
    "check --exit-zero .": "0 0 0 0 0 0 0 0 2 2",
    "check --fail-on-empty .": "0 0 0 1 1 1 1 1 2 2",
    "check --fix .": "0 0 0 0 1 1 1 0 2 2",
    "check --fix --exit-non-zero-on-fix .": "0 0 1 1 1 1 1 0 2 2",
    "check --diff .": "0 0 1 1 1 1 1 0 2 2",
    "check --add-ignores .": "0 0 0 0 0 1 1 0 2 2",
    "check --write-baseline known.json .": "0 0 0 0 0 0 0 0 2 2",
    "check --show-settings .": "0 0 0 0 0 0 0 0 2 2",
    "fmt .": "0 0 0 0 0 2 2 0 2 2",
    "fmt --check .": "0 1 0 0 0 2 2 0 2 2",
    "fmt --diff .": "0 1 0 0 0 2 2 0 2 2",
    "fmt --force-exclude .": "0 0 0 0 0 2 2 0 2 2",
    "get title .": "0 0 0 0 0 2 2 1 2 2",
    "get nothing .": "1 1 1 1 1 2 2 1 2 2",
    "set . heat=5": "0 0 0 0 0 2 2 0 2 2",
    "set . heat=5 --diff": "1 1 1 1 1 2 2 0 2 2",
    "set . title:=5": "2 2 2 0 0 2 2 0 2 2",
    "rename-key type kind .": "2 2 2 0 0 2 2 0 2 2",
    "rename-key nothing kind .": "0 0 0 0 0 2 2 0 2 2",
    "rename-key heat kind . --where nothing==1": "2 2 2 2 2 2 2 0 2 2",
    "unset heat .": "0 0 0 0 0 2 2 0 2 2",
    "unset topics .": "2 2 2 0 0 2 2 0 2 2",
    "unset type --diff .": "2 2 2 1 1 2 2 0 2 2",
    "schema": "0 0 0 0 0 0 0 0 2 2",
    "fields": "0 0 0 0 0 0 0 0 2 2",
    "explain URL001": ALWAYS,
    "rules": ALWAYS,
    "infer .": "0 0 0 0 0 2 2 2 0 0",
    "init": ALWAYS,
    "init --diff": ALWAYS,
    "completion zsh": ALWAYS,
}
CELLS = [
    (command, situation, int(status))
    for command, row in TABLE.items()
    for situation, status in zip(SITUATIONS, row.split(), strict=True)
]
SUBCOMMANDS = sorted({command.split()[0] for command in TABLE})


def module_of(command: str) -> str:
    """Return the module that runs a subcommand."""
    return f"article_schema.cli.{_COMMANDS[command][0]}"


@pytest.mark.parametrize(("command", "situation", "status"), CELLS)
def test_the_status_of_a_command_in_a_situation(
    tmp_path: Path, command: str, situation: str, status: int
) -> None:
    SITUATIONS[situation](tmp_path)
    done = run(*command.split(), cwd=tmp_path)
    assert done.returncode == status, done
    assert "internal error" not in done.stderr
    assert done.stderr.startswith("error: ") is (status == 2)


@pytest.mark.parametrize("command", TABLE)
def test_an_unknown_option_is_a_wrong_call(tmp_path: Path, command: str) -> None:
    done = run(*command.split(), "--nope", cwd=tmp_path)
    assert done.returncode == 2
    assert "unrecognized arguments: --nope" in done.stderr


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_what_is_not_there_is_a_wrong_call(tmp_path: Path, command: str) -> None:
    assert run(command, "missing", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_help_is_a_right_call(tmp_path: Path, command: str) -> None:
    done = run(command, "--help", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: article-schema {command} ")


@pytest.mark.parametrize(
    ("raised", "status", "told"),
    [
        (KeyboardInterrupt(), 130, "interrupted\n"),
        (MemoryError(), 2, "error: there is not enough memory\n"),
        (
            OSError(28, "No space left on device"),
            2,
            "error: standard output cannot be written: No space left on device\n",
        ),
        (SystemExit(0), 2, "error: a model or a rule ended the run with SystemExit(0)\n"),
    ],
    ids=["Ctrl-C", "memory", "disk", "exit"],
)
@pytest.mark.parametrize("command", TABLE)
def test_what_ends_a_command_decides_its_status(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str,
    raised: BaseException, status: int, told: str,
) -> None:  # fmt: skip
    def run_into_it(options: object) -> NoReturn:
        raise raised

    SITUATIONS["sound"](tmp_path)
    monkeypatch.setattr(f"{module_of(command.split(maxsplit=1)[0])}.run", run_into_it)
    done = run(*command.split(), cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (status, "", told)


@pytest.mark.parametrize("command", SUBCOMMANDS)
def test_an_error_of_our_own_is_no_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    def fail(options: object) -> NoReturn:
        raise ZeroDivisionError("by zero")

    monkeypatch.setattr(f"{module_of(command)}.run", fail)
    call = next(call for call in TABLE if call.split()[0] == command)
    done = run(*call.split(), cwd=tmp_path)
    assert done.returncode == 2
    assert "error: internal error, please report it: ZeroDivisionError: by zero (at " in done.stderr
    assert "test_exit_codes.py:" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="there are no named pipes")
def test_ctrl_c_in_a_running_check(tmp_path: Path) -> None:
    pipe = tmp_path / "names"
    os.mkfifo(pipe)
    # Where the tests run in the background, a child would inherit that Ctrl-C is ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    running = subprocess.Popen(
        [sys.executable, "-m", "article_schema", "check", "--files-from", str(pipe)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    signal.signal(signal.SIGINT, before)
    # This waits until the command has opened it too, and so begun to read the list.
    with open(pipe, "w"):
        running.send_signal(signal.SIGINT)
        out, errors = running.communicate(timeout=60)
    assert (running.returncode, out, errors) == (130, "", "interrupted\n")


def test_git_that_is_missing_is_told(tmp_path: Path) -> None:
    SITUATIONS["sound"](tmp_path)
    done = run("check", "--since", "HEAD", ".", cwd=tmp_path, env={"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert done.stderr == "error: git cannot be run: No such file or directory\n"


@pytest.mark.parametrize(("extra", "status"), [(0, 0), (1, 1)])
def test_standard_input_that_is_too_long_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, extra: int, status: int
) -> None:
    import io

    raw = ARTICLE.encode()
    (tmp_path / "article-schema.toml").write_text(f"[limits]\nfile-bytes = {len(raw)}\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(raw + b"\n" * extra)))
    done = run("check", "--output-format", "concise", "-", cwd=tmp_path)
    assert done.returncode == status
    first = done.stdout.split("\n")[0]
    assert first.startswith("stdin.md:1:1: DOC" if extra else "All checks passed in 1 file.")
