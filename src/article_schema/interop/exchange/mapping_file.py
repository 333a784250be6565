"""Mapping file: where the fields of a model stand in other formats, said apart from the model.

It serves models that nobody can change, such as JSON Schemas and those of other packages. What it
says of a field for a format counts in the place of what the field declares.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from article_schema.document.files.side_files import read_side_file
from article_schema.document.formats.registry import split
from article_schema.document.limits import Limits
from article_schema.document.reading.ladder import read
from article_schema.document.source import decode
from article_schema.errors import DocumentError, ModelError, UsageError
from article_schema.interop.exchange.paths import Declared, declared_elsewhere, place_of
from article_schema.model.elsewhere.vocabularies import (
    JsonFeed,
    MediaRss,
    Ninjs,
    OpenGraph,
    SchemaOrg,
    Term,
)
from article_schema.model.shapes.tables import Field, table_of
from article_schema.model.spelling import closest
from article_schema.routes import parse_route

_ENDINGS = (".toml", ".yaml", ".yml", ".json")
_MOST_BYTES = 1_000_000
#: Atom and RSS say what the items of a JSON Feed say, and more of pictures.
VOCABULARIES: dict[str, type[Term]] = {
    "newsarticle": SchemaOrg, "ninjs": Ninjs, "jsonfeed": JsonFeed, "opengraph": OpenGraph,
    "media": MediaRss,
}  # fmt: skip
#: What a term can say beside its path, and what kind of value that is.
_OPTIONS: dict[str, tuple[type, str]] = {
    "path": (str, "text"), "spare": (bool, "true or false"), "other": (str, "text"),
    "words": (dict, "a table of texts"), "default": (str, "text"), "prefix": (str, "text"),
    "absolute": (bool, "true or false"),
}  # fmt: skip


@contextmanager
def mapped(path: str | os.PathLike[str], model: type) -> Iterator[None]:
    """Let a mapping file say where the fields of a model stand, in the block of a `with`.

    >>> from pathlib import Path
    >>> import article_schema.interop
    >>> from article_schema import Record, record
    >>> @record
    ... class Course(Record):
    ...     title: str
    >>> _ = Path("mapping.toml").write_text('title = {opengraph = "og:title"}')
    >>> with article_schema.interop.mapped("mapping.toml", Course):
    ...     print(article_schema.interop.opengraph.dumps(Course(title="Knots")), end="")
    <meta property="og:title" content="Knots">
    <meta name="twitter:card" content="summary">

    Args:
        path: the file, of TOML, YAML or JSON: by the route of a field, and in it by the name of a
            format, the path of its value, a table with `path`, or a list of them.
        model: the model.

    Raises:
        UsageError: the file cannot be read, or says what cannot be.
    """
    name = os.fspath(path)
    with declared_elsewhere(_declared(_data(name), model, name)):
        yield


def _data(name: str) -> Any:
    if not name.endswith(_ENDINGS):
        raise UsageError(f"{name}: a mapping file is TOML, YAML or JSON, by its ending")
    try:
        raw = read_side_file(name, _MOST_BYTES)
        return read(split(decode(raw, name), name), Limits()).data
    except DocumentError as error:
        raise UsageError(str(error)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UsageError(f"{name}: {reason}") from None


def _declared(data: Any, model: type, name: str) -> Declared:
    if not isinstance(data, Mapping):
        raise UsageError(f"{name}: it has no routes of fields")
    found: dict[tuple[int, type[Term]], tuple[Term, ...]] = {}
    origins: dict[tuple[int, type[Term]], str] = {}
    fields = []
    for route, said in data.items():
        place = f"{name}: {route}"
        field = _field(route, model, place)
        fields.append(field)
        if not isinstance(said, Mapping):
            raise UsageError(f"{place}: say for each format where it stands")
        for form, terms in said.items():
            vocabulary = VOCABULARIES.get(form)
            if vocabulary is None:
                twin = closest(str(form), VOCABULARIES)
                advice = f"did you mean {twin}?" if twin else f"there are {', '.join(VOCABULARIES)}"
                raise UsageError(f"{place}: no format {form!r} has paths; {advice}")
            key = (id(field), vocabulary)
            if key in found:
                raise UsageError(f"{place} is the same field as {origins[key]}; say it once")
            parts = terms if isinstance(terms, list) else [terms]
            found[key] = tuple(_term(vocabulary, part, f"{place}.{form}") for part in parts)
            origins[key] = route
    return Declared(found, tuple(fields))


def _field(route: Any, model: type, place: str) -> Field:
    """Return the field at a route, such as `title` or `images[].url`."""
    try:
        steps = parse_route(str(route).replace("[]", ""))
    except UsageError as error:
        raise UsageError(f"{place}: {error}") from None
    table = table_of(model)
    for number, step in enumerate(steps):
        field = table.by_key.get(step) if isinstance(step, str) else None
        if field is None:
            twin = closest(str(step), table.by_key)
            advice = f"; did you mean {twin}?" if twin else ""
            raise UsageError(f"{place}: {table.model.__name__} has no field `{step}`{advice}")
        if number == len(steps) - 1:
            return field
        if field.shape.record_model is None:
            raise UsageError(f"{place}: `{step}` is no record")
        table = table_of(field.shape.record_model)
    raise UsageError(f"{place}: the route is empty")


def _term(vocabulary: type[Term], said: Any, place: str) -> Term:
    options = {"path": said} if isinstance(said, str) else said
    if not isinstance(options, Mapping) or "path" not in options:
        raise UsageError(f"{place}: write a path, or a table with `path`")
    for key, value in options.items():
        if key not in _OPTIONS:
            raise UsageError(f"{place}: there is no {key!r}; there are {', '.join(_OPTIONS)}")
        kind, in_words = _OPTIONS[key]
        words = value.values() if isinstance(value, Mapping) else ()
        if not isinstance(value, kind) or not all(isinstance(word, str) for word in words):
            raise UsageError(f"{place}: `{key}` must be {in_words}")
    try:
        term = vocabulary(**options)
        if vocabulary is not OpenGraph:
            place_of(term.path)
    except ModelError as error:
        raise UsageError(f"{place}: {error}") from None
    return term
