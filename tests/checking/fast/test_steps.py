"""The first files go in steps, entry by entry, and pass as they would pass the whole pattern."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from fuzz.fast_path import NOW, SEEDS, mutated
from timing import grows_linearly

from article_schema.checking.fast import steps
from article_schema.checking.fast.article_patterns import ARTICLE
from article_schema.checking.fast.fast_path import FastPath
from checking.fast.test_fast_path import HOSTILE

MANY = 10**9
STEPS, PATTERN = FastPath(ARTICLE, NOW, few=MANY), FastPath(ARTICLE, NOW, few=0)


def plain(value: Any) -> Any:
    if isinstance(value, list):
        return [plain(item) for item in value]
    if hasattr(value, "__dict__"):
        return {name: plain(item) for name, item in vars(value).items()}
    return value


def both(text: str, name: str = "harbour.md") -> Any:
    """Accept a text both ways, which have to agree; return what they make of it."""
    in_steps, as_whole = STEPS.accept(text, name), PATTERN.accept(text, name)
    assert plain(in_steps) == plain(as_whole), text
    return in_steps


@pytest.mark.parametrize("text", SEEDS)
def test_a_valid_article_passes_both_ways(text: str) -> None:
    assert both(text) is not None
    assert both(text.replace("\n", "\r\n")) is not None
    assert both(f"---  \n\n\n# so it was\n{text[4:]}") is not None
    assert both(text.partition("\n---\n")[0] + "\n---\t ") is not None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "---",
        "---\n",
        "---\n---\n",
        "---x\ntitle: a\n---\n",
        "---\n\n---\n",
        "---\n---: a\n---\n",
        "---\ntitle: a",
        "---\ntitle: a\n---x\n",
        "---\ntitle: a\n--\n",
        "---\nprovider:\n  name: A\n    domain: example.com\n---\n",
    ],
)
def test_what_is_no_article_passes_neither_way(text: str) -> None:
    assert both(text) is None


def test_mutated_articles_pass_both_ways_or_neither() -> None:
    chance = random.Random(18)
    passed = sum(both(mutated(list(SEEDS), chance)) is not None for _ in range(3000))
    assert 500 < passed < 2500


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_pass_as_they_would_and_in_linear_time(name: str) -> None:
    both(HOSTILE[name](60))
    texts = {size: HOSTILE[name](size) for size in (1_000, 8_000)}
    assert grows_linearly(lambda size: STEPS.accept(texts[size], "harbour.md"))


@pytest.mark.parametrize("cut", range(6))
def test_the_bound_of_length_is_the_same(cut: int) -> None:
    text = SEEDS[0].partition("\n---\n")[0] + "\n---x\n---\n"
    end = text.index("\n---x") + cut
    assert FastPath(ARTICLE, NOW, longest=end, few=MANY).accept(text, "harbour.md") is None
    front = SEEDS[0].partition("\n---\n")[0] + "\n---\n"
    for few in (0, MANY):
        exact = FastPath(ARTICLE, NOW, longest=len(front), few=few)
        assert exact.accept(SEEDS[0], "harbour.md") is not None
        shorter = FastPath(ARTICLE, NOW, longest=len(front) - 1, few=few)
        assert shorter.accept(SEEDS[0], "harbour.md") is None


def test_the_whole_pattern_is_compiled_when_it_pays(monkeypatch: pytest.MonkeyPatch) -> None:
    longest: list[int] = []
    compile_ = re.compile

    def recorded(pattern: str) -> re.Pattern[str]:
        longest.append(len(pattern))
        return compile_(pattern)

    path = FastPath(ARTICLE, NOW, few=3)
    monkeypatch.setattr(re, "compile", recorded)
    for _ in range(3):
        assert path.accept(SEEDS[1], "port.md") is not None
    few = max(longest)
    assert path.accept(SEEDS[1], "port.md") is not None
    assert max(longest) > 5 * few


def test_lines_without_end_are_too_many() -> None:
    one = steps.Steps([("a", " (x)\n")], "#\n")
    text = "---\n" + "#\n" * steps.MOST_LINES + "---\n"
    assert one.front_matter(text, len(text))[0] == [None]
    with pytest.raises(steps.DoubtError):
        one.front_matter(more := text.replace("---\n#", "---\n#\n#", 1), len(more))
