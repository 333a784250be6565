"""What is wrong with the host and port of a URL."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.showing import show
from article_schema.model.web.patterns import HOST, PORT
from article_schema.rules.codes import BAD_HOST, BAD_PORT

_HOST = late_pattern(HOST)
_PORT = late_pattern(PORT)
_ILLEGAL = late_pattern(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?#%-]")
_NOT_IN_HOST = late_pattern(r"[^A-Za-z0-9._-]")
_NUMBER = late_pattern(r"[0-9]+|0[xX][0-9a-fA-F]*")
#: RFC 1035 section 2.3.4.
_LONGEST_LABEL = 63


def host_fault(authority: str) -> Fault | None:
    """Say what is wrong with a host and its port; `subspan` counts from the start of the host.

    Args:
        authority: what stands between `//` and the path, without a user name; not empty.
    """
    host, colon, port = authority.partition(":")
    match = _ILLEGAL.search(authority)
    if match is not None:
        return _bad_letter(authority, match[0])
    if colon and not _PORT.fullmatch(port):
        return Fault(
            BAD_PORT,
            f"has the port {show(port)}, which is not a number from 0 to 65535",
            "remove the port",
            subspan=(len(host) + 1, len(host) + 1 + max(len(port), 1)),
        )
    if _HOST.fullmatch(host):
        return None
    what, advice = next(_reasons(host))
    return Fault(
        BAD_HOST, f"has the host {show(host)}, {what}", advice, subspan=(0, max(len(host), 1))
    )


def _bad_letter(authority: str, letter: str) -> Fault:
    place = (0, len(authority))
    if authority.startswith("["):
        return Fault(
            BAD_HOST, "has an IPv6 address as its host", "write the host's name", subspan=place
        )
    advice = "remove it"
    if letter.isalnum():
        advice = (
            "write a host with other letters than a to z in punycode, such as xn--bcher-kva.example"
        )
    message = f"has the host {show(authority)}, in which {show(letter)} cannot stand"
    return Fault(BAD_HOST, message, advice, subspan=place)


def why_no_host(text: str) -> tuple[str, str]:
    """Say what keeps a text, which is not empty, from being a host, and what to write instead."""
    match = _NOT_IN_HOST.search(text)
    if match is not None:
        advice = "write a bare host name, such as example.com"
        return f"in which {show(match[0])} cannot stand", advice
    return next(_reasons(text))


def _reasons(host: str) -> Iterator[tuple[str, str]]:
    """Yield what keeps a text of legal characters from being a host, and what to write instead."""
    labels = host.removesuffix(".").split(".")
    if labels[0] == "":
        yield "which begins with a dot", "remove the dot"
    if labels[-1] == "":
        yield "which ends with two dots", "remove the dots"
    if "" in labels:
        yield "in which a part between two dots is empty", "remove the dot that is too many"
    if len(labels) == 1:
        yield "which has no domain", "write the full host name, such as www.example.com"
    longest = max(map(len, labels))
    if longest > _LONGEST_LABEL:
        yield (
            f"of which one part has {longest} characters",
            f"write the host's name; a part has at most {_LONGEST_LABEL} characters",
        )
    if all(map(_NUMBER.fullmatch, labels)):
        yield "which consists of numbers but is no IPv4 address", "write the host's name"
    if any(label[:1] == "-" or label[-1:] == "-" for label in labels):
        yield "of which one part begins or ends with a hyphen", "remove the hyphen"
    if not labels[-1][:1].isalpha():
        yield (
            f"whose last part {show(labels[-1])} does not start with a letter",
            "write a host whose last part starts with a letter, such as .com",
        )
    yield "which is not a host name", "use letters, digits and inner hyphens in each part"
