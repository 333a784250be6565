"""Baselines: files of known findings, which are not reported again.

A finding is known by its file, its rule, its route and the text that it is about, and not by its
line. Items of lists are told apart by their URL or name in place of their index, so they may move.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Collection
from typing import Any, NamedTuple

from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.files.outputs import write_output
from article_schema.document.files.side_files import MOST_DATA_BYTES, read_side_file
from article_schema.document.files.system import CASE_COUNTS, identity, with_slashes
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.places import locate
from article_schema.document.reading.compose import compose
from article_schema.document.reading.recovery import recover
from article_schema.document.source import Source
from article_schema.document.tree import Data
from article_schema.errors import DocumentError, UsageError
from article_schema.house_style import HouseStyle
from article_schema.routes import Route, format_route
from article_schema.rules.findings import Finding

#: The version of the form of a baseline file.
VERSION = 1

_HASH_DIGITS = 16
#: A count of equal findings beyond this number is refused.
_MOST_ALIKE = 1_000_000
_STYLE = HouseStyle()


class Known(NamedTuple):
    """What makes a finding the same one in another run."""

    code: str
    route: str
    #: A hash of the text that the finding is about.
    text: str


class Baseline:
    """The findings of a baseline file, or of a run for a new one.

    Args:
        path: the file; paths in it start from its folder.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self._folder = os.path.dirname(os.path.abspath(path))
        self._known: dict[str, Counter[Known]] = {}
        #: How the file spells the names of files, where a system takes several spellings for one.
        self._spellings: dict[str, str] = {}
        #: What is left of the known findings of the files that have been checked.
        self._left: dict[str, Counter[Known]] = {}

    @staticmethod
    def read(path: str) -> Baseline:
        """Read a baseline.

        Raises:
            UsageError: there is no such file, or it is no baseline.
        """
        try:
            text = read_side_file(path, MOST_DATA_BYTES).decode("utf-8")
        except OSError as error:
            hint = "write it with --write-baseline"
            raise UsageError(f"{path}: the baseline cannot be read: {error.strerror}; {hint}"
                             ) from None  # fmt: skip
        except ValueError as error:
            raise UsageError(f"{path}: not a baseline: {error}") from None
        return Baseline.of_text(path, text)

    @staticmethod
    def of_text(path: str, text: str) -> Baseline:
        """Return the baseline that a text holds.

        Args:
            path: its file.
            text: the text.

        Raises:
            UsageError: it is no baseline.
        """
        baseline = Baseline(path)
        try:
            data = json.loads(text)
        except json.JSONDecodeError as error:
            place = f"{path}:{error.lineno}:{error.colno}"
            raise UsageError(f"{place}: not a baseline: {error.msg}") from None
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{path}: not a baseline: {error}") from None
        try:
            baseline._known = _from_json(data)
        except _WrongBaselineError as error:
            raise UsageError(f"{_place(path, text, error.route)}: {error}") from None
        if not CASE_COUNTS:
            names = baseline._known
            baseline._spellings = {identity(baseline._path_of(name)): name for name in names}
        return baseline

    def add(self, result: CheckedFile) -> None:
        """Take the findings of a file in."""
        counts = self._known.setdefault(self._name(result.filename), Counter())
        counts.update(known for known, _ in known_findings(result))

    def write(self) -> int:
        """Write the file anew and return how many findings it holds.

        Raises:
            SaveError: it cannot be written.
        """
        write_output(self.path, self.text().encode())
        return self.count

    def text(self) -> str:
        """Return what the file has to hold."""
        text = json.dumps(_to_json(self._known), indent=2, ensure_ascii=False)
        # A byte of a name that is no UTF-8, and so would make the file unreadable.
        return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text) + "\n"

    @property
    def count(self) -> int:
        """How many findings it holds."""
        return sum(counts.total() for counts in self._known.values())

    @property
    def files(self) -> int:
        """How many files have some of them."""
        return sum(1 for counts in self._known.values() if counts)

    def begin_again(self) -> None:
        """Count all findings as not met yet, for files that are checked once more."""
        self._left.clear()

    def without_known(self, result: CheckedFile) -> CheckedFile:
        """Return a result without the findings that are known."""
        name = self._name(result.filename)
        left = self._left.setdefault(name, Counter(self._known.get(name)))
        if not result.findings or not left:
            return result
        new = []
        for known, finding in known_findings(result):
            if left[known] > 0:
                left[known] -= 1
            else:
                new.append(finding)
        return result.with_findings(tuple(new))

    def settled(self, codes: Collection[str]) -> int:
        """Return how many known findings of some rules are gone from the files of the run."""
        return sum(
            count
            for counts in self._left.values()
            for known, count in counts.items()
            if known.code in codes
        )

    def _path_of(self, name: str) -> str:
        return os.path.join(self._folder, name)

    def _name(self, filename: str) -> str:
        try:
            name = os.path.relpath(filename, self._folder)
        except ValueError:  # pragma: no cover - on another drive of Windows
            name = os.path.abspath(filename)
        return self._spellings.get(identity(filename), with_slashes(name))


