"""The public face: sorted, documented, exposed once, and free of charge until it is used."""

from __future__ import annotations

import ast
import importlib
import inspect
import json
import re
import subprocess
import sys
import typing
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pytest

import article_schema

HEAVY = ("attrs", "attr", "cattrs", "ruamel", "_ruamel_yaml", "jsonschema", "argparse", "rich")


def loaded_by(code: str) -> list[str]:
    """Return the modules that some code loads in a new interpreter."""
    script = (
        "import sys; before = set(sys.modules)\n"
        f"{code}\n"
        "import json; print(json.dumps(sorted(set(sys.modules) - before)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, encoding="utf-8", check=True
    )
    names: list[str] = json.loads(done.stderr)
    return names


def heavy(names: list[str]) -> list[str]:
    return [name for name in names if name.partition(".")[0] in HEAVY]


#: The modules whose names are public.
PUBLIC = {
    name: importlib.import_module(name)
    for name in (
        "article_schema", "article_schema.fields", "article_schema.interop",
        "article_schema.interop.batches", "article_schema.presets", "article_schema.rules",
        "article_schema.testing", "article_schema.validators",
    )
}  # fmt: skip


@pytest.mark.parametrize("module", PUBLIC.values(), ids=PUBLIC)
def test_all_is_sorted_and_without_repetition(module: ModuleType) -> None:
    assert module.__all__ == sorted(set(module.__all__))
    assert set(module.__all__) <= set(dir(module))
    assert all(hasattr(module, name) for name in module.__all__)


def test_each_name_is_in_one_public_module() -> None:
    names = [name for module in PUBLIC.values() for name in module.__all__]
    # The validator of that name raises `ValidationError`, as all of its module do.
    assert [name for name in set(names) if names.count(name) > 1] == ["amp_cache_url"]


def imports_in(text: str) -> list[tuple[str, str]]:
    """Return what the code blocks of a page import of this project: modules and names."""
    return [
        (node.module, alias.name)
        for block in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
        for node in ast.walk(ast.parse(block))
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("article_")
        for alias in node.names
    ]


def test_the_docs_import_public_names_only(root: Path) -> None:
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md")]
    found = {pair for page in pages for pair in imports_in(page.read_text(encoding="utf-8"))}
    assert ("article_schema", "check_paths") in found
    assert {
        (module, name)
        for module, name in found
        if module not in PUBLIC or name not in PUBLIC[module].__all__
    } == set()


def test_the_examples_import_public_names_only(root: Path) -> None:
    for path in root.glob("examples/**/*.py"):
        code = f"```python\n{path.read_text(encoding='utf-8')}\n```\n"
        for module, name in imports_in(code):
            assert name in PUBLIC[module].__all__, path


def test_the_page_of_the_api_lists_every_public_name(root: Path) -> None:
    text = (root / "docs" / "api.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    listed = {
        name: re.findall(r"^\| \[`(\w+)(?:\(\))?`\]", section, re.MULTILINE)
        for name, section in sections.items()
    }
    assert listed == {name: module.__all__ for name, module in PUBLIC.items()}
    assert re.findall(r"^.*\|  ?\|$", text, re.MULTILINE) == []


@pytest.mark.parametrize("module", PUBLIC)
def test_the_reference_tells_of_every_public_name(module: str, root: Path) -> None:
    page = root / "docs" / "api" / f"{module.replace('article_schema.', '')}.md"
    sections = dict(
        re.findall(
            r"^## (\S+)\n(.*?)(?=^## |\Z)", page.read_text("utf-8"), re.MULTILINE | re.DOTALL
        )
    )
    assert list(sections) == PUBLIC[module].__all__
    assert [name for name, section in sections.items() if len(section) < 40] == []


#: All public names with their values.
NAMES = {
    f"{module}.{name}": getattr(PUBLIC[module], name)
    for module in PUBLIC
    for name in PUBLIC[module].__all__
}


def is_type_of_values(value: object) -> bool:
    """Tell whether a name stands for a type such as `Pixels`, which has no docstring."""
    return typing.get_origin(value) is Annotated or value in (datetime, Any)


