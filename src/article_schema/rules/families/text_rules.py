"""TXT: what people read, and what does not belong into it. Odd characters: `character_rules.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from article_schema.late_pattern import late_pattern
from article_schema.model.article import Article
from article_schema.model.facets import NotBlank
from article_schema.model.sameness import folded
from article_schema.rules.contexts import RuleContext
from article_schema.rules.findings import Finding, Severity
from article_schema.rules.kinds import record_rule, value_rule
from article_schema.rules.markup import (
    makes_expressions,
    may_hold_entity,
    opens_markup,
    reads_as_it_stands,
)
from article_schema.rules.precheck import Precheck

#: The keys of texts that hold HTML on purpose.
_HTML = ("featuredContent", "content", "highlight")

#: White space as people type and paste it, the no-break space and its kin included.
SPACE = " \t\n\r\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
#: What may stand around a placeholder without making it more than one.
DECORATION = "[](){}<>*_.:!…\"'"

#: Texts that stand where a title or an excerpt was to come.
PLACEHOLDERS = frozenset(
    (
        "asdf", "fixme", "foo", "foobar", "foo bar", "n/a", "nan", "new article", "new post",
        "nil", "null", "placeholder", "qwerty", "sample excerpt", "sample text", "sample title",
        "tba", "tbd", "test", "test article", "test excerpt", "test post", "test test",
        "test title", "testing", "to do", "todo", "undefined", "untitled", "wip", "xxx", "",
        *(
            f"{before}{noun}{goes}{here}"
            for before in ("", "insert ", "my ", "your ")
            for noun in ("excerpt", "text", "title")
            for goes in ("", " goes")
            for here in ("", " here")
        ),
    )
)  # fmt: skip
#: How placeholder text begins, which may go on for a page.
FILLER = "lorem ipsum"

_ENTITY = late_pattern(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ELEMENTS = (
    "a|abbr|article|aside|audio|b|blockquote|body|br|button|center|cite|code|dd|del|details|div|dl"
    "|dt|em|embed|figcaption|figure|font|footer|form|h[1-6]|head|header|hr|html|i|iframe|img|input"
    "|ins|kbd|label|li|link|main|mark|meta|nav|object|ol|option|p|picture|pre|q|s|samp|script"
    "|section|select|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td"
    "|textarea|tfoot|th|thead|time|title|tr|tt|u|ul|video|wbr"
)
_TAG = late_pattern(rf"</?({_ELEMENTS})(?:\s[^<>]*|/)?>|<!--[^<>]*-->", re.IGNORECASE)
#: Elements that part words from each other.
_BREAKING = late_pattern("blockquote|br|dd|div|dt|h[1-6]|hr|li|p|pre|t[dhr]", re.IGNORECASE)

#: Controls, and what turns the order of letters around; white space is none.
_CONTROLS = late_pattern(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069"
    "\ufdd0-\ufdef\ufffe\uffff]"
)

_LINE_BREAK = late_pattern(r"(?<![ \t])[ \t]*[\r\n][ \t\r\n]*")

#: The mark of a template that was not filled in, or punctuation and nothing else.
_UNFILLED = late_pattern(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|<%[^<>]*%>|\$\{[^{}]*\}|[.…_-]+")


@value_rule(
    "TXT001",
    "entity-in-text",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="safe",
    precheck=Precheck(may_hold_entity, sign="&"),
    other_keys=_HTML,
)
def entity_in_text(text: str, at: RuleContext) -> Iterator[Finding]:
    """A text holds an HTML entity.

    It was copied from the source of a page. Feeds, search and social networks show `&#8217;` as it
    stands. The fix writes the characters. It is unsafe if the text is escaped twice, names a tag
    that TXT002 removes, or hides syntax of a template or Markdown. There is no fix if it would
    write other markup.

    Bad:
        title: "The harbour&#8217;s dawn"
        #                  ^^^^^^^

    Good:
        title: "The harbour’s dawn"

    Source: HTML Living Standard section 13.5; 5 % to 14 % of the excerpts in measured files
    """
    from html import unescape

    found = [match for match in _ENTITY.finditer(text) if unescape(match[0]) != match[0]]
    if not found:
        return
    once = _ENTITY.sub(lambda match: unescape(match[0]), text)
    better = _unescaped(once)
    first = found[0]
    place = at().subspan(*first.span())
    fix, why = None, ""
    if opens_markup(_TAG.sub("", better)):
        why = "; not fixed, since it would become live HTML"
    elif NotBlank().accepts(better):
        safe = better == once and reads_as_it_stands(better)
        safe = safe and not (_brings_controls(text, better) or makes_expressions(text, better))
        fix = place.replace(better, "write the characters", safe=safe)
        why = "" if safe else "; look at the result, since pages would read it otherwise"
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    yield place.finding(f"the text holds the HTML entity `{first[0]}`{more}",
                        f"write {_in_words(unescape(first[0]))}{why}", fix)  # fmt: skip


def _in_words(characters: str) -> str:
    """Name characters so that people can type them, invisible ones too."""
    if characters == "\xa0":
        return "a space, or a no-break space"
    if characters.isspace():
        return "a space"
    if characters.isprintable():
        return f"`{characters}`"
    return f"nothing, or the character {', '.join(f'U+{ord(one):04X}' for one in characters)}"


def _brings_controls(old: str, new: str) -> bool:
    """Tell whether a text gains characters that turn its order around or must not stand in it."""
    return not set(_CONTROLS.findall(new)) <= set(_CONTROLS.findall(old))


def _unescaped(text: str) -> str:
    """Replace entities until none is left: `&amp;lt;` was escaped twice."""
    from html import unescape

    better = _ENTITY.sub(lambda match: unescape(match[0]), text)
    return text if better == text else _unescaped(better)


@value_rule(
    "TXT002",
    "tag-in-text",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="unsafe",
    precheck=Precheck(lambda text: "<" in text, sign="<"),
    other_keys=_HTML,
)
def tag_in_text(text: str, at: RuleContext) -> Iterator[Finding]:
    """A text holds an HTML tag.

    Feeds and cards show the tag itself, and a tag that is cut off spoils the rest of the page.

    Bad:
        title: "The <em>harbour</em> at dawn"
        #           ^^^^

    Good:
        title: "The harbour at dawn"

    Source: RFC 4287 section 3.1.1, plain text by default; 0 of 192 measured files
    """
    match = _TAG.search(text)
    if match is None:
        return
    better = _TAG.sub(lambda tag: " " if _BREAKING.fullmatch(tag[1] or "") else "", text)
    better = better.strip(SPACE)
    place = at().subspan(*match.span())
    fix = None
    if NotBlank().accepts(better):
        fix = place.replace(better, "remove the tags", safe=False)
    yield place.finding(f"the text holds the HTML tag `{match[0][:40]}`", "write plain text", fix)


@value_rule(
    "TXT003",
    "outer-white-space",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="safe",
    precheck=Precheck(lambda text: text[-1] in SPACE or text[0] in SPACE, covered=True),
    other_keys=_HTML,
)
def outer_white_space(text: str, at: RuleContext) -> Iterator[Finding]:
    """A text begins or ends with white space.

    It is invisible, but programs treat texts that look the same as different. No-break spaces are
    reported too. The line feed at the end of a YAML block (`|` or `>`) is not reported.

    Bad:
        title: "The harbour at dawn "
        #                          ^

    Good:
        title: "The harbour at dawn"

    Source: 0.2 % of the titles and 9 % to 18 % of the excerpts in measured files
    """
    line_feed = "\n" if text[-1] == "\n" and text[-2] not in SPACE else ""
    inner = text.removesuffix("\n") if line_feed else text
    better = inner.strip(SPACE)
    if better == inner:
        return
    start = len(inner) - len(inner.lstrip(SPACE))
    where = "begins" if start else "ends"
    place = at().subspan(0, start) if start else at().subspan(len(better), len(inner))
    yield place.finding(f"the text {where} with white space", "remove it",
                        place.replace(better + line_feed, "remove the white space"))  # fmt: skip


@value_rule(
    "TXT004",
    "line-break-in-title",
    severity=Severity.WARNING,
    on=NotBlank,
    fix="safe",
    precheck=Precheck(lambda text: "\n" in text or "\r" in text, covered=True),
    keys=("title",),
)
def line_break_in_title(text: str, at: RuleContext) -> Iterator[Finding]:
    """A title has more than one line.

    Feeds, tabs and cards give a title one line; some cut it at the break, others join the words
    around it.

    Bad:
        title: "The harbour\\nat dawn"
        #                  ^^

    Good:
        title: "The harbour at dawn"

    Source: RSS Advisory Board, RSS Best Practices Profile, titles; 0 of 192 measured files
    """
    match = _LINE_BREAK.search(text.strip(SPACE))
    if match is None:
        return
    before = len(text) - len(text.lstrip(SPACE))
    place = at().subspan(before + match.start(), before + match.end())
    inner = text.strip(SPACE)
    better = text.replace(inner, _LINE_BREAK.sub(" ", inner))
    yield place.finding("the title holds a line break", "write it on one line",
                        place.replace(better, "join the lines"))  # fmt: skip


def may_be_placeholder(text: str) -> bool:
    """Tell whether a text may be one that was never replaced."""
    if len(text) > 40 and text[0].isalnum() and text[24:40].strip(DECORATION):
        # Longer than any, and with nothing around it.
        return text[:11].lower() == FILLER
    bare = text.strip(SPACE)
    words = bare.strip(DECORATION).casefold()
    # A template that was not filled in ends with a bracket; a line can stand for a text.
    return words in PLACEHOLDERS or words.startswith(FILLER) or bare[-1] in ">}" or words[0] == "-"


@value_rule(
    "TXT005",
    "placeholder-text",
    severity=Severity.WARNING,
    on=NotBlank,
    precheck=Precheck(may_be_placeholder),
    keys=("title", "excerpt"),
)
def placeholder_text(text: str, at: RuleContext) -> Iterator[Finding]:
    """A title or excerpt is a placeholder that was never replaced.

    Only texts that are a placeholder as a whole are reported: "Test" is, and "Test of a new ferry"
    is not.

    Bad:
        title: "TODO"
        #      ^^^^^^

    Good:
        title: "The harbour at dawn"

    Source: 0 of 192 measured files
    """
    bare = text.strip(SPACE)
    words = bare.strip(DECORATION).casefold()
    is_known = words in PLACEHOLDERS or words.startswith(FILLER)
    if is_known or _UNFILLED.fullmatch(bare) is not None:
        yield at().finding("the text is a placeholder", f"write the {at.route[-1]}")


def has_word_twice(record: Article, _: RuleContext) -> bool:
    """Tell whether a topic or tag is given twice."""
    for words in (record.topics, record.tags):
        if len(words) > 1 and len(set(map(folded, words))) < len(words):
            return True
    return False


@record_rule(
    "TXT006",
    "duplicate-topic",
    severity=Severity.WARNING,
    on=Article,
    fix="safe",
    precheck=Precheck(has_word_twice, needs=("topics", "tags")),
)
def duplicate_topic(article: Article, at: RuleContext) -> Iterator[Finding]:
    """A topic or tag is given twice, perhaps in capital and small letters.

    Sites make a page for each, so articles about one topic are on two pages. The two ways to write
    an accented letter, as one character or with a mark, make no difference.

    Bad:
        topics:
          - Ports
          - ports
        #   ^^^^^

    Good:
        topics:
          - Ports

    Source: unique in 100 % of the measured files; Unicode 3.13, D145, canonical caseless match
    """
    for key, words in (("topics", article.topics), ("tags", article.tags)):
        first: dict[str, int] = {}
        for index, word in enumerate(words):
            before = first.setdefault(folded(word), index)
            if before != index:
                place = at(key, index)
                yield place.finding(f"`{words[before]}` is there already", "remove one of the two",
                                    place.delete("remove the later one"))  # fmt: skip


RULES = (
    entity_in_text,
    tag_in_text,
    outer_white_space,
    line_break_in_title,
    placeholder_text,
    duplicate_topic,
)
