"""From the answers of a real server to the findings of the rules of the family NET."""

from __future__ import annotations

from pathlib import Path

import pytest
from aiohttp import web

from article_schema import Settings, check_text
from article_schema.checking.discovery.search import FoundFile
from article_schema.online.answers import Answer, History, Hop, Kind, Question, Trouble
from article_schema.online.asking import Asking
from article_schema.online.checker import Known, OnlineChecker, questions_of
from article_schema.online.connecting import Network
from article_schema.online.fetching import Manners
from article_schema.online.hosts import Hosts
from article_schema.online.policy import HostPolicy
from article_schema.rules.findings import Finding

from .server import AGENT, NO_AUTHORITY, Server, is_ours, lookup, page

ARTICLE = """\
---
category: news
title: A quiet day
excerpt: Nothing happened in the harbour.
publishedDateTime: 2020-06-19T08:00:00Z
webUrl: "{url}"
type: article
provider:
  name: Example Times
  domain: {domain}
topics:
  - Ports
---
"""


def article(url: str, domain: str = "example.com") -> str:
    return ARTICLE.format(url=url, domain=domain)


def verified(
    folder: Path,
    text: str,
    policy: HostPolicy | None = None,
    settings: Settings | None = None,
    network: Network | None = None,
) -> tuple[Finding, ...]:
    """Verify a file whose text is given, over the wire."""
    path = folder / "a.md"
    path.write_text(text, encoding="utf-8")
    known = Known()
    checker = OnlineChecker(settings or Settings(extend_select=("NET",)), known)
    questions = questions_of([FoundFile(str(path), named=True)], lambda _: checker)
    network = network or Network(is_ours, lookup=lookup, tls=NO_AUTHORITY)
    manners = Manners(AGENT, timeout=2.0, retries=0, hosts=policy or HostPolicy())
    known.answers = Asking(questions, network, manners, Hosts(delay=0)).run()
    return checker.check_bytes(path.read_bytes(), str(path)).findings


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [finding.code for finding in findings]


STATUSES = {
    404: ("NET001", "`webUrl` is gone: 404 Not Found"),
    410: ("NET001", "`webUrl` is gone: 410 Gone"),
    401: ("NET002", "`webUrl` cannot be verified: 401 Unauthorized"),
    403: ("NET002", "`webUrl` cannot be verified: 403 Forbidden"),
    429: ("NET002", "`webUrl` cannot be verified: 429 Too Many Requests"),
    999: ("NET002", "`webUrl` cannot be verified: the status 999"),
    400: ("NET003", "`webUrl` is answered with 400 Bad Request"),
    500: ("NET003", "`webUrl` is answered with 500 Internal Server Error"),
    503: ("NET003", "`webUrl` is answered with 503 Service Unavailable"),
}


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_has_its_rule(server: Server, tmp_path: Path, status: int) -> None:
    server.on("/a", web.Response(status=status))
    (finding,) = verified(tmp_path, article(server.url("/a")))
    assert (finding.code, finding.message) == STATUSES[status]
    assert finding.line == 6


def test_a_page_that_answers_has_no_finding(server: Server, tmp_path: Path) -> None:
    server.on("/a", page())
    assert verified(tmp_path, article(server.url("/a#top"))) == ()
    assert server.asked["/a"] == 1


@pytest.mark.parametrize(
    ("title", "headers", "status"),
    [
        ("Just a moment...", {}, 503),
        ("Attention Required! | Cloudflare", {}, 200),
        ("A page", {"cf-mitigated": "challenge"}, 403),
        ("A page", {"x-amzn-waf-action": "challenge"}, 202),
        ("A page", {"X-DataDome": "protected"}, 405),
    ],
)
def test_a_wall_against_robots_is_no_fault(
    server: Server, tmp_path: Path, title: str, headers: dict[str, str], status: int
) -> None:
    server.on("/a", page(title, headers=headers, status=status))
    (finding,) = verified(tmp_path, article(server.url("/a")))
    assert finding.code == "NET002"
    assert finding.severity.value == "info"


def test_a_page_that_has_moved_gets_its_new_address(server: Server, tmp_path: Path) -> None:
    server.redirect("/old", "/new", 308)
    server.on("/new", page())
    (finding,) = verified(tmp_path, article(server.url("/old#top")))
    assert finding.code == "NET008"
    assert finding.help == f"write {server.url('/new#top')}"
    assert finding.fix is not None
    assert not finding.fix.safe


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_redirect_for_now_is_fine(server: Server, tmp_path: Path, status: int) -> None:
    server.redirect("/a", "/today", 301)
    server.redirect("/today", "/b", status)
    server.on("/b", page())
    assert verified(tmp_path, article(server.url("/a"))) == ()


