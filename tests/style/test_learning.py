"""What most files do is their style, and counts say how many."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_schema import Article, DocumentError, Record, Style, dumps, load, record
from article_schema.document.formats.json_front_matter import JSON_FRONT_MATTER
from article_schema.document.formats.registry import split
from article_schema.document.layout import Layout, PlainLayout
from article_schema.document.reading.compose import compose
from article_schema.document.writing.emit import emit
from article_schema.style.evidence import Evidence
from article_schema.style.learning import Learned, learn


def learned(tmp_path: Path, *texts: str, model: type | None = None) -> Learned:
    for number, text in enumerate(texts):
        (tmp_path / f"{number:04}.md").write_text(f"---\n{text}---\n")
    return learn(tmp_path.glob("*.md"), model)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("b: 1\na: 2\n", "key_order", "keep"),
        ("a: 1\nb: 2\n", "key_order", "sorted"),
        ("a: x\n", "text_quotes", "plain"),
        ("a: 'x'\n", "text_quotes", "single"),
        ('a: "https://example.com"\n', "url_quotes", "double"),
        ("a: 2020-06-12\n", "date_quotes", "plain"),
        ('a: "2020-06-12 10:00:00"\n', "date_quotes", "double"),
        ("a: 'x: y'\n", "sign_quotes", "single"),
        ("a: '0.1'\n", "look_alike_quotes", "single"),
        ("a: ''\n", "empty_quotes", "single"),
        ("'a': 1\n", "name_quotes", "single"),
        ("a:\n", "null", "empty"),
        ("a: ~\n", "null", "~"),
        ("a:\n    b: 1\n", "indent", 4),
        ("a:\n- x\n", "list_indent", 0),
        ("a: [x]\n", "lists", "flow"),
        ("a: |\n  x\n  y\n", "multi_line", "literal"),
        ("a: >\n  x\n\n  y\n", "multi_line", "folded"),
    ],
)
def test_what_a_file_shows(tmp_path: Path, text: str, name: str, value: Any) -> None:
    assert learned(tmp_path, text).values[name] == value


def test_most_files_decide_and_the_rest_is_kept(tmp_path: Path) -> None:
    found = learned(tmp_path, *["a: x\n"] * 9, "a: 'x'\n")
    assert found.values["text_quotes"] == "plain"
    assert found.counts["text_quotes"] == (9, 10)
    assert found.values["keep"] == ("text-quotes",)
    assert 'text-quotes = "plain"  # 9 of 10; 10% of the files are otherwise\n' in found.toml()


def test_one_file_of_many_does_not_count(tmp_path: Path) -> None:
    found = learned(tmp_path, *["a: x\n"] * 120, "a: 'x'\n")
    assert "keep" not in found.values


def test_keys_may_have_quotes_of_their_own(tmp_path: Path) -> None:
    text = "title: \"Harbour\"\ntype: x\ntopics:\n  - a\n  - b\nprovider:\n  name: 'Name'\n"
    found = learned(tmp_path, *[text] * 3)
    assert found.values["text_quotes"] == "plain"
    assert found.values["key_quotes"] == {"title": "double", "provider.name": "single"}
    assert found.key_counts["title"] == (3, 3)


def test_keys_may_have_lists_of_their_own(tmp_path: Path) -> None:
    # As sites of Jekyll have them: tags in brackets, all other lists with dashes.
    rest = "\nauthors:\n  - Ann\n  - Bo\nlinks:\n  - x\n"
    words = ("a", "a, b, long, longer, longest", "c, d")
    found = learned(tmp_path, *(f"tags: [{each}]{rest}" for each in words))
    assert found.values["lists"] == "block"
    assert found.values["key_lists"] == {"tags": "flow"}
    assert found.toml().endswith('\n\n[format.key-lists]\n"tags" = "flow"  # 3 of 3\n')
    layout = PlainLayout().with_manner(Style(**found.values))
    data = {"tags": ["u", "v"], "authors": ["Cy"], "links": ["z"]}
    new = emit(data, layout)
    assert new == "tags: [u, v]\nauthors:\n  - Cy\nlinks:\n  - z\n"


def test_lists_with_dashes_at_one_key_bound_no_line_of_the_others(tmp_path: Path) -> None:
    found = learned(tmp_path, *["a: [x, y]\nb: [x]\nauthors:\n  - Ann\n"] * 3)
    assert found.values["lists"] == "flow"
    assert found.values["key_lists"] == {"authors": "block"}
    assert "flow_width" not in found.values


def test_one_key_with_lists_of_both_forms_has_no_rule(tmp_path: Path) -> None:
    found = learned(tmp_path, *["a:\n  - x\n"] * 3, *["a: [x]\n"] * 2)
    assert found.values["lists"] == "block"
    assert "key_lists" not in found.values


def test_what_the_model_says_counts_where_files_follow_it(tmp_path: Path, root: Path) -> None:
    articles = sorted((root / "examples" / "articles").glob("*.md"))
    values = learn(articles, Article).values
    assert (values["text_quotes"], values["key_order"]) == ("model", "model")
    assert values["blank_lines"] == "sections"
    assert "key_quotes" not in values
    text = "category: news\ntitle: x\nprovider:\n  name: x\n"
    found = learned(tmp_path, *[text] * 3, model=Article)
    assert (found.values["text_quotes"], found.values["blank_lines"]) == ("plain", "none")


def test_lines_in_brackets_show_how_long_they_may_be(tmp_path: Path) -> None:
    found = learned(tmp_path, "a: [x, yz]\nb: [x]\nc:\n  - long words\n")
    assert (found.values["lists"], found.values["flow_width"]) == ("flow", 10)


@pytest.mark.parametrize("width", [40, 72, 80, 100])
def test_the_width_of_wrapped_text(tmp_path: Path, width: int) -> None:
    text = " ".join(["harbour", "of", "the", "a", "lighthouses"] * 20)
    layout = PlainLayout().with_manner(Style(wrap=width))
    texts = [emit({"note": text[start:]}, layout) for start in (0, 8, 11, 15, 17)]
    found = learned(tmp_path, *texts)
    layout = PlainLayout().with_manner(Style(**found.values))
    assert [emit({"note": text[start:]}, layout) for start in (0, 8, 11, 15, 17)] == texts


def test_the_table_is_toml_that_makes_the_same_style(tmp_path: Path) -> None:
    text = '"ti\\u007ftle": "Harbour"\n\'a"b.c\': "x"\nd: [x]\n'
    found = learned(tmp_path, *[text] * 4, *["e: x\nf: y\ng: z\n"] * 9)
    table = tomllib.loads(found.toml())["format"]
    assert Style.from_table(table) == Style(**found.values)


def test_of_many_files_some_are_enough(tmp_path: Path) -> None:
    assert learned(tmp_path, *["a: x\n"] * 450).files == 150


LINES = st.lists(
    st.sampled_from(
        ["title: x", "'category': 'n'", "# note", "", "provider:", '  name: "N"', "topics:",
         "  - 'AI'", "- b", "images: [a, {b: 1}]", "n: |", "   text", "? |", "? [a]", ": x",
         "odd: &a [a, 'b']", "  more words", "t: !!str x", "e:", "f: ~", "g: {}", "*a : y", "h: *a",
         "i: 'one", "  two'", "<<: {a: 1}", "  - - x"]
    ),
    max_size=12,
)  # fmt: skip


@settings(deadline=None)
@given(LINES)
def test_anything_that_can_be_read_can_be_counted(lines: list[str]) -> None:
    source = split("---\n" + "".join(f"{line}\n" for line in lines) + "---\n", "a.md")
    try:
        tree = compose(source)
    except DocumentError:
        return
    evidence = Evidence(PlainLayout())
    evidence.add(source, tree)
    assert evidence.files in (0, 1)


TOML = """\
+++
title = "Harbour"
date = 2020-06-12
tags = [
    "ports",
    "boats",
]
aliases = ["a"]

