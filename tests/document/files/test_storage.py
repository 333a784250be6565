"""Files are read when they are ordinary, and replaced whole or not at all."""

import errno
import os
import random
import re
import signal
import socket
import stat
import struct
import subprocess
import sys
import time

import pytest

from article_schema.document.files import storage, system
from article_schema.document.files.renames import Renames
from article_schema.document.files.storage import (
    read_file,
    remove_stale_temporaries,
    replace_file,
)
from article_schema.document.limits import Limits
from article_schema.errors import DocumentError, FileChangedError, SaveError

POSIX_ONLY = pytest.mark.skipif(os.name != "posix", reason="about POSIX file systems")
AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0
LIMITS = Limits(file_bytes=100)


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes(b"old\r\n")
    return path


# Reading


@pytest.mark.parametrize("raw", [b"", b"\xef\xbb\xbf---\r\n\x1a\x00\n", b"x" * 100])
def test_bytes_come_as_they_are(tmp_path, raw):
    path = tmp_path / "a.md"
    path.write_bytes(raw)
    assert read_file(path, LIMITS) == raw
    assert read_file(str(path), LIMITS) == raw


def test_a_file_larger_than_one_read(tmp_path):
    path = tmp_path / "a.md"
    raw = bytes(range(256)) * 3000
    path.write_bytes(raw)
    assert read_file(path, Limits()) == raw


def assert_unreadable(path, reason, code="DOC001"):
    with pytest.raises(DocumentError) as caught:
        read_file(path, LIMITS)
    assert caught.value.code == code
    assert reason in caught.value.reason
    assert caught.value.filename == str(path)
    assert (caught.value.line, caught.value.column) == (1, 1)


def test_a_file_that_is_not_there(tmp_path):
    assert_unreadable(tmp_path / "none.md", "there is no such file")
    assert_unreadable(tmp_path / ("n" * 300), "too long")
    assert_unreadable("a\0b", "not a file name")
    assert_unreadable("\ud83d", "")


def test_a_directory(tmp_path):
    assert_unreadable(tmp_path, "a directory")


@POSIX_ONLY
def test_a_named_pipe_does_not_block(tmp_path):
    path = tmp_path / "a.md"
    os.mkfifo(path)
    assert_unreadable(path, "a named pipe")


@POSIX_ONLY
def test_a_pipe_that_takes_the_place_of_a_file_does_not_block(article, monkeypatch):
    status = os.stat(article)
    article.unlink()
    os.mkfifo(article)
    monkeypatch.setattr(storage.os, "stat", lambda path: status)
    assert_unreadable(article, "a named pipe")


@POSIX_ONLY
def test_devices_and_sockets(tmp_path, monkeypatch):
    assert_unreadable("/dev/zero", "a device")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("a.md")
        assert_unreadable("a.md", "a socket")


@POSIX_ONLY
def test_links(article):
    link = article.with_name("link.md")
    link.symlink_to(article)
    assert read_file(link, LIMITS) == b"old\r\n"
    article.unlink()
    assert_unreadable(link, "there is no such file")
    article.symlink_to(link)
    assert_unreadable(link, "symbolic links")


@pytest.mark.skipif(AS_ROOT or os.name != "posix", reason="root may read everything")
def test_a_file_without_permission(article):
    article.chmod(0)
    assert_unreadable(article, "Permission denied")


def test_a_large_file_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "a.md"
    path.write_bytes(b"x" * 101)
    monkeypatch.setattr(storage.os, "read", None)
    assert_unreadable(path, "101 bytes", "DOC012")


def test_a_file_that_grows_while_it_is_read(article, monkeypatch):
    monkeypatch.setattr(storage.os, "read", lambda descriptor, size: b"x" * size)
    assert_unreadable(article, "more than the limit", "DOC012")


def test_a_file_that_vanishes_while_it_is_read(article, monkeypatch):
    def open_(path, flags, *mode):
        raise FileNotFoundError(errno.ENOENT, "gone", path)

    monkeypatch.setattr(storage.os, "open", open_)
    assert_unreadable(article, "there is no such file")


