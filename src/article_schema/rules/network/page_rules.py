"""NET: whether the pages of a file answer, and where they lead; `verify` asks them."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule
from article_schema.rules.rule import Option, known_fix


@fault_rule("NET001", "page-gone", severity=Severity.ERROR, enabled=False)
def page_gone(_: Fault) -> None:
    """A page or a picture is gone: its server answers with 404 or 410.

    Readers of the link get an error page. What stood there may have another address now.

    Bad (own test):
        `webUrl: https://www.example.com/old`, and the server answers 404 Not Found.

    Good:
        The server answers with the page.

    Source: RFC 9110, sections 15.5.5 and 15.5.11
    """


@fault_rule("NET002", "page-blocked", severity=Severity.INFO, enabled=False)
def page_blocked(_: Fault) -> None:
    """A server lets no program in, so nobody knows whether the page is there.

    It answers with 401, 403, 407, 429, 451 or 999, or with a page that asks whether you are a
    robot. Most such pages are fine for readers. It never fails a build; `--deny-hosts` leaves a
    host out.

    Bad (own test):
        `webUrl: https://www.example.com/a`, and the server answers 403 Forbidden.

    Good:
        The server answers with the page.

    Source: RFC 9110, section 15.5; of 18 links that a check of one list called broken, 6 were these
    """


@fault_rule("NET003", "server-fault", severity=Severity.WARNING, enabled=False)
def server_fault(_: Fault) -> None:
    """A server answers with an error that is neither a missing page nor a wall.

    A status from 500 on is often over after a while. Another one from 400 on says that the server
    does not take the request.

    Bad (own test):
        `webUrl: https://www.example.com/a`, and the server answers 500 Internal Server Error.

    Good:
        The server answers with the page.

    Source: RFC 9110, sections 15.5 and 15.6
    """


@fault_rule("NET004", "no-answer", severity=Severity.WARNING, enabled=False)
def no_answer(_: Fault) -> None:
    """A server does not answer: not in time, not at all, or with something that is no HTTP.

    Bad (own test):
        `webUrl: https://www.example.com/a`, and no connection can be made.

    Good:
        The server answers with the page.

    Source: own rule
    """


@fault_rule("NET005", "bad-certificate", severity=Severity.WARNING, enabled=False)
def bad_certificate(_: Fault) -> None:
    """The certificate of a server cannot be trusted.

    Browsers show a warning instead of the page. The certificate may have expired, be for another
    name, or come without the one between it and its authority.

    Bad (own test):
        `webUrl: https://www.example.com/a`, and the certificate has expired.

    Good:
        The certificate is for the name, and of an authority that the system knows.

    Source: RFC 9110, section 4.3.4
    """


@fault_rule("NET006", "unknown-host", severity=Severity.ERROR, enabled=False)
def unknown_host(_: Fault) -> None:
    """There is no host of this name, in a URL or in `provider.domain`.

    The domain may have been given up, or the name misspelt.

    Bad (own test):
        `domain: exmaple.com`, and no such name is known.

    Good:
        `domain: example.com`

    Source: RFC 9110, section 4.3
    """


@fault_rule("NET007", "redirect-loop", severity=Severity.ERROR, enabled=False)
def redirect_loop(_: Fault) -> None:
    """The redirects of a page do not end, or lead to something that is no page.

    Browsers give up and show an error.

    Bad (own test):
        `webUrl: https://www.example.com/a`, which leads to `/b`, which leads back to `/a`.

    Good:
        `/b` answers with the page.

    Source: RFC 9110, section 15.4
    """


@fault_rule("NET008", "moved-page", severity=Severity.WARNING, enabled=False, fix="unsafe")
def moved_page(fault: Fault) -> Fix | None:
    """A page has another address for good: its server answers with 301 or 308.

    The old address works as long as somebody keeps the redirect. The rule speaks only if the new
    address answers.

    Bad (own test):
        `webUrl: https://www.example.com/old`, which leads to `https://www.example.com/new`.

    Good:
        `webUrl: https://www.example.com/new`

    Source: RFC 9110, sections 15.4.2 and 15.4.9
    """
    return known_fix(fault, "write where the redirect leads", safe=False)


@fault_rule("NET009", "redirect-to-home", severity=Severity.WARNING, enabled=False)
def redirect_to_home(_: Fault) -> None:
    """A page leads to the home page of its site.

    Sites do so with pages that they have removed. Readers get another page than the link promises.

    Bad (own test):
        `webUrl: https://www.example.com/2020/harbour`, which leads to `https://www.example.com/`.

    Good:
        The server answers with the page.

    Source: own rule
    """


@fault_rule("NET010", "https-at-hand", severity=Severity.INFO, enabled=False, fix="unsafe")
def https_at_hand(fault: Fault) -> Fix | None:
    """An address begins with `http:`, and the server answers the same one with `https:`.

    Bad (own test):
        `webUrl: http://www.example.com/a`, and `https://www.example.com/a` answers too.

    Good:
        `webUrl: https://www.example.com/a`

    Source: RFC 9110, section 4.2.2
    """
    return known_fix(fault, "write `https:`", safe=False)


@fault_rule("NET011", "not-asked", severity=Severity.INFO, enabled=False)
def not_asked(_: Fault) -> None:
    """A URL was not asked, since its host or its redirect leads where this run may not go.

    The `robots.txt` of the site excludes programs from the page, or the address is not one of the
    public internet: `--allow-private` lets a run ask the servers of your own network. Hosts that
    `--deny-hosts` names are left out without a word, except where a redirect leads there.

    Bad (own test):
        `webUrl: https://www.example.com/a`, which leads to a server of a private network.

    Good:
        It leads to a public server.

    Source: RFC 9309, section 2.2.2; the special addresses of RFC 6890
    """


@fault_rule(
    "NET020", "dead-for-now", severity=Severity.WARNING, enabled=False,
    options=(
        Option("faults", 3, "faults in a row from which on it is dead"),
        Option("days", 7, "days after the first of them from which on it is dead"),
    ),
)  # fmt: skip
def dead_for_now(_: Fault) -> None:
    """A page, picture or host that was there in an earlier run is not there now.

    Servers lose a page for an hour, and names are not found for a day. So what the cache has seen
    there becomes an error of its own rule only after several faults over several days. What no run
    has seen is an error at once, and everything is where this rule does not run.

    Bad (own test):
        `webUrl: https://www.example.com/a`, which answered yesterday and is gone today.

    Good:
        The server answers with the page.

    Source: own rule
    """


RULES = (
    page_gone,
    page_blocked,
    server_fault,
    no_answer,
    bad_certificate,
    unknown_host,
    redirect_loop,
    moved_page,
    redirect_to_home,
    https_at_hand,
    not_asked,
    dead_for_now,
)
