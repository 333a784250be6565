"""What is wrong with a text that is not an http or https URL, and what a browser makes of it.

Every fault of a value is named at once. What is written instead of one leaves the others as they
are, and never leads anywhere else than the browser would have gone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from article_schema.faults import Fault
from article_schema.late_pattern import late_pattern
from article_schema.model.showing import show
from article_schema.model.web.hosts import host_fault
from article_schema.model.web.reading import (
    Unit,
    UrlReading,
    encoded,
    is_read_in_two_ways,
    read_url,
)
from article_schema.rules.codes import (
    BAD_HOST,
    BAD_PERCENT_ESCAPE,
    CREDENTIALS_IN_URL,
    ENTITY_IN_URL,
    ILLEGAL_CHARACTER_IN_URL,
    NOT_A_URL,
    NOT_HTTP,
    PLACEHOLDER_IN_URL,
    SPACE_IN_URL,
)

_SPACE_OR_CONTROL = late_pattern(
    "[\x00-\x20\x7f-\xa0\u1680\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]"
)
_ILLEGAL = late_pattern(r"[^A-Za-z0-9._~!$&'()*+,;=:@/?#%-]")
_BAD_PERCENT = late_pattern(r"%(?![0-9A-Fa-f]{2})")
_SURROGATE = late_pattern("[\ud800-\udfff]")
#: What may be an address without its scheme, and not a sentence or a name.
_LIKE_AN_ADDRESS = late_pattern(r"//|(?=[^\s/\\?#]+(?:[/\\?#]|$))[^\s/\\?#]+?\.[^\s/\\?#]")
_SCHEME_ADVICE = "write the whole address, such as https://example.com/page"
_WEB = ("http", "https")
_NAMES = {" ": "a space", "\t": "a tab", "\n": "a line feed", "\r": "a carriage return"}

#: Text to write in the place of units.
_Changes = list[tuple[Unit, str]]


def diagnose_url(
    value: str, accepts: Callable[[str], bool], *, root_allowed: bool = False
) -> list[Fault]:
    """Name every fault of a text that is not a URL, the most severe first.

    Args:
        value: the text.
        accepts: tells whether a text is such a URL.
        root_allowed: whether a path from the root of the site will do.
    """
    faults = _faults(value, root_allowed)
    if not faults:
        return [Fault(NOT_A_URL, f"is not a URL: {show(value)}", _SCHEME_ADVICE)]
    known = {fault.code for fault in faults}

    def helps(better: object) -> bool:
        if not isinstance(better, str) or is_read_in_two_ways(value, better):
            return False
        return accepts(better) or {fault.code for fault in _faults(better, root_allowed)} <= known

    return [
        fault if helps(fault.replacement) else replace(fault, replacement=None) for fault in faults
    ]


def entity_fault(value: str) -> Fault | None:
    """Name the HTML entities in a text that is a URL, or nearly one."""
    reading = read_url(value)
    fault = next(_entities(reading, list(_changes(reading))), None)
    if fault is not None and is_read_in_two_ways(value, str(fault.replacement)):
        return replace(fault, replacement=None)
    return fault


def _faults(value: str, root_allowed: bool) -> list[Fault]:
    reading = read_url(value)
    if reading.placeholders:
        return [_placeholder(reading), *_without_fixes(_character_faults(reading))]
    scheme = reading["scheme"].lower()
    if root_allowed and reading.is_path:
        return list(_character_faults(reading))
    if not scheme or (scheme not in _WEB and not reading["slashes"]):
        other = [_bad_scheme(reading)] if scheme else [_not_absolute(value, root_allowed)]
        if scheme or not _LIKE_AN_ADDRESS.match(reading.text):
            return other
        return [*other, *_without_fixes(_character_faults(reading))]
    faults = [*_credentials(reading), *_structure(reading)]
    found = list(_character_faults(reading))
    if scheme not in _WEB or len(reading["slashes"]) != 2 or _SURROGATE.search(value):
        # A browser reads these in another way, or not at all.
        found = _without_fixes(found)
    return faults + found


def _without_fixes(faults: Iterable[Fault]) -> list[Fault]:
    return [replace(fault, replacement=None) for fault in faults]


def _placeholder(reading: UrlReading) -> Fault:
    start, end = reading.placeholders[0]
    return Fault(
        PLACEHOLDER_IN_URL,
        f"holds the placeholder {show(reading.value[start:end])}",
        "write the address that it stands for; nothing fills it in here",
        subspan=(start, end),
    )


def _not_absolute(value: str, root_allowed: bool) -> Fault:
    path = ", or a path that starts with /" if root_allowed else ""
    return Fault(NOT_A_URL, f"is not an absolute URL: {show(value)}", f"{_SCHEME_ADVICE}{path}")


def _bad_scheme(reading: UrlReading) -> Fault:
    scheme = reading["scheme"]
    advice = "write https://"
    if re.match(r"[^/]*:[0-9]", reading.text) or "." in scheme:
        advice = _SCHEME_ADVICE
    return Fault(
        NOT_HTTP,
        f"must start with http:// or https://, not {show(scheme + ':')}",
        advice,
        subspan=reading.range_of(0, len(scheme) + 1),
    )


def _credentials(reading: UrlReading) -> Iterator[Fault]:
    if "@" in reading["authority"]:
        start = reading.parts.start("authority")
        end = start + reading["authority"].rindex("@") + 1
        first, last = reading.range_of(start, end)
        better = reading.value[:first] + reading.value[last:]
        yield Fault(
            CREDENTIALS_IN_URL,
            "carries a user name or password",
            "remove all up to the @",
            subspan=(first, last),
            replacement=better,
            safe=False,
        )


def _structure(reading: UrlReading) -> Iterator[Fault]:
    """Yield what is wrong with scheme, slashes, host and port."""
    scheme, slashes = reading["scheme"], reading["slashes"]
    if scheme.lower() not in _WEB:
        yield _bad_scheme(reading)
        return
    if len(slashes) != 2:
        end = reading.range_of(0, reading.parts.end("slashes"))[1]
        yield Fault(
            NOT_A_URL,
            f"needs two slashes after `{scheme}:`",
            f"write {scheme}://",
            subspan=(0, max(end, 1)),
        )
        return
    name = reading["authority"].rpartition("@")[2]
    start = reading.parts.end("authority") - len(name)
    if not name:
        yield Fault(BAD_HOST, "has no host", _SCHEME_ADVICE, subspan=reading.range_of(0, start))
        return
    if name.lower().removesuffix(":") in _WEB and reading["path"][:1] in ("/", "\\"):
        yield _two_schemes(reading, start)
        return
    if _SPACE_OR_CONTROL.search(name):
        return
    fault = host_fault(name)
    if fault is not None:
        first, last = fault.subspan or (0, len(name))
        yield replace(fault, subspan=reading.range_of(start + first, start + last))


def _two_schemes(reading: UrlReading, start: int) -> Fault:
    first = reading.text[:start]
    return Fault(
        BAD_HOST,
        f"starts with two schemes, {show(reading.text[: reading.parts.end('authority')] + '//')}",
        f"remove the first {first}",
        subspan=reading.range_of(0, start),
    )


def _character_faults(reading: UrlReading) -> Iterator[Fault]:
    """Yield what is wrong with single characters, for each kind what to write instead of them."""
    changes = list(_changes(reading))
    entities = list(_entities(reading, changes))
    plain = [change for change in changes if not change[0].escaped]
    others = [
        *_spaces(reading, plain),
        *_percents(reading, plain),
        *_backslashes(reading, plain),
        *_illegal(reading, plain),
        *_second_hash(reading),
    ]
    yield from entities
    # Where the query and the fragment begin is known only once entities are decoded.
    yield from _without_fixes(others) if entities else others


def _changes(reading: UrlReading) -> Iterator[tuple[Unit, str]]:
    """Yield what a browser would change, each character with what it makes of it."""
    yield from ((unit, "") for unit in reading.dropped)
    hashed = {id(unit) for unit in _later_hashes(reading)}
    bad = {
        id(reading.units[match.start()])
        for match in _BAD_PERCENT.finditer(reading.text, reading.parts.start("path"))
    }
    for unit in reading.units_of("slashes", "path"):
        if unit.character == "\\":
            yield unit, "/"
        elif id(unit) in bad:
            yield unit, "%25"
        elif _ILLEGAL.match(unit.character):
            yield unit, encoded(unit.character)
        elif unit.escaped:
            yield unit, unit.character
    for unit in reading.units_of("query", "fragment"):
        if id(unit) in bad:
            yield unit, "%25"
        elif _ILLEGAL.match(unit.character):
            yield unit, encoded(unit.character)
        elif unit.escaped:
            yield unit, "%23" if id(unit) in hashed else unit.character
    for unit in reading.units_of("scheme", "authority"):
        if unit.escaped:
            yield unit, unit.character


def _later_hashes(reading: UrlReading) -> list[Unit]:
    return [unit for unit in reading.units_of("fragment") if unit.character == "#"][1:]


def _entities(reading: UrlReading, changes: _Changes) -> Iterator[Fault]:
    found = [change for change in changes if change[0].escaped]
    if not found:
        return
    first = min((unit for unit, _ in found), key=lambda unit: unit.start)
    name = reading.value[first.start : first.end]
    count = len({unit.start for unit, _ in found if unit.end > unit.start})
    more = f" and {count - 1} more" if count > 1 else ""
    later = {id(unit) for unit in _later_hashes(reading)}
    doubtful = any(unit.twice or id(unit) in later for unit, _ in found)
    text = "".join(text for unit, text in found if first.start <= unit.start < first.end)
    yield Fault(
        ENTITY_IN_URL,
        f"holds the HTML entity `{name}`{more}",
        f"write `{text}`" if text else "remove it",
        subspan=(first.start, first.end),
        replacement=reading.rewritten(found),
        safe=not doubtful,
    )


def _spaces(reading: UrlReading, changes: _Changes) -> Iterator[Fault]:
    found = [change for change in changes if _SPACE_OR_CONTROL.match(change[0].character)]
    in_host = [
        unit
        for unit in reading.units_of("authority")
        if not unit.escaped and _SPACE_OR_CONTROL.match(unit.character)
    ]
    if "@" in reading["authority"]:
        end = reading.parts.start("authority") + reading["authority"].rindex("@")
        in_host = [unit for unit in in_host if unit.start > reading.range_of(end, end)[0]]
    units = sorted((*(unit for unit, _ in found), *in_host), key=lambda unit: unit.start)
    if not units:
        return
    first = units[0]
    yield Fault(
        SPACE_IN_URL,
        _spacing(reading, first),
        _instead_of_space(reading, first, in_host),
        subspan=(first.start, first.end),
        replacement=None if in_host else reading.rewritten(found),
    )


def _spacing(reading: UrlReading, unit: Unit) -> str:
    what = _NAMES.get(unit.character, f"the invisible character U+{ord(unit.character):04X}")
    if unit in reading.dropped:
        if reading.units and unit.start < reading.units[0].start:
            return f"begins with {what}"
        if reading.units and unit.start > reading.units[-1].start:
            return f"ends with {what}"
    return f"holds {what}"


def _instead_of_space(reading: UrlReading, unit: Unit, in_host: list[Unit]) -> str:
    if unit in reading.dropped or unit in in_host:
        return "remove it"
    if unit.character == " ":
        return "replace the space with `%20`"
    return f"remove it, or write it as {encoded(unit.character)}"


def _percents(reading: UrlReading, changes: _Changes) -> Iterator[Fault]:
    found = [change for change in changes if change[0].character == "%"]
    if found:
        unit = found[0][0]
        yield Fault(
            BAD_PERCENT_ESCAPE,
            "holds a `%` that two hexadecimal digits do not follow",
            "write a literal % as %25",
            subspan=(unit.start, unit.end),
            replacement=reading.rewritten(found),
        )


def _backslashes(reading: UrlReading, changes: _Changes) -> Iterator[Fault]:
    found = [change for change in changes if change[0].character == "\\" and change[1] == "/"]
    if found:
        unit = found[0][0]
        yield Fault(
            ILLEGAL_CHARACTER_IN_URL,
            "holds a backslash, which browsers take for a slash and other programs do not",
            "write / instead of \\",
            subspan=(unit.start, unit.end),
            replacement=reading.rewritten(found),
        )


def _illegal(reading: UrlReading, changes: _Changes) -> Iterator[Fault]:
    found = [
        (unit, text)
        for unit, text in changes
        if text[:1] == "%" and unit.character != "%" and not _SPACE_OR_CONTROL.match(unit.character)
    ]
    if not found:
        return
    unit, text = found[0]
    kinds = list(dict.fromkeys(other.character for other, _ in found))
    shown = " and ".join(show(kind) for kind in kinds[:2])
    more = f" and {len(kinds) - 2} more" if len(kinds) > 2 else ""
    several = len(kinds) > 1
    yield Fault(
        ILLEGAL_CHARACTER_IN_URL,
        f"holds {shown}{more}, which a URL cannot hold as {'they are' if several else 'it is'}",
        "write them percent-encoded" if several else f"write it percent-encoded, as {text}",
        subspan=(unit.start, unit.end),
        replacement=reading.rewritten(found),
    )


def _second_hash(reading: UrlReading) -> Iterator[Fault]:
    """Yield a second `#`; scripts of the page may look for it, so what is meant is a guess."""
    found = [unit for unit in _later_hashes(reading) if not unit.escaped]
    if found:
        yield Fault(
            ILLEGAL_CHARACTER_IN_URL,
            "holds a second `#`, where only the first begins the fragment",
            "write it as %23, or remove it",
            subspan=(found[0].start, found[0].end),
            replacement=reading.rewritten([(unit, "%23") for unit in found]),
            safe=False,
        )
