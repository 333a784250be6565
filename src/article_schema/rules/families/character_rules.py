"""TXT: characters that nobody sees, in texts that people read."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.late_pattern import late_pattern
from article_schema.model.facets import NotBlank
from article_schema.rules.contexts import Location, RuleContext
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import value_rule
from article_schema.rules.markup import makes_markup
from article_schema.rules.precheck import Precheck

_CONTROL = late_pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]")

_RIGHT_TO_LEFT = late_pattern("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff]")
_INVISIBLE = late_pattern(
    # A flag such as that of Scotland is spelt with tag characters.
    "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
    "|([\xad\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f])"
)
_DIRECTION_MARK = late_pattern("[\u061c\u200e\u200f]")

_OVERRIDES = "\u202d\u202e"
_EMBEDDINGS = "\u202a\u202b"
_ISOLATES = "\u2066\u2067\u2068"
_END_EMBEDDING = "\u202c"
_END_ISOLATE = "\u2069"
_BIDI = late_pattern(f"[{_OVERRIDES}{_EMBEDDINGS}{_ISOLATES}{_END_EMBEDDING}{_END_ISOLATE}]")

#: Names for the characters that are met most.
_NAMES = {
    "\xad": "a soft hyphen",
    "\u200b": "a zero-width space",
    "\u200c": "a zero-width non-joiner",
    "\u200d": "a zero-width joiner",
    "\u200e": "a left-to-right mark",
    "\u200f": "a right-to-left mark",
    "\u2028": "a line separator",
    "\u2029": "a paragraph separator",
    "\u202d": "a left-to-right override",
    "\u202e": "a right-to-left override",
    "\u2060": "a word joiner",
    "\ufeff": "a byte order mark",
}


def _named(character: str) -> str:
    name = _NAMES.get(character)
    return f"{name} (U+{ord(character):04X})" if name else f"U+{ord(character):04X}"


def _cleaned(
    place: Location, text: str, better: str, title: str, *, safe: bool = True
) -> Fix | None:
    """Return the fix that writes a text without something.

    There is none where nothing would be left, or where what stood on either side would make a tag
    or an entity of HTML.
    """
    if not NotBlank().accepts(better) or makes_markup(text, better):
        return None
    return place.replace(better, title, safe=safe)


_UNPRINTABLE = Precheck(lambda text: not text.isprintable(), covered=True)


@value_rule(
    "TXT007",
    "control-character",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="safe",
    precheck=_UNPRINTABLE,
)
def control_character(text: str, at: RuleContext) -> Iterator[Finding]:
    r"""A text holds a control character.

    HTML and XML forbid most of them, so a feed with one is rejected as a whole. Those from U+0080
    to U+009F are usually typographic characters of a Windows text that was read in the wrong
    encoding; the fix writes those characters, and you should check them.

    Bad:
        title: "The harbour\x07 at dawn"
        #                  ^^^^

    Good:
        title: "The harbour at dawn"

    Source: XML 1.0 section 2.2; HTML Living Standard section 13.2.3.5
    """
    match = _CONTROL.search(text)
    if match is None:
        return
    better = _CONTROL.sub(lambda found: _meant(found[0]), text)
    safe = all(character < "\x80" for character in _CONTROL.findall(text))
    place = at().subspan(*match.span())
    what = _named(match[0])
    if match[0] not in "\u2028\u2029":
        what = f"the control character {what}"
    yield place.finding(
        f"the text holds {what}",
        "write a space" if _meant(match[0]) == " " else "remove it",
        _cleaned(place, text, better, "remove the control characters", safe=safe),
    )


def _meant(control: str) -> str:
    """Return what to write for a control character."""
    if control in "\x0b\x0c\u0085\u2028\u2029":
        # They part words, as line breaks do.
        return " "
    try:
        return control.encode("latin-1").decode("cp1252") if control >= "\x80" else ""
    except UnicodeError:
        return ""


@value_rule(
    "TXT008",
    "invisible-character",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="safe",
    precheck=_UNPRINTABLE,
)
def invisible_character(text: str, at: RuleContext) -> Iterator[Finding]:
    r"""A text holds an invisible character.

    It was usually copied along with the text. Searching for the words fails, lines break in odd
    places, and some of these characters can hide messages. Where a script or an emoji needs one to
    join or part its letters, nothing is reported.

    Bad:
        title: "The har\u200bbour at dawn"
        #              ^^^^^^

    Good:
        title: "The harbour at dawn"

    Source: Unicode Technical Report 36, section 3; Unicode Standard, section 23.2; Unicode Standard
        Annex 31, section 2.3.1
    """
    spans = [match.span(1) for match in _INVISIBLE.finditer(text) if match[1]]
    if spans:
        # Its patterns of scripts take long to compile, and few texts have such a character.
        from article_schema.rules.joiners import is_needed

        spans = [span for span in spans if not is_needed(text, span[0])]
    if _RIGHT_TO_LEFT.search(text) is None:
        spans += [match.span() for match in _DIRECTION_MARK.finditer(text)]
    if not spans:
        return
    start, end = min(spans)
    place = at().subspan(start, end)
    yield place.finding(
        f"the text holds {_named(text[start])}",
        "remove it",
        _cleaned(place, text, _without(text, spans), "remove the invisible characters"),
    )


@value_rule(
    "TXT009",
    "bidi-override",
    severity=Severity.ERROR,
    on=NotBlank,
    fix="unsafe",
    precheck=_UNPRINTABLE,
)
def bidi_override(text: str, at: RuleContext) -> Iterator[Finding]:
    r"""A text holds a character that reverses the order of letters.

    Readers see other words than programs do, which is a known way to deceive them. No language
    needs it, because letters have a direction of their own.

    Bad:
        title: "The \u202eruobrah\u202c at dawn"
        #           ^^^^^^

    Good:
        title: "The ruobrah at dawn"

    Source: Unicode Technical Report 36, section 2.7; CVE-2021-42574
    """
    found, _ = _bidi_faults(text)
    if found:
        place = at().subspan(*found[0])
        yield place.finding(
            f"the text holds {_named(text[found[0][0]])}",
            "remove it, and see that the letters stand in their order",
            _cleaned(place, text, _without(text, found), "remove the override", safe=False),
        )


@value_rule(
    "TXT010",
    "unclosed-bidi-control",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="safe",
    precheck=_UNPRINTABLE,
)
def unclosed_bidi_control(text: str, at: RuleContext) -> Iterator[Finding]:
    r"""A text opens a direction of writing and never closes it, or closes one that is not open.

    The text after it on a page, such as a date or the name of the provider, would be in the wrong
    order. Removing a character that opens a direction may move letters, so the fix is unsafe;
    removing one that closes nothing is safe.

    Bad:
        title: "The harbour\u2069 at dawn"
        #                  ^^^^^^

    Good:
        title: "The harbour at dawn"

    Source: Unicode Standard Annex 9, sections 2.1 to 2.6
    """
    _, found = _bidi_faults(text)
    if found:
        place = at().subspan(*found[0])
        first = text[found[0][0]]
        # What closes nothing has no effect on the letters; what is open has one on all that follow.
        safe = all(text[start] in (_END_EMBEDDING, _END_ISOLATE) for start, _ in found)
        yield place.finding(
            f"{_named(first)} {_half(first)}",
            "remove it: letters have their direction by themselves",
            _cleaned(
                place, text, _without(text, found), "remove the character without a partner",
                safe=safe,
            ),
        )  # fmt: skip


def _half(character: str) -> str:
    if character in (_END_EMBEDDING, _END_ISOLATE):
        return "closes what was never opened"
    return "is opened and never closed"


def _bidi_faults(text: str) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return the places of overrides with what closes them, and those of half pairs."""
    overrides: list[int] = []
    halves: list[int] = []
    opened: list[int] = []
    for match in _BIDI.finditer(text):
        index, character = match.start(), match[0]
        if character == _END_ISOLATE:
            isolates = [at for at, start in enumerate(opened) if text[start] in _ISOLATES]
            if not isolates:
                halves.append(index)
            # The end of an isolate ends what was opened inside it as well.
            opened = opened[: isolates[-1]] if isolates else opened
        elif character != _END_EMBEDDING:
            opened.append(index)
            if character in _OVERRIDES:
                overrides.append(index)
        elif not opened or text[opened[-1]] in _ISOLATES:
            halves.append(index)
        elif text[opened.pop()] in _OVERRIDES:
            overrides.append(index)
    halves += [index for index in opened if text[index] not in _OVERRIDES]
    return _spans(overrides), _spans(halves)


def _spans(indexes: list[int]) -> list[tuple[int, int]]:
    return [(index, index + 1) for index in sorted(indexes)]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    gone = {start for start, _ in spans}
    return "".join(character for index, character in enumerate(text) if index not in gone)


RULES = (control_character, invisible_character, bidi_override, unclosed_bidi_control)
