"""Every trap of YAML, of text and of size, with what the checker says of it.

Wherever the rungs of the reader reach a trap, they agree on it: each may decline, and none may read
another value than the authority. What the checker finds something in is never accepted unread.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime
from typing import Any, NamedTuple

import pytest
from fuzz.differential import disagreement
from timing import allowed

from article_schema import DocumentError, check_text, loads
from article_schema.checking.engine.checker import Checker
from article_schema.document.formats.registry import split

ARTICLE = """\
title: "The harbour at dawn"
excerpt: "A walk along the quays."
category: news
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/harbour"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
"""
TITLE = 'title: "The harbour at dawn"'
EXCERPT = 'excerpt: "A walk along the quays."'
INSTANT = "2020-06-12T19:19:00Z"
SITE = "https://www.example.com"
PAGE = f'"{SITE}/harbour"'
#: Longer text does not reach the rungs that are compared here.
_REACHED = 20_000


class Trap(NamedTuple):
    """A text, the rules that speak of it, and values that it has all the same."""

    name: str
    text: str
    codes: str = ""
    values: dict[str, Any] = {}  # noqa: RUF012 - nobody changes it
    filename: str = "trap.md"


def more(lines: str) -> str:
    """Return an article with more lines in its front matter."""
    return f"---\n{ARTICLE}{lines}\n---\n"


def instead(old: str, new: str) -> str:
    """Return an article in which one piece of text is another."""
    assert ARTICLE.count(old) == 1 or old == SITE
    return f"---\n{ARTICLE.replace(old, new, 1)}---\n"


def title(text: str) -> str:
    """Return an article with another title, which stands in double quotes."""
    return instead(TITLE, f'title: "{text}"')


def laughs(levels: int) -> str:
    """Return lists that stand for nine times as many values with each level."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, levels)]
    return "\n".join(lines)


def merges(levels: int) -> str:
    """Return mappings of which each merges the one before it twice."""
    lines = ["a0: &a0 {k: v}"]
    lines += [f"a{n}: &a{n} {{<<: [*a{n - 1}, *a{n - 1}]}}" for n in range(1, levels)]
    return "\n".join(lines)


WHOLE = more("")
BLOCK = "excerpt: |\n  One\n  ---\n  two"

