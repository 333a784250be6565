"""Bounds on what a file may ask of the reader, each checked before the work that it bounds."""

# Annotations are no text here: the types of fields would be compiled from it on every start.

from typing import TYPE_CHECKING, Annotated, NamedTuple, get_type_hints

from article_schema.rules.codes import OVER_THE_LIMIT

# Who opens a file that keeps the limits waits for no faults.
if TYPE_CHECKING:
    from article_schema.faults import Fault, Range


class Limits(NamedTuple):
    """What a file may ask for.

    Beyond a limit it gets the finding DOC012, and SCH003 beyond that of schemas.

    >>> settings = Settings(limits=Limits(file_bytes=100))
    >>> report = check_paths("examples/broken/bad-link.md", settings)
    >>> [(finding.code, finding.message) for finding in report.findings]
    [('DOC012', 'the file has 293 bytes, more than the limit of 100')]
    """

    # Each has what it is about, and the largest value that still protects what it is for.
    file_bytes: Annotated[int, "size of a file in bytes"] = 10_000_000
    data_characters: Annotated[
        int, "length of the YAML or JSON of a file, in characters, without the body"
    ] = 2_000_000
    slow_characters: Annotated[int, "the same for YAML that only the slow parser can judge"] = (
        100_000
    )
    # Escapes and folding are undone.
    scalar_characters: Annotated[int, "length of one text or number, in characters"] = 500_000
    # Python has a limit of its own on the digits of a number that it writes.
    integer_digits: Annotated[int, "digits of one number that stands without quotes", 3_000] = 400
    # Python's limit on recursion would break beyond 100.
    depth: Annotated[
        int,
        "levels of lists and mappings inside each other, with every alias written out",
        100,
    ] = 64
    nodes: Annotated[int, "keys and values in one file, as they are written"] = 200_000
    alias_nodes: Annotated[int, "values that aliases and merges bring in, each written out"] = (
        20_000
    )
    findings: Annotated[int, "findings in one file; what comes after them is not looked for"] = (
        1_000
    )
    schema_steps: Annotated[
        int,
        "steps that the JSON Schemas of a site may take in one file; 200,000 are a second",
    ] = 150_000


DEFAULT_LIMITS = Limits()

#: Deeper text than this is declined by the quick rungs of the ladder, so that the limit on depth is
#: the composer's to report.
HOUSE_DEPTH = 16
#: The same for longer text.
HOUSE_LENGTH = 200_000


class DeclaredLimit(NamedTuple):
    """A limit with what is declared of it."""

    name: str
    default: int
    doc: str
    #: The largest value that protects what the limit is for; None where there is none.
    most: int | None = None


def limits_declared() -> list[DeclaredLimit]:
    """Return all limits, as `Limits` declares them."""
    hints = get_type_hints(Limits, include_extras=True)
    return [
        DeclaredLimit(name, default, *hints[name].__metadata__)
        for name, default in DEFAULT_LIMITS._asdict().items()
    ]


def _over(message: str, advice: str, span: "Range | None" = None) -> "Fault":
    from article_schema.faults import Fault

    return Fault(OVER_THE_LIMIT, message, advice, span=span)


def too_large(limits: Limits, size: int) -> "Fault | None":
    """Tell whether a file of `size` bytes is beyond the limit."""
    if size <= limits.file_bytes:
        return None
    return _over(
        f"the file has {size:,} bytes, more than the limit of {limits.file_bytes:,}",
        "it has not been read; split it where it holds many articles, or raise `file-bytes` under "
        "`limits` in the configuration",
    )


def too_long(limit: int, length: int, offset: int) -> "Fault | None":
    """Tell whether YAML or JSON of `length` code points is beyond `limit`."""
    if length <= limit:
        return None
    return _over(
        f"the front matter has {length:,} characters, more than the limit of {limit:,}",
        "move long text into the body",
        span=(offset, offset + 1),
    )


def too_deep(limits: Limits, offset: int) -> "Fault":
    """Make the fault of a collection that lies beyond the limit of depth."""
    return _over(
        f"lists and mappings are nested more than {limits.depth} levels deep here",
        "an article needs five levels",
        span=(offset, offset + 1),
    )


def too_many(limits: Limits, offset: int) -> "Fault":
    """Make the fault of a file with more values than the limit."""
    return _over(
        f"the file holds more than {limits.nodes:,} keys and values; the limit is passed here",
        "spread the records over several files",
        span=(offset, offset + 1),
    )


def too_many_aliased(limits: Limits, offset: int) -> "Fault":
    """Make the fault of a file whose aliases and merges stand for more values than the limit."""
    return _over(
        f"aliases and merges stand for more than {limits.alias_nodes:,} values; "
        "the limit is passed here",
        "write the values out, or use fewer aliases",
        span=(offset, offset + 1),
    )


def long_scalar(limits: Limits, text: str, span: "Range") -> "Fault | None":
    """Tell whether a text or number is beyond the limit of length."""
    if len(text) <= limits.scalar_characters:
        return None
    return _over(
        f"this value has {len(text):,} characters, more than the limit of "
        f"{limits.scalar_characters:,}",
        "move long text into the body",
        span=span,
    )


def long_number(limits: Limits, digits: int, span: "Range") -> "Fault":
    """Make the fault of a number with more digits than the limit."""
    return _over(
        f"this number has {digits:,} digits, more than the limit of {limits.integer_digits:,}",
        "put it in quotes if it is a text",
        span=span,
    )


def too_many_findings(limits: Limits) -> "Fault":
    """Make the fault of a file with more findings than the limit."""
    return _over(
        f"the file has more than {limits.findings:,} findings, and is not checked further",
        "correct what is shown first; often one cause has many findings",
        span=(0, 1),
    )
