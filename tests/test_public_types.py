"""The types at the public face: all there, and none that lets anything pass unseen."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

griffe = pytest.importorskip("griffe", reason="griffe is not installed; CI walks the types too")

MODULES = ("", "fields", "presets", "rules", "testing", "validators")
#: What anything may be, without a word from a type checker.
UNSEEN = ("typing.Any", "typing_extensions.Any")


@pytest.fixture(scope="module")
def package(root: Path) -> griffe.Module:
    return griffe.load("article_schema", search_paths=[root / "src"], allow_inspection=False)


def target(found: griffe.Object | griffe.Alias) -> griffe.Object:
    return found.final_target if found.is_alias else found


def public(package: griffe.Module) -> Iterator[griffe.Object]:
    for name in MODULES:
        module = importlib.import_module(f"article_schema.{name}".rstrip("."))
        for public_name in module.__all__:
            yield target(package[f"{name}.{public_name}".lstrip(".")])
    # Its base classes are what programs catch.
    yield from (
        each for each in package["errors"].members.values() if not each.is_alias and each.is_class
    )


def unseen(
    package: griffe.Module, expression: griffe.Expr | str | None, above: tuple[str, ...] = ()
) -> Iterator[str]:
    """Yield each name in an annotation that lets anything pass, also behind aliases of types."""
    if expression is None or isinstance(expression, str):
        return
    for part in expression.iterate(flat=True):
        if not isinstance(part, griffe.ExprName):
            continue
        path = part.canonical_path
        if path in UNSEEN:
            yield " in ".join((path, *above))
        elif path.startswith(f"{package.path}.") and path not in above:
            found = alias(package, path)
            if found is not None:
                yield from unseen(package, found, (path, *above))


def alias(package: griffe.Module, path: str) -> griffe.Expr | None:
    """Return what an alias of a type stands for; None for anything else."""
    try:
        found = target(package[path.removeprefix(f"{package.path}.")])
    except (KeyError, griffe.AliasResolutionError):
        return None
    if not found.is_attribute or "TypeAlias" not in str(found.annotation):
        return None
    return found.value if isinstance(found.value, griffe.Expr) else None


def signatures(function: griffe.Function) -> list[griffe.Function]:
    """Return the signatures that type checkers see."""
    return list(function.overloads or [function])


def faults_of_function(package: griffe.Module, function: griffe.Function) -> Iterator[str]:
    for signature in signatures(function):
        own = [each for each in signature.parameters if each.name not in ("self", "cls")]
        for parameter in own:
            if parameter.annotation is None:
                yield f"{function.path}({parameter.name}) has no type"
            for name in unseen(package, parameter.annotation):
                yield f"{function.path}({parameter.name}): {name}"
        if signature.returns is None and function.name != "__init__":
            yield f"{function.path} returns something without a type"
        for name in unseen(package, signature.returns):
            yield f"{function.path} returns {name}"


def is_shown(member: griffe.Object) -> bool:
    """Tell whether people call or read a member: what Python calls is for Python."""
    return not member.name.startswith("_") or member.name in ("__init__", "__call__", "__iter__")


def members(shown: griffe.Class) -> Iterator[griffe.Object]:
    """Yield the members of a class and of its parents, but for those that shapes share.

    A `Moment` is a shape; people write it into an annotation, and call nothing of it.
    """
    yield from map(target, shown.members.values())
    for parent in shown.mro():
        if ".model.shapes." not in parent.path or "Condition" in parent.path:
            yield from map(target, parent.members.values())


def faults_of_class(package: griffe.Module, shown: griffe.Class) -> Iterator[str]:
    for member in members(shown):
        if not is_shown(member) or member.is_class or member.is_module:
            continue
        if member.is_function:
            if "shapes.dates" not in member.path:
                yield from faults_of_function(package, member)
        elif member.annotation is not None:
            yield from (f"{member.path}: {name}" for name in unseen(package, member.annotation))
        elif "property" in member.labels:
            yield f"{member.path} has no type"


def faults(package: griffe.Module, shown: griffe.Object) -> list[str]:
    if shown.is_class:
        return [*faults_of_class(package, shown)]
    if shown.is_function:
        return [*faults_of_function(package, shown)]
    return [f"{shown.path} is {name}" for name in unseen(package, shown.value)]


def test_no_public_type_lets_anything_pass(package: griffe.Module) -> None:
    found = [fault for shown in public(package) for fault in faults(package, shown)]
    assert sorted(set(found)) == []


WRONG = """
from typing import Any, TypeAlias

Loose: TypeAlias = dict[str, Any]

def told(name: str) -> list[dict[str, Any]]: ...
def behind_an_alias(data: "Loose") -> None: ...
def untold(name, *names: str): ...

class Parent:
    def inherited(self, key: "Loose") -> None: ...

class Held(Parent):
    value: Any
    @property
    def text(self): ...
"""


def test_the_walk_sees_what_is_wrong(package: griffe.Module) -> None:
    module = griffe.visit("wrong", Path("wrong.py"), WRONG)
    module.modules_collection["wrong"] = module
    found = [
        fault
        for name in ("told", "behind_an_alias", "untold", "Held")
        for fault in faults(module, module[name])
    ]
    assert found == [
        "wrong.told returns typing.Any",
        "wrong.behind_an_alias(data): typing.Any in wrong.Loose",
        "wrong.untold(name) has no type",
        "wrong.untold returns something without a type",
        "wrong.Held.value: typing.Any",
        "wrong.Held.text has no type",
        "wrong.Parent.inherited(key): typing.Any in wrong.Loose",
    ]


def test_the_walk_looks_into_plain_data(package: griffe.Module) -> None:
    found = alias(package, "article_schema.signatures.PlainData")
    assert found is not None
    assert "list" in str(found)
