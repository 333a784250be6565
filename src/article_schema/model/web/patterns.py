"""The patterns of URLs and hosts: absolute http or https URLs of RFC 3986 with a public host."""

from __future__ import annotations

_LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
#: A last label that starts with a letter keeps numeric spellings of an address (`0300.1`) out.
_LAST_LABEL = "[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_BYTE = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
_IPV4 = rf"{_BYTE}(?:\.{_BYTE}){{3}}"
_NAME = rf"(?:{_LABEL}\.)+{_LAST_LABEL}\.?"
#: RFC 3986 section 3.2.3 allows zeros in front, and nothing at all.
PORT = (
    "(?:0*(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}"
    "|[1-9][0-9]{0,3})?)"
)
HOST = rf"(?:{_IPV4}|{_NAME})"
#: With the dollar as an escape: one engine takes each dollar in a pattern for the end of a text.
_PATH_CHARACTERS = r"A-Za-z0-9._~!\u0024&'()*+,;=:@/"
_ESCAPE = "%[0-9A-Fa-f]{2}"


def _run(characters: str) -> str:
    """Repeat characters and escapes.

    One engine gives up after some 1,400 rounds of a group. Here a round is four escapes with all
    that stands between them, so that it reads 8,000 characters of nothing else.
    """
    once = f"{_ESCAPE}[{characters}]*"
    return f"[{characters}]*(?:(?:{once}){{4}})*(?:{once}){{0,3}}"


_PATH = _run(f"{_PATH_CHARACTERS}-")
_QUERY = _run(f"{_PATH_CHARACTERS}?-")

HTTP_URL = (
    rf"[Hh][Tt][Tt][Pp][Ss]?://{HOST}(?::{PORT})?"
    rf"(?:/{_PATH})?(?:\?{_QUERY})?(?:#{_QUERY})?"
)
#: A path from the root; `//host/path` is not one, it names another host.
ROOT_PATH = (
    rf"/(?:(?:[{_PATH_CHARACTERS[:-1]}-]|{_ESCAPE}){_PATH})?"
    rf"(?:\?{_QUERY})?(?:#{_QUERY})?"
)