def test_a_redirect_to_a_dead_page_is_gone(server: Server, tmp_path: Path) -> None:
    server.redirect("/old", "/new", 301)
    (finding,) = verified(tmp_path, article(server.url("/old")))
    assert finding.code == "NET001"
    assert finding.message == "`webUrl` is gone: 404 Not Found after a redirect"


@pytest.mark.parametrize("home", ["/", "/index.html", "/404.html"])
def test_a_redirect_to_the_home_page_is_no_move(server: Server, tmp_path: Path, home: str) -> None:
    server.redirect("/2020/harbour", home, 301)
    server.on(home, page())
    assert codes(verified(tmp_path, article(server.url("/2020/harbour")))) == ["NET009"]


def test_redirects_of_the_home_page_are_moves(server: Server, tmp_path: Path) -> None:
    server.redirect("/", server.url("/", "news.example.com"), 301)
    assert codes(verified(tmp_path, article(server.url("/")))) == ["NET007"]
    assert _judged("http://www.example.com/", Answer(200, hops=(Hop(301, "https://b.example/"),)))


def test_redirects_without_an_end_are_told(server: Server, tmp_path: Path) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/a")
    server.redirect("/c", "mailto:a@example.com")
    (circle,) = verified(tmp_path, article(server.url("/a")))
    assert circle.code == "NET007"
    assert (
        circle.message
        == f"`webUrl` leads in a circle: its redirects come back to {server.url('/a')}"
    )
    (no_page,) = verified(tmp_path, article(server.url("/c")))
    assert no_page.message == "`webUrl` has a redirect to what is no http or https URL"


def test_a_host_that_does_not_exist_is_told_of_urls_and_domains(
    server: Server, tmp_path: Path
) -> None:
    found = verified(tmp_path, article("https://www.example.org/a", "exmaple.com"))
    assert [(each.code, each.route_text) for each in found] == [
        ("NET006", "webUrl"),
        ("NET006", "provider.domain"),
    ]
    assert found[1].message == "`provider.domain` is the name of no host: exmaple.com"


def test_a_redirect_to_a_host_that_is_left_out_is_told(server: Server, tmp_path: Path) -> None:
    server.redirect("/a", server.url("/b", "ads.example.com"))
    policy = HostPolicy(deny=("ads.example.com",))
    (finding,) = verified(tmp_path, article(server.url("/a")), policy)
    assert finding.code == "NET011"
    left_out = HostPolicy(deny=("www.example.com",))
    assert verified(tmp_path, article(server.url("/a")), left_out) == ()


def test_robots_are_told(server: Server, tmp_path: Path) -> None:
    server.on("/robots.txt", web.Response(text="User-agent: *\nDisallow: /"))
    (finding,) = verified(tmp_path, article(server.url("/a")))
    assert finding.message == (
        "`webUrl` was not asked: the robots.txt of www.example.com excludes programs"
    )


HTTP, HTTPS = "http://www.example.com/a", "https://www.example.com/a"
OK = Answer(200)


@pytest.mark.parametrize(
    ("plain", "secure", "expected"),
    [
        (OK, OK, ["NET010"]),
        (OK, Answer(404), []),
        (OK, Answer(trouble=Trouble.TLS), []),
        (OK, None, []),
        (Answer(200, hops=(Hop(301, HTTPS),)), OK, ["NET008"]),
        (Answer(200, hops=(Hop(302, HTTPS),)), None, ["NET010"]),
        (Answer(200, hops=(Hop(301, "https://www.example.com/b"),)), OK, ["NET008"]),
        (Answer(404), OK, ["NET001"]),
    ],
)
def test_https_is_advised_where_it_answers(
    plain: Answer, secure: Answer | None, expected: list[str]
) -> None:
    assert codes(_judged(HTTP, plain, secure)) == expected


def test_the_question_for_https_is_asked_of_the_default_port_alone(tmp_path: Path) -> None:
    for url, expected in ((HTTP, [HTTP, HTTPS]), ("http://www.example.com:8080/a", 1), (HTTPS, 1)):
        path = tmp_path / "a.md"
        path.write_text(article(url))
        checker = OnlineChecker(Settings(extend_select=("NET",)), Known())
        asked = questions_of([FoundFile(str(path), named=True)], lambda _: checker)  # noqa: B023
        pages = [question.target for question in asked if question.kind is Kind.PAGE]
        assert pages == (expected if isinstance(expected, list) else [url])


TROUBLES = {
    Trouble.NO_SUCH_HOST: "NET006",
    Trouble.NAMES_SILENT: "NET004",
    Trouble.UNREACHABLE: "NET004",
    Trouble.REFUSED: "NET004",
    Trouble.TIMEOUT: "NET004",
    Trouble.BROKEN: "NET004",
    Trouble.TLS: "NET005",
    Trouble.LOOP: "NET007",
    Trouble.TOO_MANY_REDIRECTS: "NET007",
    Trouble.BAD_REDIRECT: "NET007",
    Trouble.FORBIDDEN_ADDRESS: "NET011",
    Trouble.DENIED_HOST: "NET011",
    Trouble.ROBOTS: "NET011",
}


