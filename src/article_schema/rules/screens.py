"""Screens: the cheap tests that come before rules, since most files have nothing wrong.

A screen may let a sound value pass on to its rule, and never keeps a faulty one from it. One for
values takes the value; one for records takes the record and where it stands, an `At` or what looks
like one. Every valid file is looked at through them, before any rule is imported: so they stand
apart from their rules, and this module imports next to nothing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from article_schema.model.addresses import host_of, is_surely_normal, normal_form
from article_schema.model.amp import cache_address
from article_schema.model.sameness import caseless
from article_schema.model.slugs import slug_of
from article_schema.rules.file_names import dated_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any

#: White space as people type and paste it, the no-break space and its kin included.
SPACE = " \t\n\r\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
#: What may stand around a placeholder without making it more than one.
DECORATION = "[](){}<>*_.:!…\"'"
#: The day on which the first web site was announced to the public.
FIRST_DAY_OF_THE_WEB = datetime(1991, 8, 6, tzinfo=UTC)

#: Texts that stand where a title or an excerpt was to come.
PLACEHOLDERS = frozenset(
    (
        "asdf", "fixme", "foo", "foobar", "foo bar", "n/a", "nan", "new article", "new post",
        "nil", "null", "placeholder", "qwerty", "sample excerpt", "sample text", "sample title",
        "tba", "tbd", "test", "test article", "test excerpt", "test post", "test test",
        "test title", "testing", "to do", "todo", "undefined", "untitled", "wip", "xxx", "",
        *(
            f"{before}{noun}{goes}{here}"
            for before in ("", "insert ", "my ", "your ")
            for noun in ("excerpt", "text", "title")
            for goes in ("", " goes")
            for here in ("", " here")
        ),
    )
)  # fmt: skip
#: The beginning of a filler that may go on for a page.
FILLER = "lorem ipsum"
#: Parameters that only tell the site where a reader came from, besides those that begin with
#: `utm_`. Each belongs to a campaign tool, so that no site needs it to find the page.
_TRACKING = frozenset(
    (
        "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
        "ttclid", "li_fat_id", "igshid", "igsh", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi",
        "hsctatracking", "oly_anon_id", "oly_enc_id", "vero_id", "wickedid", "_openstat", "srsltid",
        "at_medium", "at_campaign", *(f"at_custom{digit}" for digit in range(10)),
    )
)  # fmt: skip


# Values


def may_hold_entity(text: str) -> bool:
    """Tell whether an HTML entity may stand in a text."""
    return "&" in text and ";" in text


def holds_angle(text: str) -> bool:
    """Tell whether an HTML tag may stand in a text."""
    return "<" in text


def has_outer_space(text: str) -> bool:
    """Tell whether a text begins or ends with white space."""
    return text[-1] in SPACE or text[0] in SPACE


def holds_break(text: str) -> bool:
    """Tell whether a text has several lines."""
    return "\n" in text or "\r" in text


def may_be_placeholder(text: str) -> bool:
    """Tell whether a text may be one that nobody replaced."""
    if len(text) > 40 and text[0].isalnum() and text[24:40].strip(DECORATION):
        # Longer than any, and with nothing around it.
        return text[:11].lower() == FILLER
    bare = text.strip(SPACE)
    words = bare.strip(DECORATION).casefold()
    # A template that was not filled in ends with a bracket; a line can stand for a text.
    return words in PLACEHOLDERS or words.startswith(FILLER) or bare[-1] in ">}" or words[0] == "-"


def is_unprintable(text: str) -> bool:
    """Tell whether a character of a text cannot be seen."""
    return not text.isprintable()


def may_not_be_normal(url: str) -> bool:
    """Tell whether a URL may have another normal form than its own."""
    return not is_surely_normal(url)


# Records of any class


def has_extra(record: Any, _: Any) -> object:
    """Tell whether a record has keys that its class does not know."""
    return record.extra


def has_deprecated(_: Any, at: Any) -> bool:
    """Tell whether a key of a record has an older name."""
    return at.table is not None and not at.table.deprecated.isdisjoint(at.data)


def has_none(_: Any, at: Any) -> bool:
    """Tell whether a key of a record has no value."""
    return None in at.data.values()


def has_float(_: Any, at: Any) -> bool:
    """Tell whether a record holds a number with a fraction."""
    return float in map(type, at.data.values())


# Ratings


def is_cooler_than_good(record: Any, _: Any) -> bool:
    """Tell whether the heat of an article is lower than its quality."""
    heat, quality = record.heat, record.quality
    return bool(heat is not None and quality is not None and -1 != heat < quality)


def has_threshold(_: Any, at: Any) -> bool:
    """Tell whether the site has said from which heat it publishes."""
    return at.options["threshold"] is not None


def is_bare_video(record: Any, _: Any) -> bool:
    """Tell whether an article is a video with neither a player nor a page of its own."""
    pages = (record.featured_content, record.web_url, record.source_url)
    return bool(record.type == "video") and not any(pages)


# Dates


def lies_ahead(record: Any, at: Any) -> bool:
    """Tell whether a date of a record lies too far in the future."""
    last: datetime = record.published_date_time
    updated = getattr(record, "updated_date_time", None)
    if updated is not None and updated > last:
        last = updated
    now: datetime = at.now
    return last > now and last - now > days(at.options["tolerance-days"])


def days(number: float) -> timedelta:
    """Return so many days, or the longest stretch of time that there is."""
    try:
        return timedelta(days=number)
    except OverflowError:
        return timedelta.max if number > 0 else timedelta.min


def lies_before_the_web(record: Any, _: Any) -> bool:
    """Tell whether a date of a record lies before there was a web."""
    updated = getattr(record, "updated_date_time", None)
    return bool(
        record.published_date_time < FIRST_DAY_OF_THE_WEB
        or (updated is not None and updated < FIRST_DAY_OF_THE_WEB)
    )


def is_updated_too_early(record: Any, _: Any) -> bool:
    """Tell whether an article was changed before it was published."""
    updated = record.updated_date_time
    return bool(updated is not None and updated < record.published_date_time)


# Pictures


def is_insecure(image: Any, _: Any) -> bool:
    """Tell whether a picture is loaded over plain http."""
    return bool(image.url[:7].lower() == "http://")


def has_images(record: Any, _: Any) -> object:
    """Tell whether a record has pictures."""
    return record.images


def has_several_images(record: Any, _: Any) -> bool:
    """Tell whether a record has more than one picture."""
    return len(record.images) > 1


def has_odd_size(record: Any, at: Any) -> bool:
    """Tell whether a picture is smaller or larger than pictures are."""
    least, most = at.options["least"], at.options["most"]
    for image in record.images:
        if not (least <= image.width <= most and least <= image.height <= most):
            return True
    return False


def has_odd_ratio(record: Any, at: Any) -> bool:
    """Tell whether a picture is far too wide or too high."""
    return not all(has_ratio(image, at) for image in record.images)


def has_ratio(image: Any, at: Any) -> bool:
    """Tell whether a picture is about as wide as high; whole numbers have no largest quotient."""
    height, options = image.height, at.options
    return bool(options["narrowest"] * height <= image.width <= options["widest"] * height)


def has_small_image(record: Any, at: Any) -> bool:
    """Tell whether a picture has few pixels."""
    area = at.options["area"]
    for image in record.images:  # noqa: SIM110 - a generator takes twice as long
        if image.width * image.height < area:
            return True
    return False


# Addresses


def has_tracking(record: Any, at: Any) -> bool:
    """Tell whether the address of a page carries parameters of a campaign."""
    more = at.options["parameters"]
    for url in (record.web_url, record.original_url, record.source_url):
        if url is not None and "?" in url:
            query = url.partition("#")[0].partition("?")[2]
            if any(is_tracking(pair.partition("=")[0], more) for pair in query.split("&")):
                return True
    return False


def is_tracking(name: str, more: Iterable[str]) -> bool:
    """Tell whether a parameter only tells the site where a reader came from.

    Args:
        name: the name of the parameter.
        more: names that a site has added.
    """
    name = name.lower()
    return name in _TRACKING or name.startswith("utm_") or name in (other.lower() for other in more)


def is_cached_elsewhere(record: Any, _: Any) -> bool:
    """Tell whether the copy of an AMP page may be under another address than the cache's."""
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    return page is not None and cached is not None and cached != cache_address(page)


