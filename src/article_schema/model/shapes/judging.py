"""Judging: facets of a project are asked with care, as they may fail on a value.

A facet that raises an error does not accept the value: what nobody could judge is not valid, and a
check of many files goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from article_schema.faults import Fault
from article_schema.model.facets import Facet
from article_schema.model.showing import show
from article_schema.rules.codes import OWN_CONSTRAINT

_HERE = __name__.partition(".")[0]


def keeps(facet: Facet, value: Any) -> bool:
    """Tell whether a value keeps a constraint."""
    try:
        return facet.accepts(value)
    except Exception:  # noqa: BLE001 - a facet of a project may raise anything
        return False


def verdict_of(facet: Facet) -> Callable[[Any], bool]:
    """Return the fastest function that tells whether a value keeps a constraint."""
    if type(facet).__module__.partition(".")[0] == _HERE:
        return facet.accepts
    return lambda value: keeps(facet, value)


def faults_of(facet: Facet, value: Any) -> list[Fault]:
    """Return why a value breaks a constraint; nothing where it keeps it."""
    try:
        if facet.accepts(value):
            return []
        # To ask isinstance() about a protocol takes longer than most facets do.
        flaws = getattr(facet, "flaws", None)
        return flaws(value) if flaws else [facet.flaw(value)]
    except Exception as error:  # noqa: BLE001 - a facet of a project may raise anything
        name, reason = type(facet).__name__, f"{type(error).__name__}: {error}"
        message = f"cannot be judged, since the constraint {name} fails: {show(reason)}"
        return [
            Fault(OWN_CONSTRAINT, message, "correct the constraint, or remove it from the model")
        ]
