from __future__ import annotations

import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from article_schema import check_text
from article_schema.document.toml.dates import odd_date

WRONG = [
    ("2020-6-12", "write 2020-06-12"),
    ("2020/06/12", "write 2020-06-12"),
    ("2020.06.12", "write 2020-06-12"),
    ("2020-06-12 08:00", "write 2020-06-12T08:00:00"),
    ("2020-06-12 8:00:01", "write 2020-06-12T08:00:01"),
    ("2020-06-12T08:00:00+0100", "write 2020-06-12T08:00:00+01:00"),
    ("2020-06-12 08:00:00.5 -0530", "write 2020-06-12T08:00:00.5-05:30"),
    ("2020-06-12T08:00:00 Z", "write 2020-06-12T08:00:00Z"),
]
MISSING = [
    ("2020-06-31", "June has 30 days"),
    ("2021-02-29", "February has 28 days in 2021"),
    ("2020-06-00", "June has 30 days"),
    ("2020-13-01", "there is no month 13"),
    ("0000-01-01", "there is no year 0000"),
    ("2020-06-12T25:00:00Z", "hours go to 23, minutes and seconds to 59"),
    ("2020-06-12T08:61:00Z", "hours go to 23, minutes and seconds to 59"),
    ("2020-06-12T08:00:00+24:00", "hours of an offset go to 23, minutes to 59"),
]


@pytest.mark.parametrize(("word", "advice"), WRONG)
def test_another_form_is_told_with_that_of_toml(word: str, advice: str) -> None:
    assert odd_date(word) == (f"`{word}` is no date of TOML", advice)
    tomllib.loads(f"a = {advice.removeprefix('write ')}")
    (found,) = check_text(f"+++\na = {word} # when\n+++\n", "a.md").findings
    assert (found.code, found.line, found.column, found.help) == ("DOC005", 2, 5, advice)


@pytest.mark.parametrize(("word", "advice"), MISSING)
def test_what_does_not_exist_is_named(word: str, advice: str) -> None:
    assert odd_date(word) == (f"there is no date or time `{word}`", advice)
    (found,) = check_text(f"+++\na = {word}\n+++\n", "a.md").findings
    assert (found.code, found.help) == ("DOC005", advice)


@pytest.mark.parametrize("word", ["12.06.2020", "6/12/2020", "12-06-2020 08:00"])
def test_the_order_of_days_and_months_is_not_guessed(word: str) -> None:
    assert odd_date(word) == (
        f"`{word}` is no date of TOML",
        "write it like 2020-06-12, or put it in quotes",
    )


@pytest.mark.parametrize(
    "word", ["1.2.3", "2020", "2020-06", "192.168.0.1", "08:00", "", "2020-06/12"]
)
def test_other_values_are_no_dates(word: str) -> None:
    assert odd_date(word) is None


@given(
    st.builds(
        "{:04}-{}-{}{}{}".format,
        st.integers(0, 9999),
        st.integers(0, 99),
        st.integers(0, 99),
        st.sampled_from(["", " 8:30", "T08:30:00", " 23:59:60"]),
        st.sampled_from(["", "Z", " +0200", "-23:60"]),
    )
)
def test_what_is_advised_is_toml(word: str) -> None:
    said = odd_date(word)
    written = re.match(r"write (.*)", said[1]) if said is not None else None
    if written is not None:
        tomllib.loads(f"a = {written[1]}")
