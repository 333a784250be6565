"""Feed pictures: those of an entry, with their sizes in pixels where the feed tells them.

Media RSS has them as `content`, as which it has videos and sounds too, and as `thumbnail`; both
formats have enclosures. Of what no kind is told is left out, and a note says so.
"""

from __future__ import annotations

from typing import Any

from article_schema.interop.exchange.mapping import Object
from article_schema.late_pattern import late_pattern

#: What a picture may say of its size, in pixels.
SIZES = ("width", "height")
#: So many pictures of an entry are taken.
_MOST = 20
#: What a size is in the text of an attribute.
_NUMBER = late_pattern("[0-9]{1,9}")


def pictures_in(entry: Any, notes: list[str]) -> list[Object]:
    """Return the pictures of an entry: `url`, and `width` and `height` where it tells them.

    Args:
        entry: the entry, as feedparser has it.
        notes: takes what is left out, or is taken for a picture.
    """
    found: dict[str, Object] = {}
    for each in entry.get("media_content", []):
        _take(each, each.get("url"), found, notes)
    for each in entry.get("links", []):
        if each.get("rel") == "enclosure" and _kind(each) is True:
            _take(each, each.get("href"), found, notes)
    if not found:
        for each in entry.get("media_thumbnail", [])[:1]:
            _take({**each, "medium": "image"}, each.get("url"), found, notes)
            notes.append("it has no picture but a thumbnail, which is taken")
    pictures = list(found.values())
    if len(pictures) > _MOST:
        notes.append(f"it has {len(pictures):,} pictures, of which the first {_MOST} are taken")
    return pictures[:_MOST]


def _take(said: Any, url: str | None, found: dict[str, Object], notes: list[str]) -> None:
    """Take in what an element says of a picture; several may speak of one."""
    kind = _kind(said)
    if not url or kind is False:
        return
    if kind is None:
        notes.append(f"it does not say what {url[:200]} is, so that is left out")
        return
    picture = found.setdefault(url, {"url": url})
    for key in SIZES:
        value = said.get(key)
        if value is not None and key not in picture:
            # Attributes of XML are text. Of another text the field says what is wrong with it.
            picture[key] = int(value) if _NUMBER.fullmatch(value) else value


def _kind(said: Any) -> bool | None:
    """Tell whether an element is about a picture; None where it does not say."""
    medium, form = said.get("medium"), said.get("type")
    if medium:
        return bool(medium == "image")
    return form.startswith("image/") if form else None
