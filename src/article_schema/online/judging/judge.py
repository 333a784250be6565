"""The judge: whether what was asked answers, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from article_schema.faults import Fault
from article_schema.online.answers import GONE, Answer, History, Kind, Question, Trouble
from article_schema.online.claims import Claim
from article_schema.online.judging.contents import frame_faults, page_faults, picture_faults
from article_schema.online.judging.saying import fault_of, shown
from article_schema.online.urls import host_of
from article_schema.rules.codes import (
    BAD_CERTIFICATE,
    DEAD_FOR_NOW,
    HTTPS_AT_HAND,
    MOVED_PAGE,
    NO_ANSWER,
    NOT_ASKED,
    PAGE_BLOCKED,
    PAGE_GONE,
    REDIRECT_LOOP,
    REDIRECT_TO_HOME,
    SERVER_FAULT,
    UNKNOWN_HOST,
)

#: 999 is what LinkedIn answers to programs.
_BLOCKED = frozenset({401, 403, 407, 429, 451, 999})
#: The paths of home pages, in small letters and without a slash at the end.
_HOME = frozenset({"", "/index.html", "/index.htm", "/index.php", "/home", "/404", "/404.html"})

#: Seconds of a day.
_DAY = 86_400
_OPEN_ELSEWHERE = "look for its new address, or take the link out"
_LATER = "open it in a browser; if it works, verify again later"

#: For each trouble its rule, what it says after the name of the value, and what to do.
_TROUBLES: Mapping[Trouble, tuple[str, str, str]] = {
    Trouble.NO_SUCH_HOST: (
        UNKNOWN_HOST, "is on a host that does not exist: {host}",
        "correct the name, or take the link out",
    ),
    Trouble.NAMES_SILENT: (NO_ANSWER, "was not reached: nobody could look up {host}", _LATER),
    Trouble.UNREACHABLE: (NO_ANSWER, "was not reached: no way leads to {host}", _LATER),
    Trouble.REFUSED: (NO_ANSWER, "was not reached: {host} takes no connection", _LATER),
    Trouble.TIMEOUT: (NO_ANSWER, "did not answer in time", _LATER),
    Trouble.BROKEN: (NO_ANSWER, "was answered with something that is no HTTP", _LATER),
    Trouble.TLS: (
        BAD_CERTIFICATE, "has a certificate that cannot be trusted",
        "open it in a browser; if that warns too, tell the site",
    ),
    Trouble.LOOP: (
        REDIRECT_LOOP, "leads in a circle: its redirects come back to {last}", _OPEN_ELSEWHERE
    ),
    Trouble.TOO_MANY_REDIRECTS: (
        REDIRECT_LOOP, "leads through more than 10 redirects, at last to {last}", _OPEN_ELSEWHERE
    ),
    Trouble.BAD_REDIRECT: (
        REDIRECT_LOOP, "has a redirect to what is no http or https URL", _OPEN_ELSEWHERE
    ),
    Trouble.FORBIDDEN_ADDRESS: (
        NOT_ASKED, "was not asked: {host} is not on the public internet",
        "give --allow-private if it is a server of yours",
    ),
    Trouble.DENIED_HOST: (
        NOT_ASKED, "was not asked to the end: it leads to {host}, which is left out",
        "leave it in with --allow-hosts, or out of --deny-hosts, if it may be asked",
    ),
    Trouble.ROBOTS: (
        NOT_ASKED, "was not asked: the robots.txt of {host} excludes programs",
        "open it in a browser, or give --ignore-robots if it is a site of yours",
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Patience:
    """When what was there in an earlier run is called dead."""

    histories: Mapping[Question, History]
    #: From so many runs in a row on that found it dead.
    faults: int
    #: And so many days after the first of them.
    days: int

    def softened(self, fault: Fault, question: Question) -> Fault:
        """Return the fault of what is dead, as one that may pass if it is too soon to say.

        Args:
            fault: the fault.
            question: what was asked.
        """
        history = self.histories.get(question)
        if history is None or history.well_at is None or history.since is None:
            return fault
        is_long = history.moment - history.since >= self.days * _DAY
        if history.faults >= self.faults and is_long:
            return fault
        well = f"{datetime.fromtimestamp(history.well_at, UTC):%Y-%m-%d}"
        return replace(
            fault, code=DEAD_FOR_NOW,
            message=f"{fault.message}; it was there on {well}, and this is fault {history.faults} "
            "since",
            help=f"verify again later: {self.faults} faults in {self.days} days are an error",
        )  # fmt: skip


class Judge:
    """Says what is wrong with claims.

    Args:
        answers: what is known; a question without an answer is no fault.
        site: the address of the site that shows the records; empty where it is unknown.
        heaviest: the most bytes that a picture may have; 0 without a bound.
        patience: when what was there is called dead; None for at once.
    """

    def __init__(
        self,
        answers: Mapping[Question, Answer],
        site: str = "",
        heaviest: int = 0,
        patience: Patience | None = None,
    ) -> None:
        self._answers = answers
        self._site = site
        self._heaviest = heaviest
        self._patience = patience

    def faults(self, claims: Iterable[Claim]) -> Iterator[Fault]:
        """Yield what is wrong with some claims of a file.

        Args:
            claims: the claims.
        """
        for claim in claims:
            answer = self._answers.get(claim.question)
            if answer is None:
                continue
            fault = _unreached(claim, answer)
            if fault is not None and answer.is_dead and self._patience is not None:
                yield self._patience.softened(fault, claim.question)
            elif fault is not None:
                yield fault
            elif claim.is_frame:
                yield from frame_faults(claim, answer, self._site)
            elif claim.question.kind is Kind.PAGE and answer.is_ok:
                yield from self._of_page(claim, answer)
            elif claim.question.kind is Kind.PICTURE and answer.is_ok:
                yield from picture_faults(claim, answer, self._heaviest)

    def _of_page(self, claim: Claim, answer: Answer) -> Iterator[Fault]:
        url = claim.question.target
        final = answer.final(url)
        if _is_to_home(url, final):
            yield fault_of(
                REDIRECT_TO_HOME, claim, f"leads to the home page: {shown(final)}", _OPEN_ELSEWHERE
            )
            return
        secure = _secure(url)
        if final != url and all(hop.is_permanent for hop in answer.hops):
            yield _moved(claim, final, secure)
        elif secure is not None:
            other = self._answers.get(Question(Kind.PAGE, secure))
            if final == secure or (other is not None and other.is_ok):
                yield _at_https(claim, secure)
        yield from page_faults(claim, answer, self._answers)


def further_questions(question: Question) -> Iterator[Question]:
    """Yield what has to be known besides, to judge the answer to a question."""
    secure = _secure(question.target)
    if question.kind is Kind.PAGE and secure is not None:
        yield Question(Kind.PAGE, secure)


def _secure(url: str) -> str | None:
    """Return an http URL with https; None for others, and for ports that only http has."""
    is_plain = url[:7].lower() == "http://" and ":" not in url[7:].partition("/")[0]
    return f"https://{url[7:]}" if is_plain else None


def _unreached(claim: Claim, answer: Answer) -> Fault | None:
    """Return the fault of what did not answer as it should."""
    if answer.trouble is Trouble.DENIED_HOST and not answer.hops:
        # The configuration says so.
        return None
    if answer.trouble is not None:
        code, message, advice = _TROUBLES[answer.trouble]
        last = answer.final(claim.question.target)
        host = claim.question.target if claim.question.kind is Kind.HOST else host_of(last)
        if claim.question.kind is Kind.HOST and answer.trouble is Trouble.NO_SUCH_HOST:
            message = "is the name of no host: {host}"
        message = message.format(host=shown(host), last=shown(last))
        message += f" ({answer.detail})" if answer.detail else ""
        return fault_of(code, claim, message, advice)
    if claim.question.kind is Kind.HOST or answer.is_ok:
        return None
    return _refused(claim, answer)


def _refused(claim: Claim, answer: Answer) -> Fault:
    status = _status(answer.status)
    through = " after a redirect" if answer.hops else ""
    if answer.status in GONE:
        return fault_of(PAGE_GONE, claim, f"is gone: {status}{through}", _OPEN_ELSEWHERE)
    if answer.is_challenge or answer.status in _BLOCKED:
        wall = "a wall against robots" if answer.is_challenge else status
        return fault_of(
            PAGE_BLOCKED, claim, f"cannot be verified: {wall}{through}", "open it in a browser"
        )
    return fault_of(SERVER_FAULT, claim, f"is answered with {status}{through}", _LATER)


def _status(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"the status {status}"


def _is_to_home(url: str, final: str) -> bool:
    if url == final:
        return False
    old, new = urlsplit(url), urlsplit(final)
    was_home = old.path.rstrip("/").lower() in _HOME and not old.query
    return not was_home and new.path.rstrip("/").lower() in _HOME and not new.query


def _moved(claim: Claim, final: str, secure: str | None) -> Fault:
    fragment = claim.value.partition("#")[1:]
    new = final + "".join(fragment)
    what = "has moved to https" if final == secure else f"has moved to {shown(final)}"
    return fault_of(MOVED_PAGE, claim, what, f"write {shown(new)}", new)


def _at_https(claim: Claim, secure: str) -> Fault:
    new = secure + "".join(claim.value.partition("#")[1:])
    return fault_of(HTTPS_AT_HAND, claim, "answers over https too", f"write {shown(new)}", new)
