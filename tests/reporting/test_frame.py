"""A frame shows the line and underlines exactly what the finding is about, at any width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema.document.formats.registry import split
from article_schema.reporting.frame import code_frame
from article_schema.reporting.terminal import Style, cells
from article_schema.rules.findings import Finding, Severity

PLAIN = Style(colour=False)


def frame(line: str, start: int, end: int, width: int = 80, end_line: int = 2) -> list[str]:
    source = split(f"---\n{line}\n---\n", "a.md")
    finding = Finding("TST001", "odd", Severity.ERROR, "odd", line=2, column=start + 1,
                      end_line=end_line, end_column=end + 1)  # fmt: skip
    return code_frame(finding, source, width, PLAIN, "red")


def underlined(lines: list[str]) -> str:
    """Return what stands above the marks, column by column."""
    text, marks = lines[1], lines[2]
    start, end = marks.index("^"), len(marks)
    shown, column = "", 0
    for character in text:
        if start <= column < end:
            shown += character
        column += cells(character)
    return shown


def test_a_frame() -> None:
    assert frame('title: "odd"', 8, 11) == ["  |", '2 | title: "odd"', "  |         ^^^"]


def test_wide_characters_take_two_columns() -> None:
    lines = frame("title: 港 at dawn", 9, 11)
    assert lines[2] == "  | " + " " * 10 + "^^"
    assert underlined(lines) == "at"
    assert underlined(frame("title: 港口", 7, 9)) == "港口"
    for start in (7, 8):
        # A place without length takes one column, whatever stands there.
        assert frame("title: 港口", start, start)[2].count("^") == 2


def test_combining_marks_take_none() -> None:
    lines = frame("title: cafe\u0301 bar", 13, 16)
    assert underlined(lines) == "bar"


def test_a_tab_takes_four_columns() -> None:
    assert frame("a:\tb", 3, 4) == ["  |", "2 | a:    b", "  |       ^"]
    assert frame("a:\tb", 2, 3)[2] == "  |   ^^^^"


def test_control_characters_are_spelt_out() -> None:
    lines = frame("a: \x1b[31mb", 3, 4)
    assert lines[1] == "2 | a: \\x1b[31mb"
    assert lines[2] == "  |    ^^^^"


def test_a_place_behind_the_end_of_a_line_is_still_marked() -> None:
    assert frame("a:", 2, 2)[2] == "  |   ^"
    assert frame("", 0, 0) == ["  |", "2 |", "  | ^"]


def test_a_span_over_several_lines_is_marked_to_the_end_of_the_first() -> None:
    assert frame('a: "b', 3, 1, end_line=3)[2] == "  |    ^^"


def test_a_long_line_is_cut_around_the_place() -> None:
    line = "a: " + "x" * 200 + "ODD" + "y" * 200
    lines = frame(line, 203, 206, width=60)
    assert len(lines[1]) <= 60
    assert lines[1].startswith("2 | …")
    assert lines[1].endswith("…")
    assert underlined(lines) == "ODD"


def test_a_stretch_that_is_longer_than_the_terminal_is_cut() -> None:
    lines = frame("a: " + "x" * 300, 3, 303, width=60)
    assert len(lines[1]) <= 60
    assert len(lines[2]) <= 60


@given(
    st.text(alphabet="ab 港\t\x07e\u0301\u200b", max_size=120),
    st.integers(0, 120), st.integers(0, 120), st.integers(30, 100),
)  # fmt: skip
def test_no_frame_is_wider_than_the_terminal(line: str, one: int, two: int, width: int) -> None:
    start, end = sorted((min(one, len(line)), min(two, len(line))))
    for shown in frame(line, start, end, width):
        assert cells(shown) <= width


@pytest.mark.parametrize("width", [1, 10, 20])
def test_a_narrow_terminal_does_no_harm(width: int) -> None:
    assert "^" in frame("title: odd", 7, 10, width)[2]


NUMBERS = "title: " + "".join(f"{number:02}-" for number in range(60))


@pytest.mark.parametrize(
    ("start", "end", "text", "marks"),
    [
        (0, 5, "title: 00-01-02-03-04-05-06-07-08-…", "^^^^^"),
        (7, 9, "title: 00-01-02-03-04-05-06-07-08-…", "       ^^"),
        (30, 33, "…00-01-02-03-04-05-06-07-08-09-10-…", " " * 24 + "^^^"),
        (100, 103, "…3-24-25-26-27-28-29-30-31-32-33-3…", " " * 24 + "^^^"),
        (100, 170, "…31-32-33-34-35-36-37-38-39-40-41-…", " " + "^" * 34),
        (180, 187, "…50-51-52-53-54-55-56-57-58-59-", " " * 24 + "^" * 7),
        (186, 187, "…52-53-54-55-56-57-58-59-", " " * 24 + "^"),
    ],
)
def test_two_thirds_of_a_cut_line_stand_before_the_place(
    start: int, end: int, text: str, marks: str
) -> None:
    assert frame(NUMBERS, start, end, width=40) == ["  |", f"2 | {text}", f"  | {marks}"]


def test_a_line_of_endless_wide_characters_is_cut_between_them() -> None:
    assert frame("港" * 2_000, 1_000, 1_002, width=40) == [
        "  |", f"2 | …{'港' * 16}…", "  | " + " " * 23 + "^" * 4
    ]  # fmt: skip
