"""A layout like that of articles, for tests of a room that knows no article."""

from article_schema.document.layout import PlainLayout

RECORD = (
    "category", "title", "excerpt", "publishedDateTime", "originalUrl", "webUrl", "ampWebUrl",
    "cdnAmpWebUrl", "type", "locale", "provider", "quality", "heat", "published",
)  # fmt: skip
TOP = (*(key for key in RECORD if key != "provider"), "featuredContent", "provider", "topics",
       "images", "related", "secured")  # fmt: skip
ORDERS = {
    (): TOP,
    ("provider",): ("name", "domain", "images"),
    ("images",): ("url", "width", "height", "isCached", "title"),
    ("related",): (*RECORD, "images"),
    ("related", "provider"): ("name", "domain"),
    ("related", "images"): ("url", "width", "height", "isCached", "title"),
}
QUOTED = {"title", "excerpt", "originalUrl", "webUrl", "ampWebUrl", "cdnAmpWebUrl", "url",
          "featuredContent", "secured"}  # fmt: skip
SECTIONS = {"featuredContent", "provider", "topics", "images", "related", "secured"}


class HouseLayout(PlainLayout):
    """Knows the keys of a record, which of them are quoted, and what a blank line sets apart."""

    def key_order(self, route):
        return ORDERS.get(tuple(step for step in route if isinstance(step, str)), ())

    def is_quoted(self, route):
        return bool(route) and route[-1] in QUOTED

    def is_instant(self, route):
        return bool(route) and route[-1] in {"publishedDateTime", "updatedDateTime"}

    def is_section(self, route):
        return len(route) == 1 and route[0] in SECTIONS