def has_amp_alone(record: Any, _: Any) -> bool:
    """Tell whether of an AMP page and its copy only one is given."""
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    return (page is None) is not (cached is None)


def is_foreign(record: Any, _: Any) -> bool:
    """Tell whether the page of a record lies outside of its provider's domain."""
    url = record.web_url or record.source_url
    if url is None:
        return False
    name = record.provider.domain
    if url.startswith(f"https://www.{name}/"):
        return False
    host, name = host_of(url), name.lower().removesuffix(".")
    return host != name and not host.endswith(f".{name}")


def has_percent_in_name(provider: Any, _: Any) -> bool:
    """Tell whether the name of a provider may hold percent escapes."""
    return "%" in provider.name


# Topics and related items


def has_word_twice(record: Any, _: Any) -> bool:
    """Tell whether a topic or tag is given twice."""
    for words in (record.topics, record.tags):
        if len(words) > 1 and len(set(map(folded, words))) < len(words):
            return True
    return False


def folded(word: str) -> str:
    """Return what the spellings of one word have in common."""
    return " ".join(caseless(word).split())


def is_out_of_order(record: Any, _: Any) -> bool:
    """Tell whether a related item is rated better than one above it."""
    if not record.related:
        return False
    rated = [item.quality for item in record.related if item.quality is not None]
    return rated != sorted(rated, reverse=True)


