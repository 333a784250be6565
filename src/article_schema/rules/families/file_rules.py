"""DOC: what is wrong with a file before anyone asks what it says."""

from __future__ import annotations

from article_schema.faults import Fault
from article_schema.rules.findings import Fix, Severity
from article_schema.rules.kinds import fault_rule
from article_schema.rules.rule import known_fix


@fault_rule("DOC001", "unreadable-file", severity=Severity.ERROR)
def unreadable_file(_: Fault) -> None:
    """A file cannot be read.

    It has vanished, cannot be opened, is not a regular file, or is a symbolic link that leads out
    of the searched folder. The target of such a link may be secret, and the report would show it.

    Bad (own test):
        A file without read permission.

    Good:
        A file that the checker may open.

    Source: POSIX.1-2017, open()
    """


@fault_rule("DOC002", "not-utf-8", severity=Severity.ERROR)
def not_utf_8(_: Fault) -> None:
    """A file is not encoded in UTF-8.

    Readers would see broken letters, or the site generator would stop. The finding names the first
    wrong byte and the likely encoding.

    Bad (own test):
        `title: "Café"`, saved as Latin-1.

    Good:
        `title: "Café"`, saved as UTF-8.

    Source: RFC 3629; YAML 1.2.2 section 5.2 allows UTF-16 too, site generators do not
    """


@fault_rule("DOC003", "no-front-matter", severity=Severity.ERROR)
def no_front_matter(_: Fault) -> None:
    """A file has no front matter.

    An article begins with a line `---`, its data, and another line `---`. Without them a site
    generator copies the file as it is, and the article never appears.

    Bad (whole file):
        title: "The harbour at dawn"
        #^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        ---
        category: news
        title: "The harbour at dawn"
        excerpt: "A walk along the quays."
        publishedDateTime: 2020-06-12T19:19:00Z
        webUrl: "https://www.example.com/harbour"
        type: article
        provider:
          name: Example Times
          domain: example.com
        topics:
          - Ports
        ---

    Source: Jekyll documentation, "Front Matter"
    """


@fault_rule("DOC004", "unclosed-front-matter", severity=Severity.ERROR)
def unclosed_front_matter(_: Fault) -> None:
    """The front matter has no end.

    The line `---` (or `...`) that closes it is missing, so data and body cannot be told apart.

    Bad (whole file):
        ---
        #^^
        title: "The harbour at dawn"

    Good:
        ---
        category: news
        title: "The harbour at dawn"
        excerpt: "A walk along the quays."
        publishedDateTime: 2020-06-12T19:19:00Z
        webUrl: "https://www.example.com/harbour"
        type: article
        provider:
          name: Example Times
          domain: example.com
        topics:
          - Ports
        ---

    Source: Jekyll documentation, "Front Matter"
    """


@fault_rule("DOC005", "syntax-error", severity=Severity.ERROR)
def syntax_error(_: Fault) -> None:
    """The data is not valid YAML or JSON.

    The article cannot be used until this is fixed. Usually a quote is missing, or a text that
    contains `: ` or begins with a special character has no quotes.

    Bad:
        title: The harbour: a walk at dawn
        #                 ^

    Good:
        title: "The harbour: a walk at dawn"

    Source: YAML 1.2.2 section 7.3.3; RFC 8259
    """


@fault_rule("DOC006", "duplicate-key", severity=Severity.ERROR)
def duplicate_key(_: Fault) -> None:
    """A mapping has a key twice.

    Parsers disagree on which value wins, so readers of the same file see different articles. Both
    values are checked.

    Bad:
        type: article
        type: video
        #^^^

    Good:
        type: article

    Source: YAML 1.2.2 section 3.2.1.1: mapping keys are unique
    """


@fault_rule("DOC007", "not-a-mapping", severity=Severity.ERROR)
def not_a_mapping(_: Fault) -> None:
    """The data is empty, a list or a single value.

    An article is a mapping: lines of `key: value`.

    Bad (whole file):
        ---
        The harbour at dawn
        #^^^^^^^^^^^^^^^^^^
        ---

    Good:
        ---
        category: news
        title: "The harbour at dawn"
        excerpt: "A walk along the quays."
        publishedDateTime: 2020-06-12T19:19:00Z
        webUrl: "https://www.example.com/harbour"
        type: article
        provider:
          name: Example Times
          domain: example.com
        topics:
          - Ports
        ---

    Source: YAML 1.2.2 section 3.2.1.1
    """


@fault_rule("DOC008", "unsupported-tag", severity=Severity.ERROR)
def unsupported_tag(_: Fault) -> None:
    """A value has a YAML tag that it does not need.

    Tags ask a parser to build objects of its language, which is unsafe and differs from parser to
    parser. The tags of plain data (`!!str`, `!!int` and so on) are read where the value fits them.

    Bad:
        title: !headline "The harbour at dawn"
        #      ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^

    Good:
        title: "The harbour at dawn"

    Source: YAML 1.2.2 section 10.3.1, the tags of the core schema
    """


