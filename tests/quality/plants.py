"""Plants: the faults that rules are about, as changes of real files.

A rule whose examples are told in words needs one. All others have their example planted too, see
`example_plants.py`; those below plant it into values as sites have them.

A plant gets a `Victim` and returns the files that stand in a folder afterwards, or None where the
file does not lend itself to the fault.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Any, TypeAlias

from annotated_types import MinLen
from attrs import field, frozen

from article_schema.document.edits import Delete, Edit, InsertItem, RenameKey, SetValue
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.source import decode
from article_schema.document.splicing.splice import splice
from article_schema.faults import Fault
from article_schema.house_style import HouseStyle
from article_schema.model.amp import amp_cache_url
from article_schema.model.article import Article
from article_schema.model.constraints import Unique
from article_schema.model.elsewhere.pointers import OnDisk, Ref, SiteLink, UniqueInCollection
from article_schema.model.facets import Doc
from article_schema.model.fields import Record, record
from article_schema.model.shapes.declared import excludes
from article_schema.model.types import Name
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule
from article_schema.rules.rule import Rule

#: Names of files with their bytes; None stands for a file that cannot be read.
Files: TypeAlias = dict[str, bytes | None]
Plant: TypeAlias = Callable[["Victim"], Files | None]


@dataclass
class Victim:
    """A real file that a fault is planted into."""

    name: str
    raw: bytes

    def __post_init__(self) -> None:
        self.source = split(decode(self.raw, self.name), self.name)
        self.data: dict[str, Any] = compose(self.source).data

    @property
    def text(self) -> str:
        """The file as text."""
        return self.source.whole_text

    def edited(self, *edits: Edit) -> Files:
        """Return the file after edits."""
        return self.rewritten(splice(self.source, edits, layout=HouseStyle()).whole_text)

    def rewritten(self, text: str) -> Files:
        """Return the file with another text."""
        return {self.name: text.encode()}

    def twin(self, folder: str = "other", **changes: Any) -> Files:
        """Return the file beside another of its provider and day, which is a page of its own."""
        page = f"https://{self.data['provider']['domain']}/planted"
        values = {"title": "A planted article", "webUrl": page, "originalUrl": page} | changes
        edits: list[Edit] = [SetValue((key,), value) for key, value in values.items()]
        other = self.edited(*edits)[self.name]
        name = self.name if "title" in changes else f"{self.name[:10]}-a-planted-article.md"
        return {self.name: self.raw, f"{folder}/{name}": other}

    def related(self, **changes: Any) -> dict[str, Any]:
        """Return a sound related item from the provider of the file."""
        provider = {key: self.data["provider"][key] for key in ("name", "domain")}
        return {
            "title": "A planted item",
            "excerpt": "It stands here to be found.",
            "publishedDateTime": self.data["publishedDateTime"],
            "webUrl": f"https://{provider['domain']}/planted",
            "type": "article",
            "provider": provider,
        } | changes

    def moment(self, **away: int) -> str:
        """Return the moment of publication, or one some time away from it."""
        moment = datetime.fromisoformat(self.data["publishedDateTime"]) + timedelta(**away)
        return moment.isoformat().replace("+00:00", "Z")


@record
class TwoTopics(Article):
    """An article that needs two topics; the models of the project bound no list so."""

    topics: Annotated[list[Name], MinLen(2), Doc("What it is about.")]


@record_rule("XXX001", "failing", severity=Severity.ERROR, on=Article)
def failing(article: Article, _: RuleContext) -> Iterator[Finding]:
    """Fail when a planted article comes along.

    Bad:
        category: planted

    Good:
        category: news

    Source: none
    """
    if article.category == "planted":
        raise RuntimeError("planted")
    yield from ()


@frozen
class Lower:
    """A constraint of a project's own."""

    def accepts(self, value: str) -> bool:
        """Tell whether there is no capital letter."""
        return value == value.lower()

    def flaw(self, value: str) -> Fault:
        """Name the value."""
        return Fault("OWN001", f"has capital letters: {value}")

    def keywords(self) -> dict[str, Any]:
        """Return no keywords; the constraint is not published."""
        return {}

    @property
    def sentence(self) -> str:
        """The constraint in words."""
        return "lower case"


@record
class LowerCategory(Article):
    """An article whose category is in lower case."""

    category: Annotated[str | None, Lower(), Doc("The section of the site.")] = None


@record
class Picture(Record):
    """A picture whose file is there."""

    src: Annotated[str, OnDisk("{}"), Doc("The file.")]
    width: Annotated[int, Doc("Its width in pixels.")]
    height: Annotated[int, Doc("Its height in pixels.")]


