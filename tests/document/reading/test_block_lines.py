"""Lines that spoil a whole block: what is said of them, and that all else is still checked."""

from __future__ import annotations

import pytest

from article_schema.checking.engine.checker import Checker
from article_schema.rules.findings import Finding

REST = (
    "category: news",
    'excerpt: "A walk."',
    "publishedDateTime: 2020-06-12T19:19:00Z",
    'webUrl: "https://www.example.com/harbour"',
    "type: article",
    "provider: {name: Example Times, domain: example.com}",
)


def found(*lines: str, end: str = "\n", name: str = "a.md") -> list[Finding]:
    fences = ["---"] if name.endswith(".md") else []
    text = end.join([*fences, *lines, *fences, ""])
    return list(Checker().check_text(text, name).findings)


def shown(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.line, finding.column) for finding in findings]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("indent", [1, 2, 7])
def test_an_indented_first_key_is_told_at_its_place_and_all_values_are_checked(
    indent: int, end: str
) -> None:
    blanks = " " * indent
    findings = found(f"{blanks}title: The harbour", *REST, "topics: [a, a]", end=end)
    if end == "\r":
        assert findings.pop(0).code == "DOC022"
    assert shown(findings) == [("DOC005", 2, indent + 1), ("TXT006", 9, 13)]
    name = "space" if indent == 1 else f"{indent} spaces"
    assert findings[0].help == f"remove the {name} before `title`"


def test_several_indented_first_keys_are_read_with_what_stands_below_them() -> None:
    findings = found(
        "# a comment",
        "",
        "  titel: The harbour",
        "  topics:",
        "    - a",
        "    - a",
        '  "published": "yes"',
        "  featuredContent:",
        *REST,
    )
    assert shown(findings) == [
        ("FLD001", 1, 1), ("DOC005", 4, 3), ("FLD002", 4, 3), ("TXT006", 7, 7), ("FLD004", 8, 16),
        ("FLD010", 9, 3),
    ]  # fmt: skip


def test_an_indented_first_line_that_is_no_key() -> None:
    (finding,) = [finding for finding in found("  - a", *REST) if finding.code == "DOC005"]
    assert finding.message == "the first line is indented, and lines below it are not"
    assert (finding.line, finding.column) == (2, 3)


CONFLICTS = {
    "a whole conflict": (
        ("<<<<<<< HEAD", "title: a", "=======", "title: b", ">>>>>>> branch", "topics: [x, x]"),
        [("DOC005", 8, 1), ("DOC006", 11, 1), ("TXT006", 13, 13)],
    ),
    "with the common version": (
        ("title: a", "topics:", "<<<<<<< HEAD", "- x", "||||||| 1f2e", "- z", "=======", "- x",
         ">>>>>>> branch"),
        [("DOC005", 10, 1), ("TXT006", 15, 3)],
    ),
    "only the end of one": (
        ("title: a", "topics: [x]", ">>>>>>> branch"), [("DOC005", 10, 1)]
    ),
    "only the middle of one": (
        ("title: a", "=======", "topics: [x]"), [("DOC005", 9, 1)]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("lines", "places"), CONFLICTS.values(), ids=CONFLICTS)
def test_a_merge_conflict_is_told_once_and_both_versions_are_checked(
    lines: tuple[str, ...], places: list[tuple[str, int, int]]
) -> None:
    findings = found(*REST, *lines)
    assert shown(findings) == places
    assert findings[0].message.startswith("this is a merge conflict")


def test_a_merge_conflict_at_the_start_of_the_data() -> None:
    findings = found("<<<<<<< HEAD", "title: a", "=======", ">>>>>>> b", *REST, "topics: [x]")
    assert shown(findings) == [("DOC005", 2, 1)]


@pytest.mark.parametrize("named", [True, False])
def test_a_merge_conflict_around_the_opening_fence_is_told_in_folder_searches_too(
    named: bool,
) -> None:
    text = "<<<<<<< HEAD\n---\ntitle: a\n=======\n---\ntitle: b\n>>>>>>> b\ntype: article\n---\n"
    (finding,) = Checker().check_text(text, "a.md", named=named).findings
    assert (finding.code, finding.line, finding.column) == ("DOC005", 1, 1)
    assert finding.message.startswith("this is a merge conflict")
    prose = "<<<<<<< HEAD\ntext\n"
    assert [f.code for f in Checker().check_text(prose, "a.md").findings] == ["DOC003"]


def test_a_merge_conflict_in_json() -> None:
    lines = ("{", '"title": "a",', "<<<<<<< HEAD", '"heat": 1', "=======", ">>>>>>> b", "}")
    findings = found(*lines, name="a.json")
    assert shown(findings) == [("DOC005", 3, 1)]
    assert findings[0].message.startswith("this is a merge conflict")


@pytest.mark.parametrize("line", ["<<<<<<<HEAD", "========", "==", "  <<<<<<< HEAD"])
def test_other_lines_of_such_signs_are_no_merge_conflict(line: str) -> None:
    findings = found(*REST, "title: a", line, "topics: [x]")
    # With a space before it, the line goes on with the title.
    assert shown(findings) == ([] if line.startswith(" ") else [("DOC005", 9, 1)])
    assert not any("merge" in finding.message for finding in findings)


@pytest.mark.parametrize("item", ["  -a", "-a", "  -Ports"])
def test_items_without_a_space_after_their_dash(item: str) -> None:
    (finding,) = found(*REST, "title: a", "topics:", item)
    assert "space" in finding.help or "space" in finding.message


def test_several_items_without_a_space_after_their_dash() -> None:
    (finding,) = found(*REST, "title: a", "topics:", "  -a", "  -b")
    assert finding.help == "put a space after each `-`"


@pytest.mark.parametrize("name", ["a.md", "a.yaml"])
def test_data_of_one_key_without_a_space_after_its_colon(name: str) -> None:
    (finding,) = found("title:x", name=name)
    assert (finding.code, finding.column, finding.help) == (
        "DOC007", 1, "put a space after the colon: `title: `",
    )  # fmt: skip
    assert finding.line == (2 if name == "a.md" else 1)


def test_data_that_are_one_address_lack_no_space() -> None:
    (finding,) = found("https://www.example.com/harbour")
    assert finding.help == "write `key: value` lines"