# Replacing


def test_a_file_is_replaced(article):
    replace_file(article, b"new\n", expected=b"old\r\n")
    assert article.read_bytes() == b"new\n"
    replace_file(str(article), b"newer\n", expected=None)
    assert article.read_bytes() == b"newer\n"
    assert names_in(article.parent) == ["a.md"]


def test_a_file_is_created_like_any_other(tmp_path):
    replace_file(tmp_path / "new.md", b"new", expected=None)
    (tmp_path / "other.md").write_bytes(b"new")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert len(modes) == 1
    assert names_in(tmp_path) == ["new.md", "other.md"]


def test_a_relative_path(article, monkeypatch):
    monkeypatch.chdir(article.parent)
    replace_file("a.md", b"new", expected=b"old\r\n")
    assert article.read_bytes() == b"new"


@pytest.mark.parametrize("present", [b"", b"old\n", b"old\r\n\n", b"OLD\r\n"])
def test_a_changed_file_is_not_overwritten(article, present):
    article.write_bytes(present)
    with pytest.raises(FileChangedError, match="has changed since it was read") as caught:
        replace_file(article, b"new", expected=b"old\r\n")
    assert caught.value.filename == str(article)
    assert article.read_bytes() == present
    assert names_in(article.parent) == ["a.md"]


def test_a_removed_file_does_not_come_back(article):
    article.unlink()
    with pytest.raises(FileChangedError, match="gone"):
        replace_file(article, b"new", expected=b"old\r\n")
    assert names_in(article.parent) == []


def test_a_change_at_the_last_moment_is_seen(article, monkeypatch):
    def fsync(descriptor):
        article.write_bytes(b"somebody else's")

    monkeypatch.setattr(storage.os, "fsync", fsync)
    with pytest.raises(FileChangedError):
        replace_file(article, b"new", expected=b"old\r\n")
    assert article.read_bytes() == b"somebody else's"
    assert names_in(article.parent) == ["a.md"]


def test_a_removal_at_the_last_moment_is_seen(article, monkeypatch):
    monkeypatch.setattr(storage.os, "fsync", lambda descriptor: article.unlink())
    with pytest.raises(FileChangedError, match="gone"):
        replace_file(article, b"new", expected=b"old\r\n")
    assert names_in(article.parent) == []


@POSIX_ONLY
@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o755, 0o4755])
def test_permissions_are_kept(article, mode):
    article.chmod(mode)
    replace_file(article, b"new", expected=b"old\r\n")
    assert stat.S_IMODE(article.stat().st_mode) == mode


@pytest.mark.skipif(not AS_ROOT, reason="only root gives files away")
def test_the_owner_is_kept(article):
    os.chown(article, 12345, 54321)
    article.chmod(0o4711)
    replace_file(article, b"new", expected=b"old\r\n")
    status = article.stat()
    assert (status.st_uid, status.st_gid) == (12345, 54321)
    assert stat.S_IMODE(status.st_mode) == 0o4711


@POSIX_ONLY
def test_an_owner_that_cannot_be_kept_is_no_failure(article, monkeypatch):
    real = os.fstat

    def fstat(descriptor):
        values = list(real(descriptor))
        values[4] += 1
        return os.stat_result(values)

    def fchown(*arguments):
        raise PermissionError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(storage.os, "fstat", fstat)
    monkeypatch.setattr(storage.os, "fchown", fchown)
    replace_file(article, b"new", expected=b"old\r\n")
    assert article.read_bytes() == b"new"


@POSIX_ONLY
def test_nobody_else_can_look_into_the_new_version_of_a_private_file(article, monkeypatch):
    article.chmod(0o600)
    seen = []
    real = os.write

    def write(descriptor, data):
        seen.append(stat.S_IMODE(os.fstat(descriptor).st_mode))
        return real(descriptor, data)

    monkeypatch.setattr(storage.os, "write", write)
    replace_file(article, b"new", expected=None)
    assert seen == [0o600]