@fault_rule("DOC009", "several-documents", severity=Severity.ERROR)
def several_documents(_: Fault) -> None:
    """A YAML file holds more than one document.

    Readers use only the first document and silently drop the others.

    Bad (harbour.yaml):
        category: news
        ---
        #^^
        category: travel

    Good:
        category: news

    Source: YAML 1.2.2 section 9.2
    """


@fault_rule("DOC010", "tab-indentation", severity=Severity.ERROR)
def tab_indentation(_: Fault) -> None:
    """A tab is used where YAML allows only spaces.

    Editors show tabs with different widths, so YAML does not allow them as indentation.

    Bad:
        topics:
          ␉- Ports
        # ^

    Good:
        topics:
          - Ports

    Source: YAML 1.2.2 section 6.1
    """


@fault_rule("DOC011", "key-not-text", severity=Severity.WARNING)
def key_not_text(_: Fault) -> None:
    """A key is read as a number, true, false or nothing, or is not a word at all.

    JSON has text keys only, and languages disagree on how to turn other keys into text.

    Bad (own test):
        `2020: "A year of harbours"`: the key is read as a number.

    Good:
        `"2020": "A year of harbours"`: the key is text.

    Source: RFC 8259 section 4; YAML 1.2.2 section 10.3.2
    """


@fault_rule("DOC012", "over-the-limit", severity=Severity.ERROR)
def over_the_limit(_: Fault) -> None:
    """A file is larger or deeper than any article.

    Such files are failed exports, or attacks on the reader. They are reported and not read.

    Bad (own test):
        Lists inside lists, a hundred levels deep.

    Good:
        Five levels, as an article has them.

    Source: limits of this project, see docs/limits.md
    """


@fault_rule("DOC013", "bad-alias", severity=Severity.ERROR)
def bad_alias(_: Fault) -> None:
    """An alias refers to nothing, or to a value that contains it.

    A text that begins with `*` or `&` needs quotes; without them YAML reads a reference.

    Bad:
        title: *harbour
        #      ^^^^^^^^

    Good:
        title: "*harbour"

    Source: YAML 1.2.2 section 7.1
    """


@fault_rule("DOC014", "forbidden-character", severity=Severity.ERROR)
def forbidden_character(_: Fault) -> None:
    """The data contains a control character.

    YAML forbids it, and pages that contain it are invalid.

    Bad:
        title: "The harbour\x07 at dawn"
        #                  ^

    Good:
        title: "The harbour at dawn"

    Source: YAML 1.2.2 section 5.1
    """


@fault_rule("DOC015", "not-an-article", severity=Severity.ERROR)
def not_an_article(_: Fault) -> None:
    """A record has none of the keys that every article has.

    It is likely another kind of record. Leave it out of the check, or check it with a model of its
    own.

    Bad (topic.yaml, whole file):
        taxonomy: topic
        #^^^^^^^
        keywords:
          - harbour

    Good:
        category: news
        title: "The harbour at dawn"
        excerpt: "A walk along the quays."
        publishedDateTime: 2020-06-12T19:19:00Z
        webUrl: "https://www.example.com/harbour"
        type: article
        provider:
          name: Example Times
          domain: example.com
        topics:
          - Ports

    Source: the required fields of the model
    """


@fault_rule("DOC016", "rule-failed", severity=Severity.ERROR)
def rule_failed(_: Fault) -> None:
    """A rule failed with an error, so it has not checked the file.

    The rule is wrong, not the article. All other rules have run. This finding is reported even if
    only other rules are selected, because a rule that fails has checked nothing.

    Bad (own test):
        A rule that reads the third topic of an article with two.

    Good:
        A rule that asks first how many there are.

    Source: rules can come from plug-ins, and a mistake in one must not hide what others find
    """


@fault_rule("DOC017", "unused-suppression", severity=Severity.WARNING, fix="safe")
def unused_suppression(fault: Fault) -> Fix | None:
    """A comment suppresses a finding that does not exist.

    The finding has been fixed, or the comment is in the wrong place. It would hide the next mistake
    of that kind.

    Bad:
        # article-schema: ignore[URL005] as the agency wrote it
        #^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        webUrl: "https://www.example.com/harbour"

    Good:
        webUrl: "https://www.example.com/harbour"

    Source: suppressions of this project, see docs/suppressing.md
    """
    return known_fix(fault, "remove what suppresses nothing")


@fault_rule("DOC018", "bad-suppression", severity=Severity.WARNING)
def bad_suppression(_: Fault) -> None:
    """A comment looks like a suppression but suppresses nothing as it is written.

    Bad:
        webUrl: "https://www.example.com/harbour" # article-schema: ignore[URL0O5]
        #                                                                  ^^^^^^

    Good:
        webUrl: "https://www.example.com/harbour" # the page of the harbour

    Source: suppressions of this project, see docs/suppressing.md
    """


RULES = (
    unreadable_file,
    not_utf_8,
    no_front_matter,
    unclosed_front_matter,
    syntax_error,
    duplicate_key,
    not_a_mapping,
    unsupported_tag,
    several_documents,
    tab_indentation,
    key_not_text,
    over_the_limit,
    bad_alias,
    forbidden_character,
    not_an_article,
    rule_failed,
    unused_suppression,
    bad_suppression,
)
