"""What `dumps`, `set` and `fmt` write is to the readers of sites the text that was meant."""

from __future__ import annotations

import pytest
from document.reading.test_readings import EXAMPLES, KNOWN, TEXTS
from hypothesis import given, settings
from hypothesis import strategies as st
from yaml_readers import Answer, readers

from article_schema import dumps, loads
from article_schema.document.formats.registry import split
from article_schema.document.splicing.restyle import format_source
from article_schema.house_style import HouseStyle

HEAD = """\
category: news
title: "Harbour at dawn"
excerpt: "A walk."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/a"
type: article
provider:
  name: Ex
  domain: example.com
"""
CLOCK = "2020-06-12T19:19:00Z"


@pytest.fixture(scope="module")
def real():
    with readers() as found:
        yield found


def front(text: str) -> str:
    """Return the YAML between the fences."""
    return split(text, "article.md").data_text


def at(answer: Answer, *route: str | int) -> Answer:
    for step in route:
        kind, value = answer
        if kind == "mapping":
            answer = dict(value)[("text", step)]
        else:
            assert kind == "list", answer
            answer = value[step]
    return answer


def formatted(text: str) -> str:
    return format_source(split(text, "article.md"), HouseStyle()).whole_text


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def assert_all_read(real, text: str, meant: str, *routes: tuple[str | int, ...]) -> None:
    for name, read in real.items():
        answer = read(front(text))
        for route in routes:
            assert at(answer, *route) == ("text", meant), (name, route, text)


words = pytest.mark.parametrize("word", [*KNOWN, CLOCK])
generated = st.one_of(TEXTS, st.sampled_from(KNOWN)).filter(lambda text: text.strip() == text)


def check_fmt(real, word: str) -> None:
    text = f"---\n{HEAD}topics:\n  - {quoted(word)}\nlocale: {quoted(word)}\n---\n"
    assert_all_read(real, formatted(text), word, ("topics", 0), ("locale",))


def check_dumps(real, word: str) -> None:
    article = loads(f"---\n{HEAD}topics: [Ports]\n---\n").article
    article.topics = [word]
    article.extra = {"list": [word], "inner": {"value": word, f"k{word}": word}, "word": word}
    if word not in article.extra and word != "<<":
        article.extra[f"{word}"] = word
    routes: list[tuple[str | int, ...]] = [
        ("topics", 0), ("list", 0), ("inner", "value"), ("inner", f"k{word}"), ("word",),
    ]  # fmt: skip
    if word in article.extra:
        routes.append((word,))
    assert_all_read(real, dumps(article), word, *routes)


def check_set(real, word: str) -> None:
    document = loads(
        f"---\n{HEAD}topics: [Ports]\nwords: [a]\nplain: word\nsingle: 'x'\nlist:\n  - Ports\n---\n"
    )
    for route in ("topics[0]", "words[0]", "plain", "single", "list[0]", "fresh"):
        document.set(route, word)
    routes = (("topics", 0), ("words", 0), ("plain",), ("single",), ("list", 0), ("fresh",))
    assert_all_read(real, document.text, word, *routes)


@words
def test_fmt_keeps_what_a_reader_takes_for_something_else_in_quotes(real, word):
    check_fmt(real, word)


@words
def test_dumps_writes_what_a_reader_takes_for_something_else_in_quotes(real, word):
    check_dumps(real, word)


@words
def test_set_writes_what_a_reader_takes_for_something_else_in_quotes(real, word):
    check_set(real, word)


@settings(max_examples=EXAMPLES // 5)
@given(generated)
def test_generated_text_is_text_to_every_reader_after_fmt_dumps_and_set(real, word):
    check_fmt(real, word)
    check_dumps(real, word)
    check_set(real, word)


def test_an_instant_is_plain_in_a_field_of_instants_and_in_quotes_in_one_of_texts():
    text = f'---\n{HEAD}topics:\n  - "{CLOCK}"\n---\n'.replace(f": {CLOCK}", f": '{CLOCK}'")
    assert f"publishedDateTime: {CLOCK}\n" in formatted(text)
    assert f'  - "{CLOCK}"\n' in formatted(text)
    article = loads(text).article
    assert f"publishedDateTime: {CLOCK}\n" in dumps(article)
    assert f'  - "{CLOCK}"\n' in dumps(article)


def test_an_instant_under_a_key_that_nobody_knows_stays_as_it_is_written():
    document = loads(f"---\n{HEAD}date: {CLOCK}\nword: 'x'\ndates:\n  - {CLOCK}\n---\n")
    document.set("date", "2021-06-12T19:19:00Z")
    document.set("word", "2021-06-12T19:19:00Z")
    document.set("dates", [CLOCK, "2021-06-12T19:19:00Z"])
    assert "\ndate: 2021-06-12T19:19:00Z\nword: '2021-06-12T19:19:00Z'\n" in document.text
    assert f"dates:\n  - {CLOCK}\n  - 2021-06-12T19:19:00Z\n" in document.text