def is_out_of_window(record: Any, at: Any) -> bool:
    """Tell whether a related item is much older or newer than its article."""
    if not record.related:
        return False
    window = days(at.options["days"])
    published = record.published_date_time
    return any(abs(item.published_date_time - published) > window for item in record.related)


def has_related_twice(record: Any, _: Any) -> bool:
    """Tell whether two related items lead to the same page."""
    if len(record.related) < 2:
        return False
    pages = [main_page(item) for item in record.related]
    return len(set(pages)) < len(pages)


def is_related_to_itself(record: Any, _: Any) -> bool:
    """Tell whether an article is among its related items."""
    if not record.related:
        return False
    own = set(pages_of(record).values())
    return any(main_page(item) in own for item in record.related)


def pages_of(record: Any) -> dict[str, str]:
    """Return the pages of a record by the keys that name them, the one that readers open first."""
    named = (
        ("webUrl", record.web_url),
        ("sourceUrl", record.source_url),
        ("originalUrl", record.original_url),
    )
    return {key: normal_form(url) for key, url in named if url is not None}


def main_page(record: Any) -> str | None:
    """Return the normal form of the page that readers of a record open.

    Only a record that is at fault names none.
    """
    page = record.web_url or record.source_url or record.original_url
    return None if page is None else normal_form(page)


# Names of files


def is_dated_otherwise(record: Any, at: Any) -> bool:
    """Tell whether the name of a file begins with another date than that of its article."""
    name = dated_name(at.filename)
    instant: datetime = record.published_date_time
    return name is not None and (instant.tzinfo is not UTC or instant.date().isoformat() != name[0])


def is_named_otherwise(record: Any, at: Any) -> bool:
    """Tell whether the name of a file is made from another title than that of its article."""
    name = dated_name(at.filename)
    return name is not None and not slug_of(record.title).startswith(name[1])


#: Screens that ask for the options of their rule alone, and not for the record.
OF_OPTIONS = frozenset((has_threshold,))
#: What has to stand in a record, as it is written, if it does not pass a screen.
SIGNS: dict[Callable[..., object], str] = {
    may_hold_entity: "&",
    holds_angle: "<",
    has_percent_in_name: "%",
    has_tracking: "?",
}
#: The attributes that a screen is about: a record that has none of them passes it.
ABOUT: dict[Callable[[Any, Any], object], tuple[str, ...]] = {
    is_cooler_than_good: ("heat",),
    is_updated_too_early: ("updated_date_time",),
    has_odd_size: ("images",),
    has_odd_ratio: ("images",),
    has_small_image: ("images",),
    has_several_images: ("images",),
    is_cached_elsewhere: ("amp_web_url", "amp_url", "cdn_amp_web_url", "cdn_amp_url"),
    has_amp_alone: ("amp_web_url", "amp_url", "cdn_amp_web_url", "cdn_amp_url"),
    has_word_twice: ("topics", "tags"),
    is_out_of_order: ("related",),
    is_out_of_window: ("related",),
    has_related_twice: ("related",),
    is_related_to_itself: ("related",),
}
