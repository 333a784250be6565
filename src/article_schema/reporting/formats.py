"""The formats: every form in which a report can be written, by name."""

from __future__ import annotations

from collections.abc import Callable
from typing import TextIO, TypeAlias

from article_schema.reporting.base import Presentation, Reporter

#: Makes the reporter of a format. Each imports its module itself: a run needs one or two of them.
Factory: TypeAlias = Callable[[TextIO, Presentation], Reporter]


def _full(out: TextIO, shown: Presentation) -> Reporter:
    from article_schema.reporting.full import FullReporter

    return FullReporter(
        out, colour=shown.colour, width=shown.width, links=shown.links, quiet=shown.quiet
    )


def _concise(out: TextIO, shown: Presentation) -> Reporter:
    from article_schema.reporting.concise import ConciseReporter

    return ConciseReporter(out, colour=shown.colour, links=shown.links, quiet=shown.quiet)


def _json(out: TextIO, _: Presentation) -> Reporter:
    from article_schema.reporting.json_report import JsonReporter

    return JsonReporter(out)


def _json_lines(out: TextIO, _: Presentation) -> Reporter:
    from article_schema.reporting.json_lines import JsonLinesReporter

    return JsonLinesReporter(out)


def _github(out: TextIO, _: Presentation) -> Reporter:
    from article_schema.reporting.github import GithubReporter

    return GithubReporter(out)


def _gitlab(out: TextIO, _: Presentation) -> Reporter:
    from article_schema.reporting.gitlab import GitlabReporter

    return GitlabReporter(out)


def _junit(out: TextIO, shown: Presentation) -> Reporter:
    from article_schema.reporting.junit import JunitReporter

    return JunitReporter(out, shown.fail_on)


def _sarif(out: TextIO, shown: Presentation) -> Reporter:
    from article_schema.reporting.sarif import SarifReporter

    return SarifReporter(out, shown.settings)


def _rdjson(out: TextIO, shown: Presentation) -> Reporter:
    from article_schema.reporting.rdjson import RdjsonReporter

    return RdjsonReporter(out, shown.settings)


def _markdown(out: TextIO, _: Presentation) -> Reporter:
    from article_schema.reporting.markdown import MarkdownReporter

    return MarkdownReporter(out)


FORMATS: dict[str, Factory] = {
    "full": _full,
    "concise": _concise,
    "json": _json,
    "json-lines": _json_lines,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "sarif": _sarif,
    "rdjson": _rdjson,
    "markdown": _markdown,
}

#: The formats for people, which colours and hyperlinks are for.
FOR_PEOPLE = frozenset({"full", "concise"})
