"""What differs between Linux, macOS and Windows: opening, locking and naming files."""

from __future__ import annotations

import contextlib
import os
import stat
import sys

#: Flags to open a file with. A FIFO that takes the file's place after it was looked at must not
#: block; Windows translates line breaks unless it is told not to.
READ = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
)
#: Flags to make a file with that must not be there yet.
CREATE = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
#: Windows renames and removes no file that is open.
CLOSES_FIRST = os.name == "nt"
#: Whether two files of one folder may have names that differ in capital letters alone.
CASE_COUNTS = sys.platform not in ("win32", "darwin")


def identity(path: str) -> str:
    """Return a text that is one for all spellings of a file's name, and no other file's."""
    where = os.path.abspath(path)
    if CASE_COUNTS:
        return where
    import unicodedata

    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", where).casefold())


def seen_from_here(path: str) -> str:
    """Return a path as people write it: without the current folder, where it is inside of that."""
    return path.removeprefix(os.path.join(os.getcwd(), ""))


def with_slashes(path: str) -> str:
    """Return a path as reports and patterns have it, with `/` between its parts."""
    return path if os.sep == "/" else path.replace(os.sep, "/")


def name_start(path: str) -> int:
    """Return where the name of a file begins in its path."""
    start = path.rfind("/") + 1
    return start if os.sep == "/" else max(start, path.rfind(os.sep) + 1)


def lock(descriptor: int, *, wait: bool) -> bool:
    """Lock a file for this process; tell whether that worked. Windows has no need of locks here.

    An open file cannot be removed there. On a file system without locks nothing is ever locked, so
    that nothing on it is taken for left behind either.
    """
    try:
        import fcntl
    except ImportError:
        return True
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def adopt(descriptor: int, old: os.stat_result | None, target: str) -> None:
    """Give a new file owner, permissions and extended attributes of the one that it replaces.

    Args:
        descriptor: the new file.
        old: the status of the old one; None if there is none.
        target: the path of the old one.
    """
    if old is None:
        return
    if hasattr(os, "fchmod"):
        new = os.fstat(descriptor)
        if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            with contextlib.suppress(OSError):
                os.fchown(descriptor, old.st_uid, old.st_gid)
        # Only now: a change of owner clears the bits for running as that owner.
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
    if hasattr(os, "listxattr"):
        _adopt_attributes(descriptor, target)


def _adopt_attributes(descriptor: int, target: str) -> None:
    """Copy extended attributes, access control lists among them."""
    with contextlib.suppress(OSError):
        wanted, present = os.listxattr(target), os.listxattr(descriptor)
        for name in wanted:
            # Some belong to the system alone, such as labels that the folder decides.
            with contextlib.suppress(OSError):
                os.setxattr(descriptor, name, os.getxattr(target, name))
        for name in present:
            if name not in wanted:
                with contextlib.suppress(OSError):
                    os.removexattr(descriptor, name)


def sync_directory(directory: str) -> None:
    """Bring a rename to disk, where directories can be opened for that."""
    with contextlib.suppress(OSError):
        descriptor = os.open(directory, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