@record
class Pointing(Article):
    """An article with values that point to other files."""

    slug: Annotated[str | None, UniqueInCollection(), Doc("Its place on the site.")] = None
    editor: Annotated[str | None, Ref("pages"), Doc("Who looked at it.")] = None
    cover: Annotated[Picture | None, Doc("What stands above it.")] = None
    see: Annotated[str | None, SiteLink(), Doc("What else to read.")] = None


@record(conditions=[excludes("category", "motto")])
class OneOfTwo(Article):
    """An article that has no motto beside its category, and no mark twice."""

    motto: Annotated[str | None, Doc("A word for the day.")] = None
    marks: Annotated[list[str], Unique(), Doc("Signs beside it.")] = field(factory=list)


#: The other side of those values.
ELSEWHERE: dict[str, bytes] = {
    "pages/known.yaml": b"slug: known\n",
    "known.gif": b"GIF89a\x02\x00\x03\x00",
}
#: The collection of the articles and of the other side.
PAGES = {"name": "pages", "files": ["pages/"], "url": "/{name}"}

#: Further settings by code without which a fault cannot be shown: models, rules, schemas.
MODELS: dict[str, type] = {
    "FLD006": TwoTopics,
    "FLD015": OneOfTwo,
    "FLD016": OneOfTwo,
    "SCH002": LowerCategory,
    **dict.fromkeys(("REF001", "REF002", "REF003", "REF004", "REF005"), Pointing),
}
MORE_RULES: dict[str, Rule] = {"DOC016": failing}
SCHEMAS: dict[str, Any] = {
    "SCH001": {"properties": {"category": {"enum": ["news"]}}},
    "SCH003": {"properties": {"category": {"not": {"pattern": r"^(a|aa)+\1$"}}}},
}


def put(*route: str | int, value: Any) -> Plant:
    """Set a value."""
    return lambda victim: victim.edited(SetValue(route, value))


def change(*route: str | int, to: Callable[[Any], Any]) -> Plant:
    """Change a value where there is one; None from the function means that it does not fit."""

    def plant(victim: Victim) -> Files | None:
        value: Any = victim.data
        try:
            for step in route:
                value = value[step]
        except (KeyError, IndexError):
            return None
        better = to(value)
        return None if better is None else victim.edited(SetValue(route, better))

    return plant


def text(change_text: Callable[[str], str]) -> Plant:
    """Change the text of the file."""

    def plant(victim: Victim) -> Files | None:
        better = change_text(victim.text)
        return None if better == victim.text else victim.rewritten(better)

    return plant


def swap(pattern: str, replacement: str) -> Plant:
    """Replace the first match of a pattern in the text of the file."""
    return text(lambda old: re.sub(pattern, replacement, old, count=1, flags=re.MULTILINE))


def ending(tail: str) -> Plant:
    """Write something behind the excerpt."""
    return change("excerpt", to=lambda excerpt: excerpt.strip() + tail)


def with_related(make: Callable[[Victim], list[dict[str, Any]]]) -> Plant:
    """Add related items."""
    return lambda victim: victim.edited(SetValue(("related",), make(victim)))


def _repeated_image(victim: Victim) -> Files | None:
    images = victim.data.get("images")
    return victim.edited(InsertItem(("images",), 1, images[0])) if images else None


def _wrong_cache_url(victim: Victim) -> Files | None:
    page = f"https://amp.{victim.data['provider']['domain']}/planted"
    wrong = amp_cache_url(page).replace("https://amp-", "https://")
    return victim.edited(SetValue(("ampWebUrl",), page), SetValue(("cdnAmpWebUrl",), wrong))


def _page_alone(victim: Victim) -> Files | None:
    if "ampWebUrl" in victim.data:
        return victim.edited(Delete(("cdnAmpWebUrl",)))
    return victim.edited(SetValue(("ampWebUrl",), "https://amp.example.com/planted"))


def _small(victim: Victim) -> Files | None:
    if not victim.data.get("images"):
        return None
    return victim.edited(*(SetValue(("images", 0, key), 200) for key in ("width", "height")))


def _wide(victim: Victim) -> Files | None:
    images = victim.data.get("images")
    if not images:
        return None
    return victim.edited(SetValue(("images", 0, "width"), images[0]["height"] * 5))


def _size_in_url(victim: Victim) -> Files | None:
    if not victim.data.get("images"):
        return None
    return victim.edited(SetValue(("images", 0, "url"), "https://media.example.com/a-77x33.jpg"))