@POSIX_ONLY
@pytest.mark.parametrize("relative", [False, True])
def test_the_target_of_a_link_is_replaced(tmp_path, relative):
    (tmp_path / "real").mkdir()
    (tmp_path / "links").mkdir()
    target = tmp_path / "real" / "a.md"
    target.write_bytes(b"old")
    link = tmp_path / "links" / "b.md"
    link.symlink_to("../real/a.md" if relative else target)
    chain = tmp_path / "links" / "c.md"
    chain.symlink_to("b.md")
    replace_file(chain, b"new", expected=b"old")
    assert chain.is_symlink()
    assert link.is_symlink()
    assert not target.is_symlink()
    assert target.read_bytes() == b"new"
    assert names_in(tmp_path / "real") == ["a.md"]
    assert names_in(tmp_path / "links") == ["b.md", "c.md"]


def test_what_is_no_regular_file_is_not_replaced(tmp_path):
    with pytest.raises(SaveError, match="a directory"):
        replace_file(tmp_path, b"new", expected=None)
    with pytest.raises(SaveError, match="not a file name"):
        replace_file("a\0b", b"new", expected=None)
    with pytest.raises(SaveError, match="no such file or directory"):
        replace_file(tmp_path / "none" / "a.md", b"new", expected=None)
    with pytest.raises(SaveError):
        replace_file(tmp_path / "a.md" / "b.md", b"new", expected=None)
    assert names_in(tmp_path) == []


@POSIX_ONLY
def test_a_link_to_itself(tmp_path):
    link = tmp_path / "a.md"
    link.symlink_to("a.md")
    with pytest.raises(SaveError):
        replace_file(link, b"new", expected=None)
    assert link.is_symlink()


@pytest.mark.skipif(AS_ROOT or os.name != "posix", reason="root may write everywhere")
def test_read_only_places(article):
    article.parent.chmod(0o500)
    try:
        with pytest.raises(SaveError, match="no temporary file can be made beside it"):
            replace_file(article, b"new", expected=None)
    finally:
        article.parent.chmod(0o700)
    article.chmod(0o400)
    with pytest.raises(SaveError, match="read-only"):
        replace_file(article, b"new", expected=None)
    assert article.read_bytes() == b"old\r\n"


def test_a_read_only_folder_as_anybody_sees_it(article, monkeypatch):
    real = os.open

    def open_(path, flags, *mode):
        if flags & os.O_CREAT:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return real(path, flags, *mode)

    monkeypatch.setattr(storage.os, "open", open_)
    with pytest.raises(SaveError, match="beside it: Permission denied"):
        replace_file(article, b"new", expected=None)
    assert article.read_bytes() == b"old\r\n"


def test_a_read_only_file_as_anybody_sees_it(article, monkeypatch):
    monkeypatch.setattr(storage.os, "access", lambda path, mode: False)
    with pytest.raises(SaveError, match="read-only"):
        replace_file(article, b"new", expected=None)
    assert article.read_bytes() == b"old\r\n"


def test_whoever_waits_for_a_lock_may_be_interrupted(article, monkeypatch):
    def interrupt(descriptor, *, wait):
        raise KeyboardInterrupt

    monkeypatch.setattr(system, "lock", interrupt)
    with pytest.raises(KeyboardInterrupt):
        replace_file(article, b"new", expected=b"old\r\n")
    assert names_in(article.parent) == ["a.md"]


@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left"), KeyboardInterrupt()])
def test_a_failure_leaves_the_old_file_and_nothing_else(article, monkeypatch, call, error):
    def fail(*arguments):
        raise error

    monkeypatch.setattr(storage.os, call, fail)
    with pytest.raises(SaveError if isinstance(error, OSError) else KeyboardInterrupt) as caught:
        replace_file(article, b"new", expected=b"old\r\n")
    if isinstance(error, OSError):
        assert str(caught.value) == f"{article}: cannot be saved: No space left"
    assert article.read_bytes() == b"old\r\n"
    assert names_in(article.parent) == ["a.md"]


