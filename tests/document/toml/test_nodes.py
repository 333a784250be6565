"""Where a key or value stands in TOML, the reader of the standard library finds it too."""

from __future__ import annotations

import random
import tomllib

import pytest
from fuzz.toml_edits import at, made_up, same

from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.toml.nodes import read_nodes
from article_schema.document.tree import Mapping, Scalar, Sequence, walk


@pytest.mark.parametrize("seed", range(200))
def test_every_key_and_value_stands_where_its_node_says(seed: int) -> None:
    text = made_up(random.Random(seed))
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        data = None
    if data is None:
        return
    source = split(text, "a.toml")
    tree = compose(source)
    assert same(tree.data, data)
    assert tree.root is not None
    for route, key, node in walk(tree.root):
        written = text[node.start : node.end]
        if isinstance(node, Scalar) or (isinstance(node, Mapping | Sequence) and node.flow):
            assert same(tomllib.loads(f"v = {written}")["v"], at(data, route))
        if isinstance(key, Scalar):
            assert tomllib.loads(f"{text[key.start : key.end]} = 1") == {route[-1]: 1}


def test_half_of_the_texts_above_are_toml() -> None:
    count = 0
    for seed in range(200):
        try:
            tomllib.loads(made_up(random.Random(seed)))
        except tomllib.TOMLDecodeError:
            continue
        count += 1
    assert count > 100


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("a = 1", {"a": 2, "b": 1}),
        ("a = 1", {"b": 1}),
        ("a = 1", {"a": "1"}),
        ('a = "1"', {"a": 1}),
        ("a = [1]", {"a": [1, 2]}),
        ("a = [1]", {"a": 1}),
        ("a = {}", {"a": 1}),
        ("a", {"a": 1}),
        ("= 1", {"a": 1}),
        ("a = [1", {"a": [1]}),
    ],
)
def test_nodes_that_do_not_fit_the_data_are_not_used(text: str, data: dict[str, object]) -> None:
    assert read_nodes(text, (0, len(text)), data) is None
