"""TOML is brought to a style; neither its data nor its comments change."""

import tomllib
from collections import Counter

import pytest
from fuzz.toml_edits import made_up, same
from hypothesis import given, settings
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import Manner
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.restyle import (
    changed_by,
    format_source,
)
from article_schema.errors import DocumentError, EditError
from article_schema.house_style import HouseStyle

from ..manners import MANNERS


class Layout(PlainLayout):
    """Knows some keys in an order, and wants quotes for one of them."""

    def key_order(self, route):
        return ("title", "date", "tags", "a") if len(route) < 3 else ()

    def is_quoted(self, route):
        return route[-1] == "title"


def formatted(text, filename="a.toml", layout=None, **values):
    layout = (layout or Layout()).with_manner(Manner(**values))
    source = split(text, filename)
    new = format_source(source, layout)
    assert format_source(new, layout) is new
    assert changed_by(source, compose(source), layout) == (new is not source)
    return new.whole_text


def test_keys_come_in_order_with_their_comments():
    assert formatted(
        "tags = []\n"
        "# About the title,\n"
        "# two lines.\n"
        "title = 'T' # here\n"
        "other = 1\n"
        "date = 2020-06-12  # a day\n"
    ) == (
        "# About the title,\n"
        "# two lines.\n"
        'title = "T" # here\n'
        "date = 2020-06-12  # a day\n"
        "tags = []\n"
        "other = 1\n"
    )


def test_pairs_stay_in_their_table_and_tables_in_their_order():
    assert formatted(
        "a = 1\ntitle = 'x'\n[z]\na = 1\ndate = 2\n\n\n"
        "# on b\n[[b]]\na = 1\n[[b]]\n[b.c]\nx.y = 1\n"
    ) == (
        'title = "x"\na = 1\n\n[z]\ndate = 2\na = 1\n\n# on b\n[[b]]\na = 1\n\n[[b]]\n\n[b.c]\n'
        "x.y = 1\n"
    )


def test_dotted_keys_of_one_table_stay_together():
    text = "x = 0\na.c = 1\ntitle.z = 1\ntags = 1\na.b = 2\n"
    assert formatted(text) == "title.z = 1\ntags = 1\na.c = 1\na.b = 2\nx = 0\n"
    assert formatted("b = 1\na.d = 1\na.c = 2\n", key_order="sorted") == (
        "a.d = 1\na.c = 2\nb = 1\n"
    )


def test_a_comment_of_its_own_keeps_the_order_of_its_table():
    text = "date = 1\n\n# a part of its own\n\ntitle = \"x\"\n\n[a]\ndate = 1\ntitle = 'x'\n"
    assert formatted(text) == (
        'date = 1\n\n# a part of its own\n\ntitle = "x"\n\n[a]\ntitle = "x"\ndate = 1\n'
    ).replace("title = 'x'", 'title = "x"')


def test_blank_lines_between_pairs_stay_until_the_pairs_move():
    text = 'title = "x"\n\ndate = 1\n'
    assert formatted(text) == text
    text = 'date = 1\n\ntitle = "x"\ntags = 1\n'
    assert formatted(text) == 'title = "x"\ndate = 1\ntags = 1\n'
    assert formatted(text, blank_lines="keep") == 'title = "x"\n\ndate = 1\ntags = 1\n'


def test_blank_lines_above_headers():
    text = "\n\na = 1\n[b]\n\n\n# own\n\n# on c\n[c]\n\n\n[d]\n"
    assert formatted(text) == "\n\na = 1\n\n[b]\n\n\n# own\n\n# on c\n[c]\n\n[d]\n"
    assert formatted(text, blank_lines="none") == "\n\na = 1\n[b]\n\n\n# own\n\n# on c\n[c]\n[d]\n"
    assert formatted(text, blank_lines="keep") == text


def test_quotes_of_texts():
    text = (
        "title = 'it'\na = \"it\"\nb = ['x', \"z\"]\nc = {d = 'x'}\n"
        "u = 'https://example.com/'\nday = '2020-06-12'\n"
    )
    gentle = text.replace("title = 'it'", 'title = "it"')
    assert formatted(text) == gentle
    assert formatted(text, text_quotes="double") == (
        'title = "it"\na = "it"\nb = ["x", "z"]\nc = {d = "x"}\n'
        "u = 'https://example.com/'\nday = '2020-06-12'\n"
    )
    assert formatted(text, text_quotes="single", url_quotes="double", date_quotes="double") == (
        "title = 'it'\na = 'it'\nb = ['x', 'z']\nc = {d = 'x'}\n"
        'u = "https://example.com/"\nday = "2020-06-12"\n'
    )
    assert formatted(text, text_quotes="single", keep=("text-quotes",)) == text
    # TOML has no plain text.
    assert formatted(text, text_quotes="plain", date_quotes="plain", url_quotes="plain") == text


