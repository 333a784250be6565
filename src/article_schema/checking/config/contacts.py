"""Contacts: how the people of a site that is asked can reach those who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.rules.codes import OWN_CONSTRAINT

#: What a comment of a `User-Agent` may hold (RFC 9110 section 5.6.5), and how much of it.
_COMMENT = late_pattern(r"[ !-'*-\[\]-~]{1,200}")
#: Some sites refuse clients whose name holds it.
_REFUSED = "link"


@dataclass(frozen=True, slots=True)
class Contact:
    """Text that can stand in a `User-Agent`.

    >>> Contact().accepts("https://www.example.com/contact"), Contact().accepts("a)b")
    (True, False)
    """

    sentence: ClassVar[str] = "an address or a page, in up to 200 characters of ASCII"

    def accepts(self, value: str) -> bool:
        """Tell whether it can."""
        return _COMMENT.fullmatch(value) is not None and _REFUSED not in value.lower()

    def flaw(self, value: str) -> Fault:
        """Say why it cannot."""
        if _COMMENT.fullmatch(value) is None:
            message = f"{value[:40]!r} cannot stand in a header"
            return Fault(
                OWN_CONSTRAINT, message, "write an address, such as https://www.example.com/contact"
            )
        message = f"{value[:40]!r} holds the word link, and some sites refuse such clients"
        return Fault(OWN_CONSTRAINT, message, "write another address")

    def keywords(self) -> dict[str, Any]:
        """Return the characters; that a word is not there is nothing that editors could show."""
        return {"pattern": f"^{_COMMENT.pattern}$"}
