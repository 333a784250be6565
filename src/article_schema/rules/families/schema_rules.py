"""SCH: what a project asks for beyond the model, in a JSON Schema or a model of its own."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Severity
from article_schema.rules.kinds import fault_rule


@fault_rule("SCH001", "schema-violation", severity=Severity.ERROR)
def schema_violation(_: Fault) -> None:
    """A record breaks a JSON Schema of the project.

    The option `--schema` or the key `schema` of the configuration names the schema. Each record of
    a file is checked with it, in addition to all rules.

    Bad (own test):
        `topics: [Weather]`, with a schema that allows the topics Ports and Travel.

    Good:
        `topics: [Ports]`

    Source: JSON Schema 2020-12 and earlier drafts, with the formats asserted
    """


@fault_rule("SCH002", "own-constraint", severity=Severity.ERROR)
def own_constraint(_: Fault) -> None:
    """A value breaks a constraint that the project's own model puts on its field.

    Constraints of a project report under this code, unless the project has a rule for the code that
    they name.

    Bad (own test):
        `length: 21 minutes`, with a model whose `length` is a duration.

    Good:
        `length: PT21M`

    Source: the model that `--model`, or the key `model` of the configuration, names
    """


@fault_rule("SCH003", "schema-undecided", severity=Severity.ERROR)
def schema_undecided(_: Fault) -> None:
    """A JSON Schema of the project would take too much time for a file.

    The time of a pattern such as `^(a+)+$` doubles with each letter of a text, and references can
    multiply in the same way. So the limit `schema-steps` bounds the steps of schemas; the rest of
    the file is not checked with schemas. With the extra `patterns` most patterns take linear time.

    Bad (own test):
        `seo: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!`, with a schema whose pattern for it is
        `^(a|aa)+$`.

    Good:
        The same, with the pattern `^a+$`.

    Source: own rule
    """


RULES = (schema_violation, own_constraint, schema_undecided)
