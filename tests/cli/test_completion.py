"""Completion, asked for in the shells themselves."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from article_schema.cli import main
from article_schema.cli.completion import commands_of
from article_schema.cli.completion_scripts import SCRIPTS
from article_schema.cli.dispatch import full_parser
from article_schema.reporting.formats.registry import FORMATS


def script(shell: str) -> str:
    return SCRIPTS[shell](commands_of(full_parser()))


def run(shell: str, *arguments: str) -> str:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return done.stdout


def completed(*words: str) -> list[str]:
    """Return what bash offers for the last of some words."""
    program = f"""{script("bash")}
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
        _article_schema
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    return run("bash", "-c", program, "bash", *words).split()


def test_bash_completes_commands() -> None:
    assert {"check", "fmt", "explain", "rules"} <= set(completed("article-schema", ""))
    assert completed("article-schema", "ch") == ["check"]


def test_bash_completes_options_of_a_command() -> None:
    assert completed("article-schema", "check", "--output-fo") == ["--output-format"]
    assert completed("article-schema", "-") == ["--help", "--version"]


def test_bash_completes_values() -> None:
    assert completed("article-schema", "check", "--output-format", "") == list(FORMATS)
    assert completed("article-schema", "check", "--color", "=", "n") == ["never"]
    assert "URL005" in completed("article-schema", "explain", "URL")
    assert completed("article-schema", "completion", "") == ["bash", "zsh", "fish"]


def test_bash_leaves_files_to_itself() -> None:
    assert completed("article-schema", "check", "") == []
    assert completed("article-schema", "get", "title", "") == []
    assert completed("article-schema", "set", "a.md", "--al") == ["--aliases"]
    assert completed("article-schema", "set", "--aliases", "f") == ["follow"]
    assert completed("article-schema", "check", "--output-file", "") == []
    registered = run("bash", "-c", script("bash") + "complete -p article-schema")
    assert "-o default" in registered


#: What each shell has to say beside a word, so that no help gets lost on the way to it.
DESCRIBED = {
    "": {
        "check": "Check article files.",
        "completion": "Print the script for completion in a shell.",
        "explain": "Explain a rule.",
        "fmt": "Bring files to the house style.",
    },
    "check --output-f": {
        "--output-file": "write them to a file instead",
        "--output-format": "how findings are written",
    },
}


def test_every_word_is_described() -> None:
    for command in commands_of(full_parser()):
        assert bool(command.summary) is bool(command.name)
        for option in command.options:
            assert option.help, (command.name, option.names)


def by_fish(line: str) -> dict[str, str]:
    """Return what fish offers behind some words, with what it says beside each."""
    program = f"{script('fish')}\ncomplete -C 'article-schema {line}'"
    rows = run("fish", "--no-config", "-c", program).splitlines()
    return {word: said for word, _, said in (row.partition("\t") for row in rows)}


@pytest.mark.parametrize("line", DESCRIBED)
def test_fish_describes_what_it_offers(line: str) -> None:
    offered = by_fish(line)
    assert offered.items() >= DESCRIBED[line].items()
    assert all(offered.values())


def test_fish_completes_values() -> None:
    assert sorted(by_fish("check --color ")) == ["always", "auto", "never"]
    assert {"URL001", "URL005"} <= set(by_fish("explain URL00"))
    assert sorted(by_fish("completion ")) == ["bash", "fish", "zsh"]


def test_fish_offers_files_where_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "harbour.md").touch()
    assert "harbour.md" in by_fish("check ")
    assert "harbour.md" in by_fish("check --output-file ")
    assert "harbour.md" in by_fish("get title ")
    assert "harbour.md" in by_fish("set ")
    assert "harbour.md" not in by_fish("check --color ")


def test_zsh_gets_one_argument_that_takes_the_rest() -> None:
    """`_arguments` refuses a second one."""
    text = script("zsh")
    for name in ("check", "explain", "get", "set", "unset"):
        case = text.partition(f"\n    {name})")[2].partition(";;")[0]
        assert case.count("'*: :") == (name != "explain"), name
    assert "'*: :_files'" in text.partition("\n    set)")[2].partition(";;")[0]


def test_zsh_reads_the_script() -> None:
    program = f"autoload -Uz compinit; compinit -D; {script('zsh')}\nprint $_comps[article-schema]"
    assert run("zsh", "-f", "-c", program).strip() == "_article_schema"


class Terminal:
    """A zsh in a terminal, which knows the script."""

    def __init__(self, folder: Path) -> None:
        import fcntl
        import pty
        import struct
        import termios

        (folder / "script").write_text(script("zsh"))
        self.end, inner = pty.openpty()
        # Wide enough for a line of the list, which would be cut off otherwise.
        fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 60, 160, 0, 0))
        environment = {"TERM": "dumb", "PATH": os.environ["PATH"], "HOME": str(folder)}
        self.shell = subprocess.Popen(
            ["zsh", "-f", "-i"], stdin=inner, stdout=inner, stderr=inner, cwd=folder,
            env=environment, start_new_session=True,
        )  # fmt: skip
        os.close(inner)
        self.type("PS1='re''ady> '; autoload -Uz compinit; compinit -D; source ./script\n")
        self.shows("ready> ")

    def type(self, text: str) -> None:
        os.write(self.end, text.encode())

    def shows(self, *wanted: str) -> bool:
        """Read until everything that is wanted has been shown, or for half a minute."""
        shown, until = "", time.monotonic() + 30
        while not all(text in shown for text in wanted) and time.monotonic() < until:
            if select.select([self.end], [], [], 0.1)[0]:
                shown += os.read(self.end, 65_536).decode("utf-8", "replace")
        return all(text in shown for text in wanted)


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    if shutil.which("zsh") is None:
        pytest.skip("zsh is not installed")
    made = Terminal(tmp_path)
    yield made
    made.shell.kill()
    made.shell.wait()
    os.close(made.end)


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        ("ch", "check "),
        ("check --output-fo", "check --output-format "),
        ("check --color ne", "check --color never "),
        ("explain URL00", "URL009"),
        ("check har", "check harbour.md"),
        ("check --output-file har", "harbour.md"),
        ("get title har", "harbour.md"),
        ("set har", "harbour.md"),
    ],
)
def test_zsh_completes(terminal: Terminal, tmp_path: Path, typed: str, completed: str) -> None:
    (tmp_path / "harbour.md").touch()
    terminal.type(f"article-schema {typed}\t")
    assert terminal.shows(completed)


@pytest.mark.parametrize("line", DESCRIBED)
def test_zsh_describes_what_it_offers(terminal: Terminal, line: str) -> None:
    terminal.type(f"article-schema {line}\t\t")
    longest = max(map(len, DESCRIBED[line]))
    assert terminal.shows(
        *(f"{word:{longest}}  -- {said}" for word, said in DESCRIBED[line].items())
    )


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_command_prints_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert capsys.readouterr().out == script(shell)