def own_functions(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield a function, or what builds a class and its methods, with those of its parents."""
    if not inspect.isclass(value):
        yield "", getattr(value, "__wrapped__", value)
        return
    names: set[str] = set()
    for parent in value.__mro__:
        if parent.__module__.startswith("article_schema."):
            for name, member in vars(parent).items():
                method = getattr(member, "__func__", member)
                told = name == "__init__" or not name.startswith("_")
                # A protocol gets an `__init__` from typing.
                if inspect.isfunction(method) and told and method.__module__ != "typing":
                    if name not in names:
                        yield name, method
                    names.add(name)


def documented(function: Any) -> set[str]:
    """Return the arguments that a docstring tells of."""
    text = inspect.getdoc(function) or ""
    section = re.search(r"^Args:\n((?:    .*\n?)+)", text, re.MULTILINE)
    return set(re.findall(r"^    (\w+): ", section[1], re.MULTILINE)) if section else set()


@pytest.mark.parametrize("name", NAMES)
def test_every_name_has_an_example(name: str, root: Path) -> None:
    module, _, short = name.rpartition(".")
    if is_type_of_values(NAMES[name]):
        page = root / "docs" / "api" / f"{module.rpartition('.')[2]}.md"
        section = page.read_text("utf-8").partition(f"\n## {short}\n")[2].partition("\n## ")[0]
        assert "such as `" in section
    else:
        # `getdoc` would take the docstring of a parent.
        assert "\n>>> " in inspect.cleandoc(NAMES[name].__doc__ or "")


@pytest.mark.parametrize("name", [name for name in NAMES if not is_type_of_values(NAMES[name])])
def test_every_argument_has_a_type(name: str) -> None:
    for method, function in own_functions(NAMES[name]):
        for parameter in inspect.signature(function).parameters.values():
            typed = parameter.annotation is not parameter.empty
            assert typed or parameter.name in ("self", "cls"), f"{name}.{method}: {parameter}"
        hints = inspect.get_annotations(function)
        assert "return" in hints, f"{name}.{method} returns something without a type"


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isroutine(NAMES[name])])
def test_every_argument_of_a_function_is_explained(name: str) -> None:
    for _, function in own_functions(NAMES[name]):
        assert documented(function) == set(inspect.signature(function).parameters)


@pytest.mark.parametrize("name", [name for name in NAMES if inspect.isclass(NAMES[name])])
def test_what_is_said_of_arguments_is_about_them(name: str) -> None:
    for method, function in own_functions(NAMES[name]):
        told = documented(NAMES[name] if method == "__init__" else function)
        assert told <= set(inspect.signature(function).parameters), f"{name}.{method}"


@pytest.mark.parametrize("name", article_schema.__all__)
def test_every_name_is_there_and_documented(name: str) -> None:
    value = getattr(article_schema, name)
    assert value.__module__.startswith("article_schema.")
    assert value.__name__ == name
    assert inspect.getdoc(value)


@pytest.mark.parametrize(
    "name",
    [name for name in article_schema.__all__ if inspect.isclass(getattr(article_schema, name))],
)
def test_public_methods_are_documented(name: str) -> None:
    cls = getattr(article_schema, name)
    for attribute, value in vars(cls).items():
        if not attribute.startswith("_") and (
            inspect.isfunction(value) or isinstance(value, property)
        ):
            assert inspect.getdoc(value), f"{name}.{attribute} has no docstring"


def test_dir_lists_the_public_names() -> None:
    assert {*article_schema.__all__, "__version__"} <= set(dir(article_schema))


def test_other_names_are_refused() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = article_schema.nothing


def test_star_import_brings_the_public_names() -> None:
    names: dict[str, object] = {}
    exec("from article_schema import *", names)
    assert set(article_schema.__all__) <= set(names)


def test_every_name_is_in_the_docs_of_the_library(root: Path) -> None:
    text = (root / "docs" / "library.md").read_text(encoding="utf-8")
    assert [name for name in article_schema.__all__ if name not in text] == []


def test_importing_the_package_loads_nothing_heavy() -> None:
    names = loaded_by("import article_schema")
    assert heavy(names) == []
    assert [name for name in names if name.startswith("article_schema.")] == [
        "article_schema.version"
    ]


def test_a_file_is_opened_without_models_and_parsers(root: Path) -> None:
    path = root / "examples" / "articles" / "2020-06-12-the-harbour-at-dawn.md"
    names = loaded_by(f"from article_schema import load; load({str(path)!r}).text")
    assert heavy(names) == []
    rooms = {name.split(".")[1] for name in names if name.count(".") and "article_schema" in name}
    assert rooms == {
        "arguments", "document", "documents", "errors", "late_pattern", "rules", "version",
    }  # fmt: skip
    assert {"dataclasses", "inspect", "datetime"}.isdisjoint(names)
    assert "article_schema.documents.content" not in names
    assert "article_schema.document.splicing" not in names


def test_the_version_loads_nothing_heavy() -> None:
    code = "from article_schema.cli import main; assert main(['--version']) == 0"
    names = loaded_by(code)
    assert heavy(names) == []
    assert {name for name in names if name.startswith("article_schema")} <= {
        "article_schema",
        "article_schema.cli",
        "article_schema.cli.statuses",
        "article_schema.version",
    }


def test_a_check_loads_no_json_schema(root: Path) -> None:
    code = (
        "from article_schema.cli import main\n"
        f"assert main(['check', {str(root)!r} + '/examples/articles']) == 0"
    )
    assert [name for name in loaded_by(code) if name.partition(".")[0] == "jsonschema"] == []
