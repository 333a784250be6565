from __future__ import annotations

import time
from typing import Any

import pytest
from checks import article, check, checker, fixed, related, routes
from hypothesis import given
from hypothesis import strategies as st
from timing import allowed

from article_schema.model.facets import NotBlank
from article_schema.rules.families.text_rules import RULES

SPACES = " \t\n\u00a0\u2003\u202f\u3000"


def excerpt(code: str, text: str, *, unsafe: bool = False) -> str:
    """The excerpt after the fixes."""
    better = fixed(code, article(excerpt=text), unsafe=unsafe)["excerpt"]
    assert isinstance(better, str)
    return better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Quay &#8211; dawn", "Quay – dawn"),
        ("Quay &#x2013; dawn", "Quay – dawn"),
        ("Ships &amp; quays &eacute;", "Ships & quays é"),
        ("5 &lt; 6", "5 < 6"),
        ("It&apos;s &quot;it&quot;", 'It\'s "it"'),
        ("A&#146;s", "A’s"),
        ("R&D; M&A", None),
        ("Fish & chips; tea", None),
        ("a=1&amp=2", None),
        ("&nosuchname; &;", None),
    ],
)
def test_entities(text: str, better: str | None) -> None:
    assert routes("TXT001", article(excerpt=text)) == (["excerpt"] if better else [])
    assert excerpt("TXT001", text) == (better or text)


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("a &#123;&#123; page.title }}", "a {{ page.title }}"),
        ("a &#123;% raw %}", "a {% raw %}"),
        ("[a&#93;(javascript:x)", "[a](javascript:x)"),
    ],
)
def test_entities_that_hide_an_expression_are_not_decoded_unasked(text: str, better: str) -> None:
    assert excerpt("TXT001", text) == text
    assert excerpt("TXT001", text, unsafe=True) == better


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("How to write &amp;lt;", "How to write <"),
        ("Ships &amp;amp; quays", "Ships & quays"),
        ("A &lt;b&gt;bold&lt;/b&gt; step", "A bold step"),
        ("The &amp;#8217;s", "The ’s"),
    ],
)
def test_an_entity_that_hides_another_or_a_tag_is_for_people_to_judge(
    text: str, better: str
) -> None:
    assert excerpt("TXT001", text) == text
    assert excerpt("TXT001", text, unsafe=True) == better


@pytest.mark.parametrize(
    "text",
    [
        "Icons: &lt;svg/onload=alert(1)&gt;",
        "&#60;base href=//example.org&#62;",
        "A &lt;!-- comment",
        "A &lt;?php echo 1 ?&gt;",
        "A &#x3c;% code %&#x3e;",
        "A &lt;x-element&gt;",
        "A &lt;/unknown&gt;",
        "A <x-element> &amp; B",
        "A &amp;lt;base&gt;",
        "A &lt;marquee",
    ],
)
def test_no_fix_writes_live_markup_and_the_help_says_why(text: str) -> None:
    (finding,) = check("TXT001", article(excerpt=text))
    assert finding.fix is None
    assert finding.help.endswith("; not fixed, since it would become live HTML")


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("1 &lt; 2 &amp; 3 &gt; 2", True),
        ("&lt;3", True),
        ("A &amp;copy 2", False),
        ("A &amp;notit;", False),
        ("A &amp;#60;", False),
        ("A &amp;x B", True),
        ("A &#x202e;b", False),
        ("A &#x2067;b", False),
        ("A &#x2028;b", False),
        ("A &#x81;b", False),
        ("\u0645\u06cc&zwnj;\u062e", True),
    ],
)
def test_a_fix_of_entities_is_safe_where_a_page_reads_the_same(text: str, safe: bool) -> None:
    (finding,) = check("TXT001", article(excerpt=text))
    assert finding.fix is not None
    assert finding.fix.safe is safe
    assert finding.help.endswith("would read it otherwise") is not safe


def test_the_first_entity_is_shown_and_all_are_counted() -> None:
    text = "AT&T &#8217; &amp; &#8217;"
    (finding,) = check("TXT001", article(excerpt=text))
    assert text[slice(*finding.subspan or ())] == "&#8217;"
    assert "and 2 more" in finding.message


