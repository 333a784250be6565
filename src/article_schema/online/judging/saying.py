"""Saying: how a fault of a claim is put into words."""

from __future__ import annotations

from article_schema.faults import Fault, Route
from article_schema.online.claims import Claim
from article_schema.routes import format_route

#: The most characters of a URL that a message shows.
_MOST_SHOWN = 120


def fault_of(
    code: str,
    claim: Claim,
    message: str,
    advice: str,
    replacement: str | int | None = None,
    route: Route | None = None,
) -> Fault:
    """Return a fault whose message begins with the name of a value.

    Args:
        code: the code of its rule.
        claim: what is wrong.
        message: what follows the name.
        advice: what to do.
        replacement: what to write instead, if it is known.
        route: the value, where it is another one than that of the claim.
    """
    place = claim.route if route is None else route
    if claim.is_frame:
        message = f"has the frame {shown(claim.question.target)}, which {message}"
    return Fault(code, f"`{format_route(place)}` {message}", advice, place, replacement=replacement)


def shown(url: str) -> str:
    """Return a URL as a message shows it."""
    return url if len(url) <= _MOST_SHOWN else f"{url[: _MOST_SHOWN - 1]}…"
