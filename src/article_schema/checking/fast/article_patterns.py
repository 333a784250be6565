"""How valid articles are written, with copies of all prechecks that they have to pass.

Made by tools/generate.py from the fields and the rules.
"""

# mypy: disable-error-code="name-defined,no-any-return"
from __future__ import annotations

from datetime import UTC, datetime, timedelta
from article_schema.checking.fast.patterns import FieldPattern, RecordPattern, ValuePattern
from article_schema.model.amp import cache_address
from article_schema.model.sameness import folded
from article_schema.model.slugs import is_name_of
from article_schema.model.web.normal_form import host_of, is_surely_normal
from article_schema.rules.file_names import dated_name
from article_schema.rules.markup import may_hold_entity
from article_schema.rules.pages import main_page, pages_of
from article_schema.rules.precheck import Precheck


#: What may stand around a placeholder without making it more than one.
DECORATION = "[](){}<>*_.:!…\"'"


#: How placeholder text begins, which may go on for a page.
FILLER = "lorem ipsum"


#: White space as people type and paste it, the no-break space and its kin included.
SPACE = " \t\n\r\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))


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


def may_be_placeholder(text: str) -> bool:
    if len(text) > 40 and text[0].isalnum() and text[24:40].strip(DECORATION):
        # Longer than any, and with nothing around it.
        return text[:11].lower() == FILLER
    bare = text.strip(SPACE)
    words = bare.strip(DECORATION).casefold()
    # A template that was not filled in ends with a bracket; a line can stand for a text.
    return words in PLACEHOLDERS or words.startswith(FILLER) or bare[-1] in ">}" or words[0] == "-"


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


def is_tracking(name: str, more: Iterable[str]) -> bool:
    name = name.lower()
    return name in _TRACKING or name.startswith("utm_") or name in (other.lower() for other in more)


def has_tracking(record: Article | RelatedItem, at: RuleContext) -> bool:
    more = at.texts("parameters")
    for url in (record.web_url, record.original_url, record.source_url):
        if url is not None and "?" in url:
            query = url.partition("#")[0].partition("?")[2]
            if any(is_tracking(pair.partition("=")[0], more) for pair in query.split("&")):
                return True
    return False


def days(number: float) -> timedelta:
    try:
        return timedelta(days=number)
    except OverflowError:
        return timedelta.max if number > 0 else timedelta.min


def lies_ahead(record: Article | RelatedItem, at: RuleContext) -> bool:
    last = record.published_date_time
    updated = getattr(record, "updated_date_time", None)
    if updated is not None and updated > last:
        last = updated
    return last > at.now and last - at.now > days(at.option("tolerance-days", float))


#: The day on which the first web site was announced to the public.
FIRST_DAY_OF_THE_WEB = datetime(1991, 8, 6, tzinfo=UTC)


def lies_before_the_web(record: Article | RelatedItem, _: RuleContext) -> bool:
    updated = getattr(record, "updated_date_time", None)
    return bool(
        record.published_date_time < FIRST_DAY_OF_THE_WEB
        or (updated is not None and updated < FIRST_DAY_OF_THE_WEB)
    )


def has_odd_size(record: Article | RelatedItem, at: RuleContext) -> bool:
    least, most = at.option("least", int), at.option("most", int)
    for image in record.images:
        if not (least <= image.width <= most and least <= image.height <= most):
            return True
    return False


def has_ratio(image: Image, at: RuleContext) -> bool:
    narrowest, widest = at.option("narrowest", float), at.option("widest", float)
    return narrowest * image.height <= image.width <= widest * image.height


def has_odd_ratio(record: Article | RelatedItem, at: RuleContext) -> bool:
    return not all(has_ratio(image, at) for image in record.images)


def has_small_image(record: Article | RelatedItem, at: RuleContext) -> bool:
    area = at.option("area", int)
    for image in record.images:  # noqa: SIM110 - a generator takes twice as long
        if image.width * image.height < area:
            return True
    return False


def is_cached_elsewhere(record: Article | RelatedItem, _: RuleContext) -> bool:
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    return page is not None and cached is not None and cached != cache_address(page)


def has_amp_alone(record: Article | RelatedItem, _: RuleContext) -> bool:
    page = record.amp_web_url or record.amp_url
    cached = record.cdn_amp_web_url or record.cdn_amp_url
    return (page is None) is not (cached is None)


def is_foreign(record: Article | RelatedItem, _: RuleContext) -> bool:
    url = record.web_url or record.source_url
    if url is None:
        return False
    name = record.provider.domain
    if url.startswith(f"https://www.{name}/"):
        return False
    host, name = host_of(url), name.lower().removesuffix(".")
    return host != name and not host.endswith(f".{name}")