def test_all_texts_are_looked_at_but_those_that_hold_html() -> None:
    data = article(
        title="A &amp; B",
        topics=["R&amp;D"],
        provider={"name": "A &amp; B", "domain": "example.com"},
        related=[related(title="A &amp; B")],
        featuredContent="<p>A &amp; B</p>",
        highlight="<em>A &amp; B</em>",
    )
    assert sorted(routes("TXT001", data)) == [
        "provider.name", "related[0].title", "title", "topics[0]",
    ]  # fmt: skip
    assert check("TXT002", article(featuredContent="<p>A</p>", highlight="<em>A</em>")) == []


def test_an_entity_that_shows_nothing_has_no_fix() -> None:
    (finding,) = check("TXT001", article(excerpt="&nbsp;"))
    assert finding.fix is None


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("The <b>harbour</b>", "The harbour"),
        ("One<br/>two<BR>three", "One two three"),
        ('A <a href="https://example.com/">link</a> there', "A link there"),
        ("<p>One</p><p>Two</p>", "One  Two"),
        ("Seen<!-- more --> there", "Seen there"),
        ("5 < 6 and 7 > 6", None),
        ("I <3 ferries", None),
        ("<jo@example.com> wrote", None),
        ("Generic<T> types", None),
        ("a <b c", None),
    ],
)
def test_tags(text: str, better: str | None) -> None:
    assert routes("TXT002", article(excerpt=text)) == (["excerpt"] if better else [])
    assert excerpt("TXT002", text) == text
    assert excerpt("TXT002", text, unsafe=True) == (better or text)


@pytest.mark.parametrize(
    ("text", "better", "shown"),
    [
        (" a b", "a b", " "),
        ("a b\u00a0\u00a0", "a b", "\u00a0\u00a0"),
        ("a b.\r\n", "a b.", "\r\n"),
        ("a b \n", "a b", " \n"),
        ("\ta b\n", "a b\n", "\t"),
        ("  a b  ", "a b", "  "),
        ("a b\n", None, ""),
        ("a\u00a0b", None, ""),
    ],
)
def test_white_space_at_the_ends(text: str, better: str | None, shown: str) -> None:
    findings = check("TXT003", article(excerpt=text))
    assert len(findings) == (better is not None)
    if findings:
        assert text[slice(*findings[0].subspan or ())] == shown
    assert excerpt("TXT003", text) == (better or text)


def test_white_space_around_topics_and_names() -> None:
    data = article(topics=["Ports "], provider={"name": " Example", "domain": "example.com"})
    assert routes("TXT003", data) == ["topics[0]", "provider.name"] or routes("TXT003", data) == [
        "provider.name",
        "topics[0]",
    ]


def test_a_blank_text_is_another_fault() -> None:
    result = checker("TXT003").check_text('title: "  "\ncategory: news\n', "article.yaml")
    assert [f.code for f in result.findings if f.route == ("title",)] == ["FLD008"]


@pytest.mark.parametrize(
    ("title", "better"),
    [
        ("The harbour\nat dawn", "The harbour at dawn"),
        ("The harbour \r\n\n at dawn", "The harbour at dawn"),
        ("The harbour at dawn\n", None),
    ],
)
def test_a_title_has_one_line(title: str, better: str | None) -> None:
    data = article(title=title)
    assert routes("TXT004", data) == (["title"] if better else [])
    assert fixed("TXT004", data)["title"] == (better or title)
    assert check("TXT004", article(excerpt=title)) == []


@pytest.mark.parametrize(
    "text",
    ["TODO", "todo:", "To do", "[Title]", "Test", "test.", "Lorem ipsum dolor sit amet",
     "{{ page.title }}", "{% title %}", "<%= title %>", "${title}", "…", "---", "N/A", "undefined",
     "Insert title here", "Your excerpt goes here", "Placeholder.", "xxx", '"Untitled"'],
)  # fmt: skip
def test_placeholders(text: str) -> None:
    assert routes("TXT005", article(title=text)) == ["title"]
    assert routes("TXT005", article(related=[related(excerpt=text)])) == ["related[0].excerpt"]