def _own_page(victim: Victim) -> list[dict[str, Any]]:
    key = "webUrl" if "webUrl" in victim.data else "originalUrl"
    item = victim.related(title=victim.data["title"], **{key: victim.data[key]})
    return [{k: v for k, v in item.items() if k == key or k != "webUrl"}]


def _stale_item(victim: Victim) -> Files | None:
    page = victim.data.get("webUrl")
    if page is None:
        return None
    return victim.twin(related=[victim.related(webUrl=page, title="Another title")])


def _without(key: str, kind: str) -> Plant:
    def plant(victim: Victim) -> Files | None:
        fits = key in victim.data and victim.data["type"] == kind
        return victim.edited(Delete((key,))) if fits else None

    return plant


def _as_yaml(victim: Victim) -> Files:
    data = victim.source.data_text
    return {f"{victim.name[:-3]}.yaml": f"{data}---\ncategory: planted\n".encode()}


def _host(url: str) -> str:
    return url.split("/")[2]


def _lower_heat(victim: Victim) -> Files | None:
    quality = victim.data.get("quality") or 0
    return victim.edited(SetValue(("heat",), quality - 1)) if quality else None


PLANTS: dict[str, Plant] = {
    "DOC001": lambda victim: {victim.name: None},
    "DOC002": lambda victim: {victim.name: victim.raw.replace(b'"', b'"\xe9', 1)},
    "DOC003": text(lambda old: old.removeprefix("---").lstrip()),
    "DOC004": lambda victim: victim.rewritten(victim.text[: victim.source.block[1]]),
    "DOC005": swap("^category: .*$", "category: news: more"),
    "DOC006": swap("^(category: .*\r?\n)", r"\1\1"),
    "DOC007": lambda victim: victim.rewritten("---\nplanted words\n---\n"),
    "DOC008": swap("^category: ", "category: !planted "),
    "DOC009": _as_yaml,
    "DOC010": swap("^  - ", "\t- "),
    "DOC011": swap("^  calm: ", "  2020: "),
    "DOC012": swap("^category: ", f"tags: {'[' * 99}{']' * 99}\ncategory: "),
    "DOC013": swap("^category: .*$", "category: *planted"),
    "DOC014": swap('^title: "', 'title: "\x07'),
    "DOC015": lambda victim: victim.rewritten("---\ntaxonomy: planted\n---\n"),
    "DOC016": put("category", value="planted"),
    "DOC017": swap("^category: ", "# article-schema: ignore[URL005] planted\ncategory: "),
    "DOC018": swap("^category: ", "# article-schema: ignore[URL0O5] planted\ncategory: "),
    "DOC019": swap("^category: ", "category:\t"),
    "DOC020": swap("^type: (.*)$", r"type: \1\nlocale: no"),
    "DOC021": lambda victim: {victim.name: b"\xef\xbb\xbf" + victim.raw},
    "DOC022": text(lambda old: old.replace("\r\n", "\n").replace("\n", "\r", 2)),
    "FLD001": lambda victim: victim.edited(Delete(("provider", "domain"))),
    "FLD002": lambda victim: (
        victim.edited(RenameKey(("heat",), "heatt")) if "heat" in victim.data else None
    ),
    "FLD003": put("mood", value="calm"),
    "FLD004": put("published", value="yes"),
    "FLD005": put("quality", value=-5),
    "FLD006": change("topics", to=lambda topics: topics[:1] if len(topics) > 1 else None),
    "FLD007": put("excerpt", value=("word " * 1100).strip()),
    "FLD008": put("category", value=""),
    "FLD009": lambda victim: (
        victim.edited(RenameKey(("webUrl",), "sourceUrl")) if "webUrl" in victim.data else None
    ),
    "FLD010": put("highlight", value=None),
    "FLD011": change("quality", to=float),
    "FLD012": _lower_heat,
    "FLD013": change("published", to=lambda published: not published),
    "FLD014": _without("featuredContent", "video"),
    "FLD015": lambda victim: (
        victim.edited(SetValue(("motto",), "Calm")) if "category" in victim.data else None
    ),
    "FLD016": put("marks", value=["sea", "sea"]),
    "URL001": change("webUrl", to=lambda url: url.partition("://")[2]),
    "URL002": change("webUrl", to=lambda url: f"ftp{url[url.index(':'):]}"),
    "URL003": change("webUrl", to=lambda url: url.replace(_host(url), "localhost")),
    "URL004": change("webUrl", to=lambda url: url.replace(_host(url), f"{_host(url)}:99999")),
    "URL005": change("webUrl", to=lambda url: f"{url} "),
    "URL006": change("webUrl", to=lambda url: f"{url}%"),
    "URL007": change("webUrl", to=lambda url: f"{url}|"),
    "URL008": change("webUrl", to=lambda url: url.replace("://", "://jo:secret@")),
    "URL009": change("webUrl", to=lambda url: f"{url}?a=1&#038;b=2"),
    "URL010": change("webUrl", to=lambda url: f"{url}?utm_source=letter"),
    "URL011": change("webUrl", to=lambda url: url.replace(_host(url), _host(url).upper())),
    "URL012": change("webUrl", to=lambda url: f"{url}/{{{{ page.slug }}}}"),
    "DAT001": change("publishedDateTime", to=lambda date: date.replace("T", " ")),
    "DAT002": change("publishedDateTime", to=lambda date: date.removesuffix("Z")),
    "DAT003": change("publishedDateTime", to=lambda date: f"{date[:5]}13{date[7:]}"),
    "DAT004": put("updatedDateTime", value="3020-01-01T00:00:00Z"),
    "DAT005": lambda victim: victim.edited(
        SetValue(("updatedDateTime",), victim.moment(days=-1))
    ),
    "DAT006": put("updatedDateTime", value="1970-01-01T00:00:00Z"),
    "DAT007": swap("^(publishedDateTime: )(.*Z)", r'\1"\2"'),
    "IMG001": change("images", 0, "width", to=str),
    "IMG002": change("images", 0, "url", to=lambda url: url.replace("https://", "http://")),
    "IMG003": change("images", 0, "width", to=lambda _: 1),
    "IMG004": _wide,
    "IMG005": _small,
    "IMG006": change("images", 0, "width", to=lambda width: 1000 if width >= 1200 else None),
    "IMG007": _repeated_image,
    "IMG008": _size_in_url,
    "AMP001": _wrong_cache_url,
    "AMP002": _page_alone,
    "TXT001": ending(" Ships &amp; quays."),
    "TXT002": ending(" <b>Now.</b>"),
    "TXT003": ending("\u00a0"),
    "TXT004": change("title", to=lambda title: title.replace(" ", "\n", 1)),
    "TXT005": put("excerpt", value="TODO"),
    "TXT006": lambda victim: victim.edited(
        InsertItem(("topics",), len(victim.data["topics"]), victim.data["topics"][0].upper())
    ),
    "TXT007": ending("\x1b."),
    "TXT008": ending(" Har\u200bbour."),
    "TXT009": ending(" \u202eruobraH\u202c."),
    "TXT010": ending(" \u2067Harbour."),
    "REL001": with_related(
        lambda victim: [
            victim.related(quality=index, webUrl=f"{victim.related()['webUrl']}/{index}")
            for index in (1, 2)
        ]
    ),
    "REL002": with_related(
        lambda victim: [victim.related(publishedDateTime=victim.moment(days=-99))]
    ),
    "REL003": with_related(lambda victim: [victim.related(), victim.related()]),
    "REL004": with_related(_own_page),
    "PRV001": change("provider", "domain", to=lambda domain: f"https://{domain}"),
    "PRV002": lambda victim: (
        victim.edited(SetValue(("provider", "domain"), "example.net"))
        if "webUrl" in victim.data
        else None
    ),
    "PRV003": change("provider", "name", to=lambda name: f"{name}%2c Inc."),
    "SEC001": change("secured", to=lambda sealed: sealed[:-3]),
    "SET001": lambda victim: (
        victim.twin(webUrl=victim.data["webUrl"]) if "webUrl" in victim.data else None
    ),
    "SET002": lambda victim: victim.twin(title=victim.data["title"]),
    "SET003": lambda victim: {f"2001-01-01{victim.name[10:]}": victim.raw},
    "SET004": lambda victim: {f"{victim.name[:11]}planted-{victim.name[11:]}": victim.raw},
    "SET005": _stale_item,
    "SCH001": put("category", value="planted"),
    "SCH002": put("category", value="Planted"),
    "SCH003": put("category", value="a" * 40 + "b"),
    "REF001": put("editor", value="nobody"),
    "REF002": put("slug", value="known"),
    "REF003": put("cover", value={"src": "none.gif", "width": 2, "height": 3}),
    "REF004": put("cover", value={"src": "known.gif", "width": 3, "height": 3}),
    "REF005": put("see", value="/planted"),
}  # fmt: skip

#: Changes that come first, so that the fault is the only thing that is new.
PREPARATIONS: dict[str, Plant] = {
    # A key that is no text is no key of the model either, so it needs an unknown mapping around it.
    "DOC011": put("mood", value={"calm": 1}),
}
