"""Wording: the errors of jsonschema as messages of the checker.

A failed `anyOf` is not reported itself: the faults of the branch that was most likely meant are
reported in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Protocol

from article_schema.faults import Fault, Part
from article_schema.model.constraints import Bound, Length
from article_schema.model.facets import LINE_BREAK_AT_END
from article_schema.model.shapes.base import subject
from article_schema.model.showing import kind_of, show
from article_schema.routes import Route
from article_schema.rules.codes import SCHEMA_VIOLATION
from article_schema.schema.branches import Branches
from article_schema.schema.keywords import additional_keys
from article_schema.schema.known_patterns import Patterns


class Error(Protocol):
    """The attributes of a `jsonschema.ValidationError` that are used here."""

    message: str
    #: The keyword that failed, and its value in the schema.
    validator: Any
    validator_value: Any
    #: The value, and the schema with the keyword.
    instance: Any
    schema: Any
    #: The errors of all branches, for keywords that have branches.
    context: Any
    #: Routes from the root, and from the value of the parent error.
    absolute_path: Any
    relative_path: Any
    absolute_schema_path: Any
    relative_schema_path: Any


#: What values of a type are called.
TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "array": "a list",
    "object": "a mapping",
    "null": "empty",
}
#: What texts of a format are called.
FORMATS = {
    "date-time": "a date and time with its zone, such as 2020-06-12T19:19:00Z",
    "date": "a date such as 2020-06-12",
    "time": "a time with its zone, such as 19:19:00Z",
    "email": "an e-mail address",
    "uri": "a URL",
    "uri-reference": "a URL or a path",
    "hostname": "a host name",
    "regex": "a regular expression",
}
#: Each missing key gives an error of these, and each error names all missing keys.
_EACH_NAMES_ALL = ("required", "dependentRequired", "dependencies")
#: The most words in a message.
_MOST_WORDS = 100
#: The first of these faults of a value is reported; the others mostly follow from it.
_ORDER = ("type", "const", "enum", "format", "pattern")


def faults_of(errors: Iterable[Error], patterns: Patterns, root: Any) -> Iterator[Fault]:
    """Turn the errors of jsonschema into faults, one for each wrong value.

    Args:
        errors: what jsonschema found.
        patterns: the facets that express patterns in words.
        root: the whole schema.
    """
    leaves = [leaf for error in errors for leaf in _leaves(error, root)]
    told: dict[Route, Error] = {}
    for leaf in leaves:
        if _is_about_value(leaf):
            route = tuple(leaf.absolute_path)
            told[route] = min(told.get(route, leaf), leaf, key=_rank)
    known: set[Fault] = set()
    seen: set[tuple[Any, ...]] = set()
    for leaf in leaves:
        if leaf.validator in _EACH_NAMES_ALL:
            error = leaf.validator, id(leaf.schema), tuple(leaf.absolute_path)
            if error in seen:
                continue
            seen.add(error)
        if _is_about_value(leaf) and told[tuple(leaf.absolute_path)] is not leaf:
            continue
        for fault in _faults(leaf, patterns, root):
            if fault not in known:
                known.add(fault)
                yield fault


def _is_about_value(error: Error) -> bool:
    return not isinstance(error.instance, dict | list) and not _is_about_key(error)


def _rank(error: Error) -> int:
    if error.validator == "not" and error.validator_value == LINE_BREAK_AT_END:
        return -1
    return _ORDER.index(error.validator) if error.validator in _ORDER else len(_ORDER)


def _is_about_key(error: Error) -> bool:
    return "propertyNames" in error.absolute_schema_path and isinstance(error.instance, str)


def _leaves(error: Error, root: Any) -> Iterator[Error]:
    """Yield the cause of an error: the error itself, or the faults of the meant branch."""
    branches = _branches(error) if error.validator in ("anyOf", "oneOf") else []
    if not branches or _needed_keys(error):
        yield error
        return
    is_other_kind = Branches(error.validator_value, root).is_other_kind
    meant = [branch for branch in branches if not any(map(is_other_kind, branch))]
    if not meant or (len(meant) > 1 and all(map(_is_format, meant))):
        yield error
        return
    for inner in min(meant, key=lambda branch: (len(branch), -_depth(branch))):
        # The path of an inner error begins at the value that the branches are about.
        yield from _leaves(inner, root)


def _branches(error: Error) -> list[list[Error]]:
    found: dict[Any, list[Error]] = {}
    for inner in error.context or ():
        if not inner.relative_schema_path:
            # The branch `false`, which nothing can be meant for.
            continue
        found.setdefault(inner.relative_schema_path[0], []).append(inner)
    return list(found.values())


def _is_format(branch: Sequence[Error]) -> bool:
    return [error.validator for error in branch] == ["format"] and not branch[0].relative_path


def _depth(branch: Sequence[Error]) -> int:
    return max(len(error.relative_path) for error in branch)


def _needed_keys(error: Error) -> list[str]:
    """Return the keys of which one must have a value, if the error is only about that."""
    branches = error.validator_value
    if error.validator == "not":
        # What the schema of a model excludes: all present keys are empty.
        parts = branches if isinstance(branches, dict) else {}
        branches = parts["anyOf"] if parts.keys() == {"type", "anyOf", "properties"} else []
    keys = []
    for branch in branches:
        required = branch.get("required") if isinstance(branch, dict) else None
        if not required or branch.keys() - {"required", "properties"}:
            return []
        if set(branch.get("properties", required)) - set(required):
            return []
        keys += required
    return keys if isinstance(error.instance, dict) else []


def _faults(error: Error, patterns: Patterns, root: Any) -> Iterator[Fault]:
    route: Route = tuple(error.absolute_path)
    keys = _keys_at_fault(error)
    if keys is not None:
        for key in keys:
            yield _fault(error, (*route, key), "key")
    elif error.validator in ("anyOf", "oneOf") or (
        error.validator == "not" and _needed_keys(error)
    ):
        yield _no_branch(error, route, root)
    else:
        fault = _known_fault(error, patterns)
        if fault is not None:
            yield Fault(SCHEMA_VIOLATION, f"{subject(route)} {fault.message}", fault.help, route)
        else:
            yield _fault(error, route, "value")


def _known_fault(error: Error, patterns: Patterns) -> Fault | None:
    """Return the fault that a facet finds in a text that breaks its pattern or other keywords."""
    own = error.schema if isinstance(error.schema, dict) else {}
    if error.validator not in ("pattern", "format") or not isinstance(error.instance, str):
        return None
    facet = patterns.get(str(own.get("pattern")))
    return None if facet is None or facet.accepts(error.instance) else facet.flaw(error.instance)


def _fault(error: Error, route: Route, part: Part) -> Fault:
    own = error.schema if isinstance(error.schema, dict) else {}
    # Two keywords of editors for messages of schema authors.
    words = own.get("errorMessage") or (
        own.get("patternErrorMessage") if error.validator == "pattern" else None
    )
    if isinstance(words, str):
        return Fault(SCHEMA_VIOLATION, f"{subject(route)}: {words}", "", route, part)
    message, advice = _WORDS.get(error.validator or "false", _other)(error, subject(route))
    return Fault(SCHEMA_VIOLATION, message, advice, route, part)


def _keys_at_fault(error: Error) -> list[str] | None:
    """Return the keys that are missing, not allowed or badly named, if the error is about keys."""
    value, data = error.validator_value, error.instance
    if _is_about_key(error):
        return [data]
    if error.validator == "required":
        return [key for key in value if key not in data]
    if error.validator in ("dependentRequired", "dependencies"):
        needed = [names for key, names in value.items() if key in data and isinstance(names, list)]
        return [key for names in needed for key in names if key not in data]
    if error.validator == "additionalProperties":
        return additional_keys(data, error.schema)
    if error.validator == "unevaluatedProperties":
        # Only the message of jsonschema says what was evaluated.
        return [key for key in data if repr(key) in error.message]
    return None


Words = tuple[str, str]


def _missing(_: Error, name: str) -> Words:
    return f"{name} is missing", "add it"


def _unexpected(_: Error, name: str) -> Words:
    return f"{name} is not allowed here", "remove it, or correct its spelling"


def _wrong_type(error: Error, name: str) -> Words:
    value = error.validator_value
    types = [value] if isinstance(value, str) else value
    words = " or ".join(TYPES.get(str(kind), str(kind)) for kind in types)
    return f"{name} must be {words}, not {kind_of(error.instance)}", ""


def _wrong_word(error: Error, name: str) -> Words:
    words = _choices(error.validator_value)
    return f"{name} must be one of {words}, not {kind_of(error.instance)}", ""


def _wrong_constant(error: Error, name: str) -> Words:
    return f"{name} must be {show(error.validator_value)}, not {kind_of(error.instance)}", ""


def _wrong_format(error: Error, name: str) -> Words:
    return f"{name} must be {_format_in_words(error)}, not {show(error.instance)}", ""


def _format_in_words(error: Error) -> str:
    return FORMATS.get(error.validator_value, f"of the format {error.validator_value}")


def _wrong_pattern(error: Error, name: str) -> Words:
    pattern = show(error.validator_value)[1:-1]
    return f"{name} does not match the pattern `{pattern}`: {show(error.instance)}", ""


def _too_long_or_short(error: Error, name: str) -> Words:
    limit = error.validator_value
    length = Length(minimum=limit) if str(error.validator)[:3] == "min" else Length(0, limit)
    flaw = length.flaw(error.instance)
    return f"{name} {flaw.message}", flaw.help


def _out_of_bounds(error: Error, name: str) -> Words:
    bound = Bound(error.validator_value, str(error.validator))
    return f"{name} {bound.flaw(error.instance).message}", ""


def _no_branch(error: Error, route: Route, root: Any) -> Fault:
    """Say what each branch requires."""
    name, keys = subject(route), _needed_keys(error)
    if keys:
        names = " or ".join(f"`{key}`" for key in keys)
        return Fault(
            SCHEMA_VIOLATION, f"one of {names} is missing", f"write `{keys[0]}`", route, "key"
        )
    if not error.context:
        return Fault(
            SCHEMA_VIOLATION, f"{name} fits several forms that the schema keeps apart", "", route
        )
    is_other_kind = Branches(error.validator_value, root).is_other_kind
    inner = [e for branch in _branches(error) for e in branch if is_other_kind(e)]
    named = [e for e in inner if e.validator != "type"]
    formats = [e for branch in _branches(error) if _is_format(branch) for e in branch]
    if formats:
        words = " or ".join(_format_in_words(e) for e in formats)
        message = f"{name} must be {words}, not {show(error.instance)}"
        return Fault(SCHEMA_VIOLATION, message, "", route)
    if named:
        return _no_kind([e for e in named if e.absolute_path == named[0].absolute_path])
    types = [kind for e in inner for kind in _listed(e.validator_value)]
    words = " or ".join(dict.fromkeys(TYPES.get(kind, kind) for kind in types))
    return Fault(
        SCHEMA_VIOLATION, f"{name} must be {words}, not {kind_of(error.instance)}", "", route
    )


def _no_kind(errors: list[Error]) -> Fault:
    """Join the words that the branches allow at one place."""
    route = tuple(errors[0].absolute_path)
    words = [
        word
        for e in errors
        for word in (e.validator_value if e.validator == "enum" else [e.validator_value])
    ]
    choices = _choices(words)
    value = kind_of(errors[0].instance)
    return Fault(
        SCHEMA_VIOLATION, f"{subject(route)} must be one of {choices}, not {value}", "", route
    )


def _choices(words: Sequence[Any]) -> str:
    shown = ", ".join(dict.fromkeys(show(word) for word in words[:_MOST_WORDS]))
    more = len(words) - _MOST_WORDS
    return f"{shown} and {more:,} more" if more > 0 else shown


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _excluded(error: Error, name: str) -> Words:
    if error.validator_value == LINE_BREAK_AT_END:
        return f"{name} ends in a line break", "remove it"
    return f"{name} is what the schema excludes: {show(error.instance)}", ""


def _repeated(_: Error, name: str) -> Words:
    return f"{name} has items that are equal", "keep one of them"


def _refused(error: Error, name: str) -> Words:
    return f"{name} holds {kind_of(error.instance)}, where the schema allows no value", ""


def _other(error: Error, name: str) -> Words:
    return f"{name} breaks `{error.validator}` of the schema", ""


_WORDS: dict[str, Callable[[Error, str], Words]] = {
    "required": _missing,
    "dependentRequired": _missing,
    "dependencies": _missing,
    "additionalProperties": _unexpected,
    "unevaluatedProperties": _unexpected,
    "type": _wrong_type,
    "enum": _wrong_word,
    "const": _wrong_constant,
    "format": _wrong_format,
    "pattern": _wrong_pattern,
    "minLength": _too_long_or_short,
    "maxLength": _too_long_or_short,
    "minItems": _too_long_or_short,
    "maxItems": _too_long_or_short,
    "minimum": _out_of_bounds,
    "maximum": _out_of_bounds,
    "exclusiveMinimum": _out_of_bounds,
    "exclusiveMaximum": _out_of_bounds,
    "not": _excluded,
    "uniqueItems": _repeated,
    # An error of `false` has no keyword, and jsonschema reports it at the mapping or list around.
    "false": _refused,
}
