from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fuzz.fast_path import NOW, SEEDS
from test_patterns import slow
from timing import grows_linearly

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fast.article_patterns import ARTICLE
from article_schema.checking.fast.compiling import pattern_for
from article_schema.checking.fast.fast_path import LONGEST, FastPath
from article_schema.document.limits import Limits
from article_schema.model.article import Article
from article_schema.model.fields import record
from article_schema.rules.catalogue import RULES
from article_schema.rules.findings import Severity
from article_schema.rules.kinds import record_rule

#: The way of the later files; `test_steps` has that of the first ones.
PATH = FastPath(ARTICLE, NOW, few=0)


@record
class Memo(Article):
    """An article of a project's own."""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("width: 1200", "width: 0"),
        ("/assets/logo.png", "/assets/./logo.png"),
        ("width: 1200", "width: 1"),
        ("width: 1200", "width: 90000"),
        ("2020-06-13T08", "1985-06-13T08"),
        ("2020-06-13T08", "2999-06-13T08"),
    ],
)
def test_a_value_that_a_rule_speaks_of_is_not_accepted(old: str, new: str) -> None:
    text = SEEDS[0].replace(old, new, 1)
    assert text != SEEDS[0]
    assert PATH.accept(text, "harbour.md") is None


def test_an_accepted_article_has_the_values_of_its_file() -> None:
    article = PATH.accept(SEEDS[0], "harbour.md")
    assert article.title == "The harbour at dawn"
    assert article.published_date_time == datetime(2020, 6, 12, 19, 19, tzinfo=UTC)
    assert article.heat == -1
    assert article.provider.images[0].width == 50
    assert article.related[1].quality == 20
    assert article.amp_url is None
    assert article.topics == ["Ports", "Sea travel"]


def test_comments_on_lines_of_their_own_are_no_doubt() -> None:
    text = SEEDS[0].replace("category", "# as: it was\n#\ncategory", 1)
    assert PATH.accept(text, "harbour.md") is not None


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("category: news\n", "category: news\ncategory: news\n"),
        ("category: news\n", "categorie: news\n"),
        ("category: news\n", "category:\n"),
        ("category: news\n", "category: null\n"),
        ("category: news\n", "category: news # a comment\n"),
        ("category: news\n", "category: news: more\n"),
        ("category: news\n", "category: |\n  news\n"),
        ("category: news\n", "category: &a news\n"),
        ("category: news\n", "category: 2020\n"),
        ("category: news\n", "%YAML 1.1\n"),
        ("heat: -1", "heat: -2"),
        ("heat: -1", "heat: 58"),
        ("heat: -1", "heat: 0o7"),
        ("heat: -1", "heat: 72.0"),
        ("quality: 59", 'quality: "59"'),
        ("published: false", "published: no"),
        ("2020-06-12T19:19:00Z", '"2020-06-12T19:19:00Z"'),
        ("2020-06-12T19:19:00Z", "2021-02-29T19:19:00Z"),
        ("2020-06-12T19:19:00Z", "2020-06-12T19:19:00"),
        ("2020-06-12T19:19:00Z", "3020-06-12T19:19:00Z"),
        ("https://www.example.com/bridge", "https://www.example.com/a b"),
        ("https://www.example.com/bridge", "https://www.example.com/?a=1&#038;b=2"),
        ("https://www.example.com/bridge", "https://www.Example.com/bridge"),
        ("https://www.example.com/bridge", "https://www.example.com/?utm_source=a"),
        ("https://www.example.com/bridge", "https://www.example.org/bridge"),
        ("https://www.example.com/bridge", "https://www.example.com/harbour"),
        ("https://www.example.com/bridge", "https://www.example.com/ferries"),
        ("https://www-example-com.cdn", "https://example-com.cdn"),
        ("width: 1200", "width: 0"),
        ("width: 1200", "width: 20"),
        ("quality: 20", "quality: 60"),
        ("Ferries run instead.", "Ferries &amp; trains run instead."),
        ("Ferries run instead.", "Ferries <b>run</b> instead."),
        ("Ferries run instead.", "Ferries run instead. "),
        ("Ferries run instead.", "Ferries\u200b run instead."),
        ("Ferries run instead.", "Ferries\u202e run instead."),
        ("Ferries run instead.", "TODO"),
        ("Ferries run instead.", "Ferries\\nrun instead."),
        ("Ferries run instead.", ""),
        ("Ferries run instead.", "a" * 5001),
        ("  - Ports\n", "  - Ports\n  - ports\n"),
        ("  - Ports\n", "  - [Ports]\n"),
        ("  domain: example.com\n", "  domain: https://example.com\n"),
        ("  name: Example Times\n", "  name: Example%20Times\n"),
        ("\n---\n", "\n...\n"),
        ("---\ncategory", "--- \n# article-schema: ignore-file\ncategory"),
    ],
)
def test_the_first_doubt_sends_a_file_the_long_way(old: str, new: str) -> None:
    text = SEEDS[0].replace(old, new, 1)
    assert text != SEEDS[0]
    assert PATH.accept(text, "harbour.md") is None


