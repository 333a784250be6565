"""Asking: all questions of a run, host by host, to their answers."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from article_schema.online.answers import (
    CONNECTION_TROUBLES,
    NETWORK_TROUBLES,
    UNASKED,
    Answer,
    Kind,
    Question,
    Trouble,
)
from article_schema.online.connecting import Network
from article_schema.online.fetching import Fetcher, Manners
from article_schema.online.hosts import Hosts, pause_before
from article_schema.online.troubles import trouble_of
from article_schema.online.urls import host_of

#: Hosts that are being asked at the same time: each has a few tasks.
_MOST_HOSTS = 256
#: So many hosts without any answer say that it is not their fault.
_HOSTS_TO_TELL = 20
#: With fewer hosts, a name that is not known is what is wrong.
_FEWEST_HOSTS = 3


class Watcher(Protocol):
    """Sees how a run goes on."""

    def begin(self, asking: Asking, /) -> None:
        """See a run that begins; its numbers change while it goes on."""
        ...

    def answered(self, question: Question, answer: Answer, /) -> None:
        """See an answer, as soon as it is there."""
        ...

    def end(self) -> None:
        """See the end."""
        ...


@dataclass(slots=True)
class Asking:
    """One run over questions."""

    questions: tuple[Question, ...]
    network: Network
    manners: Manners
    hosts: Hosts = field(default_factory=Hosts)
    #: Seconds for the whole run; None without a limit.
    most_seconds: float | None = None
    #: Gets each answer as soon as it is there, to keep it.
    keep: Callable[[Question, Answer], None] | None = None
    #: What is known of questions from earlier; servers are asked whether it still holds.
    earlier: Mapping[Question, Answer] = field(default_factory=dict)
    answers: dict[Question, Answer] = field(default_factory=dict, init=False)
    #: Whether the run ended before all questions were answered: by Ctrl-C, or for lack of time.
    is_interrupted: bool = field(default=False, init=False)
    is_late: bool = field(default=False, init=False)
    _silent_hosts: set[str] = field(default_factory=set, init=False)
    _was_answered: bool = field(default=False, init=False)
    #: Questions whose answers may only say that there is no network.
    _doubtful: list[Question] = field(default_factory=list, init=False)
    _begun: float = field(default=0.0, init=False)
    #: Tasks that ask, of all hosts.
    _tasks: int = field(default=0, init=False)

    def run(self, watcher: Watcher | None = None) -> Mapping[Question, Answer]:
        """Ask, and return the answers: all of them, or those that there are on Ctrl-C."""
        if self.questions:
            asyncio.run(self._run(watcher))
            if not self.is_cut_off:
                self._keep_doubtful()
        return self.answers

    @property
    def is_cut_off(self) -> bool:
        """Whether nothing answered for reasons that no page has: there is no network."""
        asked = {
            question: answer
            for question, answer in self.answers.items()
            if answer.trouble not in UNASKED
        }
        troubles = {answer.trouble for answer in asked.values()}
        if not asked or self._was_answered or not troubles <= CONNECTION_TROUBLES:
            return False
        return troubles <= NETWORK_TROUBLES or len(set(map(_host, asked))) >= _FEWEST_HOSTS

    async def _run(self, watcher: Watcher | None) -> None:
        if watcher is not None:
            watcher.begin(self)
        try:
            async with asyncio.timeout(self.most_seconds):
                await self._ask_all(watcher)
        except TimeoutError:
            self.is_late = True
        except asyncio.CancelledError:
            # Ctrl-C; what is known is reported.
            self.is_interrupted = True
        finally:
            if watcher is not None:
                watcher.end()

    async def _ask_all(self, watcher: Watcher | None) -> None:
        self._begun = asyncio.get_running_loop().time()
        async with self.network.session(self.manners.agent) as session:
            fetcher = Fetcher(session, self.network, self.hosts, self.manners, self.earlier)
            # Where no host waits for its turn, more of them would only wait for each other.
            most = _MOST_HOSTS if self.hosts.delay else min(_MOST_HOSTS, self.hosts.total)
            waiting = iter(_by_host(self.questions).items())
            workers: set[asyncio.Task[None]] = set()
            try:
                while not self._gives_up():
                    for host, questions in _first(waiting, most - len(workers)):
                        self._tasks += 1
                        work = self._ask_host(host, questions, fetcher, watcher)
                        workers.add(asyncio.ensure_future(work))
                    if not workers:
                        return
                    done, workers = await asyncio.wait(
                        workers, timeout=1.0, return_when=asyncio.FIRST_COMPLETED
                    )
                    for task in done:
                        task.result()
            finally:
                for task in workers:
                    task.cancel()
                await asyncio.gather(*workers, return_exceptions=True)

    def _gives_up(self) -> bool:
        """Tell whether all that was asked in the time of one response was in vain.

        Names that do not exist are known sooner than a page that answers.
        """
        if self._was_answered or len(self._silent_hosts) < _HOSTS_TO_TELL:
            return False
        return asyncio.get_running_loop().time() - self._begun > self.manners.timeout

    async def _ask_host(
        self,
        host: str,
        questions: deque[Question],
        fetcher: Fetcher,
        watcher: Watcher | None,
    ) -> None:
        tasks = 1

        async def work() -> None:
            nonlocal tasks
            while questions:
                question = questions.popleft()
                # A connection more for this host only where the others leave requests unused.
                has_room = tasks < self.hosts.per_host and self._tasks < self.hosts.total
                if questions and has_room:
                    tasks += 1
                    self._tasks += 1
                    group.create_task(work())
                is_host = question.kind is Kind.HOST
                answer = await (self._host_answer(host) if is_host else fetcher.answer(question))
                self._note(host, answer)
                self.answers[question] = answer
                self._keep(question, answer)
                if watcher is not None:
                    watcher.answered(question, answer)
            tasks -= 1
            self._tasks -= 1

        async with asyncio.TaskGroup() as group:
            group.create_task(work())

    async def _host_answer(self, host: str) -> Answer:
        if not self.manners.hosts.allows(host):
            return Answer(trouble=Trouble.DENIED_HOST)
        answer = await self._looked_up(host)
        for attempt in range(self.manners.retries):
            if answer.trouble is not Trouble.NAMES_SILENT:
                break
            await asyncio.sleep(pause_before(attempt))
            answer = await self._looked_up(host)
        return answer

    async def _looked_up(self, host: str) -> Answer:
        try:
            async with asyncio.timeout(self.manners.timeout):
                await self.network.names.addresses(host)
        except (OSError, UnicodeError) as error:
            trouble, detail = trouble_of(error)
            return Answer(trouble=trouble, detail=detail)
        return Answer()

    def _keep(self, question: Question, answer: Answer) -> None:
        if self.keep is None:
            return
        if answer.trouble in CONNECTION_TROUBLES and not self._was_answered:
            self._doubtful.append(question)
            return
        self._keep_doubtful()
        self.keep(question, answer)

    def _keep_doubtful(self) -> None:
        while self._doubtful and self.keep is not None:
            question = self._doubtful.pop()
            self.keep(question, self.answers[question])

    def _note(self, host: str, answer: Answer) -> None:
        if answer.is_of_server:
            self._was_answered = True
        elif answer.trouble in CONNECTION_TROUBLES:
            self._silent_hosts.add(host)


def _by_host(questions: Iterable[Question]) -> dict[str, deque[Question]]:
    found: dict[str, deque[Question]] = {}
    for question in questions:
        found.setdefault(_host(question), deque()).append(question)
    return found


def _host(question: Question) -> str:
    return question.target if question.kind is Kind.HOST else host_of(question.target)


def _first(
    waiting: Iterator[tuple[str, deque[Question]]], number: int
) -> Iterator[tuple[str, deque[Question]]]:
    for _ in range(number):
        found = next(waiting, None)
        if found is None:
            return
        yield found
