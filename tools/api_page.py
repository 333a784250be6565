"""The pages of the docs that tell of the public names, made from the docstrings by griffe.

`docs/api.md` lists the names; `docs/api/` has a page for each public module, with the types, the
errors and the examples.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from enum import EnumType
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import attrs
import griffe
from api_links import with_links
from api_stubs import alias, bare, build_of, call_of

from article_schema.fields import table_of
from article_schema.model.fields import Record

ROOT = Path(__file__).resolve().parent.parent
PATH = "docs/api.md"
#: Where the page of each module goes.
FOLDER = "docs/api"
#: The public modules, each with what it is for, and the page that tells of it.
MODULES = {
    "article_schema": ("What you need daily", "library.md"),
    "article_schema.fields": ("For models of your own", "own-models.md"),
    "article_schema.interop": ("For other formats", "exchange.md"),
    "article_schema.interop.batches": ("For tables of Arrow", "exchange.md#batches"),
    "article_schema.presets": ("For models of generators", "presets.md"),
    "article_schema.rules": ("For rules of your own", "rules-of-your-own.md"),
    "article_schema.testing": ("For tests of your own", "library.md#tests-of-your-own"),
    "article_schema.validators": ("For values alone", "validators.md"),
}
#: What makes the instances of a class that nobody builds.
MADE_BY = {
    "CheckedFile": "A `Checker` makes these.",
    "BinaryFormat": "`article_schema.interop.parquet` is one.",
    "CorpusRule": "`corpus_rule` makes these.",
    "DatabaseFile": "`article_schema.interop.sqlite` and `duckdb` are these.",
    "Document": "`load` and `loads` make these.",
    "FaultRule": "`fault_rule` makes these.",
    "Field": "`table_of` makes these.",
    "Finding": "A check makes these, and `Location.finding` in a rule.",
    "Loss": "`losses` of a format makes these.",
    "ModelTable": "`table_of` makes these.",
    "RecordRule": "`record_rule` makes these.",
    "Report": "`check_paths` and `check_text` make these.",
    "Rule": "The decorators of this module make these.",
    "TextFormat": "`article_schema.interop.jsonl` is one, as are all formats of text.",
    "ValueRule": "`value_rule` makes these.",
}
_INTRODUCTION = """\
# API