@pytest.mark.parametrize(
    "filename", ["a.yaml", "a.json", "2020-06-11-the-harbour-at-dawn.md", "2020-06-12-quay.md"]
)
def test_a_name_that_says_something_else_goes_the_long_way(filename: str) -> None:
    assert PATH.accept(SEEDS[0], filename) is None


def test_long_front_matter_goes_the_long_way() -> None:
    assert FastPath(ARTICLE, NOW, longest=500, few=0).accept(SEEDS[0], "harbour.md") is None


def test_a_rule_without_a_precheck_leaves_the_fast_path_to_the_others() -> None:
    @record_rule("OWN001", "own", severity=Severity.ERROR, on=Article)
    def own(article, at):
        """A rule.

        Bad:
            title: "A"

        Good:
            title: "B"

        Source: none
        """

    assert Checker(Settings(ignore=("TXT001",))).fast_path is not None
    assert Checker(Settings(extend_select=("IMG006",))).fast_path is not None
    assert Checker(Settings(rules=(*RULES, own))).fast_path is not None
    assert Checker(Settings(model=Memo)).fast_path is not None
    assert Checker(Settings(required=("provider.images",))).fast_path is None
    assert pattern_for(Settings(schemas=(Path("a.json"),))) is None
    assert Checker(Settings(limits=Limits(depth=5))).fast_path is None


def test_rules_and_options_of_a_site_count() -> None:
    text = SEEDS[0]
    assert Checker(Settings(now=NOW)).fast_path.accept(text, "a.md") is not None
    strict = Settings(now=NOW, options={"REL002": {"days": 1}})
    assert Checker(strict).fast_path.accept(text, "a.md") is None
    assert [found.code for found in Checker(strict).check_text(text, "a.md").findings] == ["REL002"]
    narrow = text.replace("width: 1200", "width: 1000")
    chosen = Settings(now=NOW, extend_select=("IMG006",))
    assert Checker(chosen).fast_path.accept(narrow, "a.md") is None
    assert Checker(chosen).check_text(narrow, "a.md").findings[0].code == "IMG006"


def test_a_key_that_the_site_requires_has_to_be_there() -> None:
    site = Checker(Settings(now=NOW, required=("secured", "title")))
    assert site.check_text(SEEDS[0], "a.md").article is not None
    without = re.sub("^secured: .*\n", "", SEEDS[0], flags=re.MULTILINE)
    assert site.fast_path.accept(without, "a.md") is None
    assert [found.route for found in site.check_text(without, "a.md").findings] == [("secured",)]


# Time and memory


