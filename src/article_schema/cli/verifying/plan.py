"""`article-schema verify --plan`: what would be asked, host by host."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from article_schema.online.answers import Kind, Question
from article_schema.online.policy import HostPolicy
from article_schema.online.urls import host_of
from article_schema.reporting.base import plural
from article_schema.reporting.terminal import sanitize

#: The verb for each kind.
_VERBS = {Kind.PAGE: "page", Kind.PICTURE: "image", Kind.HOST: "name"}


def plan_lines(questions: Iterable[Question], hosts: HostPolicy) -> Iterator[str]:
    """Yield what would be asked, in the order of the hosts.

    Args:
        questions: all questions.
        hosts: which hosts may be asked.
    """
    by_host: dict[str, list[Question]] = {}
    for question in questions:
        host = question.target if question.kind is Kind.HOST else host_of(question.target)
        by_host.setdefault(host, []).append(question)
    asked: list[int] = []
    for host, of_host in sorted(by_host.items()):
        if not hosts.allows(host):
            yield f"{sanitize(host)}: left out, {plural(len(of_host), 'question')}"
            continue
        asked.append(len(of_host))
        yield f"{sanitize(host)}: {plural(len(of_host), 'question')}"
        for question in sorted(of_host):
            yield f"  {_VERBS[question.kind]} {sanitize(question.target)}"
    yield f"{plural(sum(asked), 'question')} to {plural(len(asked), 'host')}; nothing was asked."
