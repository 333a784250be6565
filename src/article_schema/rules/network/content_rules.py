"""NET: whether pages and pictures are what a file says of them; `verify` asks them."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule
from article_schema.rules.rule import Option, known_fix


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


@fault_rule("NET017", "frame-refused", severity=Severity.WARNING, enabled=False)
def frame_refused(_: Fault) -> None:
    """A page in a frame of `featuredContent` does not let the site show it.

    Its server says so by `frame-ancestors` of `Content-Security-Policy`, or by `X-Frame-Options`.
    Readers see an empty frame. Without `--base` the site is taken for another one than that of the
    page, and nothing is said of pages that name the sites which may show them.

    Bad (own test):
        `<iframe src="https://video.example.com/watch/1"></iframe>`, whose server sends
        `X-Frame-Options: SAMEORIGIN`.

    Good:
        `<iframe src="https://video.example.com/embed/1"></iframe>`, which all sites may show.

    Source: RFC 7034; Content Security Policy Level 3, section 6.4.2; HTML Standard, section 7.6.1
    """


@fault_rule("NET018", "true-type", severity=Severity.WARNING, enabled=False, fix="unsafe")
def true_type(fault: Fault) -> Fix | None:
    """The type of a picture is not the one that its record, its address or its server names.

    A type of the record stands beside the address, such as `type: image/png`. Browsers go by the
    first bytes, except for SVG, which they show only if the server calls it so. Other programs go
    by the name.

    Bad (own test):
        `url: https://www.example.com/harbour.jpg`, and a picture of PNG comes.

    Good:
        `url: https://www.example.com/harbour.png`

    Source: MIME Sniffing Standard, section 6.1
    """
    return known_fix(fault, f"write {fault.replacement}", safe=False)


@fault_rule(
    "NET019", "heavy-picture", severity=Severity.WARNING, enabled=False,
    options=(Option("bytes", 1_000_000, "bytes that a picture has at most"),),
)  # fmt: skip
def heavy_picture(_: Fault) -> None:
    """A picture has more bytes than a page should load for it.

    Its server says how many it has. Readers with a slow connection wait for it; a smaller size or
    a newer type helps.

    Bad (own test):
        `url: https://www.example.com/harbour.png`, which has 4 MB.

    Good:
        `url: https://www.example.com/harbour.webp`, which has 0.2 MB.

    Source: own rule
    """


RULES = (
    no_picture,
    true_size,
    other_canonical,
    other_title,
    amp_not_linked,
    frame_refused,
    true_type,
    heavy_picture,
)
