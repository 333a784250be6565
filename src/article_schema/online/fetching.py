"""Fetching: one URL, its redirects followed by hand, to what is known of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, TypeAlias

from article_schema.late_pattern import late_pattern
from article_schema.online.answers import Answer, Hop, Kind, Page, Picture, Question, Trouble
from article_schema.online.connecting import Network
from article_schema.online.deadlines import Deadlines
from article_schema.online.hosts import MOST_PATIENCE, Hosts, pause_before
from article_schema.online.policy import HostPolicy
from article_schema.online.reading import bodies, frames, pages, pictures
from article_schema.online.robots import Robots, RobotsReader
from article_schema.online.troubles import failures, trouble_of
from article_schema.online.urls import host_of, joined, origin_of

if TYPE_CHECKING:
    from aiohttp import ClientResponse, ClientSession

#: Redirects that are followed, as browsers do about.
MOST_REDIRECTS = 10
#: The statuses that lead to another URL (RFC 9110 section 15.4).
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
#: The statuses after which another attempt may do better.
_WORTH_ANOTHER = frozenset({408, 425, 429, 500, 502, 503, 504})
#: A name that a server gives to a state of a page (RFC 9110 section 8.8.3), if it is not long.
_ETAG = late_pattern(r'(?:W/)?"[!#-~]{0,200}"')
#: Asks once for a URL, of which something may be known.
_Ask: TypeAlias = Callable[[str, Answer | None], Awaitable["_Step"]]
_TROUBLES_WORTH_ANOTHER = frozenset(
    {Trouble.TIMEOUT, Trouble.BROKEN, Trouble.REFUSED, Trouble.NAMES_SILENT}
)


@dataclass(frozen=True, slots=True)
class Manners:
    """How a run asks."""

    #: What the client calls itself; the name before the slash is that in `robots.txt`.
    agent: str
    #: Seconds for one response with what is read of it.
    timeout: float = 20.0
    #: Further attempts after a failure that may pass.
    retries: int = 2
    #: Which hosts may be asked.
    hosts: HostPolicy = field(default_factory=HostPolicy)
    #: Whether `robots.txt` counts for pages.
    obeys_robots: bool = True


@dataclass(slots=True)
class _Step:
    """What one URL says, without its redirects."""

    status: int = 0
    trouble: Trouble | None = None
    detail: str = ""
    #: Where it leads.
    location: str | None = None
    #: Seconds after which it asks to be asked again.
    after: float | None = None
    is_challenge: bool = False
    page: Page | None = None
    picture: Picture | None = None
    frame_limits: tuple[str, ...] = ()
    etag: str = ""


class Fetcher:
    """Asks for URLs.

    Args:
        session: what sends requests.
        network: the way to the network.
        hosts: the limits of hosts.
        manners: how to ask.
        earlier: what is known from earlier; servers are asked whether it still holds.
    """

    def __init__(
        self,
        session: ClientSession,
        network: Network,
        hosts: Hosts,
        manners: Manners,
        earlier: Mapping[Question, Answer] | None = None,
    ) -> None:
        self._session = session
        self._network = network
        self._hosts = hosts
        self._manners = manners
        self._earlier = earlier or {}
        self._deadlines = Deadlines()
        reader = RobotsReader(
            session, network, hosts, manners.hosts, manners.timeout, manners.retries
        )
        self._robots = Robots(manners.agent.partition("/")[0], reader.text)

    async def answer(self, question: Question) -> Answer:
        """Return what is known of a page or a picture after it was asked, and all it leads to."""
        url = question.target
        hops: list[Hop] = []
        seen = {url}
        known = self._earlier.get(question)
        if known is not None and not (known.is_ok and known.etag):
            known = None
        while True:
            here = hops[-1].target if hops else url
            is_known = known is not None and known.final(url) == here
            step = await self._step(here, question.kind, known if is_known else None)
            if step.location is None or step.trouble is not None:
                return _answer(step, hops)
            target = joined(here, step.location)
            if target is None:
                return _answer(step, hops, Trouble.BAD_REDIRECT)
            hops.append(Hop(step.status, target))
            if target in seen:
                return _answer(step, hops, Trouble.LOOP)
            if len(hops) > MOST_REDIRECTS:
                return _answer(step, hops, Trouble.TOO_MANY_REDIRECTS)
            seen.add(target)

    async def _step(self, url: str, kind: Kind, known: Answer | None) -> _Step:
        host = host_of(url)
        if not self._manners.hosts.allows(host):
            return _Step(trouble=Trouble.DENIED_HOST)
        if "%" in host:
            # No name has an escape, and programs differ on what one stands for.
            return _Step(trouble=Trouble.NO_SUCH_HOST)
        is_page = kind is Kind.PAGE
        obeys = is_page and self._manners.obeys_robots
        if obeys:
            try:
                exclusion = await self._robots.exclusion(url, origin_of(url))
            except failures() as error:
                # Nobody knows whether the page may be asked for, and it would hardly answer.
                return _failed(error)
            if exclusion is not None:
                return _Step(trouble=Trouble.ROBOTS, detail=exclusion)
        return await self._attempts(url, host, known, self._ask if is_page else self._ask_picture)

    async def _attempts(self, url: str, host: str, known: Answer | None, ask: _Ask) -> _Step:
        for attempt in range(self._manners.retries + 1):
            async with self._hosts.slot(host):
                try:
                    if self._network.use_proxy:
                        await self._network.require_allowed(host)
                    step = await ask(url, known)
                except failures() as error:
                    step = _failed(error)
            if step.status not in _WORTH_ANOTHER and step.trouble not in _TROUBLES_WORTH_ANOTHER:
                break
            if step.is_challenge or attempt == self._manners.retries:
                break
            if step.after is not None:
                if step.after > MOST_PATIENCE:
                    break
                self._hosts.rest(host, step.after)
            else:
                await asyncio.sleep(pause_before(attempt))
        return step

    async def _ask(self, url: str, known: Answer | None) -> _Step:
        end = self._end()
        response = await self._get(url, end, _if_changed(known))
        try:
            return await self._read(response, url, end, known)
        finally:
            bodies.release(response)

    async def _ask_picture(self, url: str, known: Answer | None) -> _Step:
        """Ask for the first bytes of a picture, and for more until they tell its size."""
        end = self._end()
        head, size, sent_as = b"", 0, ""
        for stop in pictures.STEPS:
            headers = {
                "Accept": "image/*,*/*;q=0.5", "Accept-Encoding": "identity",
                "Range": f"bytes={len(head)}-{stop - 1}", **({} if head else _if_changed(known)),
            }  # fmt: skip
            response = await self._get(url, end, headers)
            try:
                step = _Step(response.status, etag=_etag(response.headers))
                size, sent_as = size or _size(response), sent_as or _sent_as(response)
                if response.status == 206:
                    piece, is_last = await _part(response, end, len(head), stop)
                    head += piece
                elif response.status == 200:
                    head = await bodies.read_head(response, end, pictures.STEPS[-1], _is_enough)
                    is_last = True
                elif response.status == 416:
                    # The picture ends where the part would begin.
                    await bodies.drop(response, end)
                    is_last = True
                else:
                    return await self._read(response, url, end, known)
            finally:
                bodies.release(response)
            if is_last or pictures.is_told(head):
                break
        picture = pictures.picture_of(head)
        if picture is not None:
            picture = replace(picture, sent_as=sent_as, size=size)
        return replace(step, status=200, picture=picture)

    def _end(self) -> float:
        return asyncio.get_running_loop().time() + self._manners.timeout

    async def _get(self, url: str, end: float, headers: dict[str, str]) -> ClientResponse:
        from yarl import URL

        with self._deadlines.until(end):
            return await self._session.get(
                URL(url, encoded=True), allow_redirects=False, headers=headers
            )

    async def _read(
        self, response: ClientResponse, url: str, end: float, known: Answer | None
    ) -> _Step:
        if response.status == 304 and known is not None:
            await bodies.drop(response, end)
            return _Step(
                known.status, page=known.page, picture=known.picture, etag=known.etag,
                frame_limits=known.frame_limits,
            )  # fmt: skip
        status, headers = response.status, response.headers
        if status in _REDIRECTS and "Location" in headers:
            await bodies.drop(response, end)
            return _Step(status, location=headers["Location"])
        page = None
        if response.content_type in pages.TYPES:
            head = await bodies.read_head(response, end, pages.MOST_BYTES, pages.is_whole)
            page = pages.page_of(head, response.charset or "", url)
        else:
            await bodies.drop(response, end)
        return _Step(
            status, after=_seconds(headers["Retry-After"]) if "Retry-After" in headers else None,
            is_challenge=pages.is_challenge(status, headers, page), page=page,
            frame_limits=frames.limits_of(headers), etag=_etag(headers),
        )  # fmt: skip


def _failed(error: BaseException) -> _Step:
    trouble, detail = trouble_of(error)
    return _Step(trouble=trouble, detail=detail)


def _answer(step: _Step, hops: list[Hop], trouble: Trouble | None = None) -> Answer:
    return Answer(
        step.status, trouble or step.trouble, step.detail, tuple(hops), step.is_challenge,
        step.page, step.picture, step.frame_limits, step.etag,
    )  # fmt: skip


async def _part(response: ClientResponse, end: float, start: int, stop: int) -> tuple[bytes, bool]:
    """Return a part of a picture, and whether nothing can follow it."""
    piece = await bodies.read_head(response, end, stop - start, _never)
    told = response.headers.get("Content-Range", "").lower()
    if not told.startswith(f"bytes {start}-"):
        # Some other part came.
        return (piece if start == 0 else b""), True
    return piece, len(piece) < stop - start


def _if_changed(known: Answer | None) -> dict[str, str]:
    """Return the header that asks for a page only if it is another one than is known."""
    return {} if known is None else {"If-None-Match": known.etag}


def _etag(headers: Mapping[str, str]) -> str:
    found = headers.get("ETag", "").strip()
    return found if _ETAG.fullmatch(found) else ""


def _sent_as(response: ClientResponse) -> str:
    return response.content_type if "Content-Type" in response.headers else ""


def _size(response: ClientResponse) -> int:
    """Return how many bytes the whole has of which a part came; 0 where nobody says."""
    total = response.headers.get("Content-Range", "").rpartition("/")[2]
    if response.status == 206:
        return int(total) if total.isascii() and total.isdigit() and len(total) < 16 else 0
    is_packed = response.headers.get("Content-Encoding", "identity").lower() != "identity"
    return 0 if response.status != 200 or is_packed else response.content_length or 0


def _is_enough(head: bytearray, before: int) -> bool:
    """Tell whether a picture has told its size, each time that twice as much is there."""
    is_grown = before == 0 or before.bit_length() != len(head).bit_length()
    return is_grown and pictures.is_told(bytes(head))


def _never(_: bytearray, __: int) -> bool:
    return False


def _seconds(after: str) -> float | None:
    """Return the seconds that a `Retry-After` asks for (RFC 9110 section 10.2.3)."""
    if after.isascii() and after.isdigit():
        return float(after[:9])
    try:
        moment = parsedate_to_datetime(after)
    except (TypeError, ValueError):
        return None
    return max((moment - datetime.now(moment.tzinfo)).total_seconds(), 0.0)
