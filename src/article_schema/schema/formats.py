"""Formats: the checks for `format` in the schemas of a project.

jsonschema checks most formats with further packages, some of which are slow on long text and slow
to import. These checks take linear time. The schemas of models need none of them, because their
patterns decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from ipaddress import AddressValueError, IPv6Address
from typing import Any, TypeAlias

from article_schema.late_pattern import late_pattern
from article_schema.model.dates.instants import is_instant
from article_schema.schema.effort import spend
from article_schema.schema.matching import is_regex

_ESCAPE = "%[0-9A-Fa-f]{2}"
#: RFC 3986, appendix A: `unreserved` and `sub-delims`.
_PLAIN = r"A-Za-z0-9._~!$&'()*+,;=\-"
#: RFC 3987, section 2.2: `ucschar`, all planes but their last two code points, and `iprivate`.
_FOREIGN = "\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef" + "".join(
    f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 15)
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd"

_CHARACTERS_A_STEP = 300
_REGEX_CHARACTERS = 10_000
_HOST_CHARACTERS = 253
_LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = late_pattern(rf"{_LABEL}(?:\.{_LABEL})*")
#: With the dots of RFC 3490, section 3.1.
_HYPHEN_AT_AN_END = late_pattern(r"(?:^|[.\u3002\uff0e\uff61])-|-(?:$|[.\u3002\uff0e\uff61])")

#: RFC 3339, appendix A.
_DURATION = late_pattern(
    "P(?:[0-9]+W|(?=[0-9T])(?:[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?|[0-9]+M(?:[0-9]+D)?|[0-9]+D)?"
    "(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?)"
)
#: RFC 6901, section 3.
_POINTER = "(?:/[^/~]*(?:~[01][^/~]*)*)*"
_JSON_POINTER = late_pattern(_POINTER)
_RELATIVE_POINTER = late_pattern(f"(?:0|[1-9][0-9]*)(?:#|{_POINTER})")

#: RFC 6570, section 2.
_NAME = rf"(?:[A-Za-z0-9_]|{_ESCAPE})+(?:\.(?:[A-Za-z0-9_]|{_ESCAPE})+)*"
_VARIABLE = rf"{_NAME}(?:\*|:[1-9][0-9]{{0,3}})?"
_TEMPLATE = late_pattern(
    rf"(?:[^\x00-\x20\"'<>%\\^`{{|}}\x7f-\x9f]|{_ESCAPE}"
    rf"|\{{[+#./;?&=,!@|]?{_VARIABLE}(?:,{_VARIABLE})*\}})*"
)


#: Tells whether a text has a format.
FormatCheck: TypeAlias = Callable[[str], bool]


def format_checks(checker: Any) -> Mapping[str, FormatCheck]:
    """Return the functions of a checker of formats, by format."""
    return {
        # What raises nothing can be asked itself.
        name: check if not raised else partial(_conforms, checker, name)
        for name, (check, raised) in checker.checkers.items()
    }


def _conforms(checker: Any, name: str, text: str) -> bool:
    conforms: bool = checker.conforms(text, name)
    return conforms


def checkers(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return checks by format, as jsonschema expects them: a function, and what it may raise.

    Args:
        given: the checks that jsonschema has for a draft; those that are not replaced stay.
    """
    kept = {name: (_counted(check), raised) for name, (check, raised) in given.items()}
    return {**kept, **{name: (_for_text(check), ()) for name, check in _CHECKS.items()}}


def _counted(check: Callable[[object], bool]) -> Callable[[object], bool]:
    def is_right(value: object) -> bool:
        if isinstance(value, str) and len(value) >= _CHARACTERS_A_STEP:
            spend(len(value) // _CHARACTERS_A_STEP)
        return check(value)

    return is_right


def _for_text(check: Callable[[str], bool]) -> Callable[[object], bool]:
    def is_right(value: object) -> bool:
        if not isinstance(value, str):
            return True
        if len(value) >= _CHARACTERS_A_STEP:
            spend(len(value) // _CHARACTERS_A_STEP)
        return check(value)

    return is_right


def _run(characters: str) -> str:
    return f"[{characters}]*(?:{_ESCAPE}[{characters}]*)*"


def _address(*, relative: bool, foreign: bool) -> Callable[[str], bool]:
    """Return the check of a URI (RFC 3986) or IRI (RFC 3987), or of a reference to one."""
    plain = _PLAIN + _FOREIGN if foreign else _PLAIN
    authority = rf"(?:{_run(f'{plain}:')}@)?(?:\[(?P<literal>[^\]]*)\]|{_run(plain)})(?::[0-9]*)?"
    path, tail = _run(f"{plain}:@/"), _run(f"{plain}:@/?")
    query = _run(f"{plain}:@/?{_PRIVATE}") if foreign else tail
    scheme = "[A-Za-z][A-Za-z0-9+.-]*:"
    if relative:
        # Without a scheme the first segment holds no colon (RFC 3986, section 4.2).
        scheme = rf"(?:{scheme}|(?!{_run(f'{plain}@')}:))"
    expression = re.compile(
        rf"{scheme}(?://{authority}(?:/{path})?|(?!//){path})(?:\?{query})?(?:#{tail})?"
    )

    def is_address(text: str) -> bool:
        match = expression.fullmatch(text)
        return match is not None and (match["literal"] is None or _is_literal(match["literal"]))

    return is_address


def _is_literal(text: str) -> bool:
    """Tell whether a text is an IPv6 address or an IPvFuture address (RFC 3986, 3.2.2)."""
    if re.fullmatch(rf"[Vv][0-9A-Fa-f]+\.[{_PLAIN}:]+", text):
        return True
    try:
        return "%" not in text and bool(IPv6Address(text))
    except AddressValueError:
        return False


def _is_host(text: str) -> bool:
    return len(text) <= _HOST_CHARACTERS and _HOST.fullmatch(text) is not None


def _is_foreign_host(text: str) -> bool:
    if len(text) > _HOST_CHARACTERS or _HYPHEN_AT_AN_END.search(text):
        return False
    try:
        return _is_host(text.encode("idna").decode())
    except UnicodeError:
        return False


def _is_regex(text: str) -> bool:
    # Compiling a longer one could take any time.
    return len(text) > _REGEX_CHARACTERS or is_regex(text)


_CHECKS: dict[str, Callable[[str], bool]] = {
    # RFC 3339 allows small letters.
    "date-time": lambda text: is_instant(text.upper()),
    "date": lambda text: is_instant(f"{text}T00:00:00Z"),
    "time": lambda text: is_instant(f"2000-01-01T{text.upper()}"),
    "duration": lambda text: _DURATION.fullmatch(text) is not None,
    "hostname": _is_host,
    "idn-hostname": _is_foreign_host,
    "uri": _address(relative=False, foreign=False),
    "uri-reference": _address(relative=True, foreign=False),
    "iri": _address(relative=False, foreign=True),
    "iri-reference": _address(relative=True, foreign=True),
    "uri-template": lambda text: _TEMPLATE.fullmatch(text) is not None,
    "json-pointer": lambda text: _JSON_POINTER.fullmatch(text) is not None,
    "relative-json-pointer": lambda text: _RELATIVE_POINTER.fullmatch(text) is not None,
    "regex": _is_regex,
}
