"""SCH and REF: what a project asks for in a JSON Schema or a model of its own."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule
from article_schema.rules.rule import known_fix


@fault_rule("SCH001", "schema-violation", severity=Severity.ERROR)
def schema_violation(_: Fault) -> None:
    """A record breaks a JSON Schema of the project.

    The option `--schema` or the key `schema` of the configuration names the schema. Each record of
    a file is checked with it, in addition to all rules. If a JSON Schema is the model, this tells
    what only jsonschema can say of it.

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
    they name. So do the patterns and formats of a JSON Schema that is the model.

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


@fault_rule("REF001", "missing-entry", severity=Severity.ERROR, fix="unsafe")
def missing_entry(fault: Fault) -> Fix | None:
    """A value names an entry of another collection that is not there.

    A model says by `Ref` which collection the value points to. The entry is a file of that
    collection, named by its file name or by one of its keys. The files are read from disk, so the
    rule holds for a single file too.

    Bad (own test):
        `author: ann-salor`, without a file `data/authors/ann-salor.yml`.

    Good:
        `author: ann-sailor`, and the file is there.

    Source: own rule
    """
    return known_fix(fault, f"write {fault.replacement}", safe=False)


@fault_rule("REF002", "value-twice", severity=Severity.ERROR)
def value_twice(_: Fault) -> None:
    """A value stands in two files of a collection, and may stand in one only.

    A model says so by `UniqueInCollection`, such as for a `slug`, of which the address of a page is
    made. The other files are read from disk, so the rule holds for a single file too.

    Bad (own test):
        `slug: ferries`, and another file of the collection has `slug: ferries` too.

    Good:
        Each file has a `slug` of its own.

    Source: own rule
    """


@fault_rule("REF003", "missing-file", severity=Severity.ERROR, fix="unsafe")
def missing_file(fault: Fault) -> Fix | None:
    """A value names a file that is not there.

    A model says by `OnDisk` where the file of a value is.

    Bad (own test):
        `cover: quay.jpg`, without a file `static/quay.jpg`.

    Good:
        `cover: quay.jpg`, and the file is there.

    Source: own rule
    """
    return known_fix(fault, f"write {fault.replacement}", safe=False)


@fault_rule("REF004", "size-against-file", severity=Severity.ERROR, fix="unsafe")
def size_against_file(fault: Fault) -> Fix | None:
    """The width or height of a picture is not that of its file.

    A browser reserves the wrong space, and the page jumps when the picture is there. The size is
    read from the head of the file, without decoding the picture.

    Bad (own test):
        `width: 1600`, and the picture in the file is 1200 pixels wide.

    Good:
        `width: 1200`

    Source: HTML Standard, section 4.8.17, on dimension attributes
    """
    return known_fix(fault, f"write {fault.replacement}", safe=False)


@fault_rule("REF005", "dead-link", severity=Severity.ERROR, fix="unsafe")
def dead_link(fault: Fault) -> Fix | None:
    """A link to a page of the site leads nowhere.

    A model says by `SiteLink` that a value is a link. If it begins with `/`, a file of a collection
    must answer it; the key `url` of a collection says at which address each of its files is.

    Bad (own test):
        `link: /news/feries`, and no file has this address.

    Good:
        `link: /news/ferries`

    Source: own rule
    """
    return known_fix(fault, f"write {fault.replacement}", safe=False)


RULES = (
    schema_violation,
    own_constraint,
    schema_undecided,
    missing_entry,
    value_twice,
    missing_file,
    size_against_file,
    dead_link,
)