def _patterns() -> Iterator[re.Pattern[str]]:
    """Yield the patterns that the fast path puts together: of the whole, of records, of values."""
    made: list[re.Pattern[str]] = []
    real = re.compile
    # What modules hold is compiled by the first file.
    assert FastPath(ARTICLE, NOW).accept(SEEDS[0], "harbour.md") is not None

    def compile_(pattern: str) -> re.Pattern[str]:
        made.append(real(pattern))
        return made[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(re, "compile", compile_)
        for few in (0, 10):
            assert FastPath(ARTICLE, NOW, few=few).accept(SEEDS[0], "harbour.md") is not None
    yield from made


PATTERNS = list(_patterns())


def test_the_patterns_of_records_are_found() -> None:
    assert len(PATTERNS) >= 6
    assert PATTERNS[0].pattern.startswith("---")


@pytest.mark.parametrize("pattern", PATTERNS, ids=range(len(PATTERNS)))
@pytest.mark.parametrize("method", ["match", "fullmatch"])
def test_no_pattern_takes_more_time_than_its_text_is_long(
    pattern: re.Pattern[str], method: str
) -> None:
    assert slow(pattern, method) is None


def _instead(old: str, new: Callable[[int], str]) -> Callable[[int], str]:
    assert old in SEEDS[0]
    return lambda size: SEEDS[0].replace(old, new(size), 1)


_LINE, _RELATED = 'highlight: "before the ferries"\n', "related:\n"
HOSTILE: dict[str, Callable[[int], str]] = {
    "blank lines": _instead(_LINE, lambda n: "\n" * n),
    "comments": _instead(_LINE, lambda n: "#\n" * n),
    "comments and no end": lambda n: SEEDS[0].partition("\n---\n")[0] + "#\n" * n,
    "blanks at the end": _instead(_LINE, lambda n: f"highlight: a{' ' * n}\n"),
    "words": _instead(_LINE, lambda n: f"highlight: {'a ' * n}\n"),
    "escapes": _instead(_LINE, lambda n: f"""highlight: "{'a' + chr(92) + '"' * n}\n"""),
    "escapes and no end": _instead(_LINE, lambda n: "highlight: " + '"' + 'a\\"' * n + "x\n"),
    "quote without end": _instead(_LINE, lambda n: f"highlight: '{'a' * n}\n"),
    "items": _instead("  - Ports\n", lambda n: "  - Ports\n" * n),
    "items and a bad one": _instead("  - Ports\n", lambda n: "  - Ports\n" * n + '  - "x\n'),
    "records": _instead(_RELATED, lambda n: _RELATED + '  - title: "A"\n    type: a\n' * n),
    "records and a bad one": _instead(
        "tags:\n", lambda n: '  - title: "A"\n' * n + "  - x\ntags:\n"
    ),
    "records in records": _instead(
        "    images:\n      - url",
        lambda n: "    images:\n" + "      - url: /a\n" * n + "      - url",
    ),
    "lines of no record": _instead("  name: Ex", lambda n: "  x: y\n" * n + "  name: Ex"),
    "a key often": _instead("category: news\n", lambda n: "category: news\n" * n),
    "a fence and blanks": lambda n: "---" + " " * n + "x",
    "an end and blanks": lambda n: SEEDS[0].partition("\n---\n")[0] + "\n---" + " " * n + "x",
    "a path": _instead("com/harbour", lambda n: "com/" + "a/" * n),
    "colons": _instead("com/harbour", lambda n: "com/" + ":" * n),
    "a host": _instead("www.example.com/harbour", lambda n: "a." * n),
    "sealed text": _instead("AAAAAAAAAAAAAAAAAAAAAA==;", lambda n: "A" * n),
    "semicolons": _instead("AAAAAAAAAAAAAAAAAAAAAA==;", lambda n: ";" * n),
    "digits of a date": _instead("2020-06-12T19:19:00Z", lambda n: "2" * n + "Z"),
    "digits": _instead("heat: -1", lambda n: "heat: " + "1" * n),
    "entities": _instead("The harbour at dawn", lambda n: "&amp" * n),
    "tags": _instead("The harbour at dawn", lambda n: "<a " * n),
    "braces": _instead("The harbour at dawn", lambda n: "{{" * n),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_accepting_takes_time_in_proportion_to_length(name: str) -> None:
    make = HOSTILE[name]
    texts = {size: make(size) for size in (1_000, 8_000)}
    assert grows_linearly(lambda size: PATH.accept(texts[size], "harbour.md"))


@pytest.mark.parametrize("name", ["blank lines", "comments", "items", "lines of no record"])
def test_accepting_takes_memory_for_short_texts_alone(name: str) -> None:
    """The matcher remembers each line, so it must not see more of them than could be accepted."""
    text = HOSTILE[name](1_500_000)
    assert len(text) > 5 * LONGEST
    tracemalloc.start()
    try:
        assert PATH.accept(text, "harbour.md") is None
        assert tracemalloc.get_traced_memory()[1] < 25_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("cut", [0, 1, 2, 3, 4, 5])
def test_an_end_that_is_cut_off_by_the_bound_is_none(cut: int) -> None:
    text = SEEDS[0].partition("\n---\n")[0] + "\n---x\n---\n"
    end = text.index("\n---x") + cut
    assert FastPath(ARTICLE, NOW, longest=end, few=0).accept(text, "harbour.md") is None
