"""Bounds on what a file may ask of the reader, each checked before the work that it bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from article_schema.rules.codes import OVER_THE_LIMIT

# Who opens a file that keeps the limits waits for no faults, and not for `dataclasses` either,
# which brings half of the tools that take Python apart.
if TYPE_CHECKING:
    from article_schema.faults import Fault, Range


#: What the limits are about, for the help of the configuration.
_DOCS = {
    "file_bytes": "size of a file in bytes",
    "data_characters": "length of the YAML or JSON of a file, in characters, without the body",
    "slow_characters": "the same for YAML that only the slow parser can judge",
    "scalar_characters": "length of one text or number, in characters",
    "integer_digits": "digits of one number that stands without quotes",
    "depth": "levels of lists and mappings inside each other, with every alias written out",
    "nodes": "keys and values in one file, as they are written",
    "alias_nodes": "values that aliases and merges bring in, each written out",
    "findings": "findings in one file; what comes after them is not looked for",
    "schema_steps": "steps that the JSON Schemas of a site may take in one file; 200,000 are a "
    "second",
}


class Limits:
    """What a file may ask for.

    Beyond a limit it gets the finding DOC012, and SCH003 beyond that of schemas.

    >>> settings = Settings(limits=Limits(file_bytes=100))
    >>> report = check_paths("examples/broken/bad-link.md", settings)
    >>> [(finding.code, finding.message) for finding in report.findings]
    [('DOC012', 'the file has 293 bytes, more than the limit of 100')]
    """

    __slots__ = (
        "alias_nodes",
        "data_characters",
        "depth",
        "file_bytes",
        "findings",
        "integer_digits",
        "nodes",
        "scalar_characters",
        "schema_steps",
        "slow_characters",
    )

    #: Size of a file in bytes.
    file_bytes: int
    #: Length of the YAML or JSON of a file, in characters, without the body.
    data_characters: int
    #: The same for YAML that only the slow parser can judge.
    slow_characters: int
    #: Length of one text or number, in characters, its escapes and folding undone.
    scalar_characters: int
    #: Digits of one number that stands without quotes, at most 3,000: Python has a limit of its own
    #: on those that it writes.
    integer_digits: int
    #: Levels of lists and mappings inside each other, with every alias written out, at most 100:
    #: Python's limit on recursion would break beyond.
    depth: int
    #: Keys and values in one file, as they are written.
    nodes: int
    #: Values that aliases and merges bring in, each written out.
    alias_nodes: int
    #: Findings in one file; what comes after them is not looked for.
    findings: int
    #: Steps that the JSON Schemas of a site may take in one file; 200,000 are a second.
    schema_steps: int

    def __init__(
        self,
        file_bytes: int = 10_000_000,
        data_characters: int = 2_000_000,
        slow_characters: int = 100_000,
        scalar_characters: int = 500_000,
        integer_digits: int = 400,
        depth: int = 64,
        nodes: int = 200_000,
        alias_nodes: int = 20_000,
        findings: int = 1_000,
        schema_steps: int = 150_000,
    ) -> None:
        given = {
            "file_bytes": file_bytes,
            "data_characters": data_characters,
            "slow_characters": slow_characters,
            "scalar_characters": scalar_characters,
            "integer_digits": integer_digits,
            "depth": depth,
            "nodes": nodes,
            "alias_nodes": alias_nodes,
            "findings": findings,
            "schema_steps": schema_steps,
        }
        for name, value in given.items():
            object.__setattr__(self, name, value)

    def by_name(self) -> dict[str, int]:
        """Return the limits by their names."""
        return {name: getattr(self, name) for name in _DOCS}

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"limits do not change: write Limits({name}=...)")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Limits):
            return NotImplemented
        return self.by_name() == other.by_name()

    def __hash__(self) -> int:
        return hash(tuple(self.by_name().values()))

    def __repr__(self) -> str:
        given = ", ".join(f"{name}={value!r}" for name, value in self.by_name().items())
        return f"Limits({given})"

    def __reduce__(self) -> tuple[type[Limits], tuple[int, ...]]:
        return Limits, tuple(self.by_name().values())


DEFAULT_LIMITS = Limits()
#: The largest values that protect what their limits are for.
_MOST = {"integer_digits": 3_000, "depth": 100}


class DeclaredLimit(NamedTuple):
    """A limit with what is declared of it."""

    name: str
    default: int
    doc: str
    #: The largest value that protects what the limit is for; None where there is none.
    most: int | None


def limits_declared() -> list[DeclaredLimit]:
    """Return all limits, as `Limits` declares them."""
    return [
        DeclaredLimit(name, default, _DOCS[name], _MOST.get(name))
        for name, default in DEFAULT_LIMITS.by_name().items()
    ]


def _over(message: str, advice: str, span: Range | None = None) -> Fault:
    from article_schema.faults import Fault

    return Fault(OVER_THE_LIMIT, message, advice, span=span)


def too_large(limits: Limits, size: int) -> Fault | None:
    """Tell whether a file of `size` bytes is beyond the limit."""
    if size <= limits.file_bytes:
        return None
    return _over(
        f"the file has {size:,} bytes, more than the limit of {limits.file_bytes:,}",
        "it has not been read; split it where it holds many articles, or raise `file-bytes` under "
        "`limits` in the configuration",
    )


def too_long(limit: int, length: int, offset: int) -> Fault | None:
    """Tell whether YAML or JSON of `length` code points is beyond `limit`."""
    if length <= limit:
        return None
    return _over(
        f"the front matter has {length:,} characters, more than the limit of {limit:,}",
        "move long text into the body",
        span=(offset, offset + 1),
    )


def too_deep(limits: Limits, offset: int) -> Fault:
    """Make the fault of a collection that lies beyond the limit of depth."""
    return _over(
        f"lists and mappings are nested more than {limits.depth} levels deep here",
        "an article needs five levels",
        span=(offset, offset + 1),
    )


def too_many(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file with more values than the limit."""
    return _over(
        f"the file holds more than {limits.nodes:,} keys and values; the limit is passed here",
        "spread the records over several files",
        span=(offset, offset + 1),
    )


def too_many_aliased(limits: Limits, offset: int) -> Fault:
    """Make the fault of a file whose aliases and merges stand for more values than the limit."""
    return _over(
        f"aliases and merges stand for more than {limits.alias_nodes:,} values; "
        "the limit is passed here",
        "write the values out, or use fewer aliases",
        span=(offset, offset + 1),
    )


def long_scalar(limits: Limits, text: str, span: Range) -> Fault | None:
    """Tell whether a text or number is beyond the limit of length."""
    if len(text) <= limits.scalar_characters:
        return None
    return _over(
        f"this value has {len(text):,} characters, more than the limit of "
        f"{limits.scalar_characters:,}",
        "move long text into the body",
        span=span,
    )


def long_number(limits: Limits, digits: int, span: Range) -> Fault:
    """Make the fault of a number with more digits than the limit."""
    return _over(
        f"this number has {digits:,} digits, more than the limit of {limits.integer_digits:,}",
        "put it in quotes if it is a text",
        span=span,
    )


def too_many_findings(limits: Limits) -> Fault:
    """Make the fault of a file with more findings than the limit."""
    return _over(
        f"the file has more than {limits.findings:,} findings, and is not checked further",
        "correct what is shown first; often one cause has many findings",
        span=(0, 1),
    )