@pytest.mark.parametrize("trouble", Trouble)
def test_every_trouble_has_a_finding_that_says_what_to_do(trouble: Trouble) -> None:
    hop = (Hop(302, "https://b.example.com/b"),)
    (finding,) = _judged(HTTPS, Answer(trouble=trouble, hops=hop))
    assert finding.code == TROUBLES[trouble]
    assert "{" not in finding.message
    assert finding.help


def test_nothing_is_judged_that_was_not_answered() -> None:
    checker = OnlineChecker(Settings(extend_select=("NET",)), Known())
    assert checker.check_text(article(HTTPS), "a.md").findings == ()


def test_suppressions_and_severities_count() -> None:
    text = article(HTTPS).replace("type:", "# article-schema: ignore[NET001] known\ntype:")
    suppressed = article(HTTPS).replace(
        "webUrl:", "# article-schema: ignore[page-gone] known\nwebUrl:"
    )
    assert codes(_judged_text(text)) == ["NET001"]
    assert _judged_text(suppressed) == ()
    # A check looks at nothing that a suppression of these rules could be about.
    for select in ((), ("NET",), ("ALL",)):
        found = check_text(suppressed, "a.md", Settings(extend_select=select)).findings
        assert "DOC017" not in [finding.code for finding in found]
    settings = Settings(extend_select=("NET",), severity={"NET001": "warning"})
    assert _judged_text(article(HTTPS), settings)[0].severity.value == "warning"
    assert _judged_text(article(HTTPS), Settings(select=("NET002",))) == ()


DAY = 86_400.0


@pytest.mark.parametrize(
    ("history", "expected"),
    [
        (None, "NET001"),
        (History(9 * DAY, None, 5, 0.0), "NET001"),
        (History(9 * DAY, DAY, 1, 9 * DAY), "NET020"),
        (History(9 * DAY, DAY, 2, 2 * DAY), "NET020"),
        (History(8.9 * DAY, DAY, 9, 2 * DAY), "NET020"),
        (History(9 * DAY, DAY, 3, 2 * DAY), "NET001"),
    ],
)
def test_what_was_there_is_dead_after_some_faults_in_some_days(
    history: History | None, expected: str
) -> None:
    question = Question(Kind.PAGE, HTTPS)
    known = Known(answers={question: Answer(404)}, histories={question: history} if history else {})
    checker = OnlineChecker(Settings(extend_select=("NET",)), known)
    (finding,) = checker.check_text(article(HTTPS), "a.md").findings
    assert finding.code == expected
    if history is not None and expected == "NET020":
        assert finding.message == (
            "`webUrl` is gone: 404 Not Found; it was there on 1970-01-02, and this is fault "
            f"{history.faults} since"
        )
        assert finding.help == "verify again later: 3 faults in 7 days are an error"
    strict = OnlineChecker(Settings(extend_select=("NET",), ignore=("NET020",)), known)
    assert codes(strict.check_text(article(HTTPS), "a.md").findings) == ["NET001"]
    options = {"dead-for-now": {"faults": 1, "days": 0}}
    soon = OnlineChecker(Settings(extend_select=("NET",), options=options), known)
    assert codes(soon.check_text(article(HTTPS), "a.md").findings) == ["NET001"]


def test_a_page_that_may_pass_has_no_history(tmp_path: Path) -> None:
    question = Question(Kind.PAGE, HTTPS)
    known = Known(answers={question: Answer(503)}, histories={question: History(9.0, 1.0, 1, 2.0)})
    checker = OnlineChecker(Settings(extend_select=("NET",)), known)
    assert codes(checker.check_text(article(HTTPS), "a.md").findings) == ["NET003"]


def test_a_file_that_cannot_be_read_is_told() -> None:
    checker = OnlineChecker(Settings(extend_select=("NET",)), Known())
    assert codes(checker.check_text("---\na: [\n---\n", "a.md").findings) == ["DOC005"]
    assert not checker.check_text("No front matter", "a.md", named=False).checked


def _judged(url: str, plain: Answer, secure: Answer | None = None) -> tuple[Finding, ...]:
    answers = {Question(Kind.PAGE, url): plain}
    if secure is not None:
        answers[Question(Kind.PAGE, url.replace("http:", "https:"))] = secure
    checker = OnlineChecker(Settings(extend_select=("NET",)), Known(answers=answers))
    return checker.check_text(article(url), "a.md").findings


def _judged_text(text: str, settings: Settings | None = None) -> tuple[Finding, ...]:
    answers = {Question(Kind.PAGE, HTTPS): Answer(404)}
    checker = OnlineChecker(settings or Settings(extend_select=("NET",)), Known(answers=answers))
    return checker.check_text(text, "a.md").findings
