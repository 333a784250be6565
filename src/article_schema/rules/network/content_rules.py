"""NET: whether pages and pictures are what a file says of them; `verify` asks them."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule
from article_schema.rules.rule import known_fix


@fault_rule("NET012", "no-picture", severity=Severity.ERROR, enabled=False)
def no_picture(_: Fault) -> None:
    """The address of a picture answers with something that is no picture.

    The first bytes decide, whatever type the server calls it. Often it is a page with the picture
    on it, or one that says that the picture has gone.

    Bad (own test):
        `url: https://www.example.com/harbour.jpg`, and a page of HTML comes.

    Good:
        The server answers with the picture.

    Source: MIME Sniffing Standard, section 6.1
    """


@fault_rule("NET013", "true-size", severity=Severity.ERROR, enabled=False, fix="unsafe")
def true_size(fault: Fault) -> Fix | None:
    """The width or height of a picture is not that of what its server sends.

    A browser reserves the wrong space, and the page jumps when the picture is there. The size is
    read from the first bytes, turned as its EXIF data say.

    Bad (own test):
        `width: 1600`, and the picture that comes is 1200 pixels wide.

    Good:
        `width: 1200`

    Source: HTML Standard, section 4.8.17, on dimension attributes
    """
    return known_fix(fault, f"write {fault.replacement}", safe=False)


@fault_rule("NET014", "other-canonical", severity=Severity.WARNING, enabled=False)
def other_canonical(_: Fault) -> None:
    """The page at `webUrl` calls another address its own.

    Search engines show the other address, and the two may stop to be the same page.

    Bad (own test):
        `webUrl: https://www.example.com/a?from=feed`, whose page has
        `<link rel="canonical" href="https://www.example.com/a">`.

    Good:
        `webUrl: https://www.example.com/a`

    Source: RFC 6596
    """


@fault_rule("NET015", "other-title", severity=Severity.INFO, enabled=False)
def other_title(_: Fault) -> None:
    """The title of the page at `webUrl` has no word in common with that of the article.

    It may be another page, such as one that says that the article has gone. Words of one or two
    letters do not count.

    Bad (own test):
        `title: The harbour at dawn`, and the title of the page is `Sorry, nothing here`.

    Good:
        The title of the page is `The harbour at dawn - Example Times`.

    Source: own rule
    """


@fault_rule("NET016", "amp-not-linked", severity=Severity.WARNING, enabled=False)
def amp_not_linked(_: Fault) -> None:
    """A page and its AMP form do not name each other.

    The page has to link to its AMP form by `<link rel="amphtml">`, and the AMP form to the page by
    `<link rel="canonical">`. Otherwise nobody finds the AMP form, or takes it for another article.

    Bad (own test):
        `ampWebUrl: https://www.example.com/amp/a`, and the page at `webUrl` has no link to it.

    Good:
        It has `<link rel="amphtml" href="https://www.example.com/amp/a">`.

    Source: AMP documentation, Make your pages discoverable
    """


RULES = (no_picture, true_size, other_canonical, other_title, amp_not_linked)
