"""Validating: plain data against a JSON Schema, that of a model or one that a project brings.

`conversion.explain` says the same about a model in better words and in less time; this way is for
those who want the verdict of the published schema, and for schemas that know no model. jsonschema
is imported late, since that takes longer than checking a hundred files.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from article_schema.document.side_files import MOST_DATA_BYTES, read_side_file
from article_schema.errors import UsageError, ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.fields import table_of
from article_schema.schema.arithmetic import exact, unwritable
from article_schema.schema.build import DRAFT_2020_12, Schema, json_schema
from article_schema.schema.known_patterns import patterns_of
from article_schema.schema.wording import Error, faults_of

if TYPE_CHECKING:
    from jsonschema.protocols import Validator

#: Yields every fault of data.
Checker: TypeAlias = Callable[[Any], Iterator[Fault]]

_REFERENCES = ("$ref", "$dynamicRef", "$recursiveRef")


def validate(data: Any, model: type = Article) -> None:
    """Validate plain data against the published JSON Schema of a model, formats included.

    Args:
        data: what a JSON or YAML reader returns, with instants as text.
        model: a class made with `@record`.

    Raises:
        ValidationError: the data breaks the schema; it holds every fault with its route.
        ModelError: the class is not a model.
    """
    table_of(model)
    faults = list(_model_checker(model)(data))
    if faults:
        raise ValidationError(faults)


def schema_checker(schema: Schema, model: type = Article) -> Checker:
    """Prepare a JSON Schema for data of many files; a schema without `$schema` is of 2020-12.

    Patterns of the model, which stand in its schema and in schemas made from it, are put in words.

    The function that is returned yields every fault of plain data; all have the code SCH001.

    Raises:
        UsageError: the schema cannot be used; `load_schema` finds out before any data is there.
    """
    validator = _validator(schema)

    def check(data: Any) -> Iterator[Fault]:
        from referencing.exceptions import Unresolvable

        try:
            errors = cast("Iterator[Error]", validator.iter_errors(data))
            yield from faults_of(errors, patterns_of(model), schema)
        except Unresolvable as error:
            raise UsageError(_unresolved(error.ref)) from None
        except RecursionError:
            raise UsageError("the schema, or the data, is nested without end") from None
        except ValueError:
            # jsonschema writes the values of a file into its errors.
            faults = list(unwritable(data))
            if not faults:
                raise
            yield from faults

    return check


def load_schema(path: str | Path) -> Schema:
    """Read a JSON Schema from a file and make sure that it can be used.

    References must lead to somewhere inside the file or to a schema of json-schema.org: nothing is
    ever fetched.

    Raises:
        UsageError: the file cannot be read, is not JSON, is not a JSON Schema, or refers to
            something that is not there.
    """
    schema = _read_json(Path(path))
    if not isinstance(schema, dict):
        raise UsageError(f"{path}: not a JSON Schema: it must be a mapping")
    validator = _validator(schema, f"{path}: ")
    for fault in schema_checker(dict(validator.META_SCHEMA))(schema):
        raise UsageError(f"{path}: not a JSON Schema: {fault.message}")
    for reference in _dangling(schema):
        raise UsageError(f"{path}: {_unresolved(reference)}")
    return schema


def _read_json(path: Path) -> Any:
    try:
        return json.loads(read_side_file(path, MOST_DATA_BYTES).decode("utf-8-sig"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8: byte {error.start}") from None
    except json.JSONDecodeError as error:
        place = f"{path}:{error.lineno}:{error.colno}"
        raise UsageError(f"{place}: not JSON: {error.msg[:1].lower()}{error.msg[1:]}") from None
    except RecursionError:
        raise UsageError(f"{path}: nested too deeply") from None
    except ValueError as error:
        # A number of thousands of digits.
        raise UsageError(f"{path}: {error}") from None


_exact = cache(exact)


@cache
def _model_checker(model: type) -> Checker:
    return schema_checker(json_schema(model), model)


def _validator(schema: Schema, prefix: str = "") -> Validator:
    from jsonschema.validators import validator_for

    dialect = schema.get("$schema", DRAFT_2020_12.uri)
    found: Any = None
    if isinstance(dialect, str):
        found = validator_for({"$schema": dialect}, default=cast("Any", None))
    if found is None:
        raise UsageError(f"{prefix}no JSON Schema dialect {dialect!r} is known")
    # Without a registry of its own jsonschema would fetch what a schema refers to.
    validator: Validator = _exact(found)(
        schema, registry=_registry(), format_checker=_format_checker(found)
    )
    return validator


def _format_checker(validator: Any) -> Any:
    from jsonschema import FormatChecker

    from article_schema.schema.formats import checkers

    # Not one that all validators of the process share.
    checker = FormatChecker(())
    checker.checkers = checkers(validator.FORMAT_CHECKER.checkers)
    return checker


def _registry() -> Any:
    """Return the schemas of json-schema.org and nothing else."""
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

    return REGISTRY


def _dangling(schema: Schema) -> Iterator[str]:
    """Yield the references of a schema that lead nowhere."""
    from referencing.exceptions import Unresolvable
    from referencing.jsonschema import specification_with

    root = specification_with(schema.get("$schema", DRAFT_2020_12.uri)).create_resource(schema)
    waiting: list[tuple[Any, Any]] = [(root, _registry().resolver_with_root(root))]
    while waiting:
        resource, resolver = waiting.pop()
        contents = resource.contents
        for keyword in _REFERENCES:
            if isinstance(contents, dict) and isinstance(contents.get(keyword), str):
                try:
                    resolver.lookup(contents[keyword])
                except Unresolvable:
                    yield contents[keyword]
        waiting += [(inner, resolver.in_subresource(inner)) for inner in resource.subresources()]


def _unresolved(reference: str) -> str:
    return (
        f"the schema refers to {reference!r}, which is not in it; "
        "schemas are never fetched, so put it into the same file"
    )
