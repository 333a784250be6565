"""JSON Schemas and data that hypothesis draws, for what must hold for all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

KEYS = ("a", "b", "ab", "title", "x-y", "class", "$schema")
_WORDS = ("", "a", "A", "ab", "title", "2020-01-02", "2020-06-12T19:19:00Z", "2020-06-12t19:19:00z")
_PATTERNS = ("^a", "b$", "[0-9]", "^x-", "^(a|b)*$")
_FORMATS = ("date", "date-time", "email", "uri", "ipv4", "regex", "unix-time", "no-such-format")
_DRAFTS = (
    "https://json-schema.org/draft/2020-12/schema",
    "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/draft-07/schema#",
    "http://json-schema.org/draft-06/schema#",
    "http://json-schema.org/draft-04/schema#",
    None,
)

small = st.integers(0, 3)
numbers = st.one_of(st.integers(-3, 4), st.sampled_from([0.0, 1.0, 1.5, 2.5, -0.0, 2**60, 1e300]))
scalars = st.one_of(st.none(), st.booleans(), numbers, st.sampled_from(_WORDS), st.text(max_size=3))
values: st.SearchStrategy[Any] = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    ),
    max_leaves=8,
)
records = st.dictionaries(st.sampled_from(KEYS), values, max_size=6)


def _some(**keywords: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=keywords)


def _joined(*parts: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.tuples(*parts).map(lambda drawn: {k: v for part in drawn for k, v in part.items()})


def _typed(inner: st.SearchStrategy[Any], *, modern: bool) -> st.SearchStrategy[Any]:
    texts = _some(
        minLength=small, maxLength=small, pattern=st.sampled_from(_PATTERNS),
        format=st.sampled_from(_FORMATS),
    )  # fmt: skip
    bounds = {"minimum": numbers, "maximum": numbers, "multipleOf": st.sampled_from([1, 2, 0.5])}
    if modern:
        bounds |= {"exclusiveMinimum": numbers, "exclusiveMaximum": numbers}
    lists = _some(items=inner, minItems=small, maxItems=small, uniqueItems=st.booleans(),
                  contains=inner)  # fmt: skip
    types = ["string", "integer", "number", "boolean", "null", "array", "object"]
    kinds = st.one_of(
        st.sampled_from(types),
        st.lists(st.sampled_from(types), min_size=1, max_size=3, unique=True),
    )
    kind = kinds.map(lambda kind: {"type": kind})
    return st.one_of(
        _joined(st.just({"type": "string"}), texts),
        _joined(st.sampled_from(["integer", "number"]).map(lambda t: {"type": t}), _some(**bounds)),
        _joined(st.just({"type": "array"}), lists),
        _joined(kind, texts, _some(**bounds)),
        _joined(kind, lists),
    )


def objects(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """Schemas of mappings whose values keep schemas of a strategy."""
    some_keys = st.lists(st.sampled_from(KEYS), max_size=2, unique=True)
    table = st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
    return _joined(
        st.sampled_from([{"type": "object"}, {"type": "object"}, {"type": ["object", "null"]}, {}]),
        st.fixed_dictionaries({"properties": table}),
        _some(required=some_keys, additionalProperties=st.one_of(st.just(False), inner)),
        st.one_of(
            st.just({}),
            _some(
                patternProperties=st.dictionaries(st.sampled_from(_PATTERNS), inner, max_size=2),
                propertyNames=inner,
                minProperties=small,
                maxProperties=small,
                dependentRequired=st.dictionaries(st.sampled_from(KEYS), some_keys, max_size=2),
                dependentSchemas=st.dictionaries(st.sampled_from(KEYS), inner, max_size=2),
                unevaluatedProperties=st.one_of(st.just(False), inner),
            ),
        ),
    )


@st.composite
def schemas(draw: st.DrawFn) -> dict[str, Any]:
    """Whole schemas of mappings, of any draft."""
    dialect = draw(st.sampled_from(_DRAFTS))
    modern = dialect is None or "draft-04" not in dialect
    holder = "$defs" if dialect is None or "/20" in dialect else "definitions"
    references = st.sampled_from([{"$ref": f"#/{holder}/{name}"} for name in ("p", "q")])
    leaves: st.SearchStrategy[Any] = st.one_of(
        st.just({}), references, _typed(st.just({}), modern=modern),
        st.lists(scalars, min_size=1, max_size=3).map(lambda words: {"enum": _distinct(words)}),
        st.sampled_from(_WORDS).map(lambda word: {"const": word} if modern else {"enum": [word]}),
    )  # fmt: skip
    if modern:
        leaves = st.one_of(leaves, st.booleans())

    def grown(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        branches = st.lists(inner, min_size=1, max_size=3)
        conditions = {"if": inner, "then": inner, "else": inner} if modern else {}
        logic = _some(
            allOf=branches, anyOf=branches, oneOf=branches, **{"not": inner}, **conditions
        )
        return st.one_of(
            _typed(inner, modern=modern), objects(inner), logic, _joined(references, logic),
            _joined(_typed(inner, modern=modern), logic),
            branches.map(lambda parts: {"anyOf": parts}),
            inner.map(lambda part: {"anyOf": [part, {"type": "null"}]}),
            inner.map(lambda part: {"oneOf": [part, {"type": "null"}]}),
            _joined(st.just({"description": "Use `a` instead.", "deprecated": True}),
                    _typed(inner, modern=modern)),
        )  # fmt: skip

    parts = st.recursive(leaves, grown, max_leaves=6)
    shared = {name: draw(st.one_of(objects(parts), parts)) for name in ("p", "q")}
    composed = _joined(
        objects(parts),
        references,
        st.just({"unevaluatedProperties": False}) if modern else st.just({}),
    )
    whole = draw(
        st.one_of(objects(parts), _joined(objects(parts), grown(leaves)), references, composed)
    )
    if isinstance(whole.get("type"), str) or "object" not in whole.get("type", ["object"]):
        whole = {**whole, "type": "object"}
    whole = {**whole, holder: shared}
    return whole if dialect is None else {**whole, "$schema": dialect}


def _distinct(words: list[Any]) -> list[Any]:
    # Drafts before 2019-09 demand that the words differ.
    return [word for number, word in enumerate(words)
            if not any(word == other for other in words[:number])]  # fmt: skip
