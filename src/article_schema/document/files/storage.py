"""Storage: files are read if they are ordinary and small enough, and replaced whole or not at all.

A new version is written to a temporary file beside the old one, flushed to disk and renamed over
it. Its writer holds a lock on the temporary file, which dies with the process: so whoever gets that
lock knows that the file was left behind.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
from collections.abc import Iterable, Iterator
from typing import BinaryIO, TypeAlias

from article_schema.document.files import system
from article_schema.document.files.descriptors import read_all
from article_schema.document.files.renames import Renames
from article_schema.document.limits import Limits, too_large
from article_schema.errors import DocumentError, FileChangedError, SaveError, unreadable
from article_schema.rules.codes import UNREADABLE_FILE

FilePath: TypeAlias = str | os.PathLike[str]

_TEMPORARY = r"(?s)\..*\.article-schema-[0-9a-f]{16}\.tmp"
# File systems allow 255 bytes in a name; this leaves room for what is added to it.
_LONGEST_STEM = 200

_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a named pipe"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)


def read_file(path: FilePath, limits: Limits, *, listed: bool = False) -> bytes:
    """Read an ordinary file. Anything else is not opened, as opening a device may start it.

    Args:
        path: the file.
        limits: how large it may be.
        listed: whether the listing of its folder has told that it is an ordinary file. Should it be
            replaced since, it is still not read.

    Raises:
        DocumentError: there is no such file, it cannot be read, it is no ordinary file (DOC001), or
            it is larger than the limit (DOC012), which is found out before it is read.
    """
    name = os.fspath(path)
    try:
        if not listed:
            _require_regular(name, os.stat(name))
        descriptor = os.open(name, system.READ)
        try:
            status = os.fstat(descriptor)
            _require_regular(name, status)
            size = status.st_size
            _require_size(name, size, limits)
            raw = read_all(descriptor, size, limits.file_bytes + 1)
        finally:
            os.close(descriptor)
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        raise _not_opened(name, error) from error
    if len(raw) != size:
        # The file has grown, or is of the kind that names no size.
        _require_size(name, len(raw), limits)
    return raw


@contextlib.contextmanager
def open_file(path: FilePath) -> Iterator[BinaryIO]:
    """Open an ordinary file to read it part by part.

    Raises:
        DocumentError: there is no such file, it cannot be read, or it is no ordinary file (DOC001).
    """
    name = os.fspath(path)
    try:
        _require_regular(name, os.stat(name))
        file = os.fdopen(os.open(name, system.READ), "rb")
    except DocumentError:
        raise
    except (OSError, ValueError) as error:
        raise _not_opened(name, error) from error
    with file:
        # Another file may have taken its place since.
        _require_regular(name, os.fstat(file.fileno()))
        yield file


def create_file(path: FilePath, new: bytes) -> None:
    """Write a new file, whole or not at all; one that is there already is never replaced.

    Raises:
        SaveError: there is a file of that name, or it cannot be written.
    """
    name = os.fspath(path)
    try:
        with _make_temporary(name, name, None) as temporary:
            _write_all(temporary.descriptor, new)
            os.fsync(temporary.descriptor)
            temporary.take_name(name)
    except FileExistsError:
        raise SaveError(name, "there is a file already") from None
    except OSError as error:
        raise SaveError(name, _reason(error)) from error
    except ValueError as error:
        raise SaveError(name, f"not a file name: {error}") from error
    system.sync_directory(os.path.dirname(name))


def rename_file(path: FilePath, new: FilePath) -> None:
    """Give a file another name; another file of that name is never replaced.

    Raises:
        SaveError: there is a file of that name, or the name cannot be given.
    """
    name, target = os.fspath(path), os.fspath(new)
    try:
        _take_name(name, target)
        os.unlink(name)
    except FileExistsError:
        raise SaveError(target, "there is a file already") from None
    except OSError as error:
        raise SaveError(target, _reason(error)) from error
    system.sync_directory(os.path.dirname(target))


def _take_name(path: str, target: str) -> None:
    """Give a file a second name, which no other file has.

    Raises:
        FileExistsError: another file has it.
        OSError: the name cannot be given.
    """
    try:
        os.link(path, target)
    except FileExistsError:
        raise
    except OSError:
        # The file system has no second names.
        if os.path.lexists(target):
            raise FileExistsError(target) from None
        import shutil

        shutil.copy2(path, target)


def replace_file(
    path: FilePath, new: bytes, *, expected: bytes | None, renames: Renames | None = None
) -> None:
    """Replace a file, whole or not at all, or create it; see `replace_file_by_parts`."""
    replace_file_by_parts(path, (new,), expected=expected, renames=renames)


def replace_file_by_parts(
    path: FilePath,
    parts: Iterable[bytes],
    *,
    expected: bytes | None = None,
    renames: Renames | None = None,
) -> None:
    """Replace a file, whole or not at all, or create it.

    Permissions are kept, and owner, access control lists and extended attributes where the process
    may set them. Of a symbolic link the target
    is replaced, not the link. Other hard links to the file keep the old version.

    Args:
        path: the file.
        parts: what it shall hold; they are taken one by one, and what they raise leaves the file as
            it was.
        expected: what it must still hold; None replaces or creates whatever it holds.
        renames: those that come to disk together; without them this one does at once.

    Raises:
        FileChangedError: the file does not hold what was expected, or is gone.
        SaveError: the file cannot be written, for any other reason.
    """
    name = os.fspath(path)
    try:
        target = os.path.realpath(name)
        old = _status(name, target, expected)
        with _make_temporary(name, target, old) as temporary:
            for part in parts:
                _write_all(temporary.descriptor, part)
            system.adopt(temporary.descriptor, old, target)
            os.fsync(temporary.descriptor)
            _require_unchanged(name, target, expected)
            temporary.rename(target)
    except OSError as error:
        raise SaveError(name, _reason(error)) from error
    except ValueError as error:
        raise SaveError(name, f"not a file name: {error}") from error
    if renames is None:
        system.sync_directory(os.path.dirname(target))
    else:
        renames.add(target)


def remove_stale_temporaries(directory: FilePath) -> list[str]:
    """Remove the temporary files that killed processes left in a directory; return their paths.

    Files that a living process works on are left alone, so this may run beside other writers. What
    cannot be looked at or removed stays.
    """
    removed = []
    with contextlib.suppress(OSError), os.scandir(directory) as entries:
        for entry in entries:
            if re.fullmatch(_TEMPORARY, entry.name) and entry.is_file(follow_symlinks=False):
                with contextlib.suppress(OSError):
                    if _remove_if_left_behind(entry.path):
                        removed.append(entry.path)
    return sorted(removed)


def _unreadable(name: str, reason: str, number: int, strerror: str = "") -> DocumentError:
    # Most files can be read, and whoever opens one waits for no faults.
    from article_schema.faults import Fault

    fault = Fault(UNREADABLE_FILE, f"the file cannot be read: {reason}")
    return unreadable(number, strerror or os.strerror(number), name, fault)


def _not_opened(name: str, error: OSError | ValueError) -> DocumentError:
    if isinstance(error, OSError):
        number, strerror = error.errno or errno.EIO, error.strerror or str(error)
        return _unreadable(name, _reason(error), number, strerror)
    return _unreadable(name, f"not a file name: {error}", errno.EINVAL)


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "there is no such file or directory"
    return error.strerror or str(error)


def _kind(status: os.stat_result) -> str:
    """Say what a path is that is no regular file."""
    kinds = (name for is_kind, name in _KINDS if is_kind(status.st_mode))
    return f"it is {next(kinds, 'of an unknown kind')}, not a regular file"


def _require_regular(name: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        # A pipe, a socket or a device could be opened, with no end of what it gives.
        number = errno.EISDIR if stat.S_ISDIR(status.st_mode) else errno.ENXIO
        raise _unreadable(name, _kind(status), number)


def _require_size(name: str, size: int, limits: Limits) -> None:
    fault = too_large(limits, size)
    if fault is not None:
        raise DocumentError(name, 1, 1, fault)


def _status(name: str, target: str, expected: bytes | None) -> os.stat_result | None:
    """Return the status of the file to replace, None where there is none yet."""
    try:
        status = os.stat(target)
    except FileNotFoundError:
        if expected is None:
            return None
        raise FileChangedError(name, "the file is gone since it was read") from None
    if not stat.S_ISREG(status.st_mode):
        raise SaveError(name, _kind(status))
    if not os.access(target, os.W_OK):
        raise SaveError(name, "the file is read-only")
    return status


def _require_unchanged(name: str, target: str, expected: bytes | None) -> None:
    if expected is None:
        return
    try:
        descriptor = os.open(target, system.READ)
    except FileNotFoundError:
        raise FileChangedError(name, "the file is gone since it was read") from None
    try:
        present = read_all(descriptor, len(expected), len(expected) + 1)
    finally:
        os.close(descriptor)
    if present != expected:
        raise FileChangedError(name, "the file on disk has changed since it was read")


class _Temporary:
    """A locked temporary file beside a target, gone at the end unless it was renamed."""

    def __init__(self, target: str, mode: int) -> None:
        self.path = _temporary_path(target)
        self.descriptor = os.open(self.path, system.CREATE, mode)
        self._open = True

    def __enter__(self) -> _Temporary:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()
        with contextlib.suppress(OSError):
            os.unlink(self.path)

    def lock(self) -> bool:
        """Lock the file; False if a cleaner took it for a stale one before that."""
        system.lock(self.descriptor, wait=True)
        return os.fstat(self.descriptor).st_nlink > 0

    def rename(self, target: str) -> None:
        """Put the file in the place of its target."""
        if system.CLOSES_FIRST:
            self.close()
        os.replace(self.path, target)

    def take_name(self, target: str) -> None:
        """Give the file the name of its target, which must be free."""
        _take_name(self.path, target)

    def close(self) -> None:
        """Close the file, and so unlock it."""
        if self._open:
            self._open = False
            os.close(self.descriptor)


def _make_temporary(name: str, target: str, old: os.stat_result | None) -> _Temporary:
    # Until it has the permissions of the old file, nobody else may look into the new one.
    mode = 0o666 if old is None else 0o600
    while True:
        try:
            temporary = _Temporary(target, mode)
        except OSError as error:
            reason = f"no temporary file can be made beside it: {_reason(error)}"
            raise SaveError(name, reason) from error
        try:
            if temporary.lock():
                return temporary
        except BaseException:
            temporary.__exit__()
            raise
        temporary.close()


def _temporary_path(target: str) -> str:
    directory, stem = os.path.split(target)
    while len(os.fsencode(stem)) > _LONGEST_STEM:
        stem = stem[:-1]
    return os.path.join(directory, f".{stem}.article-schema-{os.urandom(8).hex()}.tmp")


def _write_all(descriptor: int, data: bytes) -> None:
    """Write every byte; os.write may take fewer than it is given."""
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]


def _remove_if_left_behind(path: str) -> bool:
    descriptor = os.open(path, system.READ | getattr(os, "O_NOFOLLOW", 0))
    try:
        if not system.lock(descriptor, wait=False):
            return False
        if not system.CLOSES_FIRST:
            # While the lock is held: its writer waits for it, and then sees that the file is gone.
            os.unlink(path)
    finally:
        os.close(descriptor)
    if system.CLOSES_FIRST:
        os.unlink(path)
    return True
