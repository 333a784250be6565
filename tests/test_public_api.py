"""The public face: sorted, documented, exposed once, and free of charge until it is used."""

from __future__ import annotations

import inspect
import json
import subprocess
import sys
from pathlib import Path

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


def test_all_is_sorted_and_without_repetition() -> None:
    assert article_schema.__all__ == sorted(set(article_schema.__all__))


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
