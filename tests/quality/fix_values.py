"""Values with faults, for every rule that has a fix, in every form in which YAML and JSON write."""

from __future__ import annotations

import copy
import json
import re
from random import Random
from typing import Any

_URL_PIECES = (
    "a", "b", "/", "//", "/./", "/../", "%2e", "?", "&", "=", "#", " ", "\t", "\n", "\r", "\\",
    "|", "%", "%2", "%zz", "%20", "%25", "é", "\u200b", "\u00a0", "<", ">", '"', "'", "[", "]",
    "{", "}", "{{ a }}", "{% b %}", "${c}", "&amp;", "&#038;", "&#38;", "&#x26;", "&#39;", "&lt;",
    "&quot;", "&nbsp;", "&#35;", "&#37;", "&#92;", "&#9;", "&#1;", "&amp;amp;", "&amp;#38;",
    "&copy;", "&copy", "utm_source=x", "fbclid=1", ":", "@", ";", ",", "^", "`", "\x01", "\x7f",
    "-400x300.jpg", "😀",
)  # fmt: skip
_STARTS = (
    "https://www.example.com", "https://www.example.com/", "https://www.example.com/",
    "https://www.example.com/a", "http://www.example.com/", "HTTPS://WWW.Example.com",
    "https://www.example.com:443/", "https://example.com:00080/",
    "https://jo:pw@www.example.com/", "https:\\\\www.example.com\\", " https://www.example.com/",
    "https://other.example/", "//www.example.com/", "www.example.com/", "https:/www.example.com/",
    "/assets/", "https://https://www.example.com/", "https://localhost/",
    "https://www..example.com/", "ftp://example.com/",
)  # fmt: skip
_TEXT_PIECES = (
    "harbour", "dawn", " ", "  ", "\n", "\r\n", "\t", "\xa0", "<", ">", "&", ";", "&amp;", "&lt;",
    "&gt;", "&#60;", "&#8217;", "&nbsp;", "&copy", "&copy;", "&amp;lt;", "&amp;amp;", "&#x202e;",
    "&#x2028;", "&#0;", "&#128;", "&#129;", "&zwj;", "&shy;", "svg/onload=x", "b>", "/b>", "!--",
    "?php", "base ", "x-a>", "\u200b", "\u200c", "\u200d", "\xad", "\ufeff", "\u2060", "\u180e",
    "\u200e", "\u202e", "\u202c", "\u2067", "\u2069", "\x07", "\x0b", "\x0c", "\x7f", "\x85",
    "\x92", "\u2028", "क्", "ह", "ب", "می", "ᠠ", "ไทย", "👩", "🏽", "TODO", "test", "lorem ipsum",
    "{{ a }}", "(", ")", "%2c", "'", '"', "#", ":", "-", "é", "e\u0301", "1,000", "yes", "~",
    "2020-06-12",
)  # fmt: skip
_DATES = (
    "2020-06-12 19:19:00 +0000", "2020-06-12T19:19Z", "2020-06-12t19:19:00z",
    "2020-06-12T19:19:00+0200", "2020-06-12T19:19:00.5-03", " 2020-06-12T19:19:00Z", "2020-06-12",
    "2020-06-12T19:19:00", "1970-01-01 00:00:00Z", "2020-02-30 10:00:00Z",
    "3020-06-12 19:19:00 Z", "2020-06-12T24:00:00Z", "2020-06-12T19:19:60Z",
)  # fmt: skip
_DOMAINS = (
    "https://www.example.com/", "www.example.com/", "//www.example.com", "www.example.com:8080",
    "https://a@www.example.com", "jo@example.com", "example.com example.net", "EXAMPLE.com",
    "example.com\\a", "https://www.example.com/a b", "localhost", "https://www.example.com?x#y",
    "www.example.com\n",
)  # fmt: skip
_NAMES = (
    "Example%2c Inc.", "A %3Csvg%3E", "A %26lt; B", "A %252c", "%20", "A%20", "A %E2%80%AE",
    "A %C3%A9", "A %zz", "A %26amp; B", "A%0aB",
)  # fmt: skip
_CACHED = (
    "https://example-com.cdn.ampproject.org/c/s/www.example.com/amp",
    "https://www.example.com/amp",
    "https://www-example-com.cdn.ampproject.org/c/www.example.com/amp",
    "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/other",
)  # fmt: skip
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9.]*(?:[ /.-][A-Za-z0-9/.]+)*|[0-9][0-9T:Z.+ -]{11,}")


