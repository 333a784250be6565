"""Sameness: when two texts of people are one to a reader, however a keyboard has spelt them.

An accented letter is one code point in some files and a letter with a mark in others, and nobody
sees the difference. Unicode calls the two canonically equivalent (Unicode 3.13, UAX #15).
"""

from __future__ import annotations

import unicodedata


def composed(text: str) -> str:
    """Return what all canonically equivalent spellings of a text have in common: its form NFC."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def caseless(text: str) -> str:
    """Return what a text has in common with all that match it in another case.

    That is the canonical caseless match of Unicode 3.13, D145. The text is taken apart before its
    case is folded, since folding looks at single code points, and again after it.
    """
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFD", text).casefold()
    return unicodedata.normalize("NFD", apart)


def folded(word: str) -> str:
    """Return what the spellings of one word have in common, in any case and spacing."""
    return " ".join(caseless(word).split())
