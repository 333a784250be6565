"""Pages: what the head of a page of HTML says, read without a parser that could be slowed down.

Only tags of the head count. Each pattern below reads a text once from left to right.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

from article_schema.late_pattern import late_pattern
from article_schema.online.answers import Page
from article_schema.online.urls import joined

#: The types of pages whose heads are read.
TYPES = frozenset({"text/html", "application/xhtml+xml"})
#: Bytes of a page that are read, unpacked: heads are far shorter.
MOST_BYTES = 262_144
#: The longest title that is kept, in characters.
_LONGEST_TITLE = 300

_END = late_pattern(rb"</head|<body[\s>/]", re.IGNORECASE)
#: What is skipped whole, or a tag with its attributes. A `>` in quotes ends a tag for none of the
#: tags that count here, so what it cuts off is no address of theirs.
_TAG = late_pattern(
    r"<!--(?:(?!-->).)*(?:-->|\Z)"
    r"|<(?P<raw>script|style|template|noscript)\b[^>]*>?"
    r"|<(?P<name>title|link|base|meta|/head|body)\b(?P<attributes>[^>]*)>?",
    re.IGNORECASE | re.DOTALL,
)
_TITLE_END = late_pattern("</title", re.IGNORECASE)
#: What ends each of those that are skipped.
_RAW_ENDS = {
    "script": re.compile(r"</script\b", re.IGNORECASE),
    "style": re.compile(r"</style\b", re.IGNORECASE),
    "template": re.compile(r"</template\b", re.IGNORECASE),
    "noscript": re.compile(r"</noscript\b", re.IGNORECASE),
}
_ATTRIBUTE = late_pattern(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'=<>`]+)))?""")
_CHARSET = late_pattern(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
#: Encodings that pages have (WHATWG Encoding Standard). Python knows others, of which some take
#: quadratic time.
_ENCODING = late_pattern(
    r"utf-?8|utf-?16(?:le|be)?|us-ascii|ascii|latin-?1|iso-?8859-?\d{1,2}|(?:windows|cp)-?\d{3,5}"
    r"|koi8-[ru]|gb(?:k|2312|18030)|big5(?:-hkscs)?|shift[-_]?jis|euc-(?:jp|kr)|macintosh|tis-620",
    re.IGNORECASE,
)

#: Headers of walls that let nobody in without a script, and what they say there.
_WALLS = {"cf-mitigated": "challenge", "x-amzn-waf-action": "challenge", "x-datadome": ""}
#: The titles of such walls, in small letters.
_WALL_TITLES = frozenset(
    {
        "just a moment...", "attention required! | cloudflare", "access denied",
        "pardon our interruption", "pardon our interruption...", "are you a robot?",
        "ddos-guard", "please wait...", "security check", "human verification",
        "checking your browser", "robot or human?", "you have been blocked",
    }
)  # fmt: skip


def is_whole(found: bytearray, since: int) -> bool:
    """Tell whether the head of a page has ended in its last piece.

    Args:
        found: what was read.
        since: where the last piece begins.
    """
    return _END.search(found, max(since - len(b"<body>"), 0)) is not None


def page_of(head: bytes, charset: str, url: str) -> Page:
    """Return what a page says of itself.

    Args:
        head: the beginning of the page.
        charset: the encoding that its server names; empty without one.
        url: its address.
    """
    text = _decoded(head, charset)
    title: str | None = None
    canonical = amp = ""
    base = url
    for name, attributes, end in _tags(text):
        if name == "title" and title is None:
            title = _title(text, end)
        elif name == "base" and base == url:
            base = joined(url, attributes_of(attributes).get("href", "")) or url
        elif name == "link":
            values = attributes_of(attributes)
            relations = values.get("rel", "").lower().split()
            target = joined(base, values.get("href", "")) if values.get("href") else None
            if "canonical" in relations and not canonical:
                canonical = target or ""
            elif "amphtml" in relations and not amp:
                amp = target or ""
    return Page(title or "", canonical, amp)


def is_challenge(status: int, headers: Mapping[str, str], page: Page | None) -> bool:
    """Tell whether a wall against robots answered.

    Args:
        status: that of the response.
        headers: those of the response.
        page: what the page says, if it is one.
    """
    for name, value in _WALLS.items():
        if name in headers and value in headers[name].lower() and (value or status >= 400):
            return True
    return page is not None and page.title.lower() in _WALL_TITLES


def _tags(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield name, attributes and end of the tags of a head, up to where the body begins."""
    position = 0
    while (match := _TAG.search(text, position)) is not None:
        position = match.end()
        raw, name = match["raw"], (match["name"] or "").lower()
        if raw is not None:
            end = _RAW_ENDS[raw.lower()].search(text, position)
            position = end.start() if end else len(text)
        elif name in {"/head", "body"}:
            return
        elif name:
            yield name, match["attributes"], position


def attributes_of(text: str) -> dict[str, str]:
    """Return the attributes of a tag, by their names in lower case.

    Args:
        text: what follows the name of the tag.
    """
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(text):
        value = next((part for part in match.groups()[1:] if part is not None), "")
        found.setdefault(match[1].lower(), unescape(value))
    return found


def _title(text: str, start: int) -> str:
    end = _TITLE_END.search(text, start)
    raw = text[start : end.start() if end else start + _LONGEST_TITLE]
    return " ".join(unescape(raw[: 4 * _LONGEST_TITLE]).split())[:_LONGEST_TITLE]


def _decoded(head: bytes, charset: str) -> str:
    match = None if charset else _CHARSET.search(head[:2048])
    name = charset or (match[1].decode("ascii") if match else "utf-8")
    if _ENCODING.fullmatch(name) is None:
        name = "utf-8"
    try:
        return head.decode(name, "replace")
    except (LookupError, ValueError):
        return head.decode("utf-8", "replace")