def known_findings(result: CheckedFile) -> list[tuple[Known, Finding]]:
    """Return the findings of a file, each with what makes it the same one in another run."""
    if not result.findings:
        return []
    import hashlib  # late: it loads OpenSSL

    source = result.source
    data = None if source is None else _data_of(source)
    found = []
    for finding in result.findings:
        route, value = _followed(finding.route, data)
        text = hashlib.sha256(_basis(finding, source, value).encode("utf-8", "surrogatepass"))
        digest = text.hexdigest()[:_HASH_DIGITS]
        found.append((Known(finding.code, route, digest), finding))
    return found


def _data_of(source: Source) -> Data:
    try:
        return compose(source).data
    except DocumentError as error:
        recovered = recover(source, error, Limits())
        return None if recovered is None else recovered.tree.data


def _followed(route: Route, data: Data) -> tuple[str, Data]:
    """Write a route with the identity of each list item in place of its index; return its value."""
    parts = ""
    for step in route:
        if isinstance(step, str):
            written = format_route((step,))
            parts += f".{written}" if parts and not written.startswith("[") else written
            data = data.get(step) if isinstance(data, dict) else None
        else:
            data = data[step] if isinstance(data, list) and step < len(data) else None
            parts += f"[{_identity(data)}]"
    return parts, data


def _identity(item: Data) -> str:
    """Return the URL or name of a list item; what has none is told by its text alone."""
    identity = _STYLE.identity((), item) if isinstance(item, dict) else None
    return "=".join(identity) if isinstance(identity, tuple) else ""


def _basis(finding: Finding, source: Source | None, value: Data) -> str:
    """Return the text that a finding is about, so that a changed text makes a new finding."""
    if source is None or finding.span is None:
        return finding.message
    if finding.code.startswith("DOC"):
        # The sign at which a file cannot be read says little; its line says more.
        return source.lines.line_text(finding.line).strip()
    if finding.part == "value" and isinstance(value, str | int | float):
        return json.dumps(value)
    return source.text[finding.span[0] : finding.span[1]]


def _to_json(known: dict[str, Counter[Known]]) -> dict[str, Any]:
    files = {
        name: [
            {**each._asdict(), **({"count": count} if count > 1 else {})}
            for each, count in sorted(counts.items())
        ]
        for name, counts in sorted(known.items())
        if counts
    }
    return {"version": VERSION, "findings": files}


class _WrongBaselineError(Exception):
    """A value of a baseline is not what it has to be."""

    def __init__(self, route: Route, message: str) -> None:
        super().__init__(message)
        self.route = route


def _from_json(data: Any) -> dict[str, Counter[Known]]:
    version = _checked(data, dict, (), "an object").get("version")
    if type(version) is not int or version != VERSION:
        shown = json.dumps(version)[:40]
        raise _WrongBaselineError(
            ("version",), f"not a baseline of version {VERSION}, but of {shown}; write it again"
        )
    files = _checked(data.get("findings"), dict, ("findings",), "an object with files")
    return {name: _counts(entries, ("findings", name)) for name, entries in files.items()}


def _counts(entries: Any, route: Route) -> Counter[Known]:
    counts: Counter[Known] = Counter()
    for index, entry in enumerate(_checked(entries, list, route, "a list of findings")):
        here = (*route, index)
        _checked(entry, dict, here, "an object with `code`, `route` and `text`")
        texts = [_checked(entry.get(key), str, (*here, key), "text") for key in Known._fields]
        count = entry.get("count", 1)
        if type(count) is not int or not 1 <= count <= _MOST_ALIKE:
            message = f"`count` must be a whole number from 1 to {_MOST_ALIKE:,}"
            raise _WrongBaselineError((*here, "count"), message)
        counts[Known(*texts)] += count
    return counts


def _checked(value: Any, kind: type, route: Route, what: str) -> Any:
    if not isinstance(value, kind):
        last = route[-1] if route else "it"
        name = f"entry {last + 1}" if isinstance(last, int) else f"`{last}`" if route else last
        raise _WrongBaselineError(
            route, f"not a baseline: {name if route else 'it'} must be {what}"
        )
    return value


def _place(path: str, text: str, route: Route) -> str:
    """Return the place of a value, or of what it is missing from."""
    limits = Limits(data_characters=MOST_DATA_BYTES, nodes=MOST_DATA_BYTES)
    try:
        source = split(text, "baseline.json")
        tree = compose(source, limits)
        line, column = source.lines.position(locate(source, tree, route)[0])
    except DocumentError:
        return path
    return f"{path}:{line}:{column}"
