"""Troubles: what an exception of a request says about the URL."""

from __future__ import annotations

import errno
import socket
import ssl
from functools import cache

from article_schema.online.answers import Trouble
from article_schema.online.connecting import ForbiddenAddressError

_NO_ROUTE = frozenset({errno.ENETUNREACH, errno.EHOSTUNREACH, errno.ENETDOWN})
_NO_NAME = frozenset({socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)})
#: The most characters of a library's own words that a message quotes.
_LONGEST_DETAIL = 100


@cache
def failures() -> tuple[type[Exception], ...]:
    """Return what a request may raise: of the system, of a URL, of aiohttp."""
    import aiohttp

    return (OSError, ValueError, aiohttp.ClientError)


def trouble_of(error: BaseException) -> tuple[Trouble, str]:
    """Return what an exception means, and more about it in words.

    Args:
        error: what a request or a lookup raised.
    """
    import aiohttp

    cause = error.os_error if isinstance(error, aiohttp.ClientConnectorError) else error
    if isinstance(cause, ForbiddenAddressError):
        return Trouble.FORBIDDEN_ADDRESS, ""
    if isinstance(error, aiohttp.ClientSSLError) or isinstance(cause, ssl.SSLError):
        return Trouble.TLS, _tls_reason(error)
    if isinstance(cause, TimeoutError):
        return Trouble.TIMEOUT, ""
    if isinstance(cause, socket.gaierror):
        is_absent = cause.errno in _NO_NAME
        return (Trouble.NO_SUCH_HOST if is_absent else Trouble.NAMES_SILENT), ""
    if isinstance(cause, UnicodeError | aiohttp.InvalidURL):
        return Trouble.NO_SUCH_HOST, ""
    if isinstance(error, aiohttp.ClientConnectorError):
        is_cut_off = cause.errno in _NO_ROUTE if isinstance(cause, OSError) else False
        return (Trouble.UNREACHABLE if is_cut_off else Trouble.REFUSED), ""
    return Trouble.BROKEN, _shortened(type(error).__name__)


def _tls_reason(error: BaseException) -> str:
    """Return why a certificate was refused, in the words of OpenSSL."""
    found = getattr(error, "certificate_error", None) or getattr(error, "os_error", error)
    reason = getattr(found, "verify_message", "") or getattr(found, "reason", "") or ""
    return _shortened(str(reason).lower().replace("_", " "))


def _shortened(text: str) -> str:
    return text[:_LONGEST_DETAIL]
