"""What is fuzzed: functions of one input, bytes, that raise where the library breaks a promise.

`check` checks and fixes an input as a file; `edit` opens, changes and writes it. An error that the
library raises on purpose is an answer. Anything else that comes out is a bug.
"""

from __future__ import annotations

import io
import re
import time
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from random import Random
from typing import Any

from document.hostile_texts import make_edit, make_value

from article_schema.checking.config.selecting import ALL
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import CheckedFile, Checker
from article_schema.checking.fixing import fix_file
from article_schema.checking.results.report import Report
from article_schema.document.compare import same
from article_schema.document.edits import Delete, Edit, SetValue
from article_schema.document.reading.compose import DEFAULT_LIMITS, _Composer
from article_schema.document.reading.construct import construct
from article_schema.document.reading.events import pure_events
from article_schema.document.source import decode
from article_schema.document.splicing.splice import intended, resplice
from article_schema.document.tree import Data, Mapping, Scalar, key_text, walk
from article_schema.documents.document import Document
from article_schema.documents.opening import loads
from article_schema.errors import DocumentError, EditError, ValidationError
from article_schema.reporting.base import Presentation, SeveralReporters
from article_schema.reporting.formats.registry import FORMATS
from article_schema.routes import format_route

#: The most CPU seconds that an input of less than `LARGE` bytes may take.
SECONDS = 1.0
LARGE = 1_000_000
#: Separates the text of an input from the bytes that choose its edits; no YAML holds it.
SEPARATOR = b"\0"

_NOW = datetime(2020, 6, 15, tzinfo=UTC)
#: The pure parser is slow, so only texts up to this length are read by it once more.
_PROVED_LENGTH = 5_000
#: One in so many results is reported in every format, which takes longer than the check itself.
_REPORTED = 8


class BrokenPromiseError(AssertionError):
    """The library gave an answer that it promises never to give."""


class SlowError(AssertionError):
    """An input took more CPU seconds than any may."""


class Choices(Random):
    """Takes every decision from bytes, so that a fuzzer that changes them changes decisions."""

    def __init__(self, raw: bytes) -> None:
        super().__init__(0)
        self.raw = raw
        self.used = 0

    def getrandbits(self, count: int, /) -> int:
        """Return a number of so many bits from the next bytes; zero when they are used up."""
        size = (count + 7) // 8
        taken = self.raw[self.used : self.used + size]
        self.used += size
        return int.from_bytes(taken, "big") & ((1 << count) - 1)

    def random(self) -> float:
        """Return a number from 0 to 1 from the next byte."""
        return self.getrandbits(8) / 256


def filenames(raw: bytes) -> tuple[str, ...]:
    """Return the names under which an input makes sense, for their endings tell the form."""
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:3]
    if start == b"---":
        return ("fuzz.md",)
    if start.startswith((b"{", b"[")):
        return ("fuzz.json", "fuzz.yaml")
    return ("fuzz.yaml",)


_CHECKER = Checker(Settings(select=(ALL,), now=_NOW))


def check(raw: bytes) -> None:
    """Check an input with every rule, fix it, and report some of what is found in every format."""
    for name in filenames(raw):
        result = _timed(lambda name=name: _CHECKER.check_bytes(raw, name), len(raw), "checking")
        _judge_findings(result)
        if zlib.crc32(raw) % _REPORTED == 0:
            _report(result)
        if any(finding.fix for finding in result.findings):
            fixed = fix_file(_CHECKER, result, unsafe=True)
            _judge_findings(fixed.result)
            _judge_fixed(result, fixed.result)


def _judge_findings(result: CheckedFile) -> None:
    text = result.source.text if result.source else ""
    for finding in result.findings:
        if finding.code == "DOC016":
            raise BrokenPromiseError(f"a rule failed: {finding.message}; {finding.help}")
        if not (1 <= finding.line <= finding.end_line and finding.column >= 1):
            raise BrokenPromiseError(f"a finding stands nowhere: {finding}")
        # What is missing at the end of a text is marked one place behind it.
        if finding.span and not 0 <= finding.span[0] <= finding.span[1] <= len(text) + 1:
            raise BrokenPromiseError(f"a finding stands outside the text: {finding}")


def _judge_fixed(old: CheckedFile, new: CheckedFile) -> None:
    if old.source is None or new.source is None:
        return
    recoded = {finding.code for finding in old.findings if finding.fix}
    body, has_bom = old.source.body, old.source.has_bom
    if "DOC022" in recoded:
        body = re.sub(r"\r(?!\n)", "\n", body)
    if new.source.body != body or new.source.has_bom is not (has_bom and "DOC021" not in recoded):
        raise BrokenPromiseError("a fix changed what it must not touch")


def _report(result: CheckedFile) -> None:
    if not result.findings:
        return
    shown = Presentation(settings=_CHECKER.settings)
    reporter = SeveralReporters([make(io.StringIO(), shown) for make in FORMATS.values()])
    report = Report()
    report.add(result)
    reporter.result(result)
    reporter.finish(report)


