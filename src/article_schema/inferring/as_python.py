"""A guessed model as a module of Python."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from article_schema.inferring.guessing import KEY_STYLES, FieldGuess, Guess, Model

#: What a module may import: of the standard library, and of others.
_IMPORTS = (
    (("typing", ("Annotated", "Any", "Literal")),),
    (
        ("", ("attrs",)),
        ("annotated_types", ("Ge",)),
        ("article_schema", ("Record", "record")),
        ("article_schema.fields", ("ImageAddress", "Key", "Moment", "WebAddress")),
    ),
)


def as_python(models: Sequence[Model], source: str) -> str:
    """Return the text of a module that declares models.

    Args:
        models: the models.
        source: the files that they were inferred from, for the docstring.
    """
    body = "\n\n".join(
        _class(name, fields, model) for model in models for name, fields in model.classes
    )
    used = set(
        re.findall(r"[A-Za-z_]+", re.sub(r"#.*|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", "", body))
    )
    used |= {"Record", "record"}
    groups = []
    for number, group in enumerate(_IMPORTS):
        wanted = [(module, [name for name in names if name in used]) for module, names in group]
        lines = ["import datetime as dt"] if not number and "dt" in used else []
        lines += [
            f"from {module} import {', '.join(names)}" if module else f"import {names[0]}"
            for module, names in wanted
            if names
        ]
        groups += ["\n".join(lines)] if lines else []
    imports = "\n\n".join(groups)
    what = "A first model" if len(models) == 1 else "First models"
    records = sum(model.records for model in models)
    several = "record" if records == 1 else "records"
    head = f'"""{what}, inferred from {records:,} {several} of {_plain(source)}."""'
    return f"{head}\n\nfrom __future__ import annotations\n\n{imports}\n\n\n{body}"


def _class(name: str, fields: list[FieldGuess], model: Model) -> str:
    required = [each for each in fields if each.required]
    others = [each for each in fields if not each.required]
    given = [] if model.keys == "camel" else [f'keys="{model.keys}"']
    given += ["others=True"] if model.others and name == model.name else []
    keys = f"({', '.join(given)})" if given else ""
    doc = "One record." if name == model.name else "A part of it."
    lines = [f"@record{keys}\nclass {name}(Record):", f'    """{doc}"""', ""]
    for each in (*required, *others):
        note = f"# {each.note}"
        lines += textwrap.wrap(note, 96, initial_indent="    ", subsequent_indent="    # ")
        lines.append(f"    {_field(each, model)}")
    return "\n".join(lines) + "\n"


def _field(each: FieldGuess, model: Model) -> str:
    if KEY_STYLES[model.keys](each.name) == each.key:
        return field_of(each)
    return field_of(each, f"Key({_quoted(each.key)})")


def field_of(each: FieldGuess, note: str = "") -> str:
    """Return the line that declares a field.

    Args:
        each: the field.
        note: what stands beside its type in `Annotated`.
    """
    hint = hint_of(each.guess)
    if each.nullable and each.guess.type != "Any":
        hint = f"{hint} | None"
    if note:
        hint = f"Annotated[{hint}, {note}]"
    default = f" = attrs.field(factory={each.guess.type})" if each.is_empty_without else " = None"
    return f"{each.name}: {hint}" + ("" if each.required else default)


def hint_of(guess: Guess) -> str:
    """Return a type as Python writes it."""
    if guess.union:
        return " | ".join(map(hint_of, guess.union))
    if guess.type == "Literal":
        return f"Literal[{', '.join(map(_quoted, guess.choices))}]"
    if guess.type == "list":
        return f"list[{hint_of(guess.inner or Guess('Any'))}]"
    if guess.type == "dict":
        return f"dict[str, {hint_of(guess.inner or Guess('Any'))}]"
    if guess.type == "Moment":
        return "Annotated[dt.date | dt.datetime, Moment()]"
    if guess.type in ("date", "datetime"):
        # By their module: a field may be called `date`, too.
        return f"dt.{guess.type}"
    if guess.least is not None:
        return f"Annotated[{guess.type}, Ge({guess.least})]"
    return guess.type


def _quoted(text: str) -> str:
    """Write text of a file as a literal, which no text can leave."""
    # As formatters have it: the quotes that need no escapes.
    quote = "'" if '"' in text and "'" not in text else '"'
    return quote + "".join(_escaped(character, quote) for character in text) + quote


def _escaped(character: str, quote: str) -> str:
    if character in (quote, "\\"):
        return f"\\{character}"
    return character if character.isprintable() else ascii(character)[1:-1]


def _plain(text: str) -> str:
    """Return text for a docstring: what could end it is left out."""
    return re.sub(r"[^\w ./*-]", "?", text)
