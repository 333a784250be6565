"""FLD: keys that are missing, unknown or old, and values of the wrong shape."""

from __future__ import annotations

from collections.abc import Iterator

from article_schema.document.edits import Delete
from article_schema.document.tree import CollectionKey
from article_schema.faults import Fault
from article_schema.model.facets import NullCounts
from article_schema.model.fields import Record
from article_schema.model.shapes.tables import SCHEMA_KEY
from article_schema.model.spelling import MOST_GUESSES, closest_key
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Fix, Severity
from article_schema.rules.kinds import fault_rule, record_rule
from article_schema.rules.naming import inside_article, named
from article_schema.rules.precheck import Precheck
from article_schema.rules.rule import known_fix


@fault_rule("FLD001", "missing-field", severity=Severity.ERROR)
def missing_field(_: Fault) -> None:
    """A required key is missing.

    A page would have a gap, and feeds and search engines would reject the article. The finding is
    reported at the mapping that lacks the key, or at the key that needs another one beside it.

    Bad:
        provider:
        #^^^^^^^
          name: Example Times

    Good:
        provider:
          name: Example Times
          domain: example.com

    Source: the required fields of the model
    """


_HAS_EXTRA = Precheck(lambda record, _: record.extra, covered=True)


@record_rule(
    "FLD002",
    "misspelt-key",
    severity=Severity.ERROR,
    on=Record,
    fix="unsafe",
    precheck=_HAS_EXTRA,
)
def misspelt_key(_: Record, at: RuleContext) -> Iterator[Finding]:
    """A key is unknown, and similar to a known key.

    Programs that look for the right key never see the value. Keys are similar if they differ in
    case, in `-` and `_`, in the order of two letters, or in one letter that is missing, doubled or
    wrong. If the key is right, name it under `known-keys` in the configuration, or declare it in a
    model of your own.

    Bad:
        heatt: 72
        #^^^^

    Good:
        heat: 72

    Source: keys of the model; 0 of 192 measured files have such a key
    """
    for key, meant in _unknown(at):
        if meant is not None:
            place = at(key).key
            fix = None
            advice = f"remove one of `{key}` and `{meant}`, which is there too"
            if meant not in at.data:
                fix = place.rename(meant, f"rename `{key}` to `{meant}`", safe=False)
                advice = f"write `{meant}`"
            known = _as_known_key(at, key)
            yield place.finding(
                f"{named(at, key)} is not a known key",
                f"{advice}; or add `{known}` to `known-keys`, if it is right",
                fix,
            )


@record_rule("FLD003", "unknown-key", severity=Severity.WARNING, on=Record, precheck=_HAS_EXTRA)
def unknown_key(_: Record, at: RuleContext) -> Iterator[Finding]:
    """A key is unknown, and not similar to a known key.

    Every operation keeps it, but its value is not checked. If your site uses it, name it under
    `known-keys` in the configuration; to have its values checked, declare it in a model of your
    own.

    Bad:
        mood: calm
        #^^^

    Good:
        tags: [calm]

    Source: keys of the model; 0 of 192 measured files have such a key
    """
    for key, meant in _unknown(at):
        if meant is None:
            yield at(key).key.finding(
                f"{named(at, key)} is not a known key",
                f"remove it, or add `{_as_known_key(at, key)}` to `known-keys` if your site "
                "uses it",
            )


def _as_known_key(at: RuleContext, key: str) -> str:
    """Write a key as `known-keys` names it: with those that lead to it, and without indexes."""
    return ".".join(str(step) for step in inside_article(at, key) if not isinstance(step, int))


