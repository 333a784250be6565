"""Validating: plain data against a JSON Schema of a model or of a project.

`conversion.explain` gives the same verdict for a model with better messages and in less time; this
module gives the verdict of the published schema, and of schemas without a model. jsonschema is
imported late, because the import takes longer than checking a hundred files.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol, cast

from article_schema.errors import UsageError, ValidationError
from article_schema.faults import Fault
from article_schema.model.article import Article
from article_schema.model.fields import Record
from article_schema.model.shapes.base import Schema, subject
from article_schema.model.shapes.tables import table_of
from article_schema.routes import Route
from article_schema.rules.codes import SCHEMA_UNDECIDED
from article_schema.schema.arithmetic import unwritable
from article_schema.schema.build import DRAFT_2020_12, json_schema
from article_schema.schema.effort import Effort, TooMuchError, bounded
from article_schema.schema.keywords import bounded_class
from article_schema.schema.known_patterns import patterns_of
from article_schema.schema.wording import Error, faults_of

if TYPE_CHECKING:
    from jsonschema.protocols import Validator


class SchemaChecker(Protocol):
    """Finds every fault of data, within an effort, if there is one."""

    def __call__(self, data: Any, effort: Effort | None = None, route: Route = ()) -> list[Fault]:
        """Return the faults; `route` is that of the data."""
        ...


def validate(data: object, model: type[Record] = Article) -> None:
    """Validate plain data against the published JSON Schema of a model, formats included.

    >>> validate({"name": "Example Times", "domain": "example.com"}, Provider)  # nothing is wrong
    >>> validate({"name": "Example Times", "domain": "example.com/news"}, Provider)
    Traceback (most recent call last):
    article_schema.errors.ValidationError: `domain` must be a bare host name, not \
"example.com/news"; write example.com

    Args:
        data: what a JSON or YAML reader returns, with instants as text.
        model: a class made with `@record`.

    Raises:
        ValidationError: the data breaks the schema; it holds every fault with its route.
        ModelError: the class is not a model.
    """
    table_of(model)
    # mypy takes a class for something to hash by its instances' method.
    kind: type = model
    faults = list(_model_checker(kind)(data))
    if faults:
        raise ValidationError(faults)


def schema_checker(schema: Schema, model: type = Article) -> SchemaChecker:
    """Prepare a JSON Schema for data of many files; a schema without `$schema` is of 2020-12.

    Faults of patterns of the model, in its schema and in schemas made from it, are put in words.

    The returned function takes plain data and, for hostile data, the effort that is left for its
    file. It returns every fault, with the code SCH001; SCH003 means that the effort was used up.

    Raises:
        UsageError: the schema cannot be used; `load_schema` finds this out earlier.
    """
    return checker_of(validator_of(schema), schema, model)


def validator_of(schema: Schema) -> Validator:
    """Return the validator of jsonschema for a schema; its effort can be bounded.

    Raises:
        UsageError: the draft is unknown.
    """
    found = class_of(schema)
    # Without a registry of its own jsonschema would fetch what a schema refers to.
    validator: Validator = bounded_class(found)(
        schema, registry=registry(), format_checker=format_checker(found)
    )
    return validator


def checker_of(validator: Validator, schema: Schema, model: type | None) -> SchemaChecker:
    """Return the checker for a validator, which may be that of a part of the schema.

    Args:
        validator: judges data.
        schema: the whole schema.
        model: puts patterns in words.
    """

    def check(data: Any, effort: Effort | None = None, route: Route = ()) -> list[Fault]:
        from referencing.exceptions import Unresolvable

        errors: list[Error] = []
        try:
            with bounded(effort):
                try:
                    for each in validator.iter_errors(data):
                        each.relative_path.extendleft(reversed(route))
                        errors.append(cast("Error", each))
                except TooMuchError as error:
                    faults = [undecided(error, data, route)]
                else:
                    faults = []
                patterns = {} if model is None else patterns_of(model)
                return [*faults_of(errors, patterns, schema), *faults]
        except TooMuchError as error:
            return [undecided(error, data, route)]
        except Unresolvable as error:
            raise UsageError(unresolved(error.ref)) from None
        except RecursionError:
            if effort is None:
                raise UsageError("the schema, or the data, is nested without end") from None
            reason = "is nested too deeply for the schema, and is not judged"
            return [undecided(TooMuchError(reason, "nest it less"), data, route)]
        except ValueError:
            # jsonschema puts values of the file into its errors.
            unwritten = list(unwritable(data))
            if not unwritten:
                raise
            return [replace(fault, route=(*route, *fault.route)) for fault in unwritten]

    return check


def undecided(error: TooMuchError, data: Any, route: Route = ()) -> Fault:
    """Return the fault of data that nobody could judge; `route` is that of the data."""
    if error.value is not None:
        route = (*route, *_route_of(data, error.value))
    return Fault(SCHEMA_UNDECIDED, f"{subject(route)} {error.reason}", error.advice, route)


def _route_of(data: Any, text: str) -> Route:
    """Return the route to a text, which may also be a key, or to an equal one."""
    waiting: list[tuple[Route, Any]] = [((), data)]
    while waiting:
        route, value = waiting.pop()
        if isinstance(value, dict):
            if text in value:
                return (*route, text)
            waiting += [((*route, key), item) for key, item in value.items()]
        elif isinstance(value, list):
            waiting += [((*route, index), item) for index, item in enumerate(value)]
        elif value == text:
            return route
    return ()


@cache
def _model_checker(model: type) -> SchemaChecker:
    return schema_checker(json_schema(model), model)


def class_of(schema: Schema) -> Any:
    """Return the class of jsonschema for the draft of a schema.

    Raises:
        UsageError: the draft is unknown, or the package is missing, as in the browser.
    """
    try:
        from jsonschema.validators import validator_for
    except ModuleNotFoundError as error:
        raise UsageError(
            "JSON Schemas need the package jsonschema, which this Python does not have; install "
            "article-schema into it, which brings that too"
        ) from error

    dialect = schema.get("$schema", DRAFT_2020_12.uri)
    found: Any = None
    if isinstance(dialect, str):
        found = validator_for({"$schema": dialect}, default=cast("Any", None))
    if found is None:
        raise UsageError(f"no JSON Schema dialect {dialect!r} is known")
    return found


def format_checker(validator: Any) -> Any:
    """Return what checks formats for a class of validators."""
    from jsonschema import FormatChecker

    from article_schema.schema.formats import checkers

    # Not the one that all validators of the process share.
    checker = FormatChecker(())
    checker.checkers = checkers(validator.FORMAT_CHECKER.checkers)
    return checker


def registry() -> Any:
    """Return the schemas of json-schema.org and nothing else."""
    from jsonschema_specifications import REGISTRY  # type: ignore[import-untyped]

    return REGISTRY


def unresolved(reference: str) -> str:
    """Say that a reference leads nowhere."""
    return (
        f"the schema refers to {reference!r}, which is not in it; "
        "schemas are never fetched, so put it into the same file"
    )