[extra]
team = "x"
+++
"""


def test_files_of_toml_are_learned_and_written_too(tmp_path: Path) -> None:
    @record
    class Page(Record):
        """A page of which every key is kept."""

    for number in range(5):
        (tmp_path / f"{number}.md").write_text(TOML)
    found = learn(tmp_path.glob("*.md"), Page)
    values = found.values
    assert (values["front_matter"], values["arrays"], values["flow_items"]) == ("toml", "lines", 1)
    assert values["array_indent"] == 4
    article = load(tmp_path / "0.md", Page).article
    assert dumps(article, style=Style(**values)) == TOML
    assert Style.from_table(tomllib.loads(found.toml())["format"]) == Style(**values)


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("b = 1\na = 2\n", "key_order", "keep"),
        ("a = 1\nb = 2\n", "key_order", "sorted"),
        ("b = 1\n[a]\nc = 1\n", "blank_lines", "none"),
        ("b = 1\n\n[a]\nc = 1\n", "blank_lines", "sections"),
        ("a = 'x'\n", "text_quotes", "single"),
        ('a = "2020-06-12"\n', "date_quotes", "double"),
        ("a = [1, 2]\n", "arrays", "line"),
    ],
)
def test_what_a_file_of_toml_shows(tmp_path: Path, text: str, name: str, value: Any) -> None:
    (tmp_path / "a.md").write_text(f"+++\n{text}+++\n")
    assert learn([tmp_path / "a.md"]).values[name] == value


def test_the_language_of_most_files_decides(tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.md").write_text("---\na: x\n---\n")
    (tmp_path / "z.md").write_text(TOML)
    values = learn(tmp_path.glob("*.md")).values
    assert (values["front_matter"], values["text_quotes"]) == ("yaml", "plain")
    # Only files of TOML show what arrays look like.
    assert values["arrays"] == "lines"


def test_quotes_that_must_be_are_those_of_the_site(tmp_path: Path) -> None:
    values = learned(tmp_path, "a: x\nd: '2020-06-12'\n").values
    assert (values["sign_quotes"], values["look_alike_quotes"]) == ("single", "single")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1\nb:\n- x\nc: 2\n", "none"),
        ("a: 1\n\nb:\n- x\n\nc: 2\n", "sections"),
        ("a: 1\nb: 2\n", "sections"),
    ],
)
def test_without_a_model_lists_are_sections(tmp_path: Path, text: str, value: str) -> None:
    found = learned(tmp_path, *[text] * 3)
    assert found.values["blank_lines"] == value
    assert "keep" not in found.values


def test_without_a_model_stray_files_are_seen_too(tmp_path: Path) -> None:
    found = learned(tmp_path, *["a: 1\nb:\n- x\n"] * 9, "a: 1\n\nb:\n- x\n", "b: 1\na: 2\n")
    assert found.values["blank_lines"] == "none"
    assert found.values["keep"] == ("key-order", "blank-lines")


_SITES = {
    "a site of Jekyll": Style(
        key_order="keep", blank_lines="none", text_quotes="plain", url_quotes="plain",
        sign_quotes="double", list_indent=0, key_quotes={"title": "double"},
        key_lists={"tags": "flow"}, null="empty",
    ),
    "a site of Docusaurus": Style(
        key_order="keep", blank_lines="none", text_quotes="plain", url_quotes="plain",
        sign_quotes="single", lists="flow", key_lists={"authors": "block"}, list_indent=2,
        indent=4, multi_line="folded",
    ),
    "a site by hand": Style(
        key_order="keep", blank_lines="none", text_quotes="single", url_quotes="double",
        sign_quotes="single", key_quotes={"slug": "plain"}, list_indent=4, multi_line="literal",
        null="~",
    ),
}  # fmt: skip


@pytest.mark.parametrize("site", _SITES)
def test_the_style_of_a_small_site_writes_its_other_files(tmp_path: Path, site: str) -> None:
    layout = PlainLayout().with_manner(_SITES[site])

    def written(number: int, layout: Layout) -> str:
        data = {
            "title": f"Boats of {number} harbours",
            "slug": f"boats-{number}",
            "subtitle": f"Number {number}: the quay",
            "link": f"https://example.com/{number}",
            "tags": [f"port {each}" for each in range(number % 4 + 1)],
            "authors": ["Ann Example", "Bo Example"],
            "note": f"One line {number}\nand another\n",
            "image": {"alt": f"A boat {number}", "source": None},
        }
        return emit(data, layout)

    found = learned(tmp_path, *(written(number, layout) for number in range(8)))
    new = PlainLayout().with_manner(Style(**found.values))
    for number in range(8, 20):
        assert written(number, new) == written(number, layout)


def test_files_of_json_are_learned_and_written_too(tmp_path: Path) -> None:
    lines = ['    "zone": {0},', '    "draft": false,', '    "tags": ["a", "b"],', '    "by": {{']
    text = "\n".join(["{{", *lines, '        "name": "x"', "    }}", "}}", ""])
    paths = []
    for number in range(6):
        paths.append(tmp_path / f"{number}.md")
        paths[-1].write_text(f"{text.format(number)}Body\n")
    found = learn(paths)
    assert found.values["indent"] == 4
    assert found.values["arrays"] == "line"
    assert found.values["key_order"] == "keep"
    assert found.values["front_matter"] == "json"
    assert "keep" not in found.values
    style = Style.from_table(tomllib.loads(found.toml())["format"])
    data = {"zone": 7, "draft": False, "tags": ["a", "b"], "by": {"name": "x"}}
    assert JSON_FRONT_MATTER.emit(data, PlainLayout().with_manner(style)) == text.format(7)


def test_json_with_tabs_keeps_them(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.md" for number in range(4)]
    for path in paths:
        path.write_text('{\n\t"b": 1,\n\t"a": 2\n}\nBody\n')
    assert "indent" in learn(paths).values["keep"]
