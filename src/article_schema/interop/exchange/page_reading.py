"""Page reading: the objects of schema.org in a page of HTML, from its JSON-LD or its microdata."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from article_schema.errors import DocumentError, UsageError
from article_schema.faults import Fault
from article_schema.interop.exchange.mapping import Object
from article_schema.interop.exchange.sources import Source, parsed
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

#: How large a page may be, in bytes.
_MOST_BYTES = 5_000_000
_MOST_JSON = 10_000_000
#: How much text its microdata may have, since the text of an element is that of all in it.
_MOST_TEXT = 20_000_000
_JSON_LD = "application/ld+json"
#: The attributes that hold the value of a property of microdata.
_VALUES = {
    **dict.fromkeys(("audio", "embed", "iframe", "img", "source", "track", "video"), ("src",)),
    **dict.fromkeys(("a", "area", "link"), ("href",)),
    "object": ("data",), "data": ("value",), "meter": ("value",), "time": ("datetime",),
}  # fmt: skip
_ADVICE = "give a page of HTML, or the JSON-LD of one"
#: Some pages hide the data from old browsers; these words stand before and behind them then.
_BEFORE, _BEHIND = ("<!--", "//", "<![CDATA["), ("-->", "]]>", "//")
#: How deep objects may stand in each other.
_MOST_LEVELS = 60
#: How many objects may come in the place of names: a few that name each other stand for very many.
_MOST_OBJECTS = 10_000
#: The classes of schema.org that are told by an article; others end in `Article`.
_POSTINGS = ("BlogPosting", "LiveBlogPosting", "SocialMediaPosting", "Report")


def objects_in(source: Source) -> list[Any]:
    """Return the objects of schema.org in a page, or in a text of JSON-LD. Nothing is fetched.

    Raises:
        UsageError: what reads pages is not installed.
        DocumentError: the source cannot be read, or asks for too much.
    """
    if source.raw.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        if len(source.raw) > _MOST_JSON:
            # Its objects may name each other, so all of them are held at once.
            raise _too_much(source, f"the JSON-LD has more than {_MOST_JSON:,} bytes")
        return _whole(source.json())
    return _of_page(source)


def articles_in(objects: list[Any]) -> list[Object]:
    """Return the articles among some objects, and in their graphs.

    Args:
        objects: the objects; one that only names another stands for it.
    """
    every = list(_flat(objects))
    names = _Names(every)
    return [names.filled(each) for each in every if _is_article(each)]


def _of_page(source: Source) -> list[Any]:
    try:
        from lxml import etree, html
    except ModuleNotFoundError:
        raise UsageError(
            'pages need lxml; install it with: pip install "article-schema[feeds]"'
        ) from None
    if len(source.raw) > _MOST_BYTES:
        raise _too_much(source, f"the page has more than {_MOST_BYTES:,} bytes")
    try:
        tree = html.document_fromstring(
            source.raw, parser=html.HTMLParser(encoding=_encoding(source.raw))
        )
    except (etree.LxmlError, ValueError) as error:
        fault = Fault(SYNTAX_ERROR, f"this is no page of HTML: {error}", _ADVICE)
        raise DocumentError(source.name, 1, 1, fault) from None
    scripts = [
        script.text or ""
        for script in tree.iter("script")
        if (script.get("type") or "").partition(";")[0].strip().lower() == _JSON_LD
    ]
    objects = [part for script in scripts for part in _whole(_data(script, source.name))]
    return objects if articles_in(objects) else objects + _microdata(tree, source)


def _encoding(raw: bytes) -> str | None:
    """Return the encoding of a page; None for one that the page itself has to name."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "utf-8"


def _too_much(source: Source, message: str) -> DocumentError:
    advice = "give its JSON-LD alone, or less of it"
    return DocumentError(source.name, 1, 1, Fault(OVER_THE_LIMIT, message, advice))


def _microdata(tree: Any, source: Source) -> list[Object]:
    """Return the items of microdata that stand in no other one."""
    from lxml import etree

    top: list[Object] = []
    inside: list[tuple[Any, Object]] = []
    left = _MOST_TEXT
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "end":
            if inside and inside[-1][0] is element:
                inside.pop()
            continue
        item: Object | None = None
        names = element.get("itemprop", "").split()
        if "itemscope" in element.attrib:
            item = {"@type": element.get("itemtype", "").split()}
        if names and inside:
            value = item if item is not None else _property(element)
            left -= len(value) if isinstance(value, str) else 1
            if left < 0:
                raise _too_much(source, f"its microdata have more than {_MOST_TEXT:,} characters")
            for name in names:
                inside[-1][1].setdefault(name, []).append(value)
        elif item is not None:
            top.append(item)
        if item is not None:
            inside.append((element, item))
        if len(inside) > _MOST_LEVELS:
            raise _too_much(source, f"more than {_MOST_LEVELS} items stand in each other")
    return top


def _property(element: Any) -> str:
    """Return the value of a property, as HTML says where it stands (section 5.2.4)."""
    for name in _VALUES.get(element.tag, ("content",)):
        if name in element.attrib:
            return str(element.get(name)).strip()
    return " ".join("".join(element.itertext()).split())


def _data(script: str, name: str) -> Any:
    """Return the data of a script; one that is broken tells nothing, as search engines have it."""
    script = script.strip()
    for _ in range(3):
        for before, behind in zip(_BEFORE, _BEHIND, strict=True):
            script = script.removeprefix(before).removesuffix(behind).strip()
    try:
        return parsed(script, name, strict=False)
    except DocumentError:
        return []


def _whole(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [data]


def _flat(objects: list[Any]) -> Iterator[Object]:
    waiting = list(reversed(objects))
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            yield part
            for key in ("mainEntity", "@graph"):
                waiting += reversed(_whole(part.get(key)))


def _is_article(found: Object) -> bool:
    kinds = (str(kind).rpartition("/")[2].rpartition(":")[2] for kind in _whole(found.get("@type")))
    return any(kind.endswith("Article") or kind in _POSTINGS for kind in kinds)


class _Names:
    """Puts objects where others only name them by `@id`."""

    def __init__(self, objects: list[Object]) -> None:
        self._by_name = {each["@id"]: each for each in objects if isinstance(each.get("@id"), str)}
        self._left = _MOST_OBJECTS

    def filled(self, value: Any, above: tuple[str, ...] = (), level: int = 0) -> Any:
        """Return a value with the objects that it names, but for those that it stands in."""
        if level > _MOST_LEVELS:
            return None
        if isinstance(value, list):
            return [self.filled(part, above, level + 1) for part in value]
        if not isinstance(value, dict):
            return value
        name = value.get("@id")
        if isinstance(name, str):
            if len(value) == 1 and name in self._by_name and name not in above and self._left > 0:
                self._left -= 1
                value = self._by_name[name]
            above = (*above, name)
        return {key: self.filled(part, above, level + 1) for key, part in value.items()}
