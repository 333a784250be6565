"""The rooms of the code import one way, and as the page about the architecture shows."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import article_schema

PACKAGE = Path(article_schema.__file__).parent
NAME = PACKAGE.name


def module_name(path: Path) -> str:
    parts = (NAME, *path.relative_to(PACKAGE).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports_of(module: str) -> set[str]:
    """Return what a module of the package imports of it, late and for types too."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            found |= {name if name in MODULES else node.module for name in names}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return (found & MODULES.keys()) - {module}


GRAPH = {module: imports_of(module) for module in MODULES}


def room_of(module: str) -> str:
    """Return the folder of a module, or the module where it stands in none."""
    path = MODULES[module]
    folder = path.parent.relative_to(PACKAGE).as_posix()
    return path.stem if folder == "." else f"{folder}/"


def room_imports() -> dict[str, set[str]]:
    rooms: dict[str, set[str]] = defaultdict(set)
    for module, imported in GRAPH.items():
        # The package itself is no room: it hands on what is public.
        if module == NAME:
            continue
        rooms[room_of(module)] |= {room_of(other) for other in imported} - {room_of(module)}
    return dict(rooms)


def test_no_two_modules_import_each_other_over_any_way() -> None:
    try:
        list(TopologicalSorter(GRAPH).static_order())
    except CycleError as error:
        pytest.fail(f"these import each other: {' -> '.join(error.args[1])}")


def test_no_code_is_written_out_where_a_fault_is_found() -> None:
    """What finds a fault names its rule: by the rule itself, or by a name in `rules/codes`."""
    code = re.compile(r'"[A-Z]{3}[0-9]{3}"')
    example = re.compile(r"^ *(?:>>>|\.\.\.) .*$", re.MULTILINE)
    written = {
        module: found
        for module, path in MODULES.items()
        if not module.startswith(f"{NAME}.rules.")
        and (found := code.findall(example.sub("", path.read_text(encoding="utf-8"))))
    }
    assert written == {}


def test_no_folder_is_too_full_and_no_module_too_long() -> None:
    folders: dict[Path, int] = defaultdict(int)
    for path in MODULES.values():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400 or path.name == "article_patterns.py", (path, lines)
        folders[path.parent] += path.name != "__init__.py"
    assert {folder.name: number for folder, number in folders.items() if number > 16} == {}


def test_the_page_shows_the_imports_between_rooms(root: Path, update_snapshots: bool) -> None:
    page = root / "docs" / "architecture.md"
    text = page.read_text(encoding="utf-8")
    rows = "".join(
        f"| `{room}` | {', '.join(f'`{other}`' for other in sorted(others)) or 'nothing'} |\n"
        for room, others in sorted(room_imports().items())
    )
    expected = re.sub(r"(\| room \| imports \|\n\|---\|---\|\n)(?:\|.*\n)+",
                      lambda match: match[1] + rows, text)  # fmt: skip
    if update_snapshots:
        page.write_text(expected, encoding="utf-8")
    assert rows in text
