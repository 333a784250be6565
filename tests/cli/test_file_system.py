"""What a file system can do to a check and to its fixes."""

from __future__ import annotations

import builtins
import contextlib
import errno
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_schema.checking.discovery.search import find_files
from article_schema.checking.engine.checker import Checker
from article_schema.checking.run import check_files
from article_schema.document.files import side_files, storage

from .command import run
from .test_killed_fix import OLD

pytestmark = pytest.mark.skipif(os.name != "posix", reason="about POSIX file systems")

NOBODY = 65534
ARTICLE = OLD.format(number=1)


@contextlib.contextmanager
def as_nobody() -> Iterator[Path]:
    """Give up what root may do, in a folder of root's that everybody may read."""
    # Under the folder of pytest nobody else could come that far.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "a.md").write_text(ARTICLE)
        (folder / "b.md").write_text(ARTICLE)
        # What is imported late lies where nobody may look.
        run("check", "--isolated", "--fix", "--diff", name)
        if os.geteuid() != 0:
            folder.chmod(0o555)
            yield folder
            folder.chmod(0o755)
            return
        os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            os.seteuid(0)


def codes(*paths: str, cwd: Path) -> list[str]:
    """Return the file, code and message of what is found that concerns the files as such."""
    done = run("check", "--isolated", "--output-format", "concise", *paths, cwd=cwd)
    assert done.stderr == ""
    return [line for line in done.stdout.splitlines() if " DOC001 " in line]


# Reading


def test_a_file_that_may_not_be_read_is_found_and_the_others_are_checked() -> None:
    with as_nobody() as folder:
        os.seteuid(os.getuid())
        (folder / "a.md").chmod(0)
        if os.getuid() == 0:
            os.seteuid(NOBODY)
        done = run("check", "--isolated", "--output-format", "concise", ".", cwd=folder)
    assert done.returncode == 1
    assert "a.md:1:1: DOC001 the file cannot be read: Permission denied" in done.stdout
    assert "b.md:" in done.stdout


def test_a_folder_that_may_not_be_searched_ends_the_check_with_a_word() -> None:
    with as_nobody() as folder:
        os.seteuid(os.getuid())
        (folder / "sub").mkdir(mode=0)
        if os.getuid() == 0:
            os.seteuid(NOBODY)
        done = run("check", "--isolated", ".", cwd=folder)
        os.seteuid(os.getuid())
        (folder / "sub").chmod(0o755)
    assert done.returncode == 2
    assert done.stderr == "error: cannot search ./sub: Permission denied\n"


def test_a_folder_with_the_name_of_a_file_is_a_folder(site: Path) -> None:
    (site / "x.md").mkdir()
    (site / "x.md" / "b.md").write_text(ARTICLE)
    assert [file.path for file in find_files([site])] == [
        str(site / "a.md"), str(site / "x.md" / "b.md")
    ]  # fmt: skip
    assert codes(".", "x.md", cwd=site) == []