def is_cooler_than_good(record: Article, _: RuleContext) -> bool:
    heat, quality = record.heat, record.quality
    return heat is not None and quality is not None and -1 != heat < quality


def is_bare_video(record: Article, _: RuleContext) -> bool:
    pages = (record.featured_content, record.web_url, record.source_url)
    return record.type == "video" and not any(pages)


def is_updated_too_early(record: Article, _: RuleContext) -> bool:
    updated = record.updated_date_time
    return updated is not None and updated < record.published_date_time


def has_word_twice(record: Article, _: RuleContext) -> bool:
    for words in (record.topics, record.tags):
        if len(words) > 1 and len(set(map(folded, words))) < len(words):
            return True
    return False


def is_out_of_order(record: Article, _: RuleContext) -> bool:
    rated = [item.quality for item in record.related if item.quality is not None]
    return rated != sorted(rated, reverse=True)


def is_out_of_window(record: Article, at: RuleContext) -> bool:
    window = days(at.option("days", int))
    published = record.published_date_time
    return any(abs(item.published_date_time - published) > window for item in record.related)


def has_related_twice(record: Article, _: RuleContext) -> bool:
    if len(record.related) < 2:
        return False
    pages = [main_page(item) for item in record.related]
    return len(set(pages)) < len(pages)


def is_related_to_itself(record: Article, _: RuleContext) -> bool:
    if not record.related:
        return False
    own = set(pages_of(record).values())
    return any(main_page(item) in own for item in record.related)


def is_dated_otherwise(record: Article, at: RuleContext) -> bool:
    name = dated_name(at.filename)
    instant = record.published_date_time
    return name is not None and (instant.tzinfo is not UTC or instant.date().isoformat() != name[0])


def is_named_otherwise(record: Article, at: RuleContext) -> bool:
    name = dated_name(at.filename)
    return name is not None and not is_name_of(name[1], record.title)


