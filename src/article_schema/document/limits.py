"""Bounds on what a file may ask of the reader, each checked before the work that it bounds."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any, NamedTuple

from article_schema.faults import Fault, Range
from article_schema.rules.codes import OVER_THE_LIMIT


def _limit(default: int, doc: str, most: int | None = None) -> Any:
    return field(default=default, metadata={"doc": doc, "most": most})


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for.

    Beyond a limit it gets the finding DOC012, and SCH003 beyond that of schemas.

    >>> settings = Settings(limits=Limits(file_bytes=100))
    >>> report = check_paths("examples/broken/bad-link.md", settings)
    >>> [(finding.code, finding.message) for finding in report.findings]
    [('DOC012', 'the file has 293 bytes, more than the limit of 100')]
    """

    file_bytes: int = _limit(10_000_000, "size of a file in bytes")
    data_characters: int = _limit(
        2_000_000, "length of the YAML or JSON of a file, in characters, without the body"
    )
    slow_characters: int = _limit(100_000, "the same for YAML that only the slow parser can judge")
    #: Escapes and folding are undone.
    scalar_characters: int = _limit(500_000, "length of one text or number, in characters")
    #: Python has a limit of its own on the digits of a number that it writes.
    integer_digits: int = _limit(400, "digits of one number that stands without quotes", most=3_000)
    #: Python's limit on recursion would break beyond 100.
    depth: int = _limit(
        64, "levels of lists and mappings inside each other, with every alias written out", most=100
    )
    nodes: int = _limit(200_000, "keys and values in one file, as they are written")
    alias_nodes: int = _limit(20_000, "values that aliases and merges bring in, each written out")
    findings: int = _limit(1_000, "findings in one file; what comes after them is not looked for")
    schema_steps: int = _limit(
        150_000,
        "steps that the JSON Schemas of a site may take in one file; 200,000 are a second",
    )


DEFAULT_LIMITS = Limits()


class DeclaredLimit(NamedTuple):
    """A limit with what is declared of it."""

    name: str
    default: int
    doc: str
    #: The largest value that protects what the limit is for; None where there is none.
    most: int | None


def limits_declared() -> list[DeclaredLimit]:
    """Return all limits, as `Limits` declares them."""
    usual = asdict(Limits())
    return [DeclaredLimit(each.name, usual[each.name], **each.metadata) for each in fields(Limits)]


def too_large(limits: Limits, size: int) -> Fault | None:
    """Tell whether a file of `size` bytes is beyond the limit."""
    if size <= limits.file_bytes:
        return None
    return Fault(
        OVER_THE_LIMIT,
        f"the file has {size:,} bytes, more than the limit of {limits.file_bytes:,}",
        "it has not been read; split it where it holds many articles, or raise `file-bytes` under "
        "`limits` in the configuration",
    )


def too_long(limit: int, length: int, offset: int) -> Fault | None:
    """Tell whether YAML or JSON of `length` code points is beyond `limit`."""
    if length <= limit:
        return None
    return Fault(
        OVER_THE_LIMIT,
        f"the front matter has {length:,} characters, more than the limit of {limit:,}",
        "move long text into the body",
        span=(offset, offset + 1),
    )


def too_deep(limits: Limits, offset: int) -> Fault:
    """Make the fault of a collection that lies beyond the limit of depth."""
    return Fault(
        OVER_THE_LIMIT,
        f"lists and mappings are nested more than {limits.depth} levels deep here",
        "an article needs five levels",
        span=(offset, offset + 1),
    )


def too_many(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file with more values than the limit."""
    return Fault(
        OVER_THE_LIMIT,
        f"the file holds more than {limits.nodes:,} keys and values; the limit is passed here",
        "spread the records over several files",
        span=(offset, offset + 1),
    )


def too_many_aliased(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file whose aliases and merges stand for more values than the limit."""
    return Fault(
        OVER_THE_LIMIT,
        f"aliases and merges stand for more than {limits.alias_nodes:,} values; "
        "the limit is passed here",
        "write the values out, or use fewer aliases",
        span=(offset, offset + 1),
    )


def long_scalar(limits: Limits, text: str, span: Range) -> Fault | None:
    """Tell whether a text or number is beyond the limit of length."""
    if len(text) <= limits.scalar_characters:
        return None
    return Fault(
        OVER_THE_LIMIT,
        f"this value has {len(text):,} characters, more than the limit of "
        f"{limits.scalar_characters:,}",
        "move long text into the body",
        span=span,
    )


def long_number(limits: Limits, digits: int, span: Range) -> Fault:
    """Make the fault of a number with more digits than the limit."""
    return Fault(
        OVER_THE_LIMIT,
        f"this number has {digits:,} digits, more than the limit of {limits.integer_digits:,}",
        "put it in quotes if it is a text",
        span=span,
    )


def too_many_findings(limits: Limits) -> Fault:
    """Make the fault of a file with more findings than the limit."""
    return Fault(
        OVER_THE_LIMIT,
        f"the file has more than {limits.findings:,} findings, and is not checked further",
        "correct what is shown first; often one cause has many findings",
        span=(0, 1),
    )
