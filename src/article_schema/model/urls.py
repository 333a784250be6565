"""URLs of an article: absolute http or https URLs of RFC 3986 with a public host.

One pattern decides; the JSON Schema carries the same pattern. Only when it fails is the URL taken
apart to say why.
"""

from __future__ import annotations

import re
from typing import Any

from attrs import evolve, frozen

from article_schema.model.facets import Flaw, anchored
from article_schema.model.showing import show

_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
#: A last label that starts with a letter keeps numeric spellings of an address (`0300.1`) out.
_LAST_LABEL = "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = rf"{_BYTE}(?:\.{_BYTE}){{3}}"
_NAME = rf"(?:{_LABEL}\.)+{_LAST_LABEL}\.?"
_PORT = "(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[0-9]{1,4})"
HOST = rf"(?:{_IPV4}|{_NAME})"
#: With the dollar as an escape: one engine takes each dollar in a pattern for the end of a text.
_PATH_CHARACTERS = r"A-Za-z0-9._~!\u0024&'()*+,;=:@/"
_ESCAPE = "%[0-9A-Fa-f]{2}"


def _run(characters: str) -> str:
    """Repeat characters and escapes; engines loop once for each escape, not for each character."""
    return f"[{characters}]*(?:{_ESCAPE}[{characters}]*)*"


_PATH = _run(f"{_PATH_CHARACTERS}-")
_QUERY = _run(f"{_PATH_CHARACTERS}?-")

HTTP_URL = (
    rf"[Hh][Tt][Tt][Pp][Ss]?://{HOST}(?::{_PORT}?)?"
    rf"(?:/{_PATH})?(?:\?{_QUERY})?(?:#{_QUERY})?"
)
#: A path from the root; `//host/path` is not one, it names another host.
ROOT_PATH = (
    rf"/(?:(?:[{_PATH_CHARACTERS[:-1]}-]|{_ESCAPE}){_PATH})?"
    rf"(?:\?{_QUERY})?(?:#{_QUERY})?"
)

