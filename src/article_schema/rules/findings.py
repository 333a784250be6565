"""Findings: what the rules report, and the fixes that they offer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from article_schema.document.edits import TextEdit
from article_schema.faults import Part, Range, Related
from article_schema.model.showing import bounded
from article_schema.routes import Route, format_route


class Severity(Enum):
    """How severe a finding is; the value is the word that people write.

    >>> Severity("warning")
    <Severity.WARNING: 'warning'>
    >>> Severity.ERROR.reaches(Severity.WARNING), Severity.INFO.reaches(Severity.WARNING)
    (True, False)
    """

    #: Wrong: the file breaks its contract, and the command exits with 1.
    ERROR = "error"
    #: Most likely a slip.
    WARNING = "warning"
    #: Worth a look.
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the most severe."""
        return _RANKS[self]

    def reaches(self, threshold: Severity) -> bool:
        """Tell whether this is as severe as a threshold.

        Args:
            threshold: the least severe that counts.
        """
        return self.rank <= threshold.rank


#: The word in the place of a severity that turns a rule off; no finding has it.
OFF = "off"

_RANKS = {severity: rank for rank, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Fix:
    """A change that settles a finding.

    >>> fix = check_paths("examples/broken/bad-link.md").findings[0].fix
    >>> fix.title, fix.safe
    ('replace the space with `%20`', True)
    """

    #: The changes, each by its route.
    edits: tuple[TextEdit, ...]
    #: What the change does, in the imperative: "replace the entity by its character".
    title: str
    #: A safe fix cannot change what the file means to a reader; only safe ones run unasked.
    safe: bool = True


@dataclass(frozen=True, slots=True, repr=False)
class Finding:
    """One fault of one file.

    Rules name a route; file, line and column (from 1, in code points) are filled in when the
    finding is shown, and are empty and 0 before.

    >>> finding = check_paths("examples/broken/bad-link.md").findings[0]
    >>> finding.code, finding.name, finding.severity.value
    ('URL005', 'space-in-url', 'error')
    >>> finding.line, finding.column, finding.route_text
    (6, 46, 'webUrl')
    >>> finding.sentence
    '`webUrl` holds a space; replace the space with `%20`'
    """

    #: The rule that found it, such as `URL005`.
    code: str
    #: The name of that rule, such as `space-in-url`.
    name: str
    #: How severe it is, as this run has it.
    severity: Severity
    #: What is wrong.
    message: str
    #: What to write instead; may be empty.
    help: str = ""
    #: Where: keys of the file and indexes from 0.
    route: Route = ()
    #: Whether the value or its key is meant.
    part: Part = "value"
    #: The part of the value's own text that is meant, in code points from 0, where it is not the
    #: whole.
    subspan: Range | None = None
    #: The range of the file's text, in code points from 0.
    span: Range | None = None
    #: The change that settles it, where one is at hand.
    fix: Fix | None = None
    #: The name of the file.
    file: str = ""
    #: The line, from 1.
    line: int = 0
    #: The column in code points, from 1.
    column: int = 0
    #: The line in which it ends.
    end_line: int = 0
    #: The column after its last code point.
    end_column: int = 0
    #: Other places that one has to look at, such as the first of two keys.
    related: tuple[Related, ...] = ()

    def __repr__(self) -> str:
        """Return a short text for people: the place, the code and what is wrong."""
        if not hasattr(self, "related"):
            return "<Finding, not yet made>"
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return bounded(f"<Finding {place or '(no file)'} {self.code} {self.message}>")

    @property
    def within(self) -> Range | None:
        """The older name of `subspan`."""
        return self.subspan

    @property
    def fixable(self) -> bool:
        """Whether a fix is at hand."""
        return self.fix is not None

    @property
    def full_message(self) -> str:
        """What is wrong, and where its other places are, for formats that show one place only."""
        return "; ".join((self.message, *(place.sentence for place in self.related)))

    @property
    def sentence(self) -> str:
        """What is wrong, where its other places are, and what to write, in one sentence."""
        return f"{self.full_message}; {self.help}" if self.help else self.full_message

    @property
    def route_text(self) -> str:
        """The route as people write it."""
        return format_route(self.route)
