"""Public functions say what they take when they are given something of another type."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from article_schema import (
    Article,
    Image,
    ModelError,
    UsageError,
    ValidationError,
    amp_cache_url,
    check_paths,
    check_text,
    dump,
    dumps,
    json_schema,
    load,
    loads,
    structure,
    unstructure,
    validate,
)

IMAGE = Image(url="/a.png", width=1, height=1)
ODD: list[Any] = [b"x", 5, None, [], {}, object(), Article, IMAGE]

#: Each function with what comes before "not", and how to call it with the argument of another type.
FUNCTIONS: dict[str, tuple[str, Callable[[Any], Any], tuple[type, ...]]] = {
    "load path": ("load() takes a path as text or as a Path", load, ()),
    "loads text": ("loads() takes text", loads, ()),
    "loads filename": (
        "loads() takes the name of the file as text",
        lambda odd: loads("---\na: 1\n---\n", odd),
        (),
    ),
    "dumps article": ("dumps() takes an article or a document", dumps, (Image,)),
    "dumps body": ("the body of a file is text", lambda odd: dumps(IMAGE, odd), (type(None),)),
    "dump article": (
        "dumps() takes an article or a document",
        lambda odd: dump(odd, "/nowhere/a.md"),
        (Image,),
    ),
    "dump path": (
        "dump() takes a path as text or as a Path",
        lambda odd: dump(IMAGE, odd),
        (),
    ),
    "unstructure record": ("unstructure() takes a model instance", unstructure, (Image,)),
    "check_text text": ("check_text() takes text", check_text, ()),
    "check_text filename": (
        "check_text() takes the name of the file as text",
        lambda odd: check_text("", odd),
        (),
    ),
    "check_text settings": (
        "a check takes Settings",
        lambda odd: check_text("", settings=odd),
        (type(None),),
    ),
    "check_paths path": (
        "check_paths() takes a path as text or as a Path",
        lambda odd: check_paths([odd]),
        (),
    ),
    "amp_cache_url url": ("amp_cache_url() takes a URL as text", amp_cache_url, ()),
    "set route": (
        "a route is text",
        lambda odd: loads("---\na: 1\n---\n").set(odd, 1),
        (),
    ),
    "delete route": ("a route is text", loads("---\na: 1\n---\n").delete, ()),
}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_an_argument_of_another_type_is_named_with_what_is_taken(function: str) -> None:
    wanted, call, right = FUNCTIONS[function]
    for odd in ODD:
        if isinstance(odd, right):
            continue
        with pytest.raises(TypeError) as caught:
            call(odd)
        name = (
            "None"
            if odd is None
            else "the class Article"
            if odd is Article
            else f"a value of type {type(odd).__name__}"
        )
        assert str(caught.value).startswith(f"{wanted}, not {name}")


#: They take None for a class that nobody names.
_OPENING: tuple[Callable[[Any], Any], ...] = (
    lambda odd: loads("---\na: 1\n---\n", model=odd),
    lambda odd: load("nowhere.md", odd),
)


@pytest.mark.parametrize(
    "call",
    [
        *_OPENING,
        lambda odd: structure({}, odd),
        lambda odd: validate({}, odd),
        json_schema,
    ],
)
@pytest.mark.parametrize("odd", [5, "Article", dict, None, [Article]])
def test_what_is_no_model_is_refused_before_anything_is_read(
    call: Callable[[Any], Any], odd: Any
) -> None:
    if odd is None and call in _OPENING:
        odd = 5  # None stands for Article there
    with pytest.raises(ModelError, match="is not a model class; decorate it with @record"):
        call(odd)


def test_an_instance_in_place_of_its_model() -> None:
    with pytest.raises(ModelError, match="an instance of Image is not a model class; write Image "):
        json_schema(IMAGE)  # type: ignore[arg-type]


def test_an_instance_in_place_of_data() -> None:
    with pytest.raises(ValidationError, match="not a mapping but an instance of Image; unstr"):
        structure(IMAGE, Image)


def test_bytes_and_paths_say_which_function_takes_them() -> None:
    with pytest.raises(TypeError, match=r"decode it, or open the file with load\(\)"):
        loads(b"---\n")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"or check the file with check_paths\(\)"):
        check_text(Path("a.md"))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"structure\(\) makes an article of plain data"):
        dumps({"title": "A"})


def test_a_single_path_is_a_path_and_no_list_of_letters(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("---\ntitle: 5\n---\n")
    several = check_paths([file]).findings
    assert several
    assert check_paths(file).findings == check_paths(str(file)).findings == several
    with pytest.raises(UsageError, match=r"no such file or folder: a\.md"):
        check_paths("a.md")
    with pytest.raises(TypeError, match=r"check_paths\(\) takes paths, not a value of type int"):
        check_paths(5)  # type: ignore[arg-type]


@pytest.mark.parametrize("draft", [7, ["2020-12"], None, "2019-09"])
def test_an_unknown_draft(draft: Any) -> None:
    with pytest.raises(UsageError, match=r"no draft .*; write 2020-12 or draft-07"):
        json_schema(draft=draft)
