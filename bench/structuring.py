"""Time our way from data to an article beside functions that cattrs generates for the same classes.

Run `python bench/structuring.py`. Both ways give the same article, with the same checks of values:
cattrs passes them through the validators of attrs.
"""

from __future__ import annotations

import timeit
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import attrs
from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

from article_schema import Article, load, structure
from article_schema.fields import table_of
from article_schema.model.shapes.building import builder_of
from article_schema.model.shapes.tables import is_model

FILE = Path(__file__).parent.parent / "examples/articles/2020-06-12-the-harbour-at-dawn.md"
CALLS = 2000


def generated() -> Converter:
    """Return a converter with a generated function for each class."""
    converter = Converter(detailed_validation=False)
    converter.register_structure_hook(datetime, lambda text, _: datetime.fromisoformat(text))

    def make(cls: Any) -> Callable[[Any, Any], Any]:
        names: dict[str, Any] = {
            field.name: override(rename=field.key) for field in table_of(cls).fields
        }
        return make_dict_structure_fn(cls, converter, extra=override(omit=True), **names)

    converter.register_structure_hook_factory(is_model, make)
    return converter


def main() -> None:
    """Print the time of each way."""
    data = load(FILE).data
    converter, build = generated(), builder_of(Article)
    assert attrs.asdict(converter.structure(data, Article)) == attrs.asdict(structure(data))
    ways: dict[str, Callable[[], Any]] = {
        "functions that cattrs generates": lambda: converter.structure(data, Article),
        "the composed function": lambda: build(data),
        "structure(), with a copy of the data": lambda: structure(data),
    }
    for name, way in ways.items():
        best = min(timeit.repeat(way, number=CALLS, repeat=5)) / CALLS
        print(f"{best * 1e6:7.1f} µs  {name}")


if __name__ == "__main__":
    main()
