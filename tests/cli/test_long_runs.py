"""Commands that may take long: a bar on a terminal, lines in the logs of servers, else nothing."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from article_schema.cli import main
from article_schema.reporting import progress

pytest.importorskip("pty")  # Windows has none

ARTICLE = '---\ntitle: "The harbour {} "\nwebUrl: "https://127.0.0.1:9/{}"\n---\n'
COMMANDS = {
    "check": ["check", "--exit-zero", "."],
    "fix": ["check", "--fix", "--exit-zero", "."],
    "fmt": ["fmt", "."],
    "set": ["set", ".", "quality=4"],
    "infer": ["infer", "."],
    "stats": ["stats", "."],
    "verify": ["verify", "--exit-zero", "--ignore-robots", "."],
}
each_command = pytest.mark.parametrize("command", COMMANDS)


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Some articles, and a run that is long at once."""
    for number in range(3):
        (tmp_path / f"{number}.md").write_text(ARTICLE.format(number, number))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setattr(progress, "_PAUSES", {True: 0.0, False: 0.0})
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("CI", raising=False)


@contextmanager
def terminal() -> Iterator[Callable[[], str]]:
    """Make standard error a terminal; what it gives returns what was shown, once that is closed."""
    ours, theirs = os.openpty()
    shown: list[bytes] = []

    def read() -> None:
        try:
            while piece := os.read(ours, 4096):
                shown.append(piece)
        except OSError:  # the other end is closed
            return

    reader = threading.Thread(target=read)
    reader.start()
    before = sys.stderr
    try:
        with open(theirs, "w", encoding="utf-8") as sys.stderr:
            yield lambda: b"".join(shown).decode()
    finally:
        sys.stderr = before
        reader.join(10)
        os.close(ours)


def run_on_terminal(command: str) -> str:
    with terminal() as shown:
        main(COMMANDS[command])
    return shown()


@each_command
def test_a_terminal_gets_a_bar(command: str) -> None:
    pytest.importorskip("rich")
    shown = run_on_terminal(command)
    assert "━" in shown
    assert " of 3" in shown
    # The last row is taken away again, before the command says its last words.
    assert "━" not in shown.rpartition("\x1b[2K")[2]


@each_command
def test_a_terminal_without_the_extra_gets_words(
    command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "rich.progress", None)
    shown = run_on_terminal(command)
    assert "━" not in shown
    assert " of 3" in shown
    assert " of 3" not in shown.rpartition("\x1b[2K")[2]


@each_command
def test_a_log_gets_lines_and_a_pipe_nothing(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(COMMANDS[command])
    assert " of 3" not in capsys.readouterr().err
    monkeypatch.setenv("CI", "true")
    main(COMMANDS[command])
    logged = capsys.readouterr().err
    assert any(" of 3" in line and "/s" in line for line in logged.splitlines())
    assert "\x1b" not in logged
    assert "━" not in logged
