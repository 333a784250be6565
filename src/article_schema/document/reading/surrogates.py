r"""Surrogates: halves of characters, which escapes can name and no file in UTF-8 can hold.

JSON writes a character beyond the first plane as two escapes (RFC 8259 section 7); a reader of JSON
joins them. YAML has `\U` for those, and joins nothing (YAML 1.2.2 section 5.7).
"""

from __future__ import annotations

from article_schema.late_pattern import late_pattern

#: A surrogate stands for nothing by itself (Unicode 15, definition D71).
_HALF = late_pattern("[\ud800-\udfff]")
_PAIR = late_pattern("[\ud800-\udbff][\udc00-\udfff]")


def half_character(text: str) -> tuple[str, str] | None:
    """Return what is wrong with the halves of characters in a text, and what to write instead."""
    half = _HALF.search(text)
    if half is None:
        return None
    pair = _PAIR.match(text, half.start())
    if pair is None:
        shown = f"`\\u{ord(half[0]):04x}`"
        return f"{shown} is half a character, and cannot be written in UTF-8", (
            "write the whole character"
        )
    whole = pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le")
    escape = f"\\U{ord(whole):08X}"
    first, second = (f"\\u{ord(part):04x}" for part in pair[0])
    return (
        f"`{first}{second}` are the two halves of a character, which JSON joins and YAML does not",
        f"write {whole}, or `{escape}`" if whole.isprintable() else f"write `{escape}`",
    )