def test_a_disk_that_fills_up_in_the_middle(article, monkeypatch):
    real = os.write
    left = [5]

    def write(descriptor, data):
        if not left[0]:
            raise OSError(errno.ENOSPC, "No space left")
        count = min(2, left[0])
        left[0] -= count
        return real(descriptor, data[:count])

    monkeypatch.setattr(storage.os, "write", write)
    with pytest.raises(SaveError, match="No space left"):
        replace_file(article, b"new version", expected=None)
    assert article.read_bytes() == b"old\r\n"
    assert names_in(article.parent) == ["a.md"]
    left[0] = 100
    replace_file(article, b"new version", expected=None)
    assert article.read_bytes() == b"new version"


def test_a_name_as_long_as_file_systems_allow(tmp_path):
    path = tmp_path / ("é" * 126 + ".md")
    path.write_bytes(b"old")
    replace_file(path, b"new", expected=b"old")
    assert path.read_bytes() == b"new"
    assert names_in(tmp_path) == [path.name]


# Temporary files that were left behind


@pytest.fixture
def left_behind(article, monkeypatch):
    """Leave behind what a process leaves that is killed before it renames."""
    made = []
    with monkeypatch.context() as patch:
        patch.setattr(storage.os, "unlink", made.append)
        patch.setattr(storage.os, "fsync", lambda descriptor: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            replace_file(article, b"new", expected=None)
    return made[0]


def test_what_was_left_behind_is_removed(article, left_behind):
    name = os.path.basename(left_behind)
    assert re.fullmatch(r"\.a\.md\.article-schema-[0-9a-f]{16}\.tmp", name)
    assert names_in(article.parent) == [name, "a.md"]
    assert remove_stale_temporaries(article.parent) == [left_behind]
    assert names_in(article.parent) == ["a.md"]
    assert remove_stale_temporaries(article.parent) == []


def test_other_files_are_not_removed(tmp_path):
    token = "0123456789abcdef"
    names = ["a.tmp", f"a.article-schema-{token}.tmp", ".a.article-schema-1.tmp",
             f".a.article-schema-{token}.tmp.md"]  # fmt: skip
    for name in names:
        (tmp_path / name).write_bytes(b"")
    (tmp_path / f".d.article-schema-{token}.tmp").mkdir()
    if os.name == "posix":
        (tmp_path / f".l.article-schema-{token}.tmp").symlink_to("a.tmp")
        os.mkfifo(tmp_path / f".p.article-schema-{token}.tmp")
    before = names_in(tmp_path)
    assert remove_stale_temporaries(tmp_path) == []
    assert names_in(tmp_path) == before


def test_a_directory_that_is_not_there(tmp_path):
    assert remove_stale_temporaries(tmp_path / "none") == []


def test_what_a_living_process_works_on_is_not_removed(article, monkeypatch):
    real = os.fsync
    removed = []

    def fsync(descriptor):
        removed.append(remove_stale_temporaries(article.parent))
        real(descriptor)

    monkeypatch.setattr(storage.os, "fsync", fsync)
    replace_file(article, b"new", expected=None)
    assert removed[0] == []
    assert article.read_bytes() == b"new"


@POSIX_ONLY
def test_a_writer_whose_file_is_cleaned_away_before_its_lock_starts_anew(article, monkeypatch):
    real = system.lock
    removed = []

    def lock(descriptor, *, wait):
        if wait and not removed:
            removed.extend(remove_stale_temporaries(article.parent))
        return real(descriptor, wait=wait)

    monkeypatch.setattr(system, "lock", lock)
    replace_file(article, b"new", expected=b"old\r\n")
    assert len(removed) == 1
    assert article.read_bytes() == b"new"
    assert names_in(article.parent) == ["a.md"]


@POSIX_ONLY
def test_where_locks_do_not_work_files_are_written_and_none_is_removed(
    article, left_behind, monkeypatch
):
    import fcntl

    def flock(descriptor, operation):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", flock)
    replace_file(article, b"new", expected=b"old\r\n")
    assert article.read_bytes() == b"new"
    assert remove_stale_temporaries(article.parent) == []
    assert len(names_in(article.parent)) == 2


# Sudden death

WRITER = """
import sys
from pathlib import Path
from article_schema.document.files.storage import replace_file
folder = Path(sys.argv[1])
versions = [letter * 200_000 for letter in (b"a", b"b", b"c")]
print("ready", flush=True)
turn = 0
while True:
    for path in sorted(folder.glob("*.md")):
        replace_file(path, versions[turn % 3], expected=None)
    turn += 1
"""


@POSIX_ONLY
def test_killed_at_any_moment_every_file_is_old_or_new(tmp_path):
    paths = [tmp_path / f"{number}.md" for number in range(8)]
    for path in paths:
        path.write_bytes(b"a" * 200_000)
        path.chmod(0o640)
    moments = random.Random(20200612)
    left_behind = 0
    for _ in range(20):
        with subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE
        ) as process:
            assert process.stdout.readline() == b"ready\n"
            time.sleep(moments.uniform(0, 0.04))
            process.send_signal(signal.SIGKILL)
        for path in paths:
            raw = path.read_bytes()
            assert raw in (b"a" * 200_000, b"b" * 200_000, b"c" * 200_000)
            assert stat.S_IMODE(path.stat().st_mode) == 0o640
        left_behind += len(remove_stale_temporaries(tmp_path))
        assert names_in(tmp_path) == [path.name for path in paths]
    assert left_behind, "no moment was an interesting one"