_AS_THEY_ARE = (
    '"""\nseveral\nlines"""', "'''one'''", "1979-05-27 07:32:00", "1979-05-27T07:32:00.50Z",
    "0xFF", "1_000", "+1e3", "[ 1,2 ]",
)  # fmt: skip
_ESCAPED = ('"it\'s"', r'"\u200b"', r'"line\nline"', r'"a\tb"')


@pytest.mark.parametrize(("word", "written"), [
    *(("double", each) for each in (*_AS_THEY_ARE, r"'back\slash'", "'say \"so\"'")),
    *(("single", each) for each in (*_AS_THEY_ARE, *_ESCAPED)),
])  # fmt: skip
def test_what_reads_worse_otherwise_keeps_its_form(word, written):
    text = f"k = {written}\n"
    assert formatted(text, text_quotes=word, sign_quotes=word, date_quotes=word) == text


def test_quotes_that_save_escapes():
    assert formatted('k = "say \\"so\\" \\\\"\n', text_quotes="single", sign_quotes="single") == (
        "k = 'say \"so\" \\'\n"
    )


def test_quotes_of_keys():
    text = '"title" = 1\n\'b c\' = 2\n["d".\'e.f\'.""]\n'
    assert formatted(text) == "title = 1\n'b c' = 2\n\n[d.'e.f'.\"\"]\n"
    assert formatted(text, name_quotes="double") == '"title" = 1\n"b c" = 2\n\n["d"."e.f".""]\n'
    assert formatted(text, name_quotes="single") == "'title' = 1\n'b c' = 2\n\n['d'.'e.f'.'']\n"
    assert formatted(text, name_quotes="keep", blank_lines="keep") == text


def test_arrays():
    text = 't = [ "a","b" ]\nl = [\n"a",\n  1\n]\nc = [ # why\n  1,\n]\nm = [[1,2],[\n3]]\n'
    assert formatted(text) == text
    assert formatted(text, arrays="line") == text.replace('[\n"a",\n  1\n]', '["a", 1]')
    assert formatted(text, arrays="lines") == text.replace(
        '[ "a","b" ]', '[\n    "a",\n    "b",\n]'
    )
    assert formatted(text, arrays="lines", array_indent=2, flow_items=2) == text.replace(
        '[\n"a",\n  1\n]', '["a", 1]'
    )
    assert formatted(text, array_indent=2) == text.replace('\n"a"', '\n  "a"')
    assert formatted("[x]\r\n  t = [1]\r\n", arrays="lines", array_indent=1) == (
        "[x]\r\n  t = [\r\n   1,\r\n  ]\r\n"
    )


def test_a_last_line_without_end():
    assert formatted('date = 1\ntitle = "x"') == 'title = "x"\ndate = 1'
    assert formatted('\ufeffdate = 1\r\ntitle = "x"') == '\ufefftitle = "x"\r\ndate = 1'


def test_front_matter_keeps_its_body_and_fences():
    text = "+++\ndate = 1\ntitle = 'x'\n+++ \n\ndate = 1\ntitle = 'x'\n"
    assert formatted(text, "a.md") == (
        "+++\ntitle = \"x\"\ndate = 1\n+++ \n\ndate = 1\ntitle = 'x'\n"
    )
    assert formatted("+++\n+++\nBody\n", "a.md") == "+++\n+++\nBody\n"
    assert formatted("") == ""


def test_the_model_says_the_order():
    text = 'title = "x"\ncategory = "news"\n[provider]\ndomain = "d"\nname = "n"\n'
    assert formatted(text, layout=HouseStyle()) == (
        'category = "news"\ntitle = "x"\n\n[provider]\nname = "n"\ndomain = "d"\n'
    )


def test_what_is_refused():
    with pytest.raises(DocumentError, match="no value of TOML"):
        formatted("a = \n")
    with pytest.raises(EditError, match="characters of TOML, and files beyond 100,000 are not"):
        formatted(f'a = "{"x" * 100_000}"')


@settings(max_examples=7 * settings().max_examples)
@given(st.randoms(use_true_random=False), MANNERS, st.sampled_from([Layout(), PlainLayout()]))
def test_data_and_comments_stay(chance, manner, layout):
    text = made_up(chance)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    layout = layout.with_manner(manner)
    source = split(text, "a.toml")
    new = format_source(source, layout)
    assert same(tomllib.loads(new.text), data)
    assert format_source(new, layout) is new
    assert _comments(new.text) == _comments(text)
    if not manner.enforces("arrays"):
        assert _lines(new.text) == _lines(text)


def _comments(text):
    return Counter(line.partition("# ")[2] for line in text.splitlines() if "# " in line)


def _lines(text):
    return sum(1 for line in text.splitlines() if line.strip())