YAML = (
    # YAML 1.1 against 1.2: the core schema of 1.2 counts, whatever a directive says.
    Trap("yes is text", more("published: yes"), "FLD004"),
    Trap("on is text", more("published: on"), "FLD004"),
    Trap("NO is text", instead("- Ports", "- NO"), "DOC020", {"topics": ["NO"]}),
    Trap("an octal of 1.1 is decimal", more("quality: 010"), "DOC020", {"quality": 10}),
    Trap("an octal of 1.2", more("quality: 0o12"), "DOC020", {"quality": 10}),
    Trap("a hexadecimal number", more("quality: 0x1F"), values={"quality": 31}),
    Trap("a number with underscores is text", more("quality: 1_000"), "FLD004"),
    Trap("a sexagesimal is text", more("quality: 1:30"), "FLD004"),
    Trap("a time is text", instead(TITLE, "title: 19:19"), "DOC020", {"title": "19:19"}),
    Trap("a directive in front matter", f"---\n%YAML 1.1\n---\n{ARTICLE}---\n", "DOC005"),
    Trap("a directive of YAML 1.1", f"%YAML 1.1\n---\n{ARTICLE.replace('Ports', 'yes')}",
         "DOC020", {"topics": ["yes"]}, filename="trap.yaml"),
    Trap("a directive of YAML 1.0", "%YAML 1.0\n---\na: yes\n", "DOC005 DOC015 DOC020",
         filename="trap.yaml"),
    Trap("a directive of YAML 2.0", "%YAML 2.0\n---\na: yes\n", "DOC005 DOC015 DOC020",
         filename="trap.yaml"),
    # Tags, anchors, aliases and merges.
    Trap("a Python object", instead(TITLE, 'title: !!python/object/apply:os.system ["true"]'),
         "DOC008 FLD004"),
    Trap("a Ruby object", instead(TITLE, 'title: !ruby/object:Gem::Requirement "x"'), "DOC008"),
    Trap("binary data", instead(TITLE, 'title: !!binary "R0lGODlhDAAMAIQ="'), "DOC008"),
    Trap("a tag that fits", instead(TITLE, "title: !!str 2020"), values={"title": "2020"}),
    Trap("a tag that does not fit", more("quality: !!int many"), "DOC008 FLD004"),
    Trap("an alias", instead(f"{TITLE}\n{EXCERPT}", 'title: &t "The harbour at dawn"\nexcerpt: *t'),
         values={"excerpt": "The harbour at dawn"}),
    Trap("an alias to nothing", more("quality: *q"), "DOC013"),
    Trap("a merge", more("images:\n  - &i {url: /a.png, width: 1200, height: 675}\n"
                         "  - {<<: *i, url: /b.png}")),
    Trap("a merge of text", more("<<: text"), "DOC005"),
    Trap("a merge with itself", more("images: &i\n  <<: *i"), "DOC013 FLD004"),
    Trap("nine to the tenth values", more(laughs(10)), "DOC012"),
    Trap("merges that double", more(merges(25)), "DOC012"),
    # Keys.
    Trap("a repeated key", more(TITLE), "DOC006"),
    Trap("a repeated key of a record", instead("  domain: example.com", "  domain: example.com\n"
                                               "  domain: example.com"), "DOC006"),
    Trap("a repeated key of an item", more("images:\n  - {url: /a.png, width: 1200, width: 1200, "
                                           "height: 675}"), "DOC006"),
    Trap("a number as key", more("2020: x"), "DOC011 FLD003"),
    Trap("a boolean as key", more("true: x"), "DOC011 FLD003"),
    Trap("null as key", more("null: x"), "DOC011 FLD003"),
    Trap("a list as key", more("? [a, b]\n: x"), "DOC011"),
    # Numbers.
    Trap("not a number", more("quality: .nan"), "FLD004"),
    Trap("infinity", more("quality: -.inf"), "FLD004"),
    Trap("beyond all floats", more("quality: 1e999"), "FLD004"),
    Trap("a number of 100,000 digits", more(f"quality: {'9' * 100_000}"), "DOC012"),
    Trap("the same for a title", instead(TITLE, f"title: {'9' * 100_000}"), "DOC012"),
    # Characters.
    Trap("NUL", title("The har\0bour"), "DOC014"),
    Trap("a control of Latin-1", title("The har\x9bbour"), "DOC014"),
    Trap("half a character", title("The \\ud83d harbour"), "DOC014"),
    Trap("a character in two halves", title("The \\ud83d\\ude00 harbour"), "DOC014"),
    Trap("beyond Unicode", title("The \\U00110000 harbour"), "DOC005"),
    Trap("a line separator", title("The har\u2028bour"), "TXT007"),
    Trap("a paragraph separator", title("The har\u2029bour"), "TXT007"),
    Trap("a next line", title("The har\x85bour"), "DOC014"),
    Trap("a byte-order mark at the start", "\ufeff" + WHOLE, "DOC021"),
    Trap("one in a text", title("The har\ufeffbour"), "TXT008"),
    Trap("one before a key", instead("excerpt:", "\ufeffexcerpt:"), "FLD001 FLD002"),
    Trap("a zero-width space before the fence", "\u200b" + WHOLE, "DOC014"),
    Trap("a tab for indentation", instead("  domain", "\tdomain"), "DOC010 FLD001"),
    Trap("a tab behind a colon", instead("type: a", "type:\ta"), "DOC019", {"type": "article"}),
    Trap("a tab before a comment", instead("type: article", "type: article\t# a"), "DOC019",
         {"type": "article"}),
    # Lines, fences and documents.
    Trap("CRLF", WHOLE.replace("\n", "\r\n"), values={"type": "article"}),
    Trap("CR", WHOLE.replace("\n", "\r"), "DOC022", values={"type": "article"}),
    Trap("mixed line endings", WHOLE.replace("\n", "\r\n", 5), values={"type": "article"}),
    Trap("no closing fence", f"---\n{ARTICLE}", "DOC004"),
    Trap("no front matter", "The harbour\n", "DOC003"),
    Trap("a fence in a block scalar", instead(EXCERPT, BLOCK),
         values={"excerpt": "One\n---\ntwo\n"}),
    Trap("a fence that ends a block scalar", instead(EXCERPT, BLOCK.replace("  ---", "---")),
         "FLD001"),
    Trap("nothing between the fences", "---\n---\n", "DOC007"),
    Trap("only a comment", "---\n# nothing\n---\n", "DOC007"),
    Trap("a list", "---\n- a\n- b\n---\n", "DOC007"),
    Trap("a text", "---\ntext\n---\n", "DOC007"),
    Trap("several documents", f"{ARTICLE}---\n{ARTICLE}", "DOC009", filename="trap.yaml"),
    Trap("an end of a document", more("..."), values={"type": "article"}),
    # Dates.
    Trap("no such day", instead(INSTANT, "2020-13-45T99:19:00Z"), "DAT003"),
    Trap("a leap second", instead(INSTANT, "2020-06-30T23:59:60Z"), "DAT003"),
    Trap("the year 0", instead(INSTANT, "0000-06-30T23:59:00Z"), "DAT003"),
    Trap("an offset of four days", instead(INSTANT, "2020-06-30T23:59:00+99:99"), "DAT003"),
    Trap("a date with spaces", instead(INSTANT, "2020-06-30 23:59:00 +0000"), "DAT001"),
    Trap("tenths of microseconds", instead(INSTANT, "2020-06-12T19:19:59.9999999Z"),
         values={"published_date_time": datetime(2020, 6, 12, 19, 19, 59, 999_999, UTC)}),
    # Sizes.
    Trap("brackets that open", more("tags: " + "[" * 30_000), "DOC012"),
    Trap("brackets in brackets", more(f"tags: {'[' * 1000}{']' * 1000}"), "DOC012"),
    Trap("dashes below dashes", more("tags:\n" + "".join(f"{' ' * n}-\n" for n in range(1, 100))),
         "DOC012"),
    Trap("20,000 keys", more("".join(f"k{n}: 1\n" for n in range(20_000))), "DOC012 FLD003"),
    Trap("a comment of 1 MB", more("# " + "c" * 1_000_000)),
    Trap("a line of 10 MB", title("h" * 10_000_000), "DOC012"),
    Trap("a body of 100 MB", WHOLE + "x" * 100_000_000),
)  # fmt: skip

