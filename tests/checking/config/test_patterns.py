from __future__ import annotations

import re
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pathspec import GitIgnoreSpec
from timing import allowed

from article_schema.checking.config.patterns import MOST_PATTERNS, Patterns, linear
from article_schema.errors import UsageError

GLOBS = st.lists(
    st.sampled_from(["a", "b", "*", "*", "**", "/", "/**/", "?", "[ab]", "\\*", ".", "x"]),
    min_size=1, max_size=9,
).map("".join)  # fmt: skip
PATHS = st.lists(st.text("abx.*", min_size=1, max_size=6), min_size=1, max_size=6).map("/".join)


@given(glob=GLOBS, path=PATHS)
@example("a*b*a", "aabba")
@example("**/a/**/b/**/a", "a/b/x/b/a/a/x")
@example("*a*/**/b", "xax/b/b/c")
@example("a/**", "a/b")
def test_a_linear_pattern_matches_as_the_one_it_is_made_of(glob: str, path: str) -> None:
    try:
        (pattern,) = GitIgnoreSpec.from_lines([glob]).patterns
    except ValueError:
        return
    if pattern.regex is None:
        return
    old = pattern.regex.match(path)
    new = re.compile(linear(pattern.regex.pattern)).match(path)
    assert (old is None) is (new is None)
    if old is not None and new is not None:
        mark = old.groupdict().get("ps_d"), new.groupdict().get("ps_d")
        assert (old.end(), mark[0]) == (new.end(), mark[1])


def test_sets_take_no_slash() -> None:
    """As git does it: `git check-ignore` is not impressed by `a[!b]c` for `a/c`."""
    assert Patterns("/site", ["a[!b]c"]).matches("/site/axc")
    assert not Patterns("/site", ["/a[!b]c"]).matches("/site/a/c")
    assert not Patterns("/site", ["/a[+-9]c"]).matches("/site/a/c")


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("a*" * 40 + "b", "a" * 250),
        ("*[!b]" * 40 + "b", "a" * 250),
        ("?*" * 40 + "b", "a" * 250),
        ("*" * 120 + "b", "a" * 250),
        ("**/a/" * 30 + "b", "a/" * 1_500 + "c"),
        ("a/**/" * 30 + "b", "a/" * 1_500 + "c"),
        ("**/*a*a/" * 20 + "b", "aaaa/" * 500 + "c"),
    ],
)
def test_no_pattern_of_a_stranger_takes_long(pattern: str, path: str) -> None:
    began = time.process_time()
    assert not Patterns("/site", [pattern]).matches(f"/site/{path}")
    assert time.process_time() - began < allowed(0.5)


def test_the_number_of_patterns_is_bounded() -> None:
    with pytest.raises(UsageError, match="patterns"):
        Patterns("/site", ["a"] * (MOST_PATTERNS + 1)).matches("/site/a")