def _unknown(at: RuleContext) -> Iterator[tuple[str, str | None]]:
    """Yield the unknown keys of a record, each with the known key that it was meant to be."""
    if at.table is None or at.table.closed:
        # Of a closed record the model itself tells.
        return
    known = at.table.by_key
    current = [field.key for field in at.table.fields if field.deprecated is None]
    absent = [key for key in current if key not in at.data]
    # A key that is a list or a mapping has its own finding, and no name to call it by.
    others = [key for key in at.data if key not in known and not isinstance(key, CollectionKey)]
    unknown = [key for key in others if not at.table.takes(key)]
    if SCHEMA_KEY in unknown and not any(isinstance(step, str) for step in at.route):
        # It speaks to editors, whatever the model of the record is.
        unknown.remove(SCHEMA_KEY)
    for key in unknown[:MOST_GUESSES]:
        meant = closest_key(key, absent) or closest_key(key, current)
        if at.table.others and (meant is None or key.rstrip("s") == meant.rstrip("s")):
            # One thing and several are two keys to some generators.
            continue
        yield key, meant
    for key in () if at.table.others else unknown[MOST_GUESSES:]:
        yield key, None


@fault_rule("FLD004", "wrong-type", severity=Severity.ERROR, fix="unsafe")
def wrong_type(fault: Fault) -> Fix | None:
    """A value has another type than its field.

    Types are strict: a number in quotes is text, `yes` is text in YAML 1.2, and text that looks
    like a number needs quotes. A whole number written as `1.0` counts as whole, as in JSON Schema.

    Bad:
        published: yes
        #          ^^^

    Good:
        published: true

    Source: YAML 1.2.2 section 10.3.2; JSON Schema 2020-12 validation, section 6.1.1
    """
    word = str(fault.replacement).lower()
    return known_fix(fault, f"write `{word}`", safe=False)


@fault_rule("FLD005", "out-of-range", severity=Severity.ERROR)
def out_of_range(_: Fault) -> None:
    """A number is too small or too large for its field.

    Bad:
        quality: -5
        #        ^^

    Good:
        quality: 5

    Source: bounds of the model, from 0 to 219 and -1 to 933 in measured files
    """


@fault_rule("FLD006", "too-short", severity=Severity.ERROR)
def too_short(_: Fault) -> None:
    """A text or list has fewer characters or items than its field needs.

    The models of this project ask for one at least, which FLD008 reports; models of your own may
    ask for more.

    Bad (own test):
        `levels: [Beginner]`, where a model asks for two.

    Good:
        `levels: [Beginner, Advanced]`

    Source: bounds of the model
    """


@fault_rule("FLD007", "too-long", severity=Severity.ERROR)
def too_long(_: Fault) -> None:
    """A text or list has more characters or items than its field allows.

    A title of more than 500 characters or an excerpt of more than 5,000 is a body in the wrong
    place; the longest in measured files have 180 and 548.

    Bad (own test):
        A title of 501 characters.

    Good:
        `title: "The harbour at dawn"`

    Source: bounds of the model
    """


@fault_rule("FLD008", "empty-value", severity=Severity.ERROR)
def empty_value(_: Fault) -> None:
    """A required value is missing, or has only invisible characters.

    Bad:
        title: "  "
        #      ^^^^

    Good:
        title: "The harbour at dawn"

    Source: the required fields of the model
    """


def has_deprecated(_: Record, at: RuleContext) -> bool:
    """Tell whether a key of a record has an older name."""
    return at.table is not None and not at.table.deprecated.isdisjoint(at.data)


@record_rule(
    "FLD009",
    "deprecated-key",
    severity=Severity.WARNING,
    on=Record,
    fix="safe",
    precheck=Precheck(has_deprecated, covered=True),
)
def deprecated_key(_: Record, at: RuleContext) -> Iterator[Finding]:
    """A key has an older name, or is one that nobody should write any more.

    It is still read and kept, but new tools look for the new name.

    Bad:
        webUrl: "https://www.example.com/harbour"
        ampUrl: "https://www.example.com/amp/harbour"
        #^^^^^
        cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"

    Good:
        webUrl: "https://www.example.com/harbour"
        ampWebUrl: "https://www.example.com/amp/harbour"
        cdnAmpWebUrl: "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/harbour"

    Source: 2,531 measured files of an older generation
    """
    if at.table is None:
        return
    for field in at.table.fields:
        if field.deprecated is None or at.data.get(field.key) is None:
            continue
        place = at(field.key).key
        new = field.deprecated
        if new:
            fix = None if new in at.data else place.rename(new, f"rename `{field.key}` to `{new}`")
            yield place.finding(f"{named(at, field.key)} is an older name", f"write `{new}`", fix)
        else:
            advice = field.doc or "leave it out"
            yield place.finding(f"{named(at, field.key)} is deprecated", advice)


