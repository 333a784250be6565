"""Completion, asked for in the shells themselves."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from article_schema.cli import main
from article_schema.cli.completion import commands_of
from article_schema.cli.completion_scripts import SCRIPTS
from article_schema.cli.dispatch import full_parser
from article_schema.reporting.formats import FORMATS


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
    assert completed("article-schema", "check", "--output-file", "") == []
    registered = run("bash", "-c", script("bash") + "complete -p article-schema")
    assert "-o default" in registered


def test_fish_completes() -> None:
    def offered(line: str) -> list[str]:
        program = f"{script('fish')}\ncomplete -C '{line}'"
        return [
            row.partition("\t")[0] for row in run("fish", "--no-config", "-c", program).split("\n")
        ]

    assert "check" in offered("article-schema ")
    assert sorted(filter(None, offered("article-schema check --color "))) == [
        "always", "auto", "never"
    ]  # fmt: skip
    assert "--output-format" in offered("article-schema check --out")


def test_zsh_reads_the_script() -> None:
    program = f"autoload -Uz compinit; compinit -D; {script('zsh')}\nprint $_comps[article-schema]"
    assert run("zsh", "-f", "-c", program).strip() == "_article_schema"


@pytest.mark.parametrize("shell", SCRIPTS)
def test_the_command_prints_the_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    assert capsys.readouterr().out == script(shell)
