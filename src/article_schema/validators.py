"""Validators for values alone: addresses, hosts, moments, sizes of images, names of files.

Each is a function that returns the value, or raises `ValidationError` with code, message and help.
It is a validator of attrs too (`attrs.field(validator=check_url)`). In `Annotated` it constrains a
field of our models where JSON Schema can say the same (`check_url`, `check_host`), and pydantic
calls it after its own check. msgspec calls nothing; give it `Meta(pattern=check_url.pattern)`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any, Generic, ParamSpec, TypeVar, overload

from article_schema.errors import ValidationError
from article_schema.faults import Fault
from article_schema.model.amp import cache_address
from article_schema.model.article import Article, Image
from article_schema.model.dates.instants import in_utc, read_instant
from article_schema.model.facets import FacetGroup
from article_schema.model.shapes.base import FILE, PYTHON, Shape, joined
from article_schema.model.shapes.explain import explain_value
from article_schema.model.shapes.hints import shape_of
from article_schema.model.shapes.tables import table_of
from article_schema.model.showing import show
from article_schema.model.slugs import slug_of
from article_schema.model.types import Host, Instant, WebAddress
from article_schema.model.urls import HostName, HttpUrl
from article_schema.rules.codes import BAD_IMAGE_SIZE, FILE_NAME_AGAINST_TITLE, WRONG_TYPE

__all__ = [
    "amp_cache_url",
    "check_host",
    "check_image_size",
    "check_url",
    "file_name_for",
    "is_http_url",
    "parse_instant",
    "slugify",
]

P = ParamSpec("P")
R = TypeVar("R")

_WEB_ADDRESS = shape_of(WebAddress, "url")[0]
_HOST = shape_of(Host, "host")[0]
_INSTANT = shape_of(Instant, "instant")[0]


class Validator(Generic[P, R]):
    """A function that is a validator of attrs and of pydantic too."""

    def __init__(self, function: Callable[P, R], *, spread: bool, reads_text: bool) -> None:
        self.__wrapped__ = function
        self.__name__ = self.__qualname__ = function.__name__
        self.__module__ = function.__module__
        self.__doc__ = function.__doc__
        self._spread = spread
        self._reads_text = reads_text

    def __repr__(self) -> str:
        return self.__name__

    def __reduce__(self) -> str:
        """Pickle and copy by name, as functions do."""
        return self.__name__

    @overload
    def __call__(self, instance: Any, attribute: Any, value: Any, /) -> None: ...
    @overload
    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R: ...
    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Return the value, or judge one for attrs, which gives instance and attribute too."""
        if len(args) != 3:
            return self.__wrapped__(*args, **kwargs)
        try:
            self._judge(args[2])
        except ValidationError as error:
            raise ValidationError([_named(fault, args[1].name) for fault in error.faults]) from None
        return None

    def _judge(self, value: Any) -> R:
        function: Callable[..., R] = self.__wrapped__
        if not self._spread:
            return function(value)
        if isinstance(value, tuple | list) and len(value) == 2:
            return function(*value)
        message = f"`size` must be width and height, not {show(value)}"
        raise ValidationError([Fault(BAD_IMAGE_SIZE, message, "write a pair such as (1200, 675)")])

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> dict[str, Any]:
        """Let pydantic call it: before its own check where that would read text otherwise."""

        def judge(value: Any) -> Any:
            try:
                return self._judge(value)
            except ValidationError as error:
                from pydantic_core import PydanticCustomError

                fault = error.faults[0]
                raise PydanticCustomError(
                    fault.code,
                    "{sentence}",
                    {"sentence": str(error), "code": fault.code, "help": fault.help},
                ) from None

        before = self._reads_text and source is datetime
        return {
            "type": "function-before" if before else "function-after",
            "function": {"type": "no-info", "function": judge},
            "schema": handler(source),
        }


class TextValidator(Validator[P, R], FacetGroup):
    """A validator of text that JSON Schema can say too; it is a constraint of our models."""

    def __init__(self, function: Callable[P, R], shape: Shape, pattern: str) -> None:
        super().__init__(function, spread=False, reads_text=False)
        #: What the text looks like, for `msgspec.Meta(pattern=...)`: it holds for the whole text.
        self.pattern = rf"\A(?:{pattern})\Z"
        self.facets = shape.facets

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        """Say in the schema of pydantic what the text looks like."""
        return joined(handler(core_schema), [facet.keywords() for facet in self.facets])


def _named(fault: Fault, name: str) -> Fault:
    """Return a fault with the name of the attribute that holds the value."""
    if fault.route:
        return replace(fault, route=(name, *fault.route))
    rest = fault.message.partition("` ")[2]
    return replace(fault, message=f"`{name}` {rest}", route=(name,))


def _require(shape: Shape, value: Any, label: str) -> None:
    """Raise what a shape finds wrong with a value."""
    faults = [replace(fault, route=()) for fault in shape.explain(value, (label,), PYTHON)]
    if faults:
        raise ValidationError(faults)


def _plain(function: Callable[P, R]) -> Validator[P, R]:
    return Validator(function, spread=False, reads_text=False)


def _reading(function: Callable[P, R]) -> Validator[P, R]:
    return Validator(function, spread=False, reads_text=True)


def _of_pair(function: Callable[P, R]) -> Validator[P, R]:
    return Validator(function, spread=True, reads_text=False)


def _of_text(shape: Shape, pattern: str) -> Callable[[Callable[P, R]], TextValidator[P, R]]:
    return lambda function: TextValidator(function, shape, pattern)