@record_rule(
    "FLD010",
    "unwritten-value",
    severity=Severity.INFO,
    on=Record,
    fix="safe",
    precheck=Precheck(lambda _, at: None in at.data.values(), covered=True),
)
def unwritten_value(_: Record, at: RuleContext) -> Iterator[Finding]:
    """An optional key has no value.

    It means the same as no key, and often the value was forgotten. In JSON nothing is reported,
    because absent values are usually written as null there.

    Bad:
        featuredContent:
        #^^^^^^^^^^^^^^
        heat: 72

    Good:
        heat: 72

    Source: YAML 1.2.2 section 7.2
    """
    if at.table is None or at.table.null_counts or at.file.format.writes_null:
        return
    for field in at.table.fields:
        if at.data.get(field.key, 0) is None and field.nullable and not field.note(NullCounts):
            place = at(field.key)
            message = f"{named(at, field.key)} has no value"
            yield place.finding(message, "write a value, or remove the key",
                                place.delete(f"remove `{field.key}`"))  # fmt: skip


@record_rule(
    "FLD011",
    "whole-number-with-fraction",
    severity=Severity.WARNING,
    on=Record,
    fix="safe",
    precheck=Precheck(lambda _, at: float in map(type, at.data.values()), covered=True),
)
def whole_number_with_fraction(_: Record, at: RuleContext) -> Iterator[Finding]:
    """A whole number is written with a fraction or an exponent.

    `1200.0` counts as the whole number 1200 here and in JSON Schema, but many languages read it as
    another type.

    Bad:
        quality: 59.0
        #        ^^^^

    Good:
        quality: 59

    Source: JSON Schema 2020-12 validation, section 6.1.1
    """
    if at.table is None:
        return
    for key, value in at.data.items():
        if type(value) is float and value.is_integer() and abs(value) < 2**53:
            field = at.table.by_key.get(key)
            if field is not None and field.is_integer:
                place = at(key)
                message = f"{named(at, key)} must be written without fraction or exponent"
                yield place.finding(message, f"write {int(value)}",
                                    place.replace(int(value), f"write {int(value)}"))  # fmt: skip


@fault_rule("FLD015", "excluded-key", severity=Severity.ERROR)
def excluded_key(_: Fault) -> None:
    """A key stands beside another one that excludes it.

    A model of your own may say that only one of two keys has a value, or that a key has none beside
    a certain value of another one. Programs would have to guess which of the two is meant.

    Bad (own test):
        `redirect: /new` beside `content`, with a model where `redirect` excludes `content`.

    Good:
        `redirect: /new`

    Source: the conditions of the model that `--model`, or the key `model` of the configuration,
        names
    """


@fault_rule("FLD016", "duplicate-item", severity=Severity.ERROR, fix="unsafe")
def duplicate_item(fault: Fault) -> Fix | None:
    """A list has an item twice, although the model wants each once.

    Items are compared as JSON Schema does: `1` and `1.0` are one number, and the order of keys has
    no meaning. The fix removes the later one, so readers get a shorter list. Of records with the
    same value of a key, such as `Unique("url")` forbids, nobody knows which one is right.

    Bad (own test):
        `tags: [Ports, Ferries, Ports]`, where a model declares `set[str]`.

    Good:
        `tags: [Ports, Ferries]`

    Source: JSON Schema 2020-12 validation, section 6.4.3 (`uniqueItems`)
    """
    is_item = isinstance(fault.route[-1], int)
    return Fix((Delete(fault.route),), "remove the later one", safe=False) if is_item else None


RULES = (
    missing_field,
    misspelt_key,
    unknown_key,
    wrong_type,
    out_of_range,
    too_short,
    too_long,
    empty_value,
    deprecated_key,
    unwritten_value,
    whole_number_with_fraction,
    excluded_key,
    duplicate_item,
)
