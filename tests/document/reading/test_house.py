from __future__ import annotations

from pathlib import Path

import pytest
from fuzz.differential import nodes_that_differ

from article_schema.document.compare import same
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.reading.house import read_house_form
from article_schema.document.source import decode

from ..texts import compose_text

READ = [
    "title: The harbour\n",
    'title: "The harbour: a walk # at dawn"\n',
    "title: 'The harbour'   # a comment\n",
    'title: "a \\"word\\", a \\\\ and a\\nbreak"\n',
    "a: 1\nb: -1\nc: 0.5\nd: 0x1f\ne: 010\nf: ~\ng: null\nh: true\ni: yes\nj: 1_000\n",
    "at: 2020-06-12T19:19:00Z\nday: 2020-06-12\ntime: 19:19\n",
    "url: https://example.com/a?b=c#d\npath: /assets/a.png\n",
    "topics: [Ports, Sea Travel, 2020, 1.5]\nnone: []\n",
    "topics:\n  - Ports\n  - Sea Travel\n\n  # a comment\n  - 12\nlast: x\n",
    "topics:\n- Ports\n- Travel\nlast: x\n",
    "images:\n- url: /a\n  width: 1\n-   url: /b\n    width: 2\nlast: x\n",
    "a:\n  b:\n    c: 1\n  d: 2\ne: 3\n",
    "empty:\nnext:\n  inner:\nlast:\n",
    "items:\n  - name: a\n    inner:\n      - x\n      - y\n    more:\n    - z\n  - name: b\n",
    "title: x\r\ntopics:\r\n  - A\r\n\r\nlast: y",
    "title: café – “quoted” 😀\n",
]

DECLINED = [
    "",
    "# only a comment\n",
    "- a\n",
    " a: 1\n",
    "a: 1\na: 2\n",
    "a: b: c\n",
    "a: b\n  c\n",
    "a: b\n  c: d\n",
    "a: b\n- c\n",
    "a: |\n  text\n",
    "a: 'it''s'\n",
    'a: "\\x41"\n',
    'a: "unclosed\n',
    "a: &x b\n",
    "a: *x\n",
    "a: !t b\n",
    "a: {b: c}\n",
    "a: [b, [c]]\n",
    "a: [b, ]\n",
    "a: [b: c]\n",
    "a: -\n",
    "a:\n  -\n",
    "a:\n  - - b\n",
    "a:\tb\n",
    "a: b\x85c\n",
    "a: b\u00a0c\n",
    "a: b\rc: d\n",
    "null: a\n",
    "true: a\n",
    "? a\n: b\n",
    "a b: c\n",
    "a: @b\n",
    "a: %b\n",
    "a: b:\n",
    "a:\n    b: 1\n  c: 2\n",
    "a:\n  - b\n c: d\n",
    "---\na: b\n",
    "a: b\n...\n",
    "a: " + "x" * 200_001 + "\n",
    "".join(" " * depth + f"k{depth}:\n" for depth in range(40)),
]


@pytest.mark.parametrize("text", READ)
def test_house_form_is_read_as_the_parsers_read_it(text: str) -> None:
    tree = read_house_form(text)
    assert tree is not None
    composed = compose_text(text)
    assert same(tree.data, composed.data)
    assert nodes_that_differ(tree, composed) is None


@pytest.mark.parametrize("text", DECLINED)
def test_anything_else_is_declined(text: str) -> None:
    assert read_house_form(text) is None


def test_every_sample_file_is_read_without_a_parser(shared: Path) -> None:
    declined = []
    for path in [*sorted((shared / "corpus").rglob("*")), shared / "seed" / "article.md"]:
        if path.suffix in (".md", ".html", ".yaml"):
            source = split(decode(path.read_bytes(), str(path)), str(path))
            assert source.format is not JSON
            tree = read_house_form(source.data_text, source.block[0])
            if tree is None:
                declined.append(path.name)
            else:
                composed = compose(source)
                assert same(tree.data, composed.data), path
                assert nodes_that_differ(tree, composed) is None, path
    assert declined == []
