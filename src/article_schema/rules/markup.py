"""Markup: what a reader of HTML takes for more than the characters that stand there."""

from __future__ import annotations

from collections import Counter

from article_schema.late_pattern import late_pattern

#: What opens a tag, a comment or an instruction (HTML Living Standard, section 13.2.5.6), custom
#: elements and the code of a server included.
_OPENING = late_pattern(r"<[A-Za-z/!?%]")
#: What may begin a character reference; many need no semicolon (section 13.2.5.73).
_REFERENCE = late_pattern(r"&(?:#|[A-Za-z])")

#: A tag up to its end, or to where another one begins.
_TAG = late_pattern(r"<[A-Za-z/!?%][^<>]*>?")
#: A character reference up to its end, with the semicolon that may be missing.
_WHOLE = late_pattern(r"&(?:#|[A-Za-z])[0-9A-Za-z]*;?")


def may_hold_entity(text: str) -> bool:
    """Tell whether an HTML entity may stand in a text."""
    return "&" in text and ";" in text


def opens_markup(text: str) -> bool:
    """Tell whether a tag, a comment or the like begins in a text."""
    return _OPENING.search(text) is not None


def reads_as_it_stands(text: str) -> bool:
    """Tell whether a reader of HTML shows a text character by character."""
    if opens_markup(text):
        return False
    if _REFERENCE.search(text) is None:
        return True
    from html import unescape

    return unescape(text) == text


def makes_markup(old: str, new: str) -> bool:
    """Tell whether a text that loses characters gains other tags or character references."""
    return any(Counter(sign.findall(new)) - Counter(sign.findall(old)) for sign in (_TAG, _WHOLE))


#: What opens an expression of a template (Liquid, Jinja, Nunjucks, Go) or the URL of a link in
#: Markdown (CommonMark 0.31.2, section 6.3).
_EXPRESSION = late_pattern(r"\{[{%#]|\]\(")


def makes_expressions(old: str, new: str) -> bool:
    """Tell whether a text gains what templates or Markdown obey instead of showing it."""
    return bool(Counter(_EXPRESSION.findall(new)) - Counter(_EXPRESSION.findall(old)))
