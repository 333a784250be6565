"""Sources: texts that others wrote, read within bounds; nothing that they name is fetched."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, NoReturn

from article_schema.document.limits import Limits
from article_schema.document.source import decode
from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.mapping import Data
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

#: How large a source may be, in bytes. It is read as a whole.
MOST_BYTES = 50_000_000


class Item(NamedTuple):
    """What a source says of one article."""

    #: Where it stands, in words: `item 3`.
    place: str
    #: The data, which may break the contract of their model; None if they cannot be read.
    data: Data | None
    #: Why they cannot be read.
    error: str = ""
    #: What was read as something else than it is.
    notes: tuple[str, ...] = ()


class Source(NamedTuple):
    """The bytes of a source, and the name that messages give it."""

    name: str
    raw: bytes

    def require_size(self) -> None:
        """Make sure that it can be read as a whole.

        Raises:
            DocumentError: it is too large.
        """
        if len(self.raw) > MOST_BYTES:
            message = f"the source has more than {MOST_BYTES:,} bytes"
            fault = Fault(OVER_THE_LIMIT, message, "split it, such as into JSON lines")
            raise DocumentError(self.name, 1, 1, fault)

    def text(self) -> str:
        """Return the text.

        Raises:
            DocumentError: it is too large, or not UTF-8.
        """
        self.require_size()
        return decode(self.raw, self.name).removeprefix("\ufeff")

    def json(self) -> Any:
        """Return the data of a text of JSON.

        Raises:
            DocumentError: it is too large, not UTF-8 or no JSON.
        """
        return parsed(self.text(), self.name)


def parsed(text: str, name: str, line: int = 1, *, strict: bool = True) -> Any:
    """Return the data of a text of JSON.

    Args:
        text: the text.
        name: what messages call it.
        line: the number of its first line.
        strict: whether its texts may hold no control characters, such as ends of lines.

    Raises:
        DocumentError: it is no JSON, or asks for more than the reader gives.
    """
    try:
        found = json.loads(text, parse_constant=_refused, strict=strict)
        if not _is_flat(found, Limits().depth):
            raise RecursionError
        return found
    except json.JSONDecodeError as error:
        fault = Fault(SYNTAX_ERROR, f"this is no JSON: {error.msg}", "")
        raise DocumentError(name, line + error.lineno - 1, error.colno, fault) from None
    except RecursionError:
        message = "lists and objects are nested too deeply"
        raise DocumentError(name, line, 1, Fault(OVER_THE_LIMIT, message, "")) from None
    except ValueError as error:
        message = (
            str(error) if isinstance(error, _ConstantError) else "a number has too many digits"
        )
        raise DocumentError(name, line, 1, Fault(SYNTAX_ERROR, message, "")) from None


def _is_flat(data: Any, depth: int) -> bool:
    """Tell whether data have no more than some levels of lists and objects."""
    level = [data]
    for _ in range(depth + 1):
        level = [
            part
            for whole in level
            if isinstance(whole, dict | list)
            for part in (whole.values() if isinstance(whole, dict) else whole)
        ]
        if not level:
            return True
    return False


class _ConstantError(ValueError):
    """A word that JSON does not have."""


def _refused(constant: str) -> NoReturn:
    raise _ConstantError(f"{constant} is no value of JSON")


def items_of(found: Iterable[object], what: str) -> Iterator[Item]:
    """Yield an item for each of some objects.

    Args:
        found: the objects.
        what: what messages call one.
    """
    for number, part in enumerate(found, 1):
        if isinstance(part, dict):
            yield Item(f"{what} {number}", part)
        else:
            yield Item(f"{what} {number}", None, "it is no object")
