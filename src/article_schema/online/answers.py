"""Answers: what is asked of the network, and what is known of it afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What is asked about."""

    #: A page: whether it answers, and what its head says.
    PAGE = "page"
    #: A picture: whether it answers, and its size.
    PICTURE = "picture"
    #: A host: whether its name resolves.
    HOST = "host"


class Question(NamedTuple):
    """One thing to ask, however many files name it."""

    kind: Kind
    #: A URL without fragment, or the name of a host.
    target: str


class Trouble(StrEnum):
    """Why there is no answer of a server."""

    NO_SUCH_HOST = "no-such-host"
    NAMES_SILENT = "names-silent"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"
    TIMEOUT = "timeout"
    TLS = "tls"
    BROKEN = "broken"
    LOOP = "loop"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    BAD_REDIRECT = "bad-redirect"
    #: It was not asked: the address is not public, the host is denied, or robots may not.
    FORBIDDEN_ADDRESS = "forbidden-address"
    DENIED_HOST = "denied-host"
    ROBOTS = "robots"


#: Troubles of which none is the fault of a page: together they say that the network is down.
NETWORK_TROUBLES = frozenset({Trouble.NAMES_SILENT, Trouble.UNREACHABLE})
#: Troubles of which a page may be the reason, but hardly of all pages.
CONNECTION_TROUBLES = NETWORK_TROUBLES | {Trouble.NO_SUCH_HOST, Trouble.REFUSED, Trouble.TIMEOUT}
#: Those that say that there is nothing behind a URL.
_DEAD = frozenset(
    {Trouble.NO_SUCH_HOST, Trouble.LOOP, Trouble.TOO_MANY_REDIRECTS, Trouble.BAD_REDIRECT}
)
#: The statuses that say so.
GONE = frozenset({404, 410})
#: Those after which nothing was asked.
UNASKED = frozenset({Trouble.FORBIDDEN_ADDRESS, Trouble.DENIED_HOST, Trouble.ROBOTS})


@dataclass(frozen=True, slots=True)
class Hop:
    """One redirect."""

    status: int
    #: The absolute URL that it leads to, without fragment.
    target: str

    @property
    def is_permanent(self) -> bool:
        """Whether the old address has gone for good (RFC 9110, sections 15.4.2 and 15.4.9)."""
        return self.status in {301, 308}


@dataclass(frozen=True, slots=True)
class Page:
    """What the head of a page says."""

    #: Its title, with single spaces; empty without one.
    title: str = ""
    #: The absolute URL that it calls its own; empty without one.
    canonical: str = ""
    #: The absolute URL of its AMP form; empty without one.
    amp: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """What the first bytes of a picture say."""

    #: Its type, whatever its server calls it: `image/png`.
    type: str
    #: Its size in pixels as it is shown; 0 where the bytes do not tell.
    width: int = 0
    height: int = 0
    #: The type that its server gives it; empty where it gives none.
    sent_as: str = ""
    #: How many bytes it has; 0 where its server does not say.
    size: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a URL or a host after it was asked."""

    #: The status of the last response; 0 if there was none.
    status: int = 0
    trouble: Trouble | None = None
    #: More about the trouble, as people read it.
    detail: str = ""
    #: The redirects, in their order.
    hops: tuple[Hop, ...] = ()
    #: Whether a wall against robots answered instead of the server.
    is_challenge: bool = False
    page: Page | None = None
    picture: Picture | None = None
    #: What the server says of sites that may show it in a frame; see `frames`.
    frame_limits: tuple[str, ...] = ()
    #: What the server calls this state of it (RFC 9110 section 8.8.3); empty without a name.
    etag: str = ""

    @property
    def is_ok(self) -> bool:
        """Whether a reader gets what the URL promises."""
        return self.trouble is None and 200 <= self.status < 300 and not self.is_challenge

    @property
    def is_well(self) -> bool:
        """Whether it is there: a URL that answers, or a host that has an address."""
        return self.is_ok or (self.trouble is None and self.status == 0)

    @property
    def is_dead(self) -> bool:
        """Whether there is nothing: it is gone, has no host, or leads nowhere."""
        if self.trouble is not None:
            return self.trouble in _DEAD
        return self.status in GONE and not self.is_challenge

    @property
    def is_of_server(self) -> bool:
        """Whether some server answered, so that there is a network."""
        return self.status > 0 or bool(self.hops) or self.trouble is Trouble.TLS

    def final(self, url: str) -> str:
        """Return the URL that answered in the end.

        Args:
            url: the URL that was asked.
        """
        return self.hops[-1].target if self.hops else url


@dataclass(frozen=True, slots=True)
class History:
    """What all runs that share a cache have seen of a question; moments are seconds since 1970."""

    #: When it was asked last.
    moment: float
    #: When it was there last; None if it never was.
    well_at: float | None = None
    #: How often in a row it has been dead since, and when that began.
    faults: int = 0
    since: float | None = None
