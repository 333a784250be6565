"""Patterns of paths, in the language of `.gitignore`, each list seen from a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from article_schema.errors import UsageError
from article_schema.late_pattern import late_pattern

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

#: A list with more patterns is refused: they take long to prepare.
MOST_PATTERNS = 5_000

_CONTROLS = r"\u0000-\u001f\u007f"
#: A visible character, alone or after a backslash; and a space that a backslash keeps.
_SHOWS = rf"(?:[^\\ {_CONTROLS}]|\\[^/ {_CONTROLS}])"
_KEPT = rf"\\ {_SHOWS}"
#: The patterns that a configuration may hold, in the form that `facets.Pattern` asks for: none
#: that is but a `!`, and none whose last backslash stands before nothing or a slash.
PATTERN = (
    rf"(?:(?:[^\\!{_CONTROLS}]|\\[^/ {_CONTROLS}]|{_KEPT}|! *(?:{_SHOWS}|{_KEPT}))"
    rf"(?: |{_SHOWS}|{_KEPT})*)?(?:\\ )?"
)

#: What pathspec makes of `**/` at the start, of `/**/`, of `*`, of `[…]` and of everything else.
_PART = late_pattern(
    r"(?P<lead>\(\?:\.\+/\)\?)|(?P<inner>\(\?:/\.\+\)\?)|(?P<star>\[\^/\]\*)"
    r"|(?P<any>\[\^/\][+]?)|(?P<set>\[\^?\]?[^\]]*(?:\]|\Z))|(?P<end>\(\?:\(\?P<ps_d>/\)\|\$\))|(?P<mark>"
    r"\(\?P<ps_d>/\))|(?P<slash>/)|(?P<other>\\?.)",
    re.DOTALL,
)
#: What a name ends with.
_ENDS = ("/", "(?:(?P<ps_d>/)|$)", "(?P<ps_d>/)")


class Patterns:
    """A list of patterns; of several that match, the last one counts."""

    def __init__(self, folder: str, lines: Sequence[str], *, lenient: bool = False) -> None:
        self.folder = os.path.abspath(folder)
        #: What the paths of all files in the folder begin with.
        self._inside = os.path.join(self.folder, "")
        #: Whether lines that are no patterns are passed over, as git does.
        self.lenient = lenient
        self.lines = tuple(lines)

    @cached_property
    def _spec(self) -> GitIgnoreSpec:
        # Most runs know no pattern at all, and the import takes longer than a small check.
        from pathspec import GitIgnoreSpec

        if len(self.lines) > MOST_PATTERNS:
            raise UsageError(f"{self.folder}: more than {MOST_PATTERNS:,} patterns of paths")
        try:
            spec = GitIgnoreSpec.from_lines(self.lines)
        except ValueError:
            wrong = [line for line in self.lines if not is_pattern(line)]
            if not self.lenient:
                raise UsageError(
                    f"{wrong[0]!r} is not a pattern of paths as in .gitignore"
                ) from None
            spec = GitIgnoreSpec.from_lines(line for line in self.lines if line not in wrong)
        for pattern in spec.patterns:
            if pattern.regex is not None:
                pattern.regex = re.compile(linear(pattern.regex.pattern))
        return GitIgnoreSpec(spec.patterns, backend="simple")

    def verdict(self, path: str, *, is_folder: bool = False) -> bool | None:
        """Tell whether an absolute path matches; False if a `!` pattern takes it out again.

        None says that no pattern is about the path, or that it lies outside the folder.
        """
        if not self.lines:
            return None
        if not path.startswith(self._inside):
            return None
        name = path[len(self._inside) :].replace(os.sep, "/")
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


def linear(expression: str) -> str:
    """Return an expression that matches what one made by pathspec does, without trying twice.

    Several `*` in a name, or several `**` in a path, are tried in every combination otherwise. Of
    all but the last the first place that fits is as good as any (as in Krauss, "Matching Wildcards:
    An Algorithm"), so what stands there is held as in an atomic group. A set in brackets takes no
    slash, as in git.
    """
    stretches: list[list[str]] = [[]]
    leads: list[str] = [""]
    for match in _PART.finditer(expression):
        if match.lastgroup in ("lead", "inner"):
            stretches.append([])
            leads.append(match[0])
        else:
            text = match[0]
            stretches[-1].append(f"(?!/){text}" if match.lastgroup == "set" else text)
    written = [
        lead + _stars(parts, f"name{index}")
        for index, (lead, parts) in enumerate(zip(leads, stretches, strict=True))
    ]
    for index in range(len(written) - 1):
        lazy = {"(?:.+/)?": "(?:.+?/)??", "(?:/.+)?": "(?:/.+?)??"}.get(leads[index], "")
        if lazy:
            held = f"{lazy}{written[index].removeprefix(leads[index])}(?=/)"
            written[index] = _once(held, f"path{index}")
    return "".join(written)


def _once(expression: str, name: str) -> str:
    """Return what matches as an expression does at first, and is never tried another way.

    It means `(?>expression)`, but nothing steps back into a lookahead in any release of Python.
    """
    return f"(?=(?P<{name}>{expression}))(?P={name})"


def _stars(parts: list[str], name: str) -> str:
    """Join the parts of a stretch, and hold every `*` of a name but the last one."""
    text, count = "", 0
    pending: list[str] | None = None
    for part in parts:
        if part == "[^/]*":
            if pending is not None:
                text += _once(f"[^/]*?{''.join(pending)}", f"{name}_{count}")
                count += 1
            pending = []
        elif pending is not None and part not in _ENDS:
            pending.append(part)
        else:
            if pending is not None:
                text += f"[^/]*{''.join(pending)}"
                pending = None
            text += part
    return text if pending is None else f"{text}[^/]*{''.join(pending)}"
