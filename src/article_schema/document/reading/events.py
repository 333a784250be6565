"""YAML events: the quick C parser where it cannot differ, the pure parser everywhere else.

Only this module and `scanner` talk to ruamel.yaml. Its pure parser, with the tabs of YAML 1.2.2
that `scanner` adds, is the authority; the libyaml that its C library wraps reads an older YAML, so
text on which the two are known to differ, and every text that it rejects, goes to the pure one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

from article_schema.late_pattern import late_pattern

Event: TypeAlias = Any

#: Text on which libyaml and the pure parser differ or may differ: tabs, Unicode line breaks, marks
#: inside, directives and document markers, tags, anchors and aliases, a comment too close to the
#: header of a block scalar, a colon beside a bracket, escaped surrogates.
_DIFFERS = late_pattern(
    r"[\t\x85\u2028\u2029\ufeff]"
    r"|(?:^|[\r\n])(?:---|\.\.\.|%)"
    r"|(?:(?:^|[\r\n])[ ]*|[\[{,:?-][ ]+|[\[{,])[!%&*]"
    r"|[|>][-+0-9]*\#"
    r"|:[\[\]{},]"
    r"|\\[uU](?:0000)?[dD][89a-fA-F]"
)
#: They differ too where lines of blanks follow the header of a block scalar.
_ABOVE_BLANKS = late_pattern(r"(?:\A|(?<=[\r\n]))([^\r\n]+)[\r\n]+[ ]+[\r\n]")
_HEADER = late_pattern(r"[|>][-+0-9]*(?:[ ]+\#|[ ]*\Z)")


class ParseError(Exception):
    """The text is not YAML. Offsets are relative to the text; -1 stands for none."""

    def __init__(
        self, problem: str, offset: int, context: str = "", context_offset: int = -1,
        *, unmarked: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(problem)
        self.problem = problem
        self.offset = offset
        self.context = context
        self.context_offset = context_offset
        #: Whether the parser failed without saying where.
        self.unmarked = unmarked


def c_events(text: str) -> Iterator[Event] | None:
    """Return the events of the C parser, or None where only the pure parser may judge the text."""
    if _DIFFERS.search(text) or any(
        _HEADER.search(match[1]) for match in _ABOVE_BLANKS.finditer(text)
    ):
        return None
    try:
        from _ruamel_yaml import CParser
    except ImportError:  # pragma: no cover - no wheel for this platform
        return None
    return _drain(CParser(text))


def _drain(parser: Any) -> Iterator[Event]:
    with _Translated():
        while (event := parser.get_event()) is not None:
            yield event


def pure_events(text: str) -> Iterator[Event]:
    """Return the events of the authority, ruamel.yaml's pure Python parser.

    Raises:
        ParseError: while iterating, where the text is not YAML.
    """
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    if "\t" in text:
        from article_schema.document.reading.scanner import TabScanner

        yaml.Scanner = TabScanner
    with _Translated():
        yield from yaml.parse(text)


class _Translated:
    """Turns whatever the parsers raise into `ParseError`."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, traceback: object) -> None:
        if error is None or isinstance(error, ParseError | GeneratorExit):
            return
        from ruamel.yaml.error import MarkedYAMLError
        from ruamel.yaml.reader import ReaderError

        if isinstance(error, MarkedYAMLError):
            mark = error.problem_mark or error.context_mark
            start = error.context_mark
            raise ParseError(
                str(error.problem or "not YAML"),
                mark.index if mark else 0,
                str(error.context or ""),
                start.index if start else -1,
            ) from None
        if isinstance(error, ReaderError):
            raise ParseError("forbidden character", error.position) from None
        if isinstance(error, Exception):
            problem = "the parser stops without a reason"
            raise ParseError(problem, 0, unmarked=True) from None
