"""The files `.gitignore` and `.ignore`: what they keep out of a search.

`.ignore` has the same form, and comes before `.gitignore`. Of several files of one kind the
innermost that has a pattern for a path decides, as in git. The `.gitignore` files above a searched
folder count up to the root of its repository, and `.git/info/exclude` there.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass, replace

from article_schema.checking.config.patterns import Patterns
from article_schema.document.files.side_files import read_side_file
from article_schema.errors import UsageError


@dataclass(frozen=True, slots=True)
class IgnoreFiles:
    """The ignore files that count in a folder, the innermost last."""

    obeyed: bool
    #: The root of the repository; empty outside of one.
    root: str = ""
    git: tuple[Patterns, ...] = ()
    other: tuple[Patterns, ...] = ()

    @staticmethod
    def above(folder: str, top: str) -> IgnoreFiles:
        """Return what counts in a folder.

        Args:
            folder: its absolute path.
            top: where to begin outside of a repository; the folder itself or one above it.
        """
        found = IgnoreFiles(obeyed=True)
        for each in _steps(_repository_of(folder) or top, folder):
            found = found.inside(each)
        return found

    def inside(self, folder: str) -> IgnoreFiles:
        """Return what counts in a folder directly below."""
        if not self.obeyed:
            return self
        found = self
        if os.path.lexists(os.path.join(folder, ".git")):
            # A repository of its own is not touched by the files of the one around it.
            exclude = _read(os.path.join(folder, ".git", "info", "exclude"), folder)
            found = replace(self, root=folder, git=exclude)
        git = _read(os.path.join(folder, ".gitignore"), folder)
        other = _read(os.path.join(folder, ".ignore"), folder)
        if not git and not other:
            return found
        return replace(found, git=(*found.git, *git), other=(*found.other, *other))

    def ignores(self, path: str, *, is_folder: bool = False) -> bool:
        """Tell whether a path is kept out; the folders above it are not looked at."""
        if not self.other and not self.git:
            return False
        for patterns in (*reversed(self.other), *reversed(self.git)):
            verdict = patterns.verdict(path, is_folder=is_folder)
            if verdict is not None:
                return verdict
        return False

    def ignores_path(self, path: str) -> bool:
        """Tell whether a file is kept out, by itself or with a folder above it."""
        folders = [patterns.folder for patterns in (*self.git, *self.other)]
        if not folders:
            return False
        top = min([self.root, *folders] if self.root else folders, key=len)
        below = _steps(top, os.path.dirname(path))[1:]
        return self.ignores(path) or any(self.ignores(each, is_folder=True) for each in below)


def _repository_of(folder: str) -> str:
    """Return the root of the repository that a folder belongs to; empty if there is none."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return ""
        folder = above
    return folder


def _steps(top: str, folder: str) -> list[str]:
    """Return the folders from one down to another inside it, both included."""
    steps = [folder]
    while folder != top:
        folder = os.path.dirname(folder)
        steps.append(folder)
    return steps[::-1]


def _read(path: str, folder: str) -> tuple[Patterns, ...]:
    try:
        raw = read_side_file(path)
    except OSError as error:
        if error.errno == errno.EFBIG:
            raise UsageError(f"{path}: the patterns cannot be read: {error.strerror}") from None
        return ()
    lines = os.fsdecode(raw.removeprefix(b"\xef\xbb\xbf")).splitlines()
    wanted = [line for line in lines if line.strip() and not line.startswith("#")]
    return (Patterns(folder, wanted, lenient=True),) if wanted else ()