_PRECHECK_1 = Precheck(may_hold_entity, sign='&')
_PRECHECK_2 = Precheck(lambda text: "<" in text, sign='<')
_VALUE_1 = ValuePattern(kind='text', longest=300, prechecks=[_PRECHECK_1, _PRECHECK_2])
_VALUE_2 = ValuePattern(kind='texts', longest=300, prechecks=[_PRECHECK_1, _PRECHECK_2])
_PRECHECK_3 = Precheck(may_be_placeholder)
_VALUE_3 = ValuePattern(kind='text', longest=500, prechecks=[_PRECHECK_1, _PRECHECK_2, _PRECHECK_3])
_VALUE_4 = ValuePattern(kind='text', longest=5000, prechecks=[_PRECHECK_1, _PRECHECK_2, _PRECHECK_3])
_PATTERN_1 = '(?:(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))|(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:0[48]|[2468][048]|[13579][26])00)-02-29)T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z'
_VALUE_5 = ValuePattern(kind='instant', pattern=_PATTERN_1)
_PATTERN_2 = "[Hh][Tt][Tt][Pp][Ss]?://(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}|(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?)(?::(?:0*(?:6553[0-5]|655[0-2][0-9]|65[0-4][0-9]{2}|6[0-4][0-9]{3}|[1-5][0-9]{4}|[1-9][0-9]{0,3})?))?(?:/[A-Za-z0-9._~!\\u0024&'()*+,;=:@/-]*(?:(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/-]*){4})*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/-]*){0,3})?(?:\\?[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*(?:(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){4})*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){0,3})?(?:#[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*(?:(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){4})*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){0,3})?"
_PRECHECK_4 = Precheck(lambda url: not is_surely_normal(url), passes='(?!\\S*/(?:\\.|%2[eE]))(?:https?://[a-z0-9._-]+)?/')
_VALUE_6 = ValuePattern(kind='text', pattern=_PATTERN_2, longest=8000, prechecks=[_PRECHECK_1, _PRECHECK_4])
_VALUE_7 = ValuePattern(kind='integer', least=0, most=9007199254740991)
_VALUE_8 = ValuePattern(kind='integer', least=-1, most=9007199254740991)
_VALUE_9 = ValuePattern(kind='boolean')
_VALUE_10 = ValuePattern(kind='text')
_PATTERN_3 = '(?:(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])(?:\\.(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}|(?:[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?\\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.?)'
_VALUE_11 = ValuePattern(kind='text', pattern=_PATTERN_3, longest=253)
_PATTERN_4 = _PATTERN_2 + "|/(?:(?:[A-Za-z0-9._~!\\u0024&'()*+,;=:@-]|%[0-9A-Fa-f]{2})[A-Za-z0-9._~!\\u0024&'()*+,;=:@/-]*(?:(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/-]*){4})*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/-]*){0,3})?(?:\\?[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*(?:(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){4})*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){0,3})?(?:#[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*(?:(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){4})*(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~!\\u0024&'()*+,;=:@/?-]*){0,3})?"
_VALUE_12 = ValuePattern(kind='text', pattern=_PATTERN_4, longest=8000, prechecks=[_PRECHECK_1, _PRECHECK_4])
_VALUE_13 = ValuePattern(kind='integer', least=1, most=9007199254740991)
_VALUE_14 = ValuePattern(kind='text', prechecks=[_PRECHECK_1, _PRECHECK_2, _PRECHECK_3])
_VALUE_15 = ValuePattern(kind='text', prechecks=[_PRECHECK_1, _PRECHECK_2])
_PRECHECK_5 = Precheck(lambda image, _: image.url[:7].lower() == "http://")
_RECORD_1 = RecordPattern(model='Image', fields=[
    FieldPattern(key='url', name='url', value=_VALUE_12, required=True),
    FieldPattern(key='width', name='width', value=_VALUE_13, required=True),
    FieldPattern(key='height', name='height', value=_VALUE_13, required=True),
    FieldPattern(key='isCached', name='is_cached', value=_VALUE_9),
    FieldPattern(key='title', name='title', value=_VALUE_14),
    FieldPattern(key='attribution', name='attribution', value=_VALUE_15),
], prechecks=[
    (_PRECHECK_5, {}),
])
_VALUE_16 = ValuePattern(kind='records', record=_RECORD_1)
_RECORD_2 = RecordPattern(model='Author', fields=[
    FieldPattern(key='name', name='name', value=_VALUE_1, required=True),
])
_VALUE_17 = ValuePattern(kind='records', record=_RECORD_2)
_PRECHECK_6 = Precheck(lambda provider, _: "%" in provider.name, sign='%')
_RECORD_3 = RecordPattern(model='Provider', fields=[
    FieldPattern(key='name', name='name', value=_VALUE_1, required=True),
    FieldPattern(key='domain', name='domain', value=_VALUE_11, required=True),
    FieldPattern(key='images', name='images', value=_VALUE_16, default=()),
    FieldPattern(key='authors', name='authors', value=_VALUE_17, default=()),
    FieldPattern(key='publishers', name='publishers', value=_VALUE_17, default=()),
], prechecks=[
    (_PRECHECK_6, {}),
])
_VALUE_18 = ValuePattern(kind='record', record=_RECORD_3)
_PRECHECK_7 = Precheck(has_tracking, sign='?')
_PRECHECK_8 = Precheck(lies_ahead)
_PRECHECK_9 = Precheck(lies_before_the_web)
_PRECHECK_10 = Precheck(has_odd_size, needs=('images',))
_PRECHECK_11 = Precheck(has_odd_ratio, needs=('images',))
_PRECHECK_12 = Precheck(has_small_image, needs=('images',))
_PRECHECK_13 = Precheck(lambda record, _: len(record.images) > 1, needs=('images',))
_PRECHECK_14 = Precheck(is_cached_elsewhere, needs=('amp_web_url', 'amp_url', 'cdn_amp_web_url', 'cdn_amp_url'))
_PRECHECK_15 = Precheck(has_amp_alone, needs=('amp_web_url', 'amp_url', 'cdn_amp_web_url', 'cdn_amp_url'))
_PRECHECK_16 = Precheck(is_foreign)
_RECORD_4 = RecordPattern(model='RelatedItem', fields=[
    FieldPattern(key='title', name='title', value=_VALUE_3, required=True),
    FieldPattern(key='excerpt', name='excerpt', value=_VALUE_4, required=True),
    FieldPattern(key='publishedDateTime', name='published_date_time', value=_VALUE_5, required=True),
    FieldPattern(key='originalUrl', name='original_url', value=_VALUE_6),
    FieldPattern(key='webUrl', name='web_url', value=_VALUE_6),
    FieldPattern(key='ampWebUrl', name='amp_web_url', value=_VALUE_6),
    FieldPattern(key='cdnAmpWebUrl', name='cdn_amp_web_url', value=_VALUE_6),
    FieldPattern(key='type', name='type', value=_VALUE_1, required=True),
    FieldPattern(key='provider', name='provider', value=_VALUE_18, required=True),
    FieldPattern(key='quality', name='quality', value=_VALUE_7),
    FieldPattern(key='images', name='images', value=_VALUE_16, default=()),
], absent={'source_url': None, 'amp_url': None, 'cdn_amp_url': None}, one_of=[['web_url', 'original_url']], prechecks=[
    (_PRECHECK_7, {'parameters': ()}),
    (_PRECHECK_8, {'tolerance-days': 30}),
    (_PRECHECK_9, {}),
    (_PRECHECK_10, {'least': 10, 'most': 20000}),
    (_PRECHECK_11, {'narrowest': 0.25, 'widest': 4.0}),
    (_PRECHECK_12, {'area': 50000}),
    (_PRECHECK_13, {}),
    (_PRECHECK_14, {}),
    (_PRECHECK_15, {}),
    (_PRECHECK_16, {}),
])
_VALUE_19 = ValuePattern(kind='records', record=_RECORD_4)
_PATTERN_5 = '(?:[A-Za-z0-9+/]{64})*(?:[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{22}==);[A-Za-z0-9+/]{22}=='
_VALUE_20 = ValuePattern(kind='text', pattern=_PATTERN_5)
_PRECHECK_17 = Precheck(is_cooler_than_good, needs=('heat',))
_PRECHECK_18 = Precheck(lambda _, at: at.options["threshold"] is not None, needs=('heat',))
_PRECHECK_19 = Precheck(is_bare_video)
_PRECHECK_20 = Precheck(is_updated_too_early, needs=('updated_date_time',))
_PRECHECK_21 = Precheck(has_word_twice, needs=('topics', 'tags'))
_PRECHECK_22 = Precheck(is_out_of_order, needs=('related',))
_PRECHECK_23 = Precheck(is_out_of_window, needs=('related',))
_PRECHECK_24 = Precheck(has_related_twice, needs=('related',))
_PRECHECK_25 = Precheck(is_related_to_itself, needs=('related',))
_PRECHECK_26 = Precheck(is_dated_otherwise)
_PRECHECK_27 = Precheck(is_named_otherwise)
_RECORD_5 = RecordPattern(model='Article', fields=[
    FieldPattern(key='$schema', name='json_schema', value=_VALUE_1),
    FieldPattern(key='category', name='category', value=_VALUE_1),
    FieldPattern(key='categories', name='categories', value=_VALUE_2, default=()),
    FieldPattern(key='title', name='title', value=_VALUE_3, required=True),
    FieldPattern(key='excerpt', name='excerpt', value=_VALUE_4, required=True),
    FieldPattern(key='publishedDateTime', name='published_date_time', value=_VALUE_5, required=True),
    FieldPattern(key='updatedDateTime', name='updated_date_time', value=_VALUE_5),
    FieldPattern(key='originalUrl', name='original_url', value=_VALUE_6),
    FieldPattern(key='webUrl', name='web_url', value=_VALUE_6),
    FieldPattern(key='ampWebUrl', name='amp_web_url', value=_VALUE_6),
    FieldPattern(key='cdnAmpWebUrl', name='cdn_amp_web_url', value=_VALUE_6),
    FieldPattern(key='type', name='type', value=_VALUE_1, required=True),
    FieldPattern(key='quality', name='quality', value=_VALUE_7),
    FieldPattern(key='heat', name='heat', value=_VALUE_8),
    FieldPattern(key='published', name='published', value=_VALUE_9),
    FieldPattern(key='featuredContent', name='featured_content', value=_VALUE_10),
    FieldPattern(key='provider', name='provider', value=_VALUE_18, required=True),
    FieldPattern(key='topics', name='topics', value=_VALUE_2, required=True),
    FieldPattern(key='images', name='images', value=_VALUE_16, default=()),
    FieldPattern(key='related', name='related', value=_VALUE_19, default=()),
    FieldPattern(key='tags', name='tags', value=_VALUE_2, default=()),
    FieldPattern(key='locale', name='locale', value=_VALUE_1),
    FieldPattern(key='path', name='path', value=_VALUE_1),
    FieldPattern(key='highlight', name='highlight', value=_VALUE_10),
    FieldPattern(key='content', name='content', value=_VALUE_10),
    FieldPattern(key='secured', name='secured', value=_VALUE_20),
], absent={'source_url': None, 'amp_url': None, 'cdn_amp_url': None}, one_of=[['category', 'categories'], ['web_url', 'original_url']], prechecks=[
    (_PRECHECK_17, {}),
    (_PRECHECK_18, {'threshold': None}),
    (_PRECHECK_19, {}),
    (_PRECHECK_7, {'parameters': ()}),
    (_PRECHECK_8, {'tolerance-days': 30}),
    (_PRECHECK_20, {}),
    (_PRECHECK_9, {}),
    (_PRECHECK_10, {'least': 10, 'most': 20000}),
    (_PRECHECK_11, {'narrowest': 0.25, 'widest': 4.0}),
    (_PRECHECK_12, {'area': 50000}),
    (_PRECHECK_13, {}),
    (_PRECHECK_14, {}),
    (_PRECHECK_15, {}),
    (_PRECHECK_21, {}),
    (_PRECHECK_22, {}),
    (_PRECHECK_23, {'days': 14}),
    (_PRECHECK_24, {}),
    (_PRECHECK_25, {}),
    (_PRECHECK_16, {}),
    (_PRECHECK_26, {}),
    (_PRECHECK_27, {}),
])

ARTICLE = _RECORD_5
