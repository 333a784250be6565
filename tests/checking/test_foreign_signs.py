"""Signs of templates and of other languages have one finding, which says what they are."""

from __future__ import annotations

import pytest

from article_schema import check_text

ARTICLE = """\
category: news
title: "Harbour at dawn"
excerpt: "A walk."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/a"
type: article
provider:
  name: Ex
  domain: example.com
topics:
  - Ports
"""


def found(text: str) -> list[tuple[str, int, int, str, str]]:
    findings = check_text(text, "a.md").findings
    return [(f.code, f.line, f.column, f.message, f.help) for f in findings]


@pytest.mark.parametrize(
    "sign", ["{{ x }}", "{{x}}", "{{ page.title }}", "{{ x | upper }}", "{{ a-b }}"]
)
@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ('title: "Harbour at dawn"', "title: SIGN", 3, 8),
        ("type: article", "type: SIGN # kind", 7, 7),
        ("  name: Ex", "  name: SIGN", 9, 9),
        ("  - Ports", "  - SIGN", 12, 5),
        ("topics:\n  - Ports", "topics: [SIGN, Ports]", 11, 10),
        ("publishedDateTime: 2020-06-12T19:19:00Z", "publishedDateTime: SIGN", 5, 20),
    ],
)
def test_a_placeholder_of_a_template_without_quotes_has_one_finding(sign, old, new, line, column):
    text = f"---\n{ARTICLE.replace(old, new.replace('SIGN', sign))}---\n"
    shown = f"{{{{ {sign.strip('{} ')} }}}}"
    message = f"`{shown}` is a mapping in YAML, and no placeholder"
    assert found(text) == [("DOC005", line, column, message, f'put the value in quotes: "{shown}"')]


def test_a_placeholder_in_quotes_is_text():
    quoted = ARTICLE.replace("Ports", '"{{ x }}"')
    assert found(f"---\n{quoted}---\n") == []


@pytest.mark.parametrize("value", ["{{a: 1}: 2}", "{[a]: b}", "{{a}: b}", "{{a, b}}"])
def test_other_mappings_with_a_key_that_is_none_have_the_finding_of_keys(value):
    assert [f[0] for f in found(f"---\n{ARTICLE}locale: {value}\n---\n")] == ["DOC011"]


@pytest.mark.parametrize(
    ("text", "line", "message", "advice"),
    [
        (
            '\n+++ \r\ntitle = "x"\r\n+++\r\n',
            2,
            "blank lines stand above the front matter of TOML",
            "remove them: readers look for it on the first line",
        ),
        (
            '\n\n{\n  "title": "x"\n}\n\nBody\n',
            3,
            "blank lines stand above the front matter of JSON",
            "remove them: readers look for it on the first line",
        ),
        (
            ';;;\n{"title": "x"}\n;;;\n',
            1,
            "the front matter is JSON",
            "write it between `{` and `}`",
        ),
    ],
)
def test_front_matter_of_another_language_is_called_by_its_name(text, line, message, advice):
    assert found(text) == [("DOC003", line, 1, message, advice)]


def test_front_matter_of_toml_needs_its_end():
    assert [each[:3] for each in found("+++")] == [("DOC004", 1, 1)]


@pytest.mark.parametrize("text", ["+++x\n", "{x}\n", "; a\n", "++\n"])
def test_text_that_only_begins_like_that_is_not(text):
    assert found(text) == [
        ("DOC003", 1, 1, "the file has no front matter", "start it with a line `---`")
    ]
