"""The checker of a run online: what files ask, and what is wrong by the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from article_schema.checking.config.configuration import Configuration
from article_schema.checking.config.settings import Settings
from article_schema.checking.discovery.search import FoundFile, read_found
from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.records import records_of
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import look
from article_schema.document.source import Source, decode
from article_schema.document.tree import Tree
from article_schema.errors import DocumentError
from article_schema.online.answers import Answer, History, Question
from article_schema.online.claims import Claim, Claims
from article_schema.online.judging.judge import Judge, Patience, further_questions
from article_schema.online.policy import HostPolicy
from article_schema.rules.codes import DEAD_FOR_NOW, HEAVY_PICTURE
from article_schema.rules.rule import NETWORK
from article_schema.version import __version__

if TYPE_CHECKING:
    from article_schema.online.fetching import Manners


#: Bytes of claims that are kept from asking to judging; further files are read again.
_MOST_KEPT = 32_000_000
#: About what a claim takes, beside the text of its record.
_BYTES_OF_CLAIM = 1_000


@dataclass(slots=True)
class Known:
    """What the checkers of a run share."""

    #: The address of the site, for pictures with a path alone and for frames; empty where it is
    #: unknown.
    base: str = ""
    #: What is known so far.
    answers: Mapping[Question, Answer] = field(default_factory=dict)
    #: What earlier runs have seen, where there is a cache.
    histories: Mapping[Question, History] = field(default_factory=dict)
    #: The paths of pictures that nobody can ask for without the address of the site.
    paths: set[str] = field(default_factory=set)


class OnlineChecker(Checker):
    """Finds in files what the answers of the network say is wrong.

    It runs the rules of the family `NET` and no others. A file that cannot be read is a finding
    here too: it was not verified.

    Args:
        settings: what counts for the files.
        known: what is known of the network; it may grow between two checks.
    """

    def __init__(self, settings: Settings, known: Known) -> None:
        super().__init__(settings)
        self.known = known
        #: Of files that have asked, what tells their texts from others, and their claims.
        self._asked: dict[str, tuple[int, tuple[Claim, ...]]] = {}
        self._room = _MOST_KEPT
        self._claims = Claims(settings.model, known.base, known.paths)
        heavy, dead = self.active.get(HEAVY_PICTURE), self.active.get(DEAD_FOR_NOW)
        self._heaviest = 0 if heavy is None else cast("int", settings.options_of(heavy)["bytes"])
        self._patience = None if dead is None else cast("dict[str, int]", settings.options_of(dead))

    def questions(self, file: FoundFile) -> Iterator[Question]:
        """Yield what a file asks; nothing if it cannot be read, or if no rule counts for it.

        Args:
            file: a file that was found.
        """
        if not self._is_concerned(file):
            return
        try:
            text = decode(read_found(file, self.settings.limits), file.path)
        except DocumentError:
            return
        claims = tuple(self.claims(text, file.path))
        size = len(text) + _BYTES_OF_CLAIM * len(claims)
        if claims and size <= self._room:
            self._room -= size
            self._asked[file.path] = hash(text), claims
        for claim in claims:
            yield from questions_about(claim)

    def claims(self, text: str, filename: str) -> Iterator[Claim]:
        """Yield what a text says that the network can answer; nothing if it cannot be read.

        Args:
            text: the text of a file.
            filename: its name.
        """
        try:
            source = split(text, filename)
            tree = look(source, self.settings.limits)
        except DocumentError:
            return
        yield from self._claims_of(source, tree)

    def _checked(self, text: str, filename: str, *, named: bool) -> CheckedFile:
        try:
            source = split(text, filename)
        except DocumentError as error:
            return self._unsplit(error, text, named=named)
        known, tree = self.known, None
        patience = None
        if self._patience is not None:
            patience = Patience(known.histories, **self._patience)
        judge = Judge(known.answers, known.base, self._heaviest, patience)
        seen, claims = self._asked.pop(filename, (0, ()))
        try:
            if not claims or seen != hash(text):
                tree = look(source, self.settings.limits)
                claims = tuple(self._claims_of(source, tree))
            found = list(self.placing.faults.of(judge.faults(claims)))
            if not found:
                return CheckedFile(filename, (), source)
            if tree is None:
                tree = look(source, self.settings.limits)
        except DocumentError as error:
            return self.failed(error, source.whole_text)
        kept = self.placing.kept(found, source, tree, complete=False)
        return CheckedFile(filename, kept, source)

    def _claims_of(self, source: Source, tree: Tree) -> Iterator[Claim]:
        for route, data in records_of(tree.data, source.format, self.settings.model):
            yield from self._claims.of(data, route)

    def _is_concerned(self, file: FoundFile) -> bool:
        if file.passed_over is not None:
            return False
        ignored = self.settings.ignored_in(file.path) if self.settings.file_ignores else ()
        return any(
            rule.family == NETWORK and code not in ignored for code, rule in self.active.items()
        )


def questions_about(claim: Claim) -> Iterator[Question]:
    """Yield what has to be known to judge a claim.

    Args:
        claim: the claim.
    """
    yield claim.question
    if not claim.is_frame:
        yield from further_questions(claim.question)


def manners_of(configuration: Configuration, **more: Any) -> Manners:
    """Return how a configuration wants a run to ask.

    Args:
        configuration: that of the run.
        more: what the configuration says nothing about.
    """
    from article_schema.online.fetching import Manners

    contact = configuration.value("contact")
    allow, deny = configuration.value("allow-hosts"), configuration.value("deny-hosts")
    return Manners(
        agent=f"article-schema/{__version__}" + (f" ({contact})" if contact else ""),
        hosts=HostPolicy(tuple(allow), tuple(deny)),
        **more,
    )


def questions_of(
    files: Iterable[FoundFile], checker_for: Callable[[FoundFile], Checker]
) -> tuple[Question, ...]:
    """Return what files ask, each question once, in the order in which they ask.

    Args:
        files: the files.
        checker_for: returns the checker of a file.
    """
    found: dict[Question, None] = {}
    for file in files:
        checker = checker_for(file)
        if isinstance(checker, OnlineChecker):
            found |= dict.fromkeys(checker.questions(file))
    return tuple(found)
