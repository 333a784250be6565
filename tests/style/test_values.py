"""A style is a value: written down, read off files, and used by `dumps`."""

from __future__ import annotations

import os
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from document.manners import MANNERS
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import valid_articles

from article_schema import (
    Article,
    EditError,
    Style,
    UsageError,
    dump,
    dumps,
    load,
    loads,
    record,
    unstructure,
)
from article_schema.document.formats.registry import split
from article_schema.document.formats.whole import new_text
from article_schema.document.splicing.restyle import format_source
from article_schema.house_style import HouseStyle
from article_schema.model.fields import Record

POST = """\
---
date: '2020-06-12'
title: The harbour at dawn
tags:
- ports
- boats
link: https://example.com/a
note: 'one: two'
empty: ''
---
"""


@record
class Post(Record):
    """A post of which every key is kept as it is."""


@pytest.fixture
def posts(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.md" for number in range(10)]
    for path in paths:
        path.write_text(POST)
    return paths


def test_what_is_learned_writes_the_files_again(posts: list[Path]) -> None:
    style = Style.of(posts, Post)
    assert style.keep == ()
    assert (style.key_order, style.text_quotes, style.date_quotes) == ("keep", "plain", "single")
    assert (style.sign_quotes, style.empty_quotes, style.list_indent) == ("single", "single", 0)
    assert dumps(load(posts[0], Post).article, style=style) == POST


def test_a_file_goes_out_in_a_style(tmp_path: Path) -> None:
    article = loads(POST, model=Post).article
    dump(article, tmp_path / "a.yaml", style=Style(key_order="sorted", lists="flow"))
    text = (tmp_path / "a.yaml").read_text()
    assert text.startswith('date: "2020-06-12"\nempty: ""\nlink: https://example.com/a\n')
    assert text.endswith("tags: [ports, boats]\ntitle: The harbour at dawn\n")


def test_line_breaks_are_of_the_style_too() -> None:
    text = dumps(loads(POST, model=Post).article, "Body\n", style=Style(line_breaks="crlf"))
    head, body = text.split("---\r\nBody")
    assert head.count("\r\n") == head.count("\n") == 9
    assert body == "\n"


def test_a_document_takes_a_style_with_another_format(posts: list[Path]) -> None:
    document = load(posts[0], Post)
    assert dumps(document, style=Style(lists="flow")) == POST
    assert "tags: [ports, boats]" in dumps(document, "", "a.yaml", style=Style(lists="flow"))


def test_the_default_is_the_house_style(root: Path) -> None:
    article = load(next((root / "examples" / "articles").glob("*.md"))).article
    assert dumps(article, style=Style()) == dumps(article)


def test_no_files_show_nothing() -> None:
    assert Style.of([], Article) == Style()


def test_files_without_yaml_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# No front matter\n")
    (tmp_path / "b.json").write_text("{}\n")
    (tmp_path / "c.md").write_text("---\na: 1\na: 2\n---\n")
    (tmp_path / "d.md").write_text("---\na: [\n---\n")
    (tmp_path / "e.md").write_bytes(b"---\na: \xff\n---\n")
    assert Style.of([*tmp_path.iterdir(), tmp_path / "missing.md"]) == Style()


def test_a_table_makes_a_style() -> None:
    table = {"list-indent": 0, "key-quotes": {"title": "single"}, "keep": ["key-order"]}
    style = Style(list_indent=0, key_quotes={"title": "single"}, keep=("key-order",))
    assert Style.from_table(table) == style


def test_wrong_styles_are_refused() -> None:
    with pytest.raises(UsageError, match="lists must be one of block, flow, not 'x'"):
        Style(lists="x")
    with pytest.raises(TypeError, match=r"dumps\(\) takes a Style"):
        dumps(loads(POST, model=Post).article, style={})  # type: ignore[arg-type]


def test_the_table_of_files_has_counts(posts: list[Path]) -> None:
    table = Style.explain(posts, Post)
    assert table.startswith("[format]\n")
    assert 'date-quotes = "single"  # 10 of 10\n' in table
    assert 'key-order = "keep"  # 10 of 10 files\n' in table


def test_new_keys_of_a_document_are_in_its_style(posts: list[Path], tmp_path: Path) -> None:
    style = Style(key_order="sorted", text_quotes="single", lists="flow")
    path = tmp_path / "new.md"
    path.write_text("---\na: x\nz: y\n---\n")
    document = load(path, Post, style=style)
    document.set("more", "words")
    document.set("list", ["one", "two"])
    document.set("a", "stays plain")
    assert document.text == (
        "---\na: stays plain\nlist: ['one', 'two']\nmore: 'words'\nz: y\n---\n"
    )
    # What the file shows itself comes first.
    document = load(posts[0], Post, style=Style(list_indent=4))
    document.set("new", ["x"])
    assert "new:\n- x\n" in document.text


def test_a_configuration_brings_its_style(tmp_path: Path) -> None:
    (tmp_path / "article-schema.toml").write_text('[format]\ntext-quotes = "single"\n')
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: x\n---\n")
    document = load(path, config=tmp_path / "article-schema.toml")
    document.set("note", "words")
    assert document.text == "---\ntitle: x\nnote: 'words'\n---\n"


def test_a_configuration_lets_its_style_be_learned_once(tmp_path: Path, monkeypatch: Any) -> None:
    site = '[[collections]]\nname = "{0}"\nfiles = "{0}/**"\nmodel = "m.json"\nformat = "learn"\n'
    config = tmp_path / "article-schema.toml"
    config.write_text(site.format("single") + site.format("plain"))
    (tmp_path / "m.json").write_text("{}")
    for name, quote in (("single", "'"), ("plain", "")):
        (tmp_path / name).mkdir()
        for number in range(3):
            text = f"---\ntitle: {quote}text {number}{quote}\n---\n"
            (tmp_path / name / f"{number}.md").write_text(text)
        (tmp_path / name / "new.md").write_text("---\ncount: 1\n---\n")
    calls = []
    learn = Style.of
    monkeypatch.setattr(Style, "of", lambda *given: calls.append(given) or learn(*given))
    monkeypatch.chdir(tmp_path.parent)
    for _ in range(2):
        for name, line in (("single", "more: 'words'"), ("plain", "more: words")):
            document = load(tmp_path / name / "new.md", config=config)
            document.set("more", "words")
            assert document.text == f"---\ncount: 1\n{line}\n---\n"
    assert len(calls) == 2
    assert dumps(load(tmp_path / "single/new.md", config=config).article) == "---\ncount: 1\n---\n"
    # What the caller gives comes first, and nothing is learned for it.
    document = load(tmp_path / "single/new.md", config=config, style=Style(text_quotes="double"))
    document.set("more", "words")
    assert 'more: "words"' in document.text
    assert len(calls) == 2
    # A change of the configuration counts at once.
    config.write_text(site.format("single").replace('"learn"', "{text-quotes = 'double'}"))
    document = load(tmp_path / "single/new.md", config=config)
    document.set("more", "words")
    assert 'more: "words"' in document.text
    config.write_text(site.format("single"))
    os.utime(config, ns=(1, 1))
    load(tmp_path / "single/new.md", config=config)
    assert len(calls) == 3


@pytest.mark.parametrize("name", ["a.json", "a.toml", "a.jsonl"])
def test_other_languages_have_quotes_of_their_own(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text('a = "x"\n' if name == "a.toml" else '{"a": "x"}\n')
    style = Style(text_quotes="single", lists="flow", key_order="sorted")
    document = load(path, Post, style=style)
    document.set("b", "y")
    document.set("c", ["z"])
    document.save()
    assert load(path, Post).data == {"a": "x", "b": "y", "c": ["z"]}


@settings(deadline=None)
@given(valid_articles(), MANNERS, st.sampled_from(["a.md", "a.yaml", "a.toml", "a.json"]))
def test_an_article_comes_back_from_any_style(article: Article, manner: Any, name: str) -> None:
    style = Style(**{each.name: getattr(manner, each.name) for each in fields(Style)})
    try:
        text = dumps(article, filename=name, style=style)
    except EditError:
        # TOML and JSON have no way to write some values that unknown keys may have.
        assert name.endswith(("toml", "json")) or style.front_matter != "yaml"
        return
    assert loads(text, name).article == article


@settings(deadline=None)
@given(valid_articles(), MANNERS, MANNERS)
def test_formatting_makes_of_one_style_what_is_no_other_article(
    article: Article, first: Any, second: Any
) -> None:
    layout = HouseStyle(Article, first)
    source = split(new_text(unstructure(article), "a.yaml", "", layout), "a.yaml")
    layout = layout.with_manner(second)
    new = format_source(source, layout)
    assert loads(new.text, "a.yaml").article == article
    assert format_source(new, layout) == new
