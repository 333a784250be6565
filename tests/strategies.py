"""Strategies of the tests: valid articles, and data that nearly are."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from datetime import UTC, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from article_schema.conversion import structure
from article_schema.interop.hypothesis_data import (
    Data,
    hosts,
    instants,
    json_values,
    paths,
    texts,
    to_satisfy,
    urls,
    valid_data,
    valid_values,
)
from article_schema.model.article import Article
from article_schema.model.shapes.tables import ModelTable, table_of

#: What the tests take from here, besides what is defined below.
__all__ = [
    "Data",
    "hosts",
    "instants",
    "json_values",
    "paths",
    "texts",
    "to_satisfy",
    "urls",
    "valid_data",
    "valid_values",
]


def valid_article_data() -> st.SearchStrategy[Data]:
    """Plain data of valid articles."""
    return valid_data(Article)


def valid_articles() -> st.SearchStrategy[Article]:
    """Valid articles."""
    return valid_article_data().map(structure)


#: Texts that are nearly right somewhere.
NEAR_MISSES = (
    "", " ", "\n", "\u00a0", "\u200b", "\u2060", "\ufeff", "\u180e", "\u00ad", "\u2800", "\x00",
    "\x85", "\x1c", "\u200d\u200c", " \u3000\t", "yes", "null", "1024", "1.0", "true", "http://",
    "https://", "http:/x", "http:example.com", "//example.com/x", "ftp://example.com/",
    "https://localhost/", "https://localhost.", "http://0300.1/", "http://1.2.3.4.5/",
    "http://256.1.1.1/", "http://1.2.3.4", "http://1.2.3.4./", "http://0x7f.1/", "http://[::1]/",
    "http://exa mple.com/", "https://example.com:65536/", "https://example.com:99999",
    "https://example.com:00080/", "https://example.com:x", "https://u:p@example.com/",
    "https://example.com/%zz", "https://example.com/%2", "https://example.com/a b",
    "https://example.com/a|b", "https://example.com/<>", "https://example.com/#a#b",
    "https://example.com/é", "https://exämple.com/", "https://xn--exmple-cua.com/",
    "https://-example.com/", "https://example-.com/", "https://example..com/",
    "https://.example.com/", "https://example.com../", "https://example.com\n",
    "https://example.com/\n", "\nhttps://example.com/", "https://example.com/\r",
    "https://example.com\\a", "https://example.com/[1]", "https://example.com?q",
    "https://example.com#f", "https://example.c_m/", "https://example.1om/",
    "https://" + "a" * 63 + ".com/", "https://" + "a" * 64 + ".com/", "/a", "/", "//", "/a b",
    "/a\n", "/%", "/?#", "a/b", "./a", "example.com", "example.com.", "example.com\n", "example",
    "example.com/", "https://example.com", "EXAMPLE.com", "a_b.example.com", "1.2.3.4", "1.2.3",
    "256.1.1.1", "2020-06-12T19:19:00Z\n", "2020-06-12", "2020-06-12T19:19:00",
    "2020-06-12 19:19:00Z", "2020-06-12t19:19:00z", "2020-02-30T00:00:00Z", "2019-02-29T00:00:00Z",
    "2000-02-29T00:00:00Z", "1900-02-29T00:00:00Z", "2020-13-01T00:00:00Z", "2020-12-31T23:59:60Z",
    "2020-12-31T24:00:00Z", "0000-01-01T00:00:00Z", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z",
    "2020-06-12 19:19:00 -0500", "2020-06-12 19:19:00.5", "2020-06-12 19:19:00 +2400",
    "2020-06-12 19:19:00  -0500", "2020-06-12T19:19:00 -0500", "2020-02-30", "2019-02-29",
    "2020-06-12\n", "0000-01-01", "2020-06-1", "2020-06-12 ",
    "2020-06-12T19:19Z", "2020-06-12T19:19:00.Z", "2020-06-12T19:19:00,5Z",
    "2020-06-12T19:19:00+0200", "2020-06-12T19:19:00+24:00", "2020-06-12T19:19:00+02:60",
    "2020-06-12T19:19:00-00:00", "2020-W24-5T19:19:00Z", "20200612T191900Z",
    "٢٠٢٠-06-12T19:19:00Z", "2020-06-12T19:19:00.1234567890123Z",
    "AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA==",
    "AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA==\n", "AAAAAAAAAAAAAAAAAAAAAA==",
    ";AAAAAAAAAAAAAAAAAAAAAA==", "AAAA;AAAAAAAAAAAAAAAAAAAAAA==",
    "AAAAAAAAAAAAAAAAAAAAAA;AAAAAAAAAAAAAAAAAAAAAA==",
    "AAAAAAAAAAAAAAAAAAAAA-==;AAAAAAAAAAAAAAAAAAAAAA==",
)  # fmt: skip

ODD_NUMBERS = (
    0, -1, 1, -2, 1.0, -1.0, 0.0, -0.0, 0.5, 1.5, -0.5, 1e300, -1e300, 1e16, 2**53 + 1, 2**63,
    2**64, -(2**63) - 1, 10**40, -(10**40), 5e-324,
)  # fmt: skip
odd_values: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(NEAR_MISSES),
    st.sampled_from(ODD_NUMBERS),
    st.sampled_from([None, True, False]),
    st.sampled_from([[], {}, [None], [[]], [""], {"": None}, {"extra": 1}]).map(copy.deepcopy),
    json_values,
)


def routes_in(data: Any) -> Iterator[tuple[Any, Any]]:
    """Yield every place in data: the list or mapping that holds it, and its key or index."""
    places = data.items() if isinstance(data, dict) else enumerate(data)
    for step, value in list(places):
        yield data, step
        if isinstance(value, dict | list):
            yield from routes_in(value)


@st.composite
def mutated(draw: st.DrawFn, model: type = Article) -> Any:
    """Data of a model, with up to three changes that may break it."""
    data = draw(valid_data(model))
    for _ in range(draw(st.integers(0, 3))):
        places = list(routes_in(data))
        if not places:
            break
        holder, step = draw(st.sampled_from(places))
        _mutate(draw, holder, step, table_of(model))
    return data


def _mutate(draw: st.DrawFn, holder: Any, step: Any, table: ModelTable) -> None:
    match draw(st.integers(0, 5)):
        case 0:
            del holder[step]
        case 1:
            holder[step] = None
        case 2 if isinstance(holder[step], str):
            holder[step] = _dented(draw, holder[step])
        case 3 if isinstance(holder, dict):
            key = draw(st.sampled_from(list(table.by_key)) | texts)
            holder[key] = draw(odd_values)
        case _:
            holder[step] = draw(odd_values)


#: What dents a text.
DENTS = ("\n", "\r", " ", "\t", "\u00a0", "\u2028", "%", "%4", *"#?@:[|é/.-Z", "")


def _dented(draw: st.DrawFn, text: str) -> str:
    """A text with one stretch replaced, or something put at one of its ends."""
    start = draw(st.integers(0, len(text)) | st.sampled_from([0, len(text)]))
    end = min(len(text), start + draw(st.integers(0, 2)))
    return f"{text[:start]}{draw(st.sampled_from(DENTS))}{text[end:]}"


def zones() -> st.SearchStrategy[timezone]:
    """Time zones of whole minutes."""
    minutes = st.integers(-23 * 60 - 59, 23 * 60 + 59)
    return st.just(UTC) | minutes.map(lambda number: timezone(timedelta(minutes=number)))
