"""Bounds on what a file may ask of the reader, each checked before the work that it bounds."""

from __future__ import annotations

from dataclasses import dataclass

from article_schema.faults import Fault


@dataclass(frozen=True, slots=True)
class Limits:
    """The largest file that is read. Beyond a limit a file gets the finding DOC012."""

    #: Size of a file in bytes.
    file_bytes: int = 10_000_000
    #: Length of the YAML or JSON in code points; a body has no part in it.
    data_characters: int = 2_000_000
    #: The same for YAML that only the pure Python parser can judge, which is far slower.
    slow_characters: int = 400_000
    #: Levels of lists and mappings inside each other.
    depth: int = 64
    #: Values in one file, with every alias and merge written out.
    nodes: int = 200_000


def too_large(limits: Limits, size: int) -> Fault | None:
    """Tell whether a file of `size` bytes is beyond the limit."""
    if size <= limits.file_bytes:
        return None
    return Fault(
        "DOC012",
        f"the file has {size:,} bytes, more than the limit of {limits.file_bytes:,}",
        "an article this large is usually an export gone wrong",
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
        "an article needs five",
        span=(offset, offset + 1),
    )


def too_many(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file with more values than the limit."""
    return Fault(
        "DOC012",
        f"the file holds more than {limits.nodes:,} values, counting each alias in full",
        "write fewer values, or use fewer aliases",
        span=(offset, offset + 1),
    )
