"""Invisible characters that a script needs: those that join, part or shape its letters.

Sources: Unicode Standard, sections 9.2 (Arabic), 12.1 to 12.9 (scripts of India), 13.5 (Mongolian),
16.4 (Khmer) and 23.2 (layout controls); Unicode Standard Annex 31, section 2.3.1, contexts A1, A2
and B; Unicode Technical Standard 51, section 1.4.6 (emoji joined to one).
"""

from __future__ import annotations

from unicodedata import category, combining

from article_schema.late_pattern import late_pattern

SPACE, NON_JOINER, JOINER = "\u200b", "\u200c", "\u200d"
WORD_JOINER, VOWEL_SEPARATOR = "\u2060", "\u180e"

#: Scripts whose letters take their shape from their neighbours: Arabic, Syriac, N'Ko, Mandaic,
#: Mongolian, Phags-pa, Manichaean, Psalter Pahlavi, Hanifi Rohingya, Sogdian, Old Uyghur,
#: Chorasmian and Adlam.
_CURSIVE = late_pattern(
    "[\u0600-\u077f\u07c0-\u07ff\u0840-\u08ff\u1800-\u18af\ua840-\ua87f\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010ac0-\U00010aff\U00010b80-\U00010baf\U00010d00-\U00010d3f\U00010ec0-\U00010eff"
    "\U00010f30-\U00010fdf\U00011660-\U0001167f\U0001e900-\U0001e95f]"
)
#: Scripts that write words without spaces between them: Thai, Lao, Tibetan, Myanmar, Khmer, Tai and
#: its kin, Balinese, Javanese, Han, Kana and the like.
_WITHOUT_SPACES = late_pattern(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a00-\u1aaf\u1b00-\u1b7f\u2e80-\u303f"
    "\u3040-\u31ff\u3400-\u9fff\ua980-\ua9df\ua9e0-\ua9ff\uaa60-\uaadf\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
_MONGOLIAN = late_pattern("[\u1820-\u18aa\U00011660-\U0001166c]")
#: Other letters, marks and pictures that such a character may join or part, with one on each side.
_JOINED = late_pattern("[\u0590-\u1fff\u20d0-\u20ff\u2190-\ud7ff\uf900-\U0010ffff]")
#: The combining class of the signs that take the vowel off a letter (UAX 44, section 5.7.4).
_VIRAMA = 9


def is_needed(text: str, index: int) -> bool:
    """Tell whether the script around it needs the invisible character at an index."""
    character = text[index]
    before, after = _base(text, index, -1), _base(text, index, 1)
    if character == VOWEL_SEPARATOR:
        return bool(_MONGOLIAN.match(before) and _MONGOLIAN.match(after))
    inside = all(side and not side.isspace() for side in (before, after))
    between = bool(_JOINED.match(before) and _JOINED.match(after))
    if character in (SPACE, WORD_JOINER):
        unspaced = any(_WITHOUT_SPACES.match(side) for side in (before, after))
        return (inside and unspaced) or (between and character == SPACE)
    if character not in (JOINER, NON_JOINER):
        return False
    cursive = any(_CURSIVE.match(side) and side.isalpha() for side in (before, after))
    # A joiner shapes a letter at the end of a word too; a non-joiner parts it from an ending.
    return between or (cursive and (inside or character == JOINER)) or _follows_virama(text, index)


def _base(text: str, index: int, step: int) -> str:
    """Return the next character on one side that is no mark and no other joiner, or nothing."""
    at = index + step
    while 0 <= at < len(text) and (
        category(text[at]) in ("Mn", "Me")
        or (text[at] in (JOINER, NON_JOINER) and text[at] != text[index])
    ):
        at += step
    return text[at] if 0 <= at < len(text) else ""


def _follows_virama(text: str, index: int) -> bool:
    """Tell whether a letter without its vowel stands in front, marks such as a nukta aside."""
    at = index - 1
    while at >= 0 and category(text[at]) == "Mn" and combining(text[at]) not in (0, _VIRAMA):
        at -= 1
    return at > 0 and combining(text[at]) == _VIRAMA and category(text[at - 1])[0] in "LM"
