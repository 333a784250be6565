"""A schema of the owner and a value of a stranger: neither makes a check run on, or stops it."""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from timing import allowed

from article_schema import Settings, check_text
from article_schema.cli import main
from article_schema.document.limits import Limits
from article_schema.errors import UsageError
from article_schema.faults import Fault
from article_schema.schema import matching
from article_schema.schema.effort import Effort, bounded
from article_schema.schema.schema_file import load_schema
from article_schema.schema.validate import schema_checker

#: What a file may cost in seconds of a processor; half of it is slack for a busy machine.
MOST_SECONDS = 3.0
STEPS = Limits().schema_steps
LETTERS = "a" * 40 + "!"


@pytest.fixture
def without_re2(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take the extra away."""
    monkeypatch.setitem(sys.modules, "re2", None)
    monkeypatch.setattr(matching, "_linear", matching._linear.__wrapped__)


def seconds(work: Callable[[], object]) -> float:
    """Return the time of a processor, that of processes that have ended included."""

    def used() -> float:
        return sum(os.times()[:4])

    matching._process.close()
    start = used()
    work()
    matching._process.close()
    return used() - start


def judged(schema: Any, data: Any) -> list[Fault]:
    return schema_checker(schema)(data, Effort(STEPS))


def doubling(keyword: str, leaf: Any, levels: int = 40, **more: Any) -> dict[str, Any]:
    """Return a schema whose references double so many times."""
    definitions = {
        f"a{level}": {keyword: [{"$ref": f"#/$defs/a{level + 1}"}] * 2} for level in range(levels)
    }
    return {"$ref": "#/$defs/a0", "$defs": {**definitions, f"a{levels}": leaf}, **more}


#: Schemas with a value each; the time for them had no end, or grew with a power of the length.
BEYOND = {
    "references that double": (doubling("allOf", {"type": "object"}), {}),
    "choices that double": (doubling("anyOf", {"type": "string"}), {}),
    "single choices that double": (doubling("oneOf", {}), {}),
    "keys that nothing evaluates": (doubling("allOf", {}, unevaluatedProperties=False), {"a": 1}),
    "items that nothing evaluates": (
        {"contains": {}, "unevaluatedItems": False}, list(range(100_000)),
    ),
    "a long text that is judged again and again": (
        doubling("allOf", {"format": "iri"}, 12), "http://" + "é" * 400_000,
    ),
    "a long address of mail that is judged again and again": (
        doubling("allOf", {"format": "email"}, 13), "a" * 400_000 + "@",
    ),
    "a long list that is gone through again and again": (
        doubling("allOf", {"items": {}}, 12), [1] * 100_000,
    ),
    "keys that are gone through again and again": (
        doubling("allOf", {"propertyNames": {}, "additionalProperties": {}}, 12),
        {f"k{number}": 1 for number in range(50_000)},
    ),
    "a long constant that is compared again and again": (
        doubling("allOf", {"const": [1] * 50_000}, 12), [1] * 50_000,
    ),
    "a long list of words that is searched again and again": (
        doubling("allOf", {"enum": [*range(50_000), 5.5]}, 12), 5.5,
    ),
    "very many faults": ({"items": {"type": "string"}}, list(range(150_000))),
    "long faults in each branch": ({"anyOf": [{"type": "string"}] * 100}, ["x" * 400_000] * 4),
    "a reference inside of a pattern": ({"pattern": r"^(a|aa)+\1$"}, LETTERS),
    "a key and what is not evaluated": (
        {"patternProperties": {"^(a|aa)+$": {}}, "unevaluatedProperties": False}, {LETTERS: 1},
    ),
    "a pattern of a stranger": ({"format": "regex"}, "(?i)" + "[\0-\U0010ffff]" * 600),
}  # fmt: skip


@pytest.mark.parametrize(("schema", "data"), BEYOND.values(), ids=BEYOND)
def test_what_would_take_too_long_is_a_finding(schema: Any, data: Any) -> None:
    found: list[Fault] = []
    assert seconds(lambda: found.extend(judged(schema, data))) < allowed(MOST_SECONDS)
    assert found[-1].code == "SCH003"
    assert [fault.code for fault in found].count("SCH003") == 1


#: Schemas with a value each that are judged to the end.
WITHIN: dict[str, tuple[Any, Any, bool]] = {
    "mappings that are all different": (
        {"uniqueItems": True}, [{"a": number} for number in range(60_000)], True,
    ),
    "mappings of which two are equal": (
        {"uniqueItems": True}, [{"a": 1, "b": [1.0]}, {"b": [1], "a": 1}], False,
    ),
    "one and true are not equal": ({"uniqueItems": True}, [1, True, 0, False, "1", None], True),
    "a long address": ({"format": "iri"}, "http://" + "é" * 40_000, True),
    "a long address that is none": ({"format": "iri"}, "http://" + "%41" * 13_000 + "\n", False),
    "brackets that nobody closes": ({"format": "regex"}, "(" * 2_000, False),
    "lists as deep as a file has them": (
        {"$ref": "#/$defs/x", "$defs": {"x": {"anyOf": [
            {"type": "null"}, {"allOf": [{"items": {"$ref": "#/$defs/x"}}]}]}}},
        json.loads("[" * 64 + "]" * 64), True,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("schema", "data", "right"), WITHIN.values(), ids=WITHIN)
def test_what_is_long_but_harmless_is_judged(schema: Any, data: Any, right: bool) -> None:
    found: list[Fault] = []
    assert seconds(lambda: found.extend(judged(schema, data))) < allowed(MOST_SECONDS)
    assert [fault.code for fault in found] == ([] if right else ["SCH001"])


SLOW_PATTERNS = {
    "^(a+)+$": LETTERS,
    "^(a|aa)+$": LETTERS,
    "(.*,){12}x": "a," * 3_000,
    "a*a*a*a*b": "a" * 5_000,
    "a?" * 40 + "a" * 40: "a" * 39,
    "^(é+)+$": "é" * 40 + "!",
}


@pytest.mark.parametrize(("pattern", "text"), SLOW_PATTERNS.items())
@pytest.mark.parametrize("place", ["value", "key", "additional key"])
def test_a_pattern_is_judged_in_time_that_grows_with_the_text(
    pattern: str, text: str, place: str
) -> None:
    schema, data = {
        "value": ({"pattern": pattern}, text),
        "key": ({"patternProperties": {pattern: False}}, {text: 1}),
        "additional key": (
            {"patternProperties": {pattern: {}}, "additionalProperties": False}, {text: 1},
        ),
    }[place]  # fmt: skip
    found: list[Fault] = []
    assert seconds(lambda: found.extend(judged(schema, data))) < 0.5
    assert [fault.code for fault in found] == ([] if place == "key" else ["SCH001"])


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$"])
@pytest.mark.usefixtures("without_re2")
def test_without_the_extra_a_pattern_without_end_is_a_finding_at_its_value(pattern: str) -> None:
    schema = {"properties": {"seo": {"items": {"not": {"pattern": pattern}}}}}
    found: list[Fault] = []
    data = {"seo": ["fine", LETTERS]}
    assert seconds(lambda: found.extend(judged(schema, data))) < allowed(MOST_SECONDS)
    assert [(fault.code, fault.route) for fault in found] == [("SCH003", ("seo", 1))]
    assert "patterns" in found[0].help


@pytest.mark.usefixtures("without_re2")
def test_patterns_that_are_only_nested_are_judged_without_the_extra() -> None:
    slug = {"items": {"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}}
    words = ["the-harbour-at-dawn-and-what-follows-it", "The harbour"]
    assert [(fault.code, fault.route) for fault in judged(slug, words)] == [("SCH001", (1,))]


def test_the_bound_holds_in_other_threads() -> None:
    found: list[Fault] = []
    schema = {"pattern": r"^(a|aa)+\1$"}
    thread = threading.Thread(target=lambda: found.extend(judged(schema, LETTERS)))
    thread.start()
    thread.join()
    assert [fault.code for fault in found] == ["SCH003"]


def _code_in_a_process(schema: Any) -> list[str]:
    return [fault.code for fault in judged(schema, LETTERS)]


@pytest.mark.parametrize("method", ["spawn", "fork"])
def test_the_bound_holds_in_other_processes(method: str) -> None:
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"this system has no {method}")
    schema = {"pattern": r"^(a|aa)+\1$"}
    # A process that is forked must not talk to the one that its parent has started.
    assert judged({"pattern": r"^(a)\1$"}, "aa") == []
    with multiprocessing.get_context(method).Pool(1) as pool:
        assert pool.apply(_code_in_a_process, (schema,)) == ["SCH003"]
    assert judged({"pattern": r"^(a)\1$"}, "aa") == []


def test_all_records_of_a_file_share_its_effort() -> None:
    effort = Effort(2_500)
    check = schema_checker({"items": {"type": "integer"}})
    codes = [[fault.code for fault in check([1] * 700, effort)] for _ in range(3)]
    assert codes == [[], [], ["SCH003"]]


def test_a_file_beyond_the_limit_has_one_finding_and_the_next_file_is_judged(
    tmp_path: Path,
) -> None:
    schema = tmp_path / "house.json"
    schema.write_text(json.dumps(doubling("allOf", {"type": "object"})))
    settings = Settings(
        select=("SCH",), schemas=(schema,), limits=Limits(schema_steps=3_000)
    )  # fmt: skip
    lines = '{"title": "A"}\n' * 5
    for _ in range(2):
        found = check_text(lines, "export.jsonl", settings).findings
        assert [(finding.code, finding.line) for finding in found] == [("SCH003", 1)]
        assert "limits.schema-steps" in found[0].help


pieces = st.sampled_from(
    ["a", "b", "é", ".", "[ab]", "[^a]", "(a|b)", "(?:ab)", "^", "$", r"\d", r"\w", r"\b", r"\s",
     "a*", "b+", "(a+)+", "(?:a|ab)*", "a{2,3}", "b?", "[a-z0-9]+(-[a-z0-9]+)*", r"\.", "(?i:a)",
     "(?=a)", "|", r"[^\d]", "é+", "[é-ü]"]
)  # fmt: skip
letters = st.sampled_from("aab-_.1é \n\tÄ٣\x0b\x1c\u2028ſK")


@given(st.lists(pieces, max_size=5).map("".join), st.text(letters, max_size=12))
def test_every_engine_gives_the_answer_of_python(pattern: str, text: str) -> None:
    expected = re.search(pattern, text) is not None
    linear, characters = matching._linear(pattern)
    if linear is not None and characters.fullmatch(text):
        assert (linear.search(text) is not None) == expected
    effort = Effort(STEPS)
    with bounded(effort):
        assert matching.search(pattern, text) == expected
        assert matching._outside(pattern, text, effort) == expected


DRAFT = "http://json-schema.org/draft-0{}/schema#"
UNUSABLE: dict[str, tuple[str, str]] = {
    "a name that is no text": ('{\n "$id": 5}', "2:9: "),
    "a name of an old draft that is no text": (
        '{"$schema": "' + DRAFT.format(4) + '",\n"id": 5}', "2:7: ",
    ),
    "a reference that is no text": ('{"$ref":\n5}', "2:1: "),
    "a reference of an old draft that is no text": (
        '{"$schema": "' + DRAFT.format(4) + '",\n"$ref": 5}', "2:9: ",
    ),
    "a reference into a list": ('{"required": ["a"],\n"$ref": "#/required"}', "2:9: "),
    "a reference to a number": ('{"foo": {"bar": 5},\n"$ref": "#/foo/bar"}', "2:9: "),
    "a reference to what is no schema": (
        '{"foo": {"minimum": "x"},\n"$ref": "#/foo"}', "2:9: ",
    ),
    "a reference that leads nowhere": ('{"$ref":\n "#/$defs/a"}', "2:2: "),
    "a reference to another file": ('{"$ref":\n "other.json"}', "2:2: "),
    "a reference to a secret": ('{"$ref":\n "file:///etc/hostname"}', "2:2: "),
    "a reference to the network": ('{"$ref":\n "https://example.com/a"}', "2:2: "),
    "draft-03 and what it extends": (
        '{"$schema": "' + DRAFT.format(3) + '",\n"extends": {"type": "string"}}', "2:12: ",
    ),
    "draft-03 and what it extends further in": (
        '{"$schema": "' + DRAFT.format(3) + '", "properties": {\n"a": {"extends": {}}}}', "2:18: ",
    ),
    "a schema that is itself": ('{"$ref": "#"}', "1:2: "),
    "a circle of references": (
        '{"$ref": "#/$defs/a", "$defs": {"a": {"anyOf": [{"$ref": "#/$defs/a"}]}}}', "1:",
    ),
    "a pattern that is none": ('{\n"pattern": "("}', "2:12: "),
    "a pattern that is none where an old draft does not look": (
        '{"$schema": "' + DRAFT.format(4) + '",\n"patternProperties": {"[": {}}}', "2:28: ",
    ),
    "a pattern of brackets alone": ('{\n"pattern": "' + "(" * 2_000 + '"}', "2:12: "),
    "a pattern that repeats beyond reason": ('{\n"pattern": "a{99999999999}"}', "2:12: "),
    "no number": ('{\n"minimum": NaN}', "2:12: "),
    "a number of very many digits": ('{\n"minimum": ' + "9" * 5_000 + "}", "2:12: "),
    "mappings inside of mappings": ('{"not":' * 300 + "{}" + "}" * 300, "1:"),
    "mappings without end": ('{"not":' * 100_000, "1:"),
    "another draft": ('{\n"$schema": "urn:mine"}', "2:12: "),
    "a draft that is no text": ('{\n"$schema": ["x"]}', "2:12: "),
    "an empty file": ("", "1:1: "),
    "no mapping": ("[]", "1:1: "),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place"), UNUSABLE.values(), ids=UNUSABLE)
def test_a_schema_that_cannot_be_used_is_an_error_with_its_place(
    tmp_path: Path, text: str, place: str
) -> None:
    path = tmp_path / "house.json"
    path.write_text(text)
    with pytest.raises(UsageError, match=re.escape(f"{path}:{place}")) as caught:
        load_schema(path)
    assert len(str(caught.value)) < 600
    assert "\n" not in str(caught.value)


def test_it_is_told_before_any_file_is_checked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "house.json"
    path.write_text('{"$id": 5}')
    (tmp_path / "a.md").write_text("---\ntitle: 5\n---\n")
    assert main(["check", "--schema", str(path), str(tmp_path)]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert output.err.startswith(f"error: {path}:1:9: ")


def test_a_schema_may_still_refer_to_itself_further_in(tmp_path: Path) -> None:
    path = tmp_path / "house.json"
    path.write_text('{"properties": {"a": {"$ref": "#"}}, "required": ["b"]}')
    found = judged(load_schema(path), {"a": {"a": {"b": 1}, "b": 1}})
    assert [fault.route for fault in found] == [("b",)]