TEXT = (
    Trap("an override of the direction", title("The har\u202ebour"), "TXT009"),
    Trap("a zero-width space", title("The har\u200bbour"), "TXT008"),
    Trap("a Cyrillic letter in a host", instead(SITE, "https://www.ex\u0430mple.com"), "URL003"),
    Trap("the same in Punycode", instead(SITE, "https://www.xn--exmple-4nf.com"), "PRV002"),
    Trap("a number for a host", instead(SITE, "https://2130706433"), "URL003"),
    Trap("an address for a host", instead(SITE, "https://127.0.0.1"), "PRV002"),
    Trap("a password", instead(SITE, "https://user:secret@www.example.com"), "URL008"),
    Trap("javascript:", instead(PAGE, '"javascript:alert(1)"'), "URL002"),
    Trap("data:", instead(PAGE, '"data:text/html,x"'), "URL002"),
    Trap("an escape of terminals", title("The \\x1b[31mharbour"), "TXT007"),
    Trap("a command of workflows", title("::set-output name=x::y")),
    Trap("a script", title("The <script>alert(1)</script>"), "TXT002"),
    Trap("the end of CDATA", title("The ]]> harbour")),
)  # fmt: skip

TRAPS = [pytest.param(trap, id=trap.name) for trap in (*YAML, *TEXT)]


@pytest.mark.parametrize("trap", TRAPS)
def test_what_the_checker_says(trap: Trap) -> None:
    began = time.process_time()
    found = {finding.code for finding in check_text(trap.text, trap.filename).findings}
    assert found == set(trap.codes.split())
    assert time.process_time() - began < allowed(2)


@pytest.mark.parametrize("trap", TRAPS)
def test_the_rungs_agree(trap: Trap) -> None:
    try:
        block = split(trap.text, trap.filename).data_text
    except DocumentError as error:
        block, unread = "", error.code
    else:
        unread = ""
    assert unread in trap.codes
    if not unread and len(block) <= _REACHED and "DOC012" not in trap.codes:
        assert disagreement(block, Counter()) is None


@pytest.mark.parametrize("trap", TRAPS)
def test_nothing_with_a_finding_is_accepted_unread(trap: Trap) -> None:
    fast_path = Checker().fast_path
    assert fast_path is not None
    if trap.codes:
        assert fast_path.accept(trap.text, trap.filename) is None


@pytest.mark.parametrize("trap", [param for param in TRAPS if param.values[0].values])
def test_what_is_read(trap: Trap) -> None:
    article = loads(trap.text, filename=trap.filename).article
    assert {name: getattr(article, name) for name in trap.values} == trap.values


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "latin-1"])
def test_other_encodings_than_utf_8(encoding: str) -> None:
    raw = title("The café at dawn").encode(encoding)
    found = Checker().check_bytes(raw, "trap.md").findings
    assert [finding.code for finding in found] == ["DOC002"]
