"""Plain text: what a fragment of HTML says without its tags, for fields that hold no markup."""

from __future__ import annotations

#: Elements whose text readers do not see.
_UNSEEN = ("script", "style", "template", "title", "noscript")
#: Elements that stand on lines of their own, by the standard's style sheet (HTML, section 15.3).
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "br", "center", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
))  # fmt: skip


def text_of(fragment: str) -> str:
    """Return the text that a fragment of HTML shows, with one space for white space between words.

    Args:
        fragment: the fragment, which may be broken as HTML may be.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        raw = f"<div>{fragment}</div>".encode("utf-8", "replace")
        tree = html.document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError):
        return _joined([fragment])
    parts: list[str] = []
    unseen = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if element.tag in _BLOCKS:
            parts.append(" ")
        unseen += (element.tag in _UNSEEN) * (1 if event == "start" else -1)
        text = element.text if event == "start" else element.tail
        if text and not unseen:
            parts.append(text)
    return _joined(parts)


def _joined(parts: list[str]) -> str:
    # A space that must not break is a sign of its own.
    return " ".join("".join(parts).replace("\xa0", "\0").split()).replace("\0", "\xa0")
