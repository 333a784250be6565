"""The gate does not fail open: a check that could not be made never looks like one that passed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="streams are closed by bash")

COMMAND = f"'{sys.executable}' -m article_schema"
BAD = "check broken"
GOOD = "check articles"


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    for name in ("broken", "articles"):
        shutil.copytree(root / "examples" / name, tmp_path / name)
    return tmp_path


def shell(site: Path, line: str) -> tuple[int, str, str]:
    done = subprocess.run(
        ["bash", "-c", line], cwd=site, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def one_line(errors: str) -> bool:
    return errors.startswith("error: ") and errors.count("\n") == 1


@pytest.mark.parametrize(
    "arguments", [BAD, GOOD, "rules", "--version", "check --help", "check --show-settings"]
)  # fmt: skip
@pytest.mark.parametrize("stream", [">/dev/full", ">&-"])
def test_output_that_cannot_be_written_is_an_error(site: Path, arguments: str, stream: str) -> None:
    status, _, errors = shell(site, f"{COMMAND} {arguments} {stream}")
    assert (status, one_line(errors)) == (2, True), errors
    assert "standard output" in errors


@pytest.mark.parametrize(("arguments", "expected"), [(BAD, 1), (GOOD, 0), ("check away", 2)])
@pytest.mark.parametrize("stream", ["2>&-", "2>/dev/full"])
def test_errors_that_cannot_be_written_change_no_status(
    site: Path, arguments: str, expected: int, stream: str
) -> None:
    status, _, _ = shell(site, f"{COMMAND} {arguments} {stream}")
    assert status == expected


@pytest.mark.parametrize(("arguments", "expected"), [(BAD, 1), (GOOD, 0), ("rules", 0)])
@pytest.mark.parametrize("reader", ["head -n 1", "true"])
def test_a_reader_that_goes_away_changes_no_status(
    site: Path, arguments: str, expected: int, reader: str
) -> None:
    line = f"{COMMAND} {arguments} 2>&1 | {reader} >/dev/null; exit ${{PIPESTATUS[0]}}"
    assert shell(site, line) == (expected, "", "")


def test_every_file_is_checked_though_nobody_reads(site: Path) -> None:
    """A fault that comes long after the reader has gone still counts."""
    lines = (site / "articles").iterdir()
    article = next(path for path in lines if path.suffix == ".md").read_text("utf-8")
    for number in range(300):
        text = article.replace("title: ", "title: &a ", 1)
        (site / f"{number:03}.md").write_text(text)
    (site / "999.md").write_text((site / "broken" / "bad-link.md").read_text("utf-8"))
    line = f"{COMMAND} check *.md --output-format concise | true; exit ${{PIPESTATUS[0]}}"
    assert shell(site, line)[0] == 1


def test_closed_standard_input_is_an_error(site: Path) -> None:
    assert shell(site, f"{COMMAND} check - <&-") == (2, "", "error: standard input is closed\n")
    assert shell(site, f"{COMMAND} check --files-from - <&-")[0] == 2
    assert shell(site, f"{COMMAND} {GOOD} <&-")[0] == 0


def test_a_file_is_never_taken_for_a_closed_stream(site: Path) -> None:
    """The first file that is opened would get the number of the stream."""
    text = (site / "broken" / "bad-link.md").read_text("utf-8")
    status, _, _ = shell(site, f"{COMMAND} check --fix broken/bad-link.md <&- >&- 2>&-")
    assert status in (1, 2)
    left = (site / "broken" / "bad-link.md").read_text("utf-8")
    assert "error" not in left
    assert left.count("\n") == text.count("\n")


def test_a_deleted_folder_is_an_error(site: Path) -> None:
    (site / "gone").mkdir()
    line = f"cd gone && rmdir ../gone && {COMMAND.replace('-m', '-P -m')} check x"
    status, _, errors = shell(site, line)
    assert (status, one_line(errors)) == (2, True), errors
    assert "the current folder" in errors


def test_a_list_of_files_that_never_ends_is_an_error(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = f"ulimit -v 4000000; {COMMAND} check --files-from /dev/zero"
    status, _, errors = shell(site, line)
    assert (status, one_line(errors)) == (2, True), errors
    assert "the list of files is longer than" in errors


def test_a_pipe_may_hold_the_list_of_files(site: Path) -> None:
    status, out, _ = shell(site, f"{COMMAND} check --files-from <(echo broken/bad-link.md)")
    assert status == 1
    assert "Found 1 error in 1 file." in out


@pytest.mark.parametrize("most", [7, 9, 12])
def test_too_few_descriptors_are_an_error_or_enough(site: Path, most: int) -> None:
    environment = "PYTHONDONTWRITEBYTECODE=1"
    line = f"ulimit -n {most}; {environment} {COMMAND} {BAD}"
    status, out, errors = shell(site, line)
    if "init_import_site" in errors:
        pytest.skip(f"Python itself does not start with {most} descriptors")
    assert "Traceback" not in errors
    if status == 1:
        assert "Found " in out
    else:
        assert (status, one_line(errors)) == (2, True), errors


def test_python_without_docstrings_is_an_error_that_says_so(site: Path) -> None:
    status, _, errors = shell(site, f"{COMMAND.replace('-m', '-OO -m')} {BAD}")
    assert (status, one_line(errors)) == (2, True), errors
    assert "Python runs with -OO" in errors
    assert shell(site, f"{COMMAND.replace('-m', '-O -m')} {BAD}")[0] == 1


@pytest.mark.parametrize("arguments", ["check empty", "check --since HEAD .", "check --diff empty"])
def test_a_run_that_checks_nothing_says_so(site: Path, arguments: str) -> None:
    (site / "empty").mkdir()
    identity = "-c user.name=A -c user.email=a@example.com"
    shell(site, f"git init -q . && git add -A && git {identity} commit -qm one")
    status, _, errors = shell(site, f"{COMMAND} {arguments}")
    assert status == 0
    assert "no article files" in errors.lower()
    assert shell(site, f"{COMMAND} {arguments} --fail-on-empty")[0] == 1
    assert shell(site, f"{COMMAND} {arguments} --fail-on-empty --no-fail-on-empty")[0] == 0
    assert shell(site, f"{COMMAND} {GOOD} --fail-on-empty")[0] == 0