@pytest.mark.parametrize(
    "text",
    ["Test of a new ferry", "A test", "Tested", "What is TODO?", "Foo Fighters", "The title",
     "Using {{ braces }} in templates", "Null Island", "X", "?", "Testing times", "100",
     "Why lorem ipsum dolor is still used"],
)  # fmt: skip
def test_texts_that_only_look_like_placeholders(text: str) -> None:
    assert check("TXT005", article(title=text, topics=["Test", "TODO"])) == []


@pytest.mark.parametrize(
    ("words", "wrong", "left"),
    [
        (["Ports", "PORTS"], ["topics[1]"], ["Ports"]),
        (["Ports", "Travel", "ports", "Travel"], ["topics[2]", "topics[3]"], ["Ports", "Travel"]),
        (["Straße", "STRASSE"], ["topics[1]"], ["Straße"]),
        (["Sea  Ports", "sea ports"], ["topics[1]"], ["Sea  Ports"]),
        (["Öresund", "O\u0308resund"], ["topics[1]"], ["Öresund"]),
        (["o\u0308resund", "ÖRESUND"], ["topics[1]"], ["o\u0308resund"]),
        (["R", "R", "C++", "C++"], ["topics[1]", "topics[3]"], ["R", "C++"]),
        (["Malmo", "Malmö"], [], ["Malmo", "Malmö"]),
        (["Port", "Ports"], [], ["Port", "Ports"]),
    ],
)
def test_topics_are_named_once(words: list[str], wrong: list[str], left: list[str]) -> None:
    assert routes("TXT006", article(topics=words)) == wrong
    assert fixed("TXT006", article(topics=words))["topics"] == left


@pytest.mark.parametrize(
    ("topics", "column"),
    [
        ("[&t Ports, *t]", 20),
        ("[Ports, &t Travel, *t]", 28),
        ("\n  - &t Ports\n  - *t\n", 5),
        ("\n  - R\n  - R\n", 5),
        ("\n  - R\n  - R # why twice\n", 5),
        ("\n  - 'é'\n  - é\n", 5),
        ('\n  - "e\u0301"\n  - "\\u00E9"\n', 5),
    ],
)
def test_a_topic_is_a_duplicate_however_it_is_written(topics: str, column: int) -> None:
    """By alias, in quotes or escaped: values count, not the objects that happen to hold them."""
    text = f"topics: {topics}\n"
    found = checker("TXT006").check_text(text, "article.yaml").findings
    assert [finding.column for finding in found if finding.code == "TXT006"] == [column]


def test_tags_are_named_once_and_may_repeat_topics() -> None:
    data = article(topics=["Ports"], tags=["ports", "quay", "Quay"])
    assert routes("TXT006", data) == ["tags[2]"]


texts = st.text(
    st.sampled_from("&amp;lt;#8217<b>/! aé" + SPACES + "\u200b\u202e\x07"), min_size=1, max_size=30
).filter(NotBlank().accepts)


@given(texts)
def test_safe_fixes_come_to_rest_and_leave_a_text(text: str) -> None:
    better = fixed("TXT001", article(excerpt=text))
    left = {f.code for f in check_all(better) if f.fix is not None and f.fix.safe}
    assert left == set()
    assert NotBlank().accepts(better["excerpt"])


def check_all(data: dict[str, Any]) -> list[Any]:
    import json

    return list(checker("TXT001").check_text(json.dumps(data), "article.json").findings)


@pytest.mark.parametrize(
    "piece", ["&", "&#1", "<", "<a ", "<!--", " ", "\u00a0", "\u202e", "\u200b"]
)
def test_long_texts_cost_little(piece: str) -> None:
    data = article(excerpt=f"a{piece * (4000 // len(piece))}a")
    start = time.process_time()
    check_all(data)
    assert time.process_time() - start < allowed(1)
    assert RULES
