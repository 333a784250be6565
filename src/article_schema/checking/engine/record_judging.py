"""The judgement of one record: from its data to its findings."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from article_schema.checking.config.settings import Settings
from article_schema.checking.elsewhere.following import following_for
from article_schema.checking.engine.dispatch import plan_for
from article_schema.checking.engine.entries import EntryPlan, NamedEntry
from article_schema.checking.engine.extra_schemas import FileSchemas, schemas_of
from article_schema.checking.engine.fault_findings import FaultFindings
from article_schema.checking.engine.fixed_values import Changed, hidden_findings
from article_schema.checking.engine.records import is_misread, no_key, no_mapping
from article_schema.checking.engine.required_keys import missing_keys
from article_schema.document.limits import too_many_findings
from article_schema.document.tree import Data
from article_schema.faults import Fault
from article_schema.model.shapes.base import RejectedError, written_in
from article_schema.model.shapes.building import builder_of, recover
from article_schema.model.shapes.explain import explain_record
from article_schema.model.shapes.tables import table_of
from article_schema.routes import Route
from article_schema.rules.contexts import FileContext
from article_schema.rules.findings import Finding

#: So many times the findings that are shown are explained: some may be suppressed.
_TIMES_EXPLAINED = 10


class RecordRules:
    """What records are judged by: the model, the rules, the schemas and the keys of a site."""

    def __init__(self, settings: Settings, faults: FaultFindings, entries: EntryPlan) -> None:
        self.settings = settings
        self.faults = faults
        self.entries = entries
        self.plan = plan_for(settings, faults.failures, settings.active_rules())
        self.schemas = schemas_of(settings)
        #: Follows the values that point to other files; None if there are none.
        self.following = following_for(settings)


@dataclass(slots=True)
class RecordJudge:
    """Finds what is wrong with the data of one record."""

    rules: RecordRules
    file: FileContext
    schemas: FileSchemas
    #: The route of the record.
    route: Route = ()
    #: The data of the whole file.
    whole: Data = None
    #: What rules about several files remember of the data that were judged last.
    entries: list[NamedEntry] = field(default_factory=list, init=False)

    def findings(self, data: Data, changed: Changed | None = None) -> list[Finding]:
        """Return what is wrong with the data of the record.

        Args:
            data: the data.
            changed: where they differ from data that were judged before; what rules find elsewhere
                may be left out. None where none were.
        """
        self.entries = []
        faults, record = self._structured(data)
        told = {fault.route for fault in faults}
        missing = missing_keys(data, self.route, self.rules.settings.required)
        faults += (fault for fault in missing if fault.route not in told)
        faults += self.schemas.faults(data, self.route)
        faults = [fault for fault in faults if not is_misread(self.whole, fault.route)]
        found = list(self.rules.faults.of(faults))
        found += self.missing(data)
        if record is not None:
            self.run_rules(record, data, found, changed)
        return found

    def missing(self, data: Data) -> list[Finding]:
        """Return the findings about values whose other side is not there."""
        following = self.rules.following
        if following is None:
            return []
        faults = following.faults(data, self.route, self.file.filename)
        return list(self.rules.faults.of(faults))

    def run_rules(
        self, record: Any, data: Any, found: list[Finding], changed: Changed | None = None
    ) -> None:
        """Add what the rules find in a record that was built of the data; see `findings`."""
        self.rules.plan.run(record, data, self.route, self.file, found, changed)
        entries = self.rules.entries.entries_of(record, self.route, self.file, found)
        self.entries = list(entries)

    def hidden(self, found: list[Finding], data: Data) -> list[Finding]:
        """Return what is wrong with the data once the safe fixes of what was found have run."""
        if not found or not isinstance(data, dict):
            return []
        return hidden_findings(found, data, self.route, self.findings)

    def _structured(self, data: Data) -> tuple[list[Fault], Any]:
        """Return the faults of the data, and the record as far as it can be built."""
        form = written_in(self.file.format.language)
        if not isinstance(data, dict):
            return [no_mapping(data, self.route, form)], None
        model, limits = self.rules.settings.model, self.rules.settings.limits
        with suppress(RejectedError):
            return [], builder_of(model)(data)
        rejected: set[str] = set()
        record = recover(data, model, rejected)
        most = _TIMES_EXPLAINED * limits.findings
        faults = list(islice(explain_record(table_of(model), data, (), form, rejected), most))
        if not faults:
            return [], record
        faults = _below(self.route, faults)
        if len(faults) == most:
            return [*faults, too_many_findings(limits)], None
        if self.rules.settings.collection is not None:
            # The configuration says that the file is one of its kind.
            return faults, record
        keyless = no_key(data, self.route, model)
        return ([keyless], None) if keyless else (faults, record)


def _below(route: Route, faults: list[Fault]) -> list[Fault]:
    return [replace(each, route=(*route, *each.route)) for each in faults] if route else faults
