"""Changes of many items cost no more proofs than changes of few: each proof reads the file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from article_schema import Document, loads
from article_schema.document.edits import SetValue
from article_schema.document.formats.registry import split
from article_schema.document.splicing import splice as splicing
from article_schema.document.splicing.splice import splice
from article_schema.house_style import HouseStyle
from article_schema.model.article import Article


def items(count: int) -> str:
    lines = (f"  - name: n{each} # c{each}\n    url: u{each}\n" for each in range(count))
    return f"title: a\nitems:\n{''.join(lines)}"


def keys(count: int) -> str:
    return "title: a\n" + "".join(f"# about k{each}\nk{each}: v{each}\n" for each in range(count))


def brackets(count: int) -> str:
    return f"title: a\nitems: [{', '.join(f'n{each}' for each in range(count))}]\n"


def tables(count: int) -> str:
    return "".join(f"[[items]]\nname = 'n{each}'\n\n" for each in range(count))


def json_keys(count: int) -> str:
    return json.dumps({f"k{each}": each for each in range(count)})


def new_items(change: Callable[[Any], Any]) -> Callable[[Document, int], None]:
    return lambda document, _: document.set("items", [change(x) for x in document.data["items"]])


def merged(name: str, value: Any) -> Callable[[Document, int], None]:
    return lambda document, count: document.merge(
        {name.format(each): value for each in range(count)}
    )


CHANGES: dict[str, tuple[str, Callable[[int], str], Callable[[Document, int], None]]] = {
    "extend": ("yaml", items, lambda document, count: document.extend("items", [{"b": 1}] * count)),
    "extend brackets": ("yaml", brackets, lambda document, n: document.extend("items", ["x"] * n)),
    "merge new keys": ("yaml", keys, merged("new{}", "a: b")),
    "merge new lists": ("yaml", keys, merged("new{}", ["a"])),
    "merge old keys": ("yaml", keys, merged("k{}", "other: #1")),
    "merge old keys to lists": ("yaml", keys, merged("k{}", ["a", {"b": 1}])),
    "set other values": ("yaml", items, new_items(lambda item: {**item, "url": "other"})),
    "set other keys": ("yaml", items, new_items(lambda item: {"a": item["name"], "b": 2})),
    "set fewer keys": ("yaml", items, new_items(lambda item: {"url": item["url"]})),
    "set texts": ("yaml", items, new_items(lambda item: item["name"])),
    "set every second": ("yaml", items, lambda d, _: d.set("items", d.data["items"][::2])),
    "sort": ("yaml", brackets, lambda document, _: document.sort("items", reverse=True)),
    "reorder": ("yaml", items, lambda d, count: d.reorder("items", range(count)[::-1])),
    "delete a repeated key": (
        "yaml",
        lambda count: "m:\n" + "  a: 1\n" * count + "  b: 2\n",
        lambda document, _: document.delete("m.a"),
    ),
    "merge into TOML": ("toml", tables, merged("new{}", 1)),
    "extend tables of TOML": ("toml", tables, lambda d, n: d.extend("items", [{"name": "x"}] * n)),
    "merge into JSON": ("json", json_keys, merged("new{}", [1])),
}


class Proofs:
    """Counts the proofs, and can refuse some."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        self._prove = splicing.proved
        monkeypatch.setattr(splicing, "proved", self)

    def __call__(self, *arguments: Any) -> Any:
        self.count += 1
        return self._prove(*arguments)


@pytest.fixture
def proofs(monkeypatch: pytest.MonkeyPatch) -> Proofs:
    return Proofs(monkeypatch)


@pytest.mark.parametrize("name", CHANGES)
def test_four_times_as_many_changes_take_as_many_proofs(name: str, proofs: Proofs) -> None:
    ending, make, change = CHANGES[name]
    found = []
    for count in (10, 40):
        document = loads(make(count), f"a.{ending}")
        proofs.count = 0
        change(document, count)
        found.append(proofs.count)
    assert found[0] == found[1] <= 4


def test_an_edit_that_needs_a_second_way_makes_no_other_one_alone(proofs: Proofs) -> None:
    """At the end of the file the text below `|` has no last line break; all others are plain."""
    text = "".join(f"k{each}: v{each}\n" for each in range(128)) + "last: |-\n  a\n  b"
    document = loads(text, "a.yaml")
    proofs.count = 0
    document.merge({"last": "a\nb\n", **{f"k{each}": "new" for each in range(128)}})
    assert document.data == {"last": "a\nb\n", **{f"k{each}": "new" for each in range(128)}}
    assert 4 < proofs.count < 24


def test_new_keys_that_come_at_once_stand_where_they_would_one_after_the_other() -> None:
    """The house sets lists of records apart by blank lines, and knows the order of some keys."""
    text = "---\ntitle: a\n\nimages:\n  - url: b\n---\nText\n"
    values: dict[str, Any] = {
        "odd": 1,
        "webUrl": "https://www.example.com/a",
        "related": [{"title": "b"}],
        "excerpt": "c",
        "other": {"d": 1},
        "provider": {"name": "e"},
    }
    source, layout = split(text, "a.md"), HouseStyle(Article)
    edits = [SetValue((key,), value) for key, value in values.items()]
    for edit in edits:
        source = splice(source, [edit], layout=layout)
    assert splice(split(text, "a.md"), edits, layout=layout).text == source.text


def test_a_list_that_is_set_beside_others_keeps_its_comments() -> None:
    text = "title: a\ntopics:\n  # first\n  - x\n  - y # why\n"
    document = loads(text, "a.yaml")
    document.merge({"title": "b", "topics": ["x", "y", "z"]})
    assert document.text == text.replace("title: a", "title: b") + "  - z\n"