_HTTP_URL = re.compile(HTTP_URL)
_ROOT_PATH = re.compile(ROOT_PATH)
_HOST = re.compile(HOST)
_PARTS = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?P<slashes>/*)(?P<authority>[^/?#]*)(?P<rest>.*)",
    re.DOTALL,
)
_SPACE_OR_CONTROL = re.compile(
    "[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_ILLEGAL = re.compile(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?#%-]")
_BAD_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCHEME_ADVICE = "write the whole address, such as https://example.com/page"


@frozen
class HttpUrl:
    """An absolute http or https URL (RFC 3986, RFC 9110 section 4.2)."""

    def accepts(self, value: str) -> bool:
        """Tell whether the text is such a URL."""
        return _HTTP_URL.fullmatch(value) is not None

    def flaw(self, value: str) -> Flaw:
        """Say what keeps it from being one."""
        return diagnose_url(value)

    def keywords(self) -> dict[str, Any]:
        """Return `format` for editors and `pattern` for everyone."""
        return {"format": "uri", **anchored(HTTP_URL)}

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return HTTP_URL

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "an http or https URL"


@frozen
class ImageUrl:
    """An absolute http or https URL, or a path from the root of the site (`/assets/logo.png`)."""

    def accepts(self, value: str) -> bool:
        """Tell whether the text is such a URL or path."""
        return _HTTP_URL.fullmatch(value) is not None or _ROOT_PATH.fullmatch(value) is not None

    def flaw(self, value: str) -> Flaw:
        """Say what keeps it from being one."""
        return diagnose_url(value, root_allowed=True)

    def keywords(self) -> dict[str, Any]:
        """Return `format` for editors and `pattern` for everyone."""
        return {"format": "uri-reference", **anchored(f"{HTTP_URL}|{ROOT_PATH}")}

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return f"{HTTP_URL}|{ROOT_PATH}"

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "an http or https URL, or a path that starts with /"


@frozen
class HostName:
    """A bare host name: labels and dots, no scheme, port or path (RFC 1123 section 2.1)."""

    def accepts(self, value: str) -> bool:
        """Tell whether the text is a host name."""
        return _HOST.fullmatch(value) is not None

    def flaw(self, value: str) -> Flaw:
        """Say what does not belong, and name the host inside where there is one."""
        advice = "write a bare host name, such as example.com"
        match = re.match(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?/*([^/?#:@\s]+)", value)
        found = match[1] if match and match[0] != "" and _HOST.fullmatch(match[1]) else None
        if found is not None and found != value:
            return Flaw(
                "PRV001",
                f"must be a bare host name, not {show(value)}",
                f"write {found}",
                better=found,
            )
        return Flaw("PRV001", f"must be a host name, not {show(value)}", advice)

    def keywords(self) -> dict[str, Any]:
        """Return `pattern`; the format `hostname` would exclude underscores."""
        return anchored(HOST)

    @property
    def expression(self) -> str:
        """The regular expression that decides."""
        return HOST

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "a host name"


def diagnose_url(value: str, *, root_allowed: bool = False) -> Flaw:
    """Say what is wrong with a text that is not an http or https URL; the gravest fault only."""
    flaw = _diagnose(value, root_allowed=root_allowed)
    better = flaw.better
    if isinstance(better, str) and not (
        _HTTP_URL.fullmatch(better) or (root_allowed and _ROOT_PATH.fullmatch(better))
    ):
        return evolve(flaw, better=None)
    return flaw


def _diagnose(value: str, *, root_allowed: bool) -> Flaw:
    if root_allowed and value.startswith("/") and not value.startswith("//"):
        return _bad_characters(value) or Flaw("URL001", f"is not a URL: {show(value)}")
    parts = _PARTS.match(value.lstrip())
    if parts is None:
        return _bad_spacing(value) or Flaw(
            "URL001", f"is not an absolute URL: {show(value)}", _SCHEME_ADVICE
        )
    if parts["scheme"].lower() not in ("http", "https"):
        return _bad_scheme(value, parts["scheme"])
    if len(parts["slashes"]) != 2:
        end = parts.end("slashes") + len(value) - len(value.lstrip())
        return Flaw(
            "URL001",
            f"needs two slashes behind `{parts['scheme']}:`",
            "write https://",
            (0, max(end, 1)),
        )
    return (
        _bad_characters_in_authority(value, parts["authority"])
        or _bad_spacing(value)
        or _bad_letters_in_host(value, parts["authority"])
        or _bad_characters(value)
        or _bad_port(value, parts["authority"])
        or _bad_host(value, parts["authority"])
        or Flaw("URL001", f"is not a URL: {show(value)}", _SCHEME_ADVICE)
    )


def _bad_scheme(value: str, scheme: str) -> Flaw:
    start = value.index(scheme)
    advice = "write https://"
    if re.match(r"[^/]*:[0-9]", value[start:]) or "." in scheme:
        advice = _SCHEME_ADVICE
    return Flaw(
        "URL002",
        f"must start with http:// or https://, not {show(scheme + ':')}",
        advice,
        (start, start + len(scheme) + 1),
    )


def _bad_spacing(value: str) -> Flaw | None:
    match = _SPACE_OR_CONTROL.search(value)
    if match is None:
        return None
    what = "a space" if match[0] == " " else f"the invisible character U+{ord(match[0]):04X}"
    return Flaw(
        "URL005",
        f"holds {what}",
        "remove it, or write it percent-encoded",
        match.span(),
        _encoded(value),
    )


def _bad_letters_in_host(value: str, authority: str) -> Flaw | None:
    match = _ILLEGAL.search(authority)
    if match is None:
        return None
    start = value.index("//") + 2
    place = (start, start + len(authority))
    if authority.startswith("["):
        return Flaw("URL003", "has an IPv6 address as its host", "write the host's name", place)
    return Flaw(
        "URL003",
        f"has the host {show(authority)}, in which {show(match[0])} cannot stand",
        "write a host with other letters than a to z in punycode, such as xn--bcher-kva.example",
        place,
    )


def _bad_characters(value: str) -> Flaw | None:
    spacing = _bad_spacing(value)
    if spacing is not None:
        return spacing
    match = _BAD_PERCENT.search(value)
    if match is not None:
        return Flaw(
            "URL006",
            "holds a `%` that two hexadecimal digits do not follow",
            "write a literal % as %25",
            match.span(),
            _encoded(value),
        )
    match = _ILLEGAL.search(value) or _second_hash(value)
    if match is not None:
        return Flaw(
            "URL007",
            f"holds {show(match[0])}, which a URL cannot hold as it is",
            "write it percent-encoded",
            match.span(),
            _encoded(value),
        )
    return None


def _second_hash(value: str) -> re.Match[str] | None:
    first = value.find("#")
    return re.compile("#").search(value, first + 1) if first >= 0 else None


def _bad_characters_in_authority(value: str, authority: str) -> Flaw | None:
    start = value.index("//") + 2
    if "@" in authority:
        end = start + authority.rindex("@") + 1
        return Flaw(
            "URL008",
            "carries a user name or password",
            "remove all up to the @",
            (start, end),
            value[:start] + value[end:],
        )
    if not authority:
        return Flaw("URL003", "has no host", _SCHEME_ADVICE, (0, start))
    return None


def _bad_port(value: str, authority: str) -> Flaw | None:
    host, colon, port = authority.rpartition(":")
    if not colon or re.fullmatch(f"{_PORT}?", port):
        return None
    start = value.index("//") + 2 + len(host) + 1
    return Flaw(
        "URL004",
        f"has the port {show(port)}, which is not a number from 0 to 65535",
        "remove the port",
        (start, start + max(len(port), 1)),
    )


def _bad_host(value: str, authority: str) -> Flaw | None:
    host = authority.partition(":")[0]
    if _HOST.fullmatch(host):
        return None
    start = value.index("//") + 2
    place = (start, start + max(len(host), 1))
    if "." not in host:
        return Flaw(
            "URL003",
            f"has the host {show(host)}, which has no domain",
            "write the full host name, such as www.example.com",
            place,
        )
    if re.fullmatch(r"[0-9a-fA-FxX.]+", host):
        return Flaw(
            "URL003",
            f"has the host {show(host)}, which is a number but no IPv4 address",
            "write the host's name",
            place,
        )
    return Flaw(
        "URL003",
        f"has the host {show(host)}, which is not a host name",
        "use letters, digits and inner hyphens, in labels of 1 to 63 characters",
        place,
    )


def _encoded(value: str) -> str | None:
    """Strip a text and percent-encode what a URL cannot hold (RFC 3986 section 2.1)."""
    text = _BAD_PERCENT.sub("%25", value.strip())
    head, hash_sign, fragment = text.partition("#")
    pieces = [
        _ILLEGAL.sub(lambda match: _percent(match[0]), piece)
        for piece in (head, fragment.replace("#", "%23"))
    ]
    better = pieces[0] + hash_sign + pieces[1]
    return better if better != value else None


def _percent(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
