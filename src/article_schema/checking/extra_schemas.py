"""Extra schemas: JSON Schemas of a project that records are checked with beside the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, TypeAlias

from article_schema.checking.settings import Settings
from article_schema.document.tree import Data
from article_schema.faults import Fault
from article_schema.routes import Route

_Schema: TypeAlias = Callable[[Any], Iterator[Fault]]


class ExtraSchemas:
    """The schemas of a run, each with the name that messages use."""

    def __init__(self, schemas: Sequence[tuple[str, _Schema]] = ()) -> None:
        self.schemas = schemas

    def faults(self, data: Data, route: Route) -> Iterator[Fault]:
        """Yield what the schemas find in the data of a record, with routes from its file."""
        for name, check in self.schemas:
            for fault in check(data):
                advice = f"{fault.help}; see {name}" if fault.help else f"see {name}"
                yield replace(fault, route=(*route, *fault.route), help=advice)


def schemas_of(settings: Settings) -> ExtraSchemas:
    """Load the schemas that settings name.

    Raises:
        UsageError: one of them cannot be read, is no JSON Schema, or refers to what is not in it.
    """
    if not settings.schemas:
        return ExtraSchemas()
    # jsonschema takes longer to import than a hundred files take to check.
    from article_schema.schema.validate import load_schema, schema_checker

    return ExtraSchemas(
        [(path.name, schema_checker(load_schema(path))) for path in settings.schemas]
    )