def edit(raw: bytes) -> None:
    """Open an input, make some edits that its last bytes choose, and prove what was written."""
    head, mark, tail = raw.rpartition(SEPARATOR)
    if not mark:
        head, tail = raw, zlib.crc32(raw).to_bytes(4, "big") * 8
    for name in filenames(head):
        try:
            text = decode(head, name)
            document = _timed(lambda name=name, text=text: loads(text, name), len(head), "reading")
        except DocumentError:
            continue
        if document.text != text:
            raise BrokenPromiseError("a text changes by being opened")
        choices = Choices(tail)
        for _ in range(1 + choices.getrandbits(2)):
            if document._content.tree.root is None:
                break
            _edit_once(document, _chosen(document, text, choices), len(head))


def _chosen(document: Document, text: str, choices: Choices) -> Edit:
    root = document._content.tree.root
    assert root is not None
    places = [route for route, _, _ in walk(root)]
    kind = choices.getrandbits(3)
    if not places or kind == 0:
        return SetValue((f"fresh{choices.getrandbits(2)}",), make_value(choices))
    if kind == 1:
        # A piece of the text itself: whatever the fuzzer finds becomes a value too.
        start = choices.randrange(len(text) or 1)
        return SetValue(choices.choice(places), text[start : start + choices.getrandbits(5)])
    if kind == 2:
        return Delete(choices.choice(places))
    return make_edit(document._content.tree, choices)


def _edit_once(document: Document, edit: Edit, size: int) -> None:
    before, data = document.text, document.data
    old_source, old_tree = document._content.source, document._content.tree
    try:
        _timed(lambda: _apply(document, edit), size, f"the edit {edit}")
    except (EditError, ValidationError):
        if document.text != before or not same(document.data, data):
            raise BrokenPromiseError(f"the refused edit {edit} changed something") from None
        return
    goal = intended(data, [edit])
    text = document.text
    again = loads(text, document.filename)
    for what, found in (("data", document.data), ("file", again.data)):
        if not same(found, goal):
            raise BrokenPromiseError(f"after {edit} the {what} is {found!r}, not {goal!r}")
    if again.text != text or again.body != document.body:
        raise BrokenPromiseError(f"after {edit} the text is read with another body")
    if len(text) <= _PROVED_LENGTH and not same(_by_authority(again), goal):
        raise BrokenPromiseError(f"after {edit} the pure parser reads {_by_authority(again)!r}")
    _judge_surroundings(old_source.text, old_tree.root, again, edit)


def _apply(document: Document, edit: Edit) -> None:
    if isinstance(edit, SetValue):
        document.set(format_route(edit.route), edit.value)
    elif isinstance(edit, Delete):
        document.delete(format_route(edit.route))
    else:
        content = document._content
        content.replace(*resplice(content.source, [edit], layout=_layout(), tree=content.tree))


def _layout() -> Any:
    from article_schema.house_style import HouseStyle
    from article_schema.model.article import Article

    return HouseStyle(Article)


def _by_authority(document: Document) -> Data:
    source = document._content.source
    if not source.format.has_house_form:
        return document.data
    tree = _Composer(source, DEFAULT_LIMITS).compose(pure_events(source.data_text))
    construct(tree, DEFAULT_LIMITS)
    return tree.data


def _judge_surroundings(before: str, root: Any, again: Document, edit: Edit) -> None:
    """Prove that bytes outside an edit are the same: of other entries, fences and body."""
    source = again._content.source
    start = source.block[0]
    after = source.text
    if after[:start] != before[:start]:
        raise BrokenPromiseError(f"{edit} changed what stands before the front matter")
    if not before.endswith(after[source.block[1] :]):
        raise BrokenPromiseError(f"{edit} changed what stands behind the front matter")
    written = again._content.tree.root
    if not (isinstance(root, Mapping) and isinstance(written, Mapping) and edit.route):
        return
    for text in _entries(before, root, edit):
        if text not in after:
            raise BrokenPromiseError(f"{edit} changed {text!r}, which it does not concern")


def _entries(text: str, root: Mapping, edit: Edit) -> list[str]:
    """Return the entries of a mapping, as they are written, that an edit does not concern."""
    return [
        text[value.start : value.end]
        for key, value in root.pairs
        if key_text(key) != edit.route[0] and isinstance(value, Scalar) and value.end > value.start
    ]


def _timed(action: Callable[[], Any], size: int, what: str) -> Any:
    started = time.process_time()
    try:
        return action()
    finally:
        seconds = time.process_time() - started
        if seconds > SECONDS and size < LARGE:
            raise SlowError(f"{what} took {seconds:.1f} s for {size:,} bytes")


TARGETS: dict[str, Callable[[bytes], None]] = {"check": check, "edit": edit}
