"""Configuration, files and suppression, as the options of `article-schema check` reach them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest

from article_schema.cli.key_options import words
from article_schema.reporting.formats.registry import FORMATS

from .command import Done, run, with_stdin

ROOT = Path(__file__).resolve().parents[2]

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
BAD = GOOD.replace("com/harbour", "com/the harbour")
CONCISE = ("check", "--output-format", "concise", "--ignore", "SET")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name in ("posts/bad.md", "drafts/bad.md"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(BAD)
    (tmp_path / "README.md").write_text("# Read me\n")
    return tmp_path


def places(done: Done) -> list[str]:
    return [line.split(" ")[0] for line in done.stdout.splitlines() if ".md:" in line]


def test_the_configuration_decides(site: Path) -> None:
    (site / "article-schema.toml").write_text("exclude = ['drafts']\n[severity]\nURL = 'info'\n")
    done = run(*CONCISE, cwd=site)
    assert places(done) == ["posts/bad.md:6:37:"]
    assert done.returncode == 0
    assert run(*CONCISE, "--fail-on", "info", cwd=site).returncode == 1
    assert run(*CONCISE, "--config", "fail-on = 'info'", cwd=site).returncode == 1
    assert run(*CONCISE, "--isolated", cwd=site).returncode == 1
    assert len(places(run(*CONCISE, "--isolated", cwd=site))) == 2
    assert run(*CONCISE, "--isolated", "--exit-zero", cwd=site).returncode == 0


@pytest.mark.parametrize("selector", ["URL", "URL005", "space-in-url", "ALL"])
def test_severity_off_turns_a_rule_off(site: Path, selector: str) -> None:
    (site / "article-schema.toml").write_text(f"[severity]\n{selector} = 'off'\n")
    done = run(*CONCISE, cwd=site)
    assert (places(done), done.returncode) == ([], 0)
    done = run(*CONCISE, "--isolated", "--config", f"severity.{selector} = 'off'", cwd=site)
    assert (places(done), done.returncode) == ([], 0)
    # Who names rules for one run means these, whatever a file says.
    assert len(places(run(*CONCISE, "--select", "URL005", cwd=site))) == 2
    shown = run("check", "--show-settings", "posts/bad.md", cwd=site).stdout
    assert f'"{selector}" = "off"' in shown


def test_a_threshold_cannot_be_off(site: Path) -> None:
    done = run(*CONCISE, "--config", "fail-on = 'off'", cwd=site)
    assert done.returncode == 2
    assert 'fail-on: must be one of error, warning, info, not the text "off"' in done.stderr


def test_each_folder_has_its_own(site: Path) -> None:
    (site / "drafts" / "article-schema.toml").write_text("ignore = ['URL005']")
    assert places(run(*CONCISE, cwd=site)) == ["posts/bad.md:6:37:"]


def test_a_wrong_configuration_is_a_wrong_call(site: Path) -> None:
    (site / "pyproject.toml").write_text("[tool.article-schema]\n\nselct = []\n")
    done = run("check", cwd=site)
    assert done.returncode == 2
    assert "pyproject.toml:3: selct: there is no such key; did you mean 'select'?" in done.stderr
    assert run("check", "--config", "nope.toml", cwd=site).returncode == 2


def test_settings_are_shown_as_toml(site: Path) -> None:
    (site / "posts" / "article-schema.toml").write_text(
        "select = ['URL']\nrequired = ['secured']\n[options.FLD013]\nthreshold = 70\n"
        "[per-file-ignores]\n'a b' = ['URL']\n"
    )
    done = run("check", "--show-settings", "posts/bad.md", cwd=site)
    assert done.returncode == 0
    assert 'select = ["URL"]' in done.stdout
    assert "posts" in done.stdout.splitlines()[0]
    (site / "again.toml").write_text(done.stdout)
    again = run("check", "--show-settings", "--config", "again.toml", cwd=site)
    assert again.stdout.splitlines()[1:] == done.stdout.splitlines()[1:]


def test_named_files_and_hooks(site: Path) -> None:
    (site / "article-schema.toml").write_text("exclude = ['drafts']")
    named = ("README.md", "drafts/bad.md", "posts/bad.md")
    assert places(run(*CONCISE, *named, cwd=site)) == [
        "README.md:1:1:", "drafts/bad.md:6:37:", "posts/bad.md:6:37:",
    ]  # fmt: skip
    assert places(run(*CONCISE, "--force-exclude", *named, cwd=site)) == ["posts/bad.md:6:37:"]


@pytest.mark.parametrize("separator", [b"\n", b"\r\n", b"\0"])
def test_paths_from_a_list(site: Path, separator: bytes) -> None:
    listed = separator.join([b"posts", b"drafts/bad.md", b""])
    (site / "list").write_bytes(listed)
    expected = ["posts/bad.md:6:37:", "drafts/bad.md:6:37:"]
    assert places(run(*CONCISE, "--files-from", "list", cwd=site)) == expected
    assert places(with_stdin(listed, *CONCISE, "--files-from", "-", cwd=site)) == expected
    assert run(*CONCISE, "--files-from", "nowhere", cwd=site).returncode == 2


def test_standard_input(site: Path) -> None:
    done = with_stdin(BAD.encode(), *CONCISE, "-", "--stdin-filename", "posts/new.md", cwd=site)
    assert places(done) == ["posts/new.md:6:37:"]
    assert run(*CONCISE, "-", "posts", cwd=site).returncode == 2


def test_standard_input_is_fixed_to_standard_output(site: Path) -> None:
    done = with_stdin(BAD.encode(), *CONCISE, "--fix", "-", cwd=site)
    assert done.stdout == BAD.replace("the harbour", "the%20harbour")
    assert "Fixed 1 finding" in done.stderr
    done = with_stdin(b"---\na: : b\n---\n", *CONCISE, "--fix", "-", cwd=site)
    assert done.stdout == "---\na: : b\n---\n"
    assert with_stdin(b"\xff", *CONCISE, "--fix", "-", cwd=site).returncode == 2
    diff = with_stdin(BAD.encode(), *CONCISE, "--diff", "-", cwd=site)
    assert "+webUrl" in diff.stdout


def test_what_git_says_has_changed(site: Path) -> None:
    author = ("-c", "user.name=a", "-c", "user.email=a@example.com")
    for command in (["init", "-q"], ["add", "-A"], [*author, "commit", "-qm", "a"]):
        subprocess.run(["git", *command], cwd=site, check=True)
    assert places(run(*CONCISE, "--since", "HEAD", cwd=site)) == []
    path = site / "posts" / "bad.md"
    path.write_text(BAD.replace("type: article", "type: 1"))
    assert places(run(*CONCISE, "--since", "HEAD", cwd=site)) == [
        "posts/bad.md:6:37:", "posts/bad.md:7:7:",
    ]  # fmt: skip
    assert places(run(*CONCISE, "--changed-lines", cwd=site)) == ["posts/bad.md:7:7:"]
    assert places(run(*CONCISE, "--since", "HEAD", "drafts", cwd=site)) == []
    assert run(*CONCISE, "--since", "nowhere", cwd=site).returncode == 2


def test_a_baseline(site: Path) -> None:
    done = run(*CONCISE, "--write-baseline", "known.json", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Wrote 2 findings to known.json.\n"
    assert list(json.loads((site / "known.json").read_text())["findings"]) == [
        "drafts/bad.md", "posts/bad.md",
    ]  # fmt: skip
    assert places(run(*CONCISE, "--baseline", "known.json", cwd=site)) == []
    (site / "article-schema.toml").write_text("baseline = 'known.json'")
    assert run(*CONCISE, "posts", cwd=site).returncode == 0
    (site / "posts" / "bad.md").write_text(GOOD)
    done = run(*CONCISE, cwd=site)
    assert done.stderr == "Not found any more: 1 finding of the baseline; write it again.\n"
    assert run(*CONCISE, "--quiet", cwd=site).stderr == ""
    assert run(*CONCISE, "--baseline", "none.json", cwd=site).returncode == 2


def test_suppressions_are_added(site: Path) -> None:
    done = run("check", "--add-ignores", "posts", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Suppressed 1 finding in 1 file.\n"
    text = (site / "posts" / "bad.md").read_text()
    assert text == BAD.replace('the harbour"', 'the harbour" # article-schema: ignore[URL005]')
    assert run(*CONCISE, "posts", cwd=site).returncode == 0
    (site / "posts" / "page.json").write_text("{}")
    done = run("check", "--add-ignores", "posts", cwd=site)
    assert done.returncode == 1
    assert "1 finding cannot be suppressed by a comment" in done.stderr


@pytest.mark.parametrize(
    ("fixable", "told"), [(True, "Would fix 1 finding in 1 file.\n"), (False, "Nothing to fix.\n")]
)
def test_a_diff_is_summed_up_beside_it(site: Path, fixable: bool, told: str) -> None:
    (site / "posts" / "bad.md").write_text(BAD if fixable else GOOD)
    done = run("check", "--isolated", "--diff", "posts", cwd=site)
    assert (done.returncode, done.stderr) == (int(fixable), told)
    assert done.stdout.count("\n+webUrl: ") == int(fixable)


def test_lists_of_rules_may_have_gaps(site: Path) -> None:
    assert words(" URL005 ,, TXT,") == ["URL005", "TXT"]
    assert words(",") == []


def test_settings_with_tables_are_shown_as_they_are_read(site: Path) -> None:
    given = {
        "fail-on": "warning",
        "severity": {"URL005": "info"},
        "options": {"FLD013": {"threshold": 70}, "IMG006": {"width": 800}},
        "required": ["secured"],
        "per-file-ignores": {"drafts/*.md": ["FLD001"]},
    }
    (site / "article-schema.toml").write_text(
        "fail-on = 'warning'\nrequired = ['secured']\n[severity]\nURL005 = 'info'\n"
        "[options.FLD013]\nthreshold = 70\n[options.IMG006]\nwidth = 800\n"
        "[per-file-ignores]\n'drafts/*.md' = ['FLD001']\n"
    )
    shown = tomllib.loads(run("check", "--show-settings", cwd=site).stdout)
    assert {key: shown[key] for key in given} == given


def test_now_is_when_the_option_says(site: Path) -> None:
    (site / "good.md").write_text(GOOD)
    early = run(*CONCISE, "--now", "2019-01-01T00:00:00Z", "good.md", cwd=site)
    assert "DAT004 `publishedDateTime` lies 528 days in the future" in early.stdout
    assert run(*CONCISE, "--now", "2020-06-12T20:00:00+01:00", "good.md", cwd=site).stdout == (
        "All checks passed in 1 file.\n"
    )
    wrong = run(*CONCISE, "--now", "2020-06-12", "good.md", cwd=site)
    assert (wrong.returncode, "has no time of day" in wrong.stderr) == (2, True)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
@pytest.mark.parametrize(
    "options",
    [
        ["--fix", "--unsafe-fixes"],
        ["--diff"],
        ["--add-ignores"],
        ["--write-baseline", "baseline.json"],
        ["--statistics"],
        *(["--output-format", name] for name in FORMATS),
    ],
    ids=" ".join,
)
def test_several_processes_do_what_one_does(tmp_path: Path, options: list[str]) -> None:
    done = []
    for jobs in ("1", "3"):
        folder = tmp_path / jobs / "site"
        shutil.copytree(ROOT / "examples" / "broken", folder)
        result = run("check", "--isolated", "--jobs", jobs, *options, ".", cwd=folder)
        files = {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        done.append((result, files))
    assert done[0] == done[1]


@pytest.mark.parametrize("number", ["0", "-1", "two", "1000", "\u0663"])
def test_the_number_of_processes_is_one(number: str) -> None:
    done = run("check", "--jobs", number, ".")
    assert done.returncode == 2
    assert "is not a number from 1 to 999" in done.stderr


@pytest.mark.parametrize("selectors", ["", ",", " , "])
def test_a_selection_of_no_rule_does_not_let_every_file_pass(selectors: str) -> None:
    done = run("check", "--select", selectors, ".")
    assert done.returncode == 2
    assert "--select: it names no rule; leave it out for all of them" in done.stderr


def test_an_older_name_in_the_configuration_is_told_on_one_line(site: Path) -> None:
    (site / "article-schema.toml").write_text("[options.DAT004]\ntolerance_days = 3\n")
    done = run(*CONCISE, cwd=site)
    told = "article-schema.toml:2: options.DAT004.tolerance_days: is an older name; "
    assert done.stderr.splitlines() == [f"warning: {told}write `tolerance-days` instead"]
    assert done.returncode == 1
