"""Patterns of paths, in the language of `.gitignore`, each list seen from a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from article_schema.errors import UsageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Patterns:
    """A list of patterns; of several that match, the last one counts."""

    def __init__(self, folder: str, lines: Sequence[str], *, lenient: bool = False) -> None:
        self.folder = os.path.abspath(folder)
        #: Whether lines that are no patterns are passed over, as git does.
        self.lenient = lenient
        self.lines = tuple(lines)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        # Most runs know no pattern at all, and the import takes longer than a small check.
        from pathspec import GitIgnoreSpec

        try:
            return GitIgnoreSpec.from_lines(self.lines)
        except ValueError:
            wrong = [line for line in self.lines if not is_pattern(line)]
        if not self.lenient:
            raise UsageError(f"{wrong[0]!r} is not a pattern of paths as in .gitignore")
        return GitIgnoreSpec.from_lines(line for line in self.lines if line not in wrong)

    def verdict(self, path: str, *, is_folder: bool = False) -> bool | None:
        """Tell whether an absolute path matches; False if a `!` pattern takes it out again.

        None says that no pattern is about the path, or that it lies outside the folder.
        """
        if not self.lines:
            return None
        inside = os.path.join(self.folder, "")
        if not path.startswith(inside):
            return None
        name = path[len(inside) :].replace(os.sep, "/")
        return self._spec.check_file(f"{name}/" if is_folder else name).include

    def matches(self, path: str) -> bool:
        """Tell whether a file matches, wherever its path starts from."""
        return bool(self.verdict(os.path.abspath(path)))


def is_pattern(line: str) -> bool:
    """Tell whether a line can be read as a pattern."""
    from pathspec import GitIgnoreSpec

    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