@_of_text(_WEB_ADDRESS, HttpUrl().expression)
def check_url(url: str) -> str:
    """Return an absolute http or https URL with a public host, or say what is wrong with it.

    The form is that of RFC 3986 section 3 and RFC 9110 section 4.2; at most 8,000 characters
    (RFC 9110 section 4.1). The host has a dot.

    >>> check_url("https://www.example.com/harbour")
    'https://www.example.com/harbour'
    >>> check_url("https://www.example.com/the harbour")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `url` holds a space; replace the space with `%20`

    Args:
        url: an address as text.

    Raises:
        ValidationError: it is not; one fault for each thing that is wrong.
    """
    _require(_WEB_ADDRESS, url, "url")
    return url


def is_http_url(value: object) -> bool:
    """Tell whether a value is text that `check_url` returns (RFC 3986, RFC 9110 section 4.2).

    It answers, and so it is no validator; that is `check_url`.

    >>> is_http_url("https://www.example.com/")
    True
    >>> is_http_url("ftp://www.example.com/"), is_http_url(None)
    (False, False)

    Args:
        value: text, or any other value, of which it is false.
    """
    return _WEB_ADDRESS.accepts(value, PYTHON)


@_of_text(_HOST, HostName().expression)
def check_host(host: str) -> str:
    """Return a bare host name, or say what is wrong with it.

    Labels and dots, no scheme, port or path (RFC 1123 section 2.1); at most 253 characters.

    >>> check_host("www.example.com")
    'www.example.com'
    >>> check_host("https://example.com/")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `host` must be a bare host name, not \
"https://example.com/"; write example.com

    Args:
        host: a name as text, such as `www.example.com`.

    Raises:
        ValidationError: it is not one.
    """
    _require(_HOST, host, "host")
    return host


@_reading
def parse_instant(text: str | datetime) -> datetime:
    """Return the moment that a text of RFC 3339 section 5.6 (`date-time`) names, with its zone.

    Seconds may have a fraction, of which microseconds are kept. A `datetime` with a zone is
    returned as it is.

    >>> parse_instant("2020-06-12T19:19:00Z")
    datetime.datetime(2020, 6, 12, 19, 19, tzinfo=datetime.timezone.utc)
    >>> parse_instant("2020-06-12T19:19:00")
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `instant` has no time zone: "2020-06-12T19:19:00"; \
add Z if it is UTC, or an offset such as +02:00

    Args:
        text: a text such as `2020-06-12T19:19:00Z`, or a `datetime`.

    Raises:
        ValidationError: the text is none, the day does not exist, or the zone is missing.
    """
    if isinstance(text, datetime):
        _require(_INSTANT, text, "instant")
        return text
    faults = [replace(fault, route=()) for fault in _INSTANT.explain(text, ("instant",), FILE)]
    if faults:
        raise ValidationError(faults)
    return read_instant(text)


@_of_pair
def check_image_size(width: int, height: int) -> tuple[int, int]:
    """Return width and height of a picture, or say what is wrong with them.

    Both are whole numbers of pixels, at least 1 (`width` and `height` of `Image`). As a validator
    it takes a pair.

    >>> check_image_size(1200, 675)
    (1200, 675)
    >>> check_image_size(1200, 0)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `height` must be at least 1, not 0

    Args:
        width: pixels from left to right.
        height: pixels from top to bottom.

    Raises:
        ValidationError: they are not; the route of a fault is `width` or `height`.
    """
    fields = table_of(Image).by_name
    sizes = {"width": width, "height": height}
    faults = [fault for name in sizes for fault in explain_value(fields[name], sizes[name])]
    if faults:
        raise ValidationError(faults)
    return width, height


@_plain
def amp_cache_url(url: str) -> str:
    """Return the address of an AMP page in the AMP cache.

    The algorithm is that of "AMP Cache URL Format and Request Handling" on amp.dev.

    >>> amp_cache_url("https://www.example.com/amp/harbour")
    'https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour'

    Args:
        url: the address of the AMP page on its own site.

    Raises:
        ValidationError: the text is not an http or https URL, as `check_url` says.
    """
    return cache_address(check_url(url))


@_plain
def slugify(title: str) -> str:
    """Return a title as the name of a file or the last part of a URL.

    Lower case, without accents and punctuation, hyphens for spaces: what the rule SET004 expects.

    >>> slugify("The harbour at dawn: a café")
    'the-harbour-at-dawn-a-cafe'

    Args:
        title: text that people read, such as a headline.

    Raises:
        ValidationError: no Latin letter and no digit would be left.
    """
    given: object = title
    slug = slug_of(given).strip("-") if isinstance(given, str) else ""
    if not slug:
        raise ValidationError(
            [
                Fault(
                    FILE_NAME_AGAINST_TITLE,
                    f"`title` gives no name: {show(title)}",
                    "write a title with Latin letters or digits, or name the file by hand",
                )
            ]
        )
    return slug


@_plain
def file_name_for(article: Article) -> str:
    """Return the name of the file for an article: its day in UTC and its title.

    It is the name that the rules SET003 and SET004 expect.

    >>> from article_schema import load
    >>> path = "examples/articles/2020-06-12-the-harbour-at-dawn.md"
    >>> file_name_for(load(path).article)
    '2020-06-12-the-harbour-at-dawn.md'

    Args:
        article: the article; its title and `published_date_time` count.

    Raises:
        ValidationError: the title has no Latin letter and no digit, or the value is no article.
    """
    given: object = article
    if not isinstance(given, Article):
        message = f"`article` must be an Article, not {show(given)}"
        raise ValidationError([Fault(WRONG_TYPE, message, "load() gives one as `.article`")])
    return f"{in_utc(article.published_date_time).date()}-{slugify(article.title)}.md"