These modules are public, with the names below. Everything else may change with any version. Each
name leads to its types, its errors and an example.
"""


def api_page() -> dict[str, str]:
    """Return the text of the pages under their paths from the root of the repository."""
    index = [_INTRODUCTION]
    pages: dict[str, str] = {}
    places = _places()
    for name, (purpose, page) in MODULES.items():
        module = importlib.import_module(name)
        home = _home(name)
        rows = "\n".join(_rows(module, f"api/{home}"))
        index.append(
            f"\n## {name}\n\n[{purpose}]({page}).\n\n| name | what it is |\n|---|---|\n{rows}\n"
        )
        sections = "\n".join(
            with_links(section, public, home, places)
            for public in module.__all__
            for section in _told(name, public)
        )
        pages[f"{FOLDER}/{home}"] = (
            f"# {name}\n\n[{purpose}](../{page}). [All names](../api.md).\n\n{sections}"
        )
    return {PATH: "".join(index), **pages}


def _home(module: str) -> str:
    """Return the name of the page of a module."""
    return f"{module.replace('article_schema.', '')}.md"


def _places() -> dict[str, list[str]]:
    """Return the pages of each public name: some names are public in two modules."""
    places: dict[str, list[str]] = {}
    for module in MODULES:
        for name in importlib.import_module(module).__all__:
            places.setdefault(name, []).append(_home(module))
    return places


def _rows(module: ModuleType, page: str) -> Iterator[str]:
    for name in module.__all__:
        shown = _shown(module.__name__, name)
        call = "()" if isinstance(shown, griffe.Function) else ""
        yield f"| [`{name}{call}`]({page}#{name.lower()}) | {_summary(shown)} |"
        if isinstance(shown, griffe.Class):
            for member in _members(shown, getattr(module, name)):
                shown_as = f"`{name}.{member.name}`"
                if isinstance(member, griffe.Function):
                    anchor = f"{name}{member.name}".lower()
                    shown_as = f"[`{name}.{member.name}()`]({page}#{anchor})"
                yield f"| {shown_as} | {_summary(member)} |"


def _told(module: str, name: str) -> Iterator[str]:
    """Yield the section of a public name, and one for each of its methods."""
    shown = _shown(module, name)
    value = getattr(importlib.import_module(module), name)
    made_by = f"\n{MADE_BY[name]}\n" if name in MADE_BY else ""
    yield f"## {name}\n\n{_signature(shown, name, value)}{_sections(shown, value)}{made_by}"
    if isinstance(shown, griffe.Class):
        if _is_model(value):
            yield _keys(shown, value)
        elif attributes := "\n".join(_attributes(shown, value)):
            yield f"| attribute | type | meaning |\n|---|---|---|\n{attributes}\n"
        for member in _members(shown, value):
            if isinstance(member, griffe.Function):
                method = getattr(value, member.name)
                call = _signature(member, member.name, method)
                yield f"### {name}.{member.name}\n\n{call}{_sections(member, method)}"


@functools.cache
def _source() -> griffe.Object:
    options = {"warnings": False, "warn_unknown_params": False, "warn_missing_types": False}
    found = griffe.load(
        "article_schema",
        search_paths=[ROOT / "src"],
        docstring_parser="google",
        docstring_options=options,
    )
    return found.final_target if isinstance(found, griffe.Alias) else found


def _shown(module: str, name: str) -> griffe.Object:
    """Return what the source says of a public name, where it is defined."""
    found = _source()
    for step in f"{module}.{name}".split(".")[1:]:
        found = found[step]
    return found.final_target if isinstance(found, griffe.Alias) else found


def _members(shown: griffe.Class, value: type) -> list[griffe.Object]:
    """Return the methods and properties that a class documents.

    Those of parents that are not public come along, but for a class that is built of its fields.
    """
    alone = is_dataclass(value) or attrs.has(value) or _is_tuple(value)
    found = shown.members.values() if alone else shown.all_members.values()
    members = [each.final_target if isinstance(each, griffe.Alias) else each for each in found]
    return [
        member
        for member in members
        if not member.name.startswith("_")
        and member.docstring is not None
        and "older name" not in member.docstring.value
        and (member.is_function or "property" in member.labels)
    ]


def _attributes(shown: griffe.Class, value: type) -> Iterator[str]:
    """Yield the rows of what an instance holds: what it is built of, and its properties."""
    types = inspect.get_annotations(value.__init__)
    told = _told_of_fields(value)
    parents = {name for parent in _public_parents(shown) for name in parent.all_members}
    for name, member in shown.all_members.items():
        attribute = member.final_target if isinstance(member, griffe.Alias) else member
        known = name in shown.members or name in types
        if isinstance(attribute, griffe.Attribute) and known and not name.startswith("_"):
            meaning = _meaning(attribute) or _cell(told.get(name, ""))
            if meaning and "older name" not in meaning and name not in parents - {*shown.members}:
                kind = attribute.annotation or types.get(name)
                if isinstance(value, EnumType):
                    kind = repr(value[name].value) if name in value.__members__ else kind
                yield f"| `{name}` | {_type(bare(kind))} | {meaning} |"


def _public_parents(shown: griffe.Class) -> list[griffe.Class]:
    """Return the parents that the page of some module tells of."""
    return [parent for parent in shown.mro() if parent.path in _public()]


@functools.cache
def _public() -> frozenset[str]:
    """Return where the public names are defined."""
    return frozenset(
        _shown(module, name).path
        for module in MODULES
        for name in importlib.import_module(module).__all__
    )


def _is_model(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, Record) and value is not Record


def _told_of_fields(value: type) -> dict[str, str]:
    """Return what the declaration of each field tells about it, where that is no comment."""
    if _is_tuple(value):
        hints = get_type_hints(value, include_extras=True)
        return {name: getattr(hints[name], "__metadata__", ("",))[0] for name in value._fields}
    if is_dataclass(value):
        return {each.name: each.metadata.get("doc", "") for each in fields(value)}
    return {}


def _is_tuple(value: Any) -> bool:
    return isinstance(value, type) and issubclass(value, tuple)


def _meaning(attribute: griffe.Attribute) -> str:
    """Return the docstring of an attribute, or the comment `#:` above it."""
    if attribute.docstring is not None:
        parts = attribute.docstring.parsed
        return " ".join(_CELLS[part.kind](part.value) for part in parts)
    lines = _lines(Path(str(attribute.filepath)))
    start = end = (attribute.lineno or 1) - 1
    while lines[start - 1].lstrip().startswith("#: "):
        start -= 1
    return _cell(" ".join(line.strip().removeprefix("#: ") for line in lines[start:end]))


@functools.cache
def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def _keys(shown: griffe.Class, model: type) -> str:
    """Return the table of what a model declares: attributes, the keys of files, meanings."""
    rows = "\n".join(
        f"| `{field.name}` | `{field.key}`{' (required)' if field.required else ''} "
        f"| {_hint(shown, field.name)} | {_SOURCE.sub(_link, _cell(field.doc))} |"
        for field in table_of(model).fields
    )
    return f"| attribute | key | type | meaning |\n|---|---|---|---|\n{rows}\n"


def _hint(shown: griffe.Class, name: str) -> str:
    """Return the type of a field without its notes."""
    annotation = shown.all_members[name].annotation
    if isinstance(annotation, griffe.ExprSubscript) and annotation.canonical_name == "Annotated":
        notes = annotation.slice
        annotation = notes.elements[0] if isinstance(notes, griffe.ExprTuple) else notes
    return _type(annotation)


def _link(match: re.Match[str]) -> str:
    return f" [Source]({match[1]})."


def _signature(shown: griffe.Object, name: str, value: Any) -> str:
    """Return the block with the call of a function or a class, or with what an alias stands for."""
    if isinstance(shown, griffe.Attribute):
        return f"```pyi\n{alias(name, str(shown.value))}\n```\n\n"
    if isinstance(shown, griffe.Function):
        calls = [f"@overload\n{call_of(name, each)}" for each in shown.overloads or ()]
        text = "\n".join(calls) or call_of(name, shown)
        return f"```pyi\n{text}\n```\n\n"
    if name in MADE_BY or _is_model(value):
        return ""
    bases = ", ".join(map(str, filter(_is_known, shown.bases)))
    start = f"class {name}({bases}):" if bases else f"class {name}:"
    if _is_tuple(value):
        bases, start = "", f"class {name}:"
    if _is_tuple(value) or is_dataclass(value) or attrs.has(value) or "__init__" in shown.members:
        return f"```pyi\n{build_of(start, value)}\n```\n\n"
    return f"```pyi\n{start} ...\n```\n\n" if bases else ""


def _is_known(base: Any) -> bool:
    """Tell whether readers know a parent: it is public, or no class of ours."""
    path = base.canonical_path
    return path in _public() or not path.startswith("article_schema.")


def _sections(shown: griffe.Object, value: Any) -> str:
    """Return a docstring as Markdown: its text, arguments, results, errors and examples."""
    if shown.docstring is None:
        return f"{_meaning(shown)}\n" if isinstance(shown, griffe.Attribute) else ""
    parts = shown.docstring.parsed
    if isinstance(shown, griffe.Class):
        types = inspect.get_annotations(value.__init__)
        for part in parts:
            if part.kind is griffe.DocstringSectionKind.parameters:
                for argument in part.value:
                    argument.annotation = types.get(argument.name)
    return "\n".join(_SECTIONS[part.kind](part.value) for part in parts)


def _text(value: str) -> str:
    return _EXAMPLE.sub(r"```pycon\n\g<0>\n```", value) + "\n"


def _parameters(value: list[Any]) -> str:
    rows = "\n".join(
        f"| `{part.name}` | {_type(part.annotation)} | {_cell(part.description)} |"
        for part in value
    )
    return f"| argument | type | meaning |\n|---|---|---|\n{rows}\n"


def _returned(value: list[Any]) -> str:
    return "".join(f"Returns {_type(part.annotation)}: {part.description}\n" for part in value)


def _raised(value: list[Any]) -> str:
    rows = "\n".join(f"| `{part.annotation}` | {_cell(part.description)} |" for part in value)
    return f"| error | raised when |\n|---|---|\n{rows}\n"


def _examples(value: list[tuple[Any, str]]) -> str:
    return "\n".join(_text(text) for _, text in value)


#: An example of a docstring: a call and all that follows up to the next blank line.
_EXAMPLE = re.compile(r"^>>> .*(?:\n.+)*", re.MULTILINE)
#: The address that the text of a field ends with, where its meaning comes from.
_SOURCE = re.compile(r" Source: (\S+)$")
_SECTIONS: dict[griffe.DocstringSectionKind, Callable[[Any], str]] = {
    griffe.DocstringSectionKind.text: _text,
    griffe.DocstringSectionKind.parameters: _parameters,
    griffe.DocstringSectionKind.returns: _returned,
    griffe.DocstringSectionKind.yields: _returned,
    griffe.DocstringSectionKind.raises: _raised,
    griffe.DocstringSectionKind.examples: _examples,
}


def _type(annotation: object) -> str:
    return "" if annotation is None else f"`{annotation}`".replace("|", "\\|")


def _summary(shown: griffe.Object) -> str:
    """Return the first sentence of what is told of a name, for the table."""
    if shown.docstring is None:
        return _meaning(shown) if isinstance(shown, griffe.Attribute) else ""
    return _cell(shown.docstring.value.partition("\n\n")[0])


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


#: The parts of a property's docstring in a table.
_CELLS: dict[griffe.DocstringSectionKind, Callable[[Any], str]] = {
    griffe.DocstringSectionKind.text: _cell,
    griffe.DocstringSectionKind.raises: lambda value: " ".join(
        f"Raises `{each.annotation}`: {_cell(each.description)}" for each in value
    ),
}