@POSIX_ONLY
def test_cleaners_beside_writers_do_no_harm(tmp_path):
    paths = [tmp_path / f"{number}.md" for number in range(4)]
    for path in paths:
        path.write_bytes(b"a" * 200_000)
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(tmp_path)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdout.readline() == b"ready\n"
        end = time.monotonic() + 0.5
        while time.monotonic() < end:
            remove_stale_temporaries(tmp_path)
        assert process.poll() is None, process.stderr.read()
        process.kill()
    remove_stale_temporaries(tmp_path)
    assert names_in(tmp_path) == [path.name for path in paths]


def test_extended_attributes_are_kept(article):
    if not hasattr(os, "setxattr"):
        pytest.skip("this system has no extended attributes")
    try:
        os.setxattr(article, "user.origin", b"https://www.example.com/")
    except OSError:
        pytest.skip("this file system has no extended attributes")
    replace_file(article, b"new", expected=None)
    assert os.listxattr(article) == ["user.origin"]
    assert os.getxattr(article, "user.origin") == b"https://www.example.com/"


def test_access_control_lists_are_kept(article):
    """An entry for the user 65534, as `setfacl -m u:65534:r` makes it, in the kernel's form."""
    if not hasattr(os, "setxattr"):
        pytest.skip("this system has no extended attributes")
    entries = [(1, 6, -1), (2, 4, 65534), (4, 4, -1), (16, 4, -1), (32, 0, -1)]
    value = struct.pack("<I", 2) + b"".join(
        struct.pack("<HHI", tag, rights, number % 2**32) for tag, rights, number in entries
    )
    try:
        os.setxattr(article, "system.posix_acl_access", value)
    except OSError:
        pytest.skip("this file system has no access control lists")
    replace_file(article, b"new", expected=None)
    assert os.getxattr(article, "system.posix_acl_access") == value


def test_a_system_without_extended_attributes(article, monkeypatch):
    monkeypatch.delattr(os, "listxattr", raising=False)
    replace_file(article, b"new", expected=None)
    assert article.read_bytes() == b"new"


def test_many_renames_come_to_disk_together(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(system, "sync_directory", synced.append)
    folders = [tmp_path / "a", tmp_path / "b"]
    with Renames() as renames:
        for folder in folders:
            folder.mkdir()
            for number in range(150):
                name = folder / f"{number}.md"
                replace_file(name, b"new", expected=None, renames=renames)
                assert name.read_bytes() == b"new"
        assert synced == [str(folders[0])] * 2 + [str(folders[1])]
    assert synced == [str(folders[0])] * 2 + [str(folders[1])] * 2
    synced.clear()
    with Renames():
        pass
    replace_file(name, b"newer", expected=b"new")
    assert synced == [str(folders[1])]