def test_links_that_lead_nowhere_are_found(site: Path) -> None:
    (site / "broken.md").symlink_to("none.md")
    (site / "loop.md").symlink_to("pool.md")
    (site / "pool.md").symlink_to("loop.md")
    (site / "self.md").symlink_to("self.md")
    assert [line.partition(" DOC001 ")[0] for line in codes(".", cwd=site)] == [
        "broken.md:1:1:", "loop.md:1:1:", "pool.md:1:1:", "self.md:1:1:"
    ]  # fmt: skip


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are opened."""
    seen: list[str] = []
    opener, reader = os.open, builtins.open

    def open_descriptor(path: str, *arguments: int, **options: int) -> int:
        seen.append(os.path.basename(path))
        return opener(path, *arguments, **options)

    def open_file(path: str, *arguments: Any, **options: Any) -> Any:
        seen.append(os.path.basename(path))
        return reader(path, *arguments, **options)

    monkeypatch.setattr(os, "open", open_descriptor)
    monkeypatch.setattr(builtins, "open", open_file)
    return seen


def test_pipes_devices_and_sockets_are_never_opened(site: Path, opened: list[str]) -> None:
    os.mkfifo(site / "pipe.md")
    (site / "link.md").symlink_to("pipe.md")
    (site / "zero.md").symlink_to("/dev/zero")
    with socket.socket(socket.AF_UNIX) as server, contextlib.chdir(site):
        server.bind("socket.md")
    assert codes(".", cwd=site) == []
    named = ["pipe.md", "link.md", "zero.md", "socket.md", "/dev/zero"]
    found = codes("--follow-links", *named, cwd=site)
    assert [line.rpartition(": ")[2] for line in found] == [
        "it is a named pipe, not a regular file",
        "it is a named pipe, not a regular file",
        "it is a device, not a regular file",
        "it is a socket, not a regular file",
        "it is a device, not a regular file",
    ]
    assert not {"pipe.md", "link.md", "zero.md", "zero", "socket.md"} & set(opened)
    assert "a.md" in opened


@pytest.mark.parametrize(
    "name", [".gitignore", ".ignore", "article-schema.toml", "pyproject.toml", ".git/info/exclude"]
)
@pytest.mark.parametrize("kind", ["pipe", "device", "folder"])
def test_no_file_beside_the_articles_is_waited_for(
    site: Path, name: str, kind: str, opened: list[str]
) -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    else:
        path.mkdir()
    for paths in (["a.md"], ["."]):
        done = run("check", "--output-format", "concise", *paths, cwd=site)
        assert (done.returncode, done.stderr) == (0, "")
        assert "a.md:" in done.stdout
    assert path.name not in opened
    assert "zero" not in opened


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (".gitignore", "a\n" * 60_000, "larger than 100,000 bytes"),
        (".gitignore", "a\n" * 6_000, "more than 5,000 patterns"),
        ("article-schema.toml", "#" * 100_001, "larger than 100,000 bytes"),
        ("article-schema.toml", f"ignore = {'[' * 5_000}", "nested too deeply"),
        ("article-schema.toml", f"a = {'9' * 5_000}", "4300 digits"),
        ("article-schema.toml", f"{'a.' * 40_000}b = 1", "more than a hundred parts"),
        ("article-schema.toml", "a = [\n" + "1,\n" * 30_000 + "]", "no such key"),
        ("article-schema.toml", f"include = ['{'a*' * 40}b.md']", ""),
    ],
    ids=["size", "patterns", "large", "depth", "digits", "long key", "long value", "stars"],
)
def test_a_hostile_file_beside_the_articles_is_told(
    site: Path, name: str, content: str, told: str
) -> None:
    (site / name).write_text(content)
    (site / ("a" * 200 + ".md")).write_text(ARTICLE)
    done = run("check", ".", cwd=site)
    if told:
        assert done.returncode == 2
        assert told in done.stderr
        assert name in done.stderr or name == ".gitignore"
    else:
        assert "no article files found" in done.stderr


def test_a_side_file_is_read_up_to_its_bound(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * 10)
    assert side_files.read_side_file(path, 10) == b"x" * 10
    with pytest.raises(OSError, match="larger than 9 bytes"):
        side_files.read_side_file(path, 9)


# Between discovery, reading and writing


def test_a_file_that_vanishes_before_it_is_read(site: Path) -> None:
    (site / "b.md").write_text(ARTICLE)
    files = list(find_files([site]))
    (site / "a.md").unlink()
    results = list(check_files(files, Checker()))
    assert [found.code for found in results[0].findings] == ["DOC001"]
    assert "no such file" in results[0].findings[0].message
    assert results[1].findings


@pytest.mark.parametrize("becomes", ["folder", "pipe", "link to a device", "other text"])
def test_a_file_that_changes_before_it_is_read(site: Path, becomes: str) -> None:
    path = site / "a.md"
    files = list(find_files([site]))
    path.unlink()
    if becomes == "folder":
        path.mkdir()
    elif becomes == "pipe":
        os.mkfifo(path)
    elif becomes == "other text":
        path.write_text("---\n- a\n---\n")
    else:
        path.symlink_to("/dev/zero")
    found = [
        finding.code for result in check_files(files, Checker()) for finding in result.findings
    ]
    assert found == (["DOC007"] if becomes == "other text" else ["DOC001"])


def test_a_file_that_changes_before_it_is_fixed_is_left_alone(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from article_schema.checking import fixing

    real = fixing.fix_file

    def fix_file(*arguments: object, **options: object) -> object:
        (site / "a.md").write_text("somebody's work")
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(fixing, "fix_file", fix_file)
    done = run("check", "--isolated", "--fix", "a.md", cwd=site)
    assert done.returncode == 2
    assert "a.md: cannot be saved: the file on disk has changed since it was read" in done.stderr
    assert (site / "a.md").read_text() == "somebody's work"
    assert os.listdir(site) == ["a.md"]


# Writing


def test_a_folder_that_may_not_be_written_in() -> None:
    with as_nobody() as folder:
        done = run("check", "--isolated", "--fix", ".", cwd=folder)
        assert (folder / "a.md").read_text() == ARTICLE
        assert sorted(os.listdir(folder)) == ["a.md", "b.md"]
    assert done.returncode == 2
    assert done.stderr.count("cannot be saved") == 2
    assert "a.md: cannot be saved: " in done.stderr


@pytest.mark.parametrize("command", [["check", "--isolated", "--fix"], ["fmt"]])
def test_a_disk_that_is_full(
    site: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    def write(descriptor: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(storage.os, "write", write)
    done = run(*command, "a.md", cwd=site)
    monkeypatch.undo()
    assert done.returncode == 2
    assert "error: a.md: cannot be saved: No space left on device\n" in done.stderr
    assert " formatted" not in done.stderr or "0 files formatted, 0 left" in done.stderr
    assert (site / "a.md").read_text() == ARTICLE
    assert os.listdir(site) == ["a.md"]


def test_a_write_that_the_system_cuts_short(site: Path) -> None:
    """The system itself ends the write in its middle, as it does when a disk fills up."""
    import resource

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (200, 200))

    assert len(ARTICLE) > 200
    done = subprocess.run(
        [sys.executable, "-m", "article_schema", "check", "--isolated", "--fix", "a.md"],
        cwd=site, preexec_fn=limit, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert done.returncode == 2
    assert "error: a.md: cannot be saved: File too large\n" in done.stderr
    assert (site / "a.md").read_text() == ARTICLE
    assert os.listdir(site) == ["a.md"]


def test_two_fixes_at_once(site: Path) -> None:
    names = [f"{number:02}.md" for number in range(40)]
    for number, name in enumerate(names):
        (site / name).write_text(OLD.format(number=number))
    (site / "a.md").unlink()
    command = [sys.executable, "-m", "article_schema", "check", "--isolated", "--fix", "."]
    runs = [
        subprocess.Popen(command, cwd=site, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        for _ in range(2)
    ]
    for each in runs:
        _, errors = each.communicate()
        told = [line for line in errors.decode().splitlines() if line.startswith("error: ")]
        assert all("has changed since it was read" in line for line in told)
        assert each.returncode == (2 if told else 0)
    assert sorted(os.listdir(site)) == names
    assert run("check", "--isolated", "--diff", ".", cwd=site).stdout.count("\n+++ ") == 0
    for number, name in enumerate(names):
        text = (site / name).read_text()
        assert f"harbour-{number}?a=1&b=2" in text
        assert text.endswith("A body that stays as it is.\n")
