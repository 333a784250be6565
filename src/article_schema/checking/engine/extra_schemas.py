"""Extra schemas: JSON Schemas of a project that records are checked with beside the model."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import Any, TypeAlias

from article_schema.checking.config.settings import Settings
from article_schema.document.tree import Data
from article_schema.faults import Fault
from article_schema.model.plain import plain
from article_schema.model.shapes.tables import is_from_schema
from article_schema.routes import Route
from article_schema.rules.families.own_rules import schema_undecided

#: Finds the faults of data, within the effort that is left for its file.
_Schema: TypeAlias = Callable[[Any, Any], list[Fault]]


class FileSchemas:
    """The schemas of a run for one file, whose records share what judging them may cost."""

    def __init__(self, schemas: Sequence[tuple[str, _Schema]] = (), effort: Any = None) -> None:
        self._schemas = schemas
        self._effort = effort
        self._given_up = False

    def faults(self, data: Data, route: Route) -> Iterator[Fault]:
        """Yield what the schemas find in the data of a record, with routes from its file."""
        if self._schemas:
            # JSON Schema knows no dates, which TOML has.
            data = plain(data)
        for name, check in self._schemas:
            if self._given_up:
                return
            for fault in check(data, self._effort):
                self._given_up = self._given_up or fault.code == schema_undecided.code
                advice = f"{fault.help}; see {name}" if fault.help else f"see {name}"
                yield replace(fault, route=(*route, *fault.route), help=advice)


def model_bounds(settings: Settings) -> Callable[[], AbstractContextManager[object]]:
    """Return what bounds the effort of a model for one file, where a JSON Schema is one."""
    if not is_from_schema(settings.model):
        return nullcontext
    from article_schema.schema.effort import Effort, bounded

    return lambda: bounded(Effort(settings.limits.schema_steps))


_NONE = FileSchemas()


class ExtraSchemas:
    """The schemas of a run, each with the name that messages use."""

    def __init__(self, schemas: Sequence[tuple[str, _Schema]] = (), steps: int = 0) -> None:
        self.schemas = schemas
        self._steps = steps

    def for_file(self) -> FileSchemas:
        """Return the schemas for a file, with the whole effort of one."""
        if not self.schemas:
            return _NONE
        from article_schema.schema.effort import Effort

        return FileSchemas(self.schemas, Effort(self._steps))


def schemas_of(settings: Settings) -> ExtraSchemas:
    """Load the schemas that settings name.

    Raises:
        UsageError: one of them cannot be read, is no JSON Schema, or refers to what is not in it.
    """
    if not settings.schemas:
        return ExtraSchemas()
    # jsonschema takes longer to import than a hundred files take to check.
    from article_schema.schema.schema_file import load_schema
    from article_schema.schema.validate import schema_checker

    return ExtraSchemas(
        [(path.name, schema_checker(load_schema(path))) for path in settings.schemas],
        settings.limits.schema_steps,
    )
