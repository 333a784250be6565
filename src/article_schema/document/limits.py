"""Bounds on what a file may ask of the reader, each checked before the work that it bounds."""

from __future__ import annotations

from dataclasses import dataclass

from article_schema.faults import Fault, Range


@dataclass(frozen=True, slots=True)
class Limits:
    """What a file may ask for.

    Beyond a limit it gets the finding DOC012, and SCH003 beyond that of schemas.
    """

    #: Size of a file in bytes.
    file_bytes: int = 10_000_000
    #: Length of the YAML or JSON in code points; a body has no part in it.
    data_characters: int = 2_000_000
    #: The same for YAML that only the pure Python parser can judge, which is far slower.
    slow_characters: int = 100_000
    #: Length of one text or number in code points, escapes and folding undone.
    scalar_characters: int = 500_000
    #: Digits of one whole number that stands without quotes.
    integer_digits: int = 400
    #: Levels of lists and mappings inside each other, with every alias and merge written out.
    depth: int = 64
    #: Keys, values, lists and mappings in one file, as they are written.
    nodes: int = 200_000
    #: Values that aliases and merges bring in, each written out.
    alias_nodes: int = 20_000
    #: Findings in one file; what comes after them is not looked for.
    findings: int = 1_000
    #: Steps that the JSON Schemas of a project may take in one file; about 5 µs each.
    schema_steps: int = 150_000


#: The most that may be set where a larger number would break what the limit protects: Python's own
#: limits on recursion and on the digits of a number that it writes.
LARGEST = {"depth": 100, "integer_digits": 3_000}


def too_large(limits: Limits, size: int) -> Fault | None:
    """Tell whether a file of `size` bytes is beyond the limit."""
    if size <= limits.file_bytes:
        return None
    return Fault(
        "DOC012",
        f"the file has {size:,} bytes, more than the limit of {limits.file_bytes:,}",
        "it has not been read; split it where it holds many articles, or raise `file-bytes` under "
        "`limits` in the configuration",
    )


def too_long(limit: int, length: int, offset: int) -> Fault | None:
    """Tell whether YAML or JSON of `length` code points is beyond `limit`."""
    if length <= limit:
        return None
    return Fault(
        "DOC012",
        f"the front matter has {length:,} characters, more than the limit of {limit:,}",
        "move long text into the body",
        span=(offset, offset + 1),
    )


def too_deep(limits: Limits, offset: int) -> Fault:
    """Make the fault of a collection that lies beyond the limit of depth."""
    return Fault(
        "DOC012",
        f"lists and mappings are nested more than {limits.depth} levels deep here",
        "an article needs five levels",
        span=(offset, offset + 1),
    )


def too_many(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file with more values than the limit."""
    return Fault(
        "DOC012",
        f"the file holds more than {limits.nodes:,} keys and values; the limit is passed here",
        "spread the records over several files",
        span=(offset, offset + 1),
    )


def too_many_aliased(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file whose aliases and merges stand for more values than the limit."""
    return Fault(
        "DOC012",
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
        "DOC012",
        f"this value has {len(text):,} characters, more than the limit of "
        f"{limits.scalar_characters:,}",
        "move long text into the body",
        span=span,
    )


def long_number(limits: Limits, digits: int, span: Range) -> Fault:
    """Make the fault of a number with more digits than the limit."""
    return Fault(
        "DOC012",
        f"this number has {digits:,} digits, more than the limit of {limits.integer_digits:,}",
        "put it in quotes if it is a text",
        span=span,
    )


def too_many_findings(limits: Limits) -> Fault:
    """Make the fault of a file with more findings than the limit."""
    return Fault(
        "DOC012",
        f"the file has more than {limits.findings:,} findings, and is not checked further",
        "correct what is shown first; often one cause has many findings",
        span=(0, 1),
    )