class Articles:
    """An endless row of articles with faults; the same seed gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)

    def data(self) -> tuple[dict[str, Any], int]:
        """Return the data of an article, and how many of its values were made."""
        data = _sound()
        count = self.chance.choice((1, 2, 4, 8, 12))
        for change in self.chance.sample(_CHANGES, count):
            change(data, self.chance)
        return data, count

    def text(self, data: dict[str, Any]) -> tuple[str, str]:
        """Return a name and the text of a file that holds the data."""
        if self.chance.random() < 0.15:
            return "2020-06-12-the-harbour.json", json.dumps(data, ensure_ascii=False)
        return "2020-06-12-the-harbour.md", f"---\n{_Writer(self.chance).block(data)}---\n"


def _sound() -> dict[str, Any]:
    return {
        "category": "news",
        "title": "The harbour at dawn",
        "excerpt": "A walk along the quays.",
        "publishedDateTime": "2020-06-12T19:19:00Z",
        "webUrl": "https://www.example.com/harbour",
        "type": "article",
        "quality": 20,
        "heat": 30,
        "provider": {"name": "Example Times", "domain": "example.com"},
        "topics": ["Ports", "Ships"],
        "images": [{"url": "https://www.example.com/a.jpg", "width": 1200, "height": 675}],
        "related": [_related("bridge"), _related("quay")],
    }


def _related(name: str) -> dict[str, Any]:
    return {
        "title": f"The {name}",
        "excerpt": "It is closed.",
        "publishedDateTime": "2020-06-13T16:36:00Z",
        "webUrl": f"https://www.example.com/{name}",
        "type": "article",
        "quality": 10,
        "provider": {"name": "Example Times", "domain": "example.com"},
    }


def _url(chance: Random) -> str:
    pieces = [chance.choice(_URL_PIECES) for _ in range(chance.randint(1, 6))]
    return chance.choice(_STARTS) + "".join(pieces)


def _text(chance: Random) -> str:
    return "".join(chance.choice(_TEXT_PIECES) for _ in range(chance.randint(1, 7)))


def _set(*route: str | int) -> Any:
    def change(data: dict[str, Any], chance: Random) -> None:
        value = _text(chance) if route[-1] in ("title", "excerpt", "highlight") else _url(chance)
        _at(data, route[:-1])[route[-1]] = value

    return change


def _choose(values: tuple[Any, ...], *route: str | int) -> Any:
    def change(data: dict[str, Any], chance: Random) -> None:
        _at(data, route[:-1])[route[-1]] = chance.choice(values)

    return change


def _at(data: Any, route: tuple[str | int, ...]) -> Any:
    for step in route:
        data = data[step]
    return data


def _topics(data: dict[str, Any], chance: Random) -> None:
    data["topics"] = [chance.choice(("Ports", "ports", "R&amp;D", "R&D", _text(chance)))
                      for _ in range(chance.randint(1, 4))]  # fmt: skip


def _amp(data: dict[str, Any], chance: Random) -> None:
    pages = ("https://www.example.com/amp", "https://www.example.com/AMP/../amp", _url(chance))
    keys = chance.choice((("ampWebUrl", "cdnAmpWebUrl"), ("ampUrl", "cdnAmpUrl")))
    if chance.random() < 0.8:
        data[keys[0]] = chance.choice(pages)
    if chance.random() < 0.8:
        data[keys[1]] = chance.choice(_CACHED)


def _twice(data: dict[str, Any], chance: Random) -> None:
    key = chance.choice(("images", "related"))
    item = copy.deepcopy(data[key][0])
    if chance.random() < 0.4:
        item["title" if key == "related" else "width"] = chance.choice((700, "Other"))
    data[key].insert(chance.randint(0, len(data[key])), item)


def _ratings(data: dict[str, Any], chance: Random) -> None:
    data["quality"] = chance.choice((20.0, 1e1, 20, "20", 2**53 + 0.0))
    data["related"][1]["quality"] = chance.choice((30, 5, 10.0))


def _keys(data: dict[str, Any], chance: Random) -> None:
    data[chance.choice(("highlight", "sourceUrl", "updatedDateTime", "ampUrl"))] = None
    if chance.random() < 0.5:
        data["sourceUrl"] = data.pop("webUrl")
    if chance.random() < 0.3:
        data["tittle"] = data.pop("title")


def _author(data: dict[str, Any], chance: Random) -> None:
    data["published"] = chance.choice(("yes", "true", True, "off"))


_CHANGES = [
    _set("webUrl"), _set("webUrl"), _set("originalUrl"), _set("images", 0, "url"),
    _set("related", 0, "webUrl"), _set("title"), _set("excerpt"), _set("related", 1, "title"),
    _choose(_DATES, "publishedDateTime"), _choose(_DATES, "related", 0, "publishedDateTime"),
    _choose(_DOMAINS, "provider", "domain"), _choose(_NAMES, "provider", "name"),
    _choose((0, -1, "1200", "wide", 1200.0, 10), "images", 0, "width"),
    _topics, _amp, _twice, _ratings, _keys, _author,
]  # fmt: skip


class _Writer:
    """Writes data as YAML, each value in a style by chance."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.anchors = 0

    def block(self, data: dict[str, Any], indent: str = "") -> str:
        lines = []
        for key, value in data.items():
            if self.chance.random() < 0.03:
                lines.append(
                    f"{indent}# article-schema: ignore[{self.chance.choice(('URL005', 'TXT'))}]\n"
                )
            if self.chance.random() < 0.02:
                lines.append(f"{indent}{key}: hidden\n")
            lines.append(f"{indent}{key}:{self._value(value, indent)}")
        return "".join(lines)

    def _value(self, value: Any, indent: str) -> str:
        if isinstance(value, dict | list) and self.chance.random() < 0.15:
            return f" {json.dumps(value, ensure_ascii=True)}\n"
        if isinstance(value, dict):
            return f"\n{self.block(value, f'{indent}  ')}"
        if isinstance(value, list):
            return "\n" + "".join(self._item(item, indent) for item in value)
        return f" {self._scalar(value, indent)}\n"

    def _item(self, item: Any, indent: str) -> str:
        if isinstance(item, dict):
            inner = self.block(item, f"{indent}    ")
            if inner.lstrip().startswith("#"):
                return f"{indent}  -\n{inner}"
            return f"{indent}  - {inner[len(indent) + 4 :]}"
        return f"{indent}  - {self._scalar(item, indent)}\n"

    def _scalar(self, value: Any, indent: str) -> str:
        mark = ""
        if self.chance.random() < 0.05:
            self.anchors += 1
            mark = self.chance.choice(
                (f"&a{self.anchors} ", "!!str " if isinstance(value, str) else "")
            )
        if value is None:
            return mark + self.chance.choice(("", "~", "null"))
        if not isinstance(value, str):
            return mark + json.dumps(value)
        style = self.chance.choice(("double", "double", "double", "single", "folded", "plain"))
        if style == "plain" and re.fullmatch(
            r"[A-Za-z][A-Za-z0-9.]*(?:[ :/.-]?[A-Za-z0-9/.]+)*|[0-9T:Z.+ -]{12,}", value
        ):
            return mark + value
        printable = value.isprintable() and "\n" not in value
        if style == "single" and printable:
            return f"{mark}'{value.replace(chr(39), chr(39) * 2)}'"
        if (
            style == "folded"
            and printable
            and value.strip()
            and value[0] not in " \t"
            and value[-1] != " "
        ):
            lines = value.replace(" ", f"\n{indent}    ", 1) if "  " not in value else value
            return f"{mark}>-\n{indent}    {lines}"
        return mark + json.dumps(value, ensure_ascii=self.chance.random() < 0.5)
