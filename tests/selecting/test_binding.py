"""Expressions and the fields of a model: what is true, and what can never be."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import Article, Record, UsageError, record, structure
from article_schema.presets.hugo import Hugo
from article_schema.selecting.binding import condition
from article_schema.selecting.tokens import ExpressionError

RECORD: dict[str, Any] = {
    "type": "video",
    "title": "The harbour at dawn",
    "heat": 72,
    "published": True,
    "publishedDateTime": "2020-06-12T05:40:00+02:00",
    "topics": ["Ports", "Travel"],
    "provider": {"name": "Example Times"},
    "images": [{"width": 1200}],
    "layout": "post",
}


@pytest.mark.parametrize(
    "text",
    [
        'type == "video"', "type != 'article'", 'type in ["article", "video"]',
        'type not in ["article"]', "heat > 70 and heat <= 72", "70 < heat", "heat == 72.0",
        '"Ports" in topics', '"Ships" not in topics', '"harbour" in title',
        "images[0].width >= 1200", 'publishedDateTime > "2020-06-12"',
        'publishedDateTime < "2020-06-12T04:00:00Z"',
        'publishedDateTime == "2020-06-12T03:40:00Z"', 'provider.name == "Example Times"', "images",
        "published", "not locale", "locale == null", 'excerpt != "x"', '["layout"] == "post"',
        "not (heat < 70 or heat > 80)", "published == true",
        'publishedDateTime in ["2019-06-12", "2020-06-12T03:40:00Z"]', 'title < "The quay"',
        "images[1].width == null",
        '["nothing"] == null',
    ],
)  # fmt: skip
def test_what_is_so(text: str) -> None:
    assert condition(text, Article)(RECORD) is True
    assert condition(f"not ({text})", Article)(RECORD) is False


@pytest.mark.parametrize(
    ("text", "column", "told"),
    [
        ('typ == "x"', 1, "Article has no field `typ`; did you mean `type`?"),
        ('web_url == "x"', 1, "did you mean `webUrl`?"),
        ("foo", 1, 'write ["foo"] for a key that the model does not know'),
        ("heat and images[0].widht > 3", 10, "has no field `widht`; it has url, width"),
        ("images.url", 1, "`images` is a list; name one of its items, such as images[0]"),
        ("title.x", 1, "`title` is a single value"),
        ("title[0]", 1, "`title` is no list"),
        ('heat > "3"', 8, 'must be a whole number, at least -1, not the text "3"'),
        ("title == 3", 10, "`title` must be text, not the number 3"),
        ("title < true", 9, "true has no order"),
        ('publishedDateTime > "soon"', 21, 'compare it with one such as "2020-06-12"'),
        ("publishedDateTime > 5", 21, "`publishedDateTime` must be"),
        ("3 in topics", 1, "`topics` never holds the number 3; it holds text"),
        ('"x" in heat', 8, "`heat` is neither a list nor text"),
        ("heat in 3", 9, "behind `in` stands a field, or a list"),
        ('type in ["article", 3]', 9, "`type` must be text, not the number 3"),
    ],
)
def test_what_can_never_be_is_told(text: str, column: int, told: str) -> None:
    with pytest.raises(ExpressionError) as raised:
        condition(text, Article)
    assert raised.value.column == column
    assert told in str(raised.value)
    assert isinstance(raised.value, UsageError)


def test_the_words_of_a_choice_are_known() -> None:
    @record
    class Story(Record):
        kind: Literal["news", "story"] = "news"

    assert condition('kind == "story"', Story)({"kind": "story"})
    with pytest.raises(ExpressionError, match="must be one of news, story"):
        condition('kind == "stroy"', Story)


def test_dates_of_toml_are_compared_with_text() -> None:
    for value in (date(2020, 6, 12), "2020-06-12"):
        assert condition('date >= "2020-06-12"', Hugo)({"date": value})
        assert condition('date < "2020-06-12T00:00:01Z"', Hugo)({"date": value})


@pytest.mark.parametrize(
    "odd", [None, [], "text", 5, {"heat": "much"}, {"heat": True}, {"heat": []}]
)
def test_faulty_records_are_judged_too(odd: Any) -> None:
    assert condition("heat > 5", Article)(odd) is False
    assert condition("heat <= 5", Article)(odd) is False
    assert condition("heat != 5", Article)(odd) is True


ATOMS = {
    'type == "video"': lambda it: it["type"] == "video",
    "heat > 5": lambda it: it["heat"] > 5,
    '"a" in topics': lambda it: "a" in it["topics"],
    "published": lambda it: it["published"],
}
RECORDS = st.fixed_dictionaries({
    "type": st.sampled_from(["video", "article"]), "heat": st.integers(0, 9),
    "topics": st.lists(st.sampled_from("ab")), "published": st.booleans(),
})  # fmt: skip
EXPRESSIONS = st.recursive(
    st.sampled_from(list(ATOMS.items())),
    lambda parts: st.one_of(
        parts.map(lambda it: (f"not ({it[0]})", lambda data, it=it: not it[1](data))),
        st.tuples(parts, parts).map(
            lambda it: (f"({it[0][0]}) and ({it[1][0]})",
                        lambda data, it=it: it[0][1](data) and it[1][1](data))
        ),
        st.tuples(parts, parts).map(
            lambda it: (f"({it[0][0]}) or ({it[1][0]})",
                        lambda data, it=it: it[0][1](data) or it[1][1](data))
        ),
    ),
    max_leaves=8,
)  # fmt: skip


@given(EXPRESSIONS, RECORDS)
def test_an_expression_says_what_python_says(expression: tuple[str, Any], data: Any) -> None:
    text, judge = expression
    assert condition(text, Article)(data) is bool(judge(data))


VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=5), st.dates(),
              st.datetimes()),
    lambda inner: st.one_of(st.lists(inner, max_size=3),
                            st.dictionaries(st.text(max_size=3), inner, max_size=3)),
    max_leaves=5,
)  # fmt: skip
FIELDS = ["title", "heat", "topics", "publishedDateTime", "images", "provider.name", "published",
          '["odd"]']  # fmt: skip
OPERANDS = st.sampled_from(
    [*FIELDS, '"x"', "3", "true", "null", '"2020-06-12"', "2.5", '["a"]', "[1, 2]"]
)
SIGNS = st.sampled_from(["==", "!=", "<", ">=", "in", "not in"])


@given(OPERANDS, SIGNS, OPERANDS, st.dictionaries(
    st.sampled_from(["title", "heat", "topics", "publishedDateTime", "images", "provider",
                     "published", "odd"]), VALUES))  # fmt: skip
def test_no_record_makes_a_condition_fail(left: str, sign: str, right: str, data: Any) -> None:
    with suppress(ExpressionError):
        judge = condition(f"{left} {sign} {right}", Article)
        assert judge(data) in (True, False)


def test_an_article_is_chosen_as_its_data() -> None:
    data = {**RECORD, "category": "news", "excerpt": "x", "webUrl": "https://www.example.com/a",
            "provider": {"name": "Example Times", "domain": "example.com"}}  # fmt: skip
    data.pop("images")
    article = structure(data, Article)
    assert condition('type == "video"', Article)(data) is (article.type == "video")
