"""Formatting brings house style, and touches neither values nor comments."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from article_schema.document.compare import same
from article_schema.document.formats.registry import split
from article_schema.document.layout import PlainLayout
from article_schema.document.manner import Manner, choices
from article_schema.document.reading.compose import compose
from article_schema.document.splicing.restyle import MOST_CHARACTERS, format_source
from article_schema.document.writing.emit import emit
from article_schema.errors import DocumentError, EditError

from ..hostile_texts import make_source
from ..house_layout import HouseLayout
from ..manners import MANNERS

yaml = pytest.importorskip("yaml", reason="PyYAML is the reader of YAML 1.1")


class HostileLayout(PlainLayout):
    """Knows the keys of the hostile files in an order that they seldom have."""

    def __init__(self, sections=("images", "topics"), quoted=("title", "url")):
        self.sections = sections
        self.quoted = quoted

    def key_order(self, route):
        return ("n", "title", "url", "images", "topics", "heat", "odd key")

    def is_quoted(self, route):
        return route[-1] in self.quoted

    def is_section(self, route):
        return len(route) == 1 and route[0] in self.sections


LAYOUTS = [HouseLayout(), HostileLayout(), HostileLayout(()), PlainLayout()]


def formatted(text, layout=None, filename="a.md"):
    """Format a front matter without fences."""
    source = split(f"---\n{text}---\nBody\n", filename)
    new = format_source(source, layout or HouseLayout())
    assert format_source(new, layout or HouseLayout()) == new
    assert new == split(new.text, filename)
    assert new.body == "Body\n"
    return new.data_text


def check(source, layout):
    try:
        tree = compose(source)
    except DocumentError:
        return False
    try:
        new = format_source(source, layout)
    except EditError:
        assert tree.faults
        return False
    assert same(compose(new).data, tree.data)
    assert (new.format, new.has_bom, new.filename) == (
        source.format,
        source.has_bom,
        source.filename,
    )
    assert new.body == source.body
    assert new.text[: new.block[0]] == source.text[: source.block[0]]
    assert new.text[-1:] in "\r\n" if source.text[-1:] in "\r\n" else new.text[-1:] not in "\r\n"
    assert split(new.whole_text, new.filename) == new
    assert comments(source.text) == comments(new.text)
    assert format_source(new, layout) == new
    return new != source


def comments(text):
    return Counter(re.findall(r"(?<!\S)#[^\r\n]*", text))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_hostile_files(layout):
    changed = sum(check(make_source(seed), layout) for seed in range(250))
    assert changed > 25


LINES = st.lists(
    st.sampled_from(
        ["title: x", "category: 'n'", "  # deep", "# note", "", "provider:", "  name: \"N\"",
         "  domain: d # why", "  # shallow", "topics:", "  - 'AI'", "- b", "images:", "  - url: u",
         "    width: 1", "    # inner", "    title: t", "  -", "    height: 2", "heat: -1",
         "n: |",
         "   text", "secured: s", "odd: [a, 'b']", "type: yes", "quality: 1:30", "  ",
         "webUrl: &a x",
         "locale: *a", "related:", "  - provider:", "      domain: z", "      name: y"]
    ),
    max_size=14,
)  # fmt: skip


@settings(deadline=None, max_examples=15 * settings().max_examples)
@given(LINES, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.sampled_from(LAYOUTS))
def test_files_put_together_from_lines(lines, newline, closed, layout):
    text = newline.join(lines) + newline
    whole = f"---{newline}{text}---{newline}" if closed else text
    source = split(whole, "a.yaml")
    try:
        compose(source)
    except DocumentError:
        return
    check(source, layout)


@settings(deadline=None, max_examples=15 * settings().max_examples)
@given(LINES, st.booleans(), st.sampled_from(LAYOUTS), MANNERS)
def test_files_put_together_from_lines_in_any_style(lines, closed, layout, manner):
    text = "\n".join(lines) + "\n"
    source = split(f"---\n{text}---\n" if closed else text, "a.yaml")
    try:
        compose(source)
    except DocumentError:
        return
    check(source, layout.with_manner(manner))


@settings(deadline=None)
@given(st.integers(0, 10_000), MANNERS)
def test_in_no_style_other_readers_understand_something_else(seed, manner):
    source = make_source(seed)
    try:
        before = yaml.safe_load(source.data_text)
        after = format_source(source, PlainLayout().with_manner(manner)).data_text
    except (yaml.YAMLError, ValueError, DocumentError, EditError):
        return
    assert same(before, yaml.safe_load(after))


@settings(deadline=None, max_examples=7 * settings().max_examples)
@given(st.integers(0, 10_000), st.sampled_from(LAYOUTS))
def test_a_style_that_keeps_everything_changes_nothing(seed, layout):
    source = make_source(seed)
    kept = {choice.name: "keep" for choice in choices() if "keep" in choice.words}
    try:
        new = format_source(source, layout.with_manner(Manner(**kept)))
    except (DocumentError, EditError):
        return
    assert new is source


RECORDS = st.dictionaries(
    st.sampled_from(["title", "category", "topics", "provider", "odd", "on", "publishedDateTime"]),
    st.recursive(
        st.text(max_size=8) | st.sampled_from(["yes", "1:30", "2020-06-12T19:19:00Z", 1, None]),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["url", "title", "name", "x y"]), inner, max_size=3)
        ),
        max_leaves=8,
    ),
)


@settings(deadline=None)
@given(RECORDS, st.sampled_from(["\n", "\r\n"]))
def test_what_the_emitter_writes_is_formatted(data, newline):
    text = emit(data, HouseLayout(), newline)
    source = split(f"---{newline}{text}---{newline}", "a.md")
    assert format_source(source, HouseLayout()).text == source.text


@settings(deadline=None)
@given(RECORDS.filter(bool))
def test_formatting_makes_of_other_styles_what_the_emitter_writes(data):
    assert formatted(emit(data, PlainLayout())) == emit(data, HouseLayout())


def test_where_nothing_is_known_other_readers_understand_the_same():
    for seed in range(300):
        source = make_source(seed)
        try:
            before = yaml.safe_load(source.data_text)
            after = yaml.safe_load(format_source(source, PlainLayout()).data_text)
        except (yaml.YAMLError, ValueError, DocumentError):
            continue
        assert same(before, after)


def test_order_blank_lines_and_quotes():
    assert formatted(
        "images:\n"
        "  - width: 1\n"
        "    url: https://example.com/a # the large one\n"
        "topics: ['AI']\n"
        "\n"
        "# Who wrote it.\n"
        "# And where.\n"
        "provider:\n"
        "\n"
        "  domain: 'example.com'\n"
        '  "name": "Example"\n'
        "'title': it's # a title\n"
        "\n"
        "\n"
        "category: news\n"
        'publishedDateTime: "2020-06-12T19:19:00Z"\n'
    ) == (
        "category: news\n"
        'title: "it\'s" # a title\n'
        "publishedDateTime: 2020-06-12T19:19:00Z\n"
        "\n"
        "# Who wrote it.\n"
        "# And where.\n"
        "provider:\n"
        "\n"
        "  name: Example\n"
        "  domain: example.com\n"
        "\n"
        "topics: ['AI']\n"
        "\n"
        "images:\n"
        '  - url: "https://example.com/a" # the large one\n'
        "    width: 1\n"
    )


def test_unknown_keys_come_last_and_keep_their_blank_lines():
    assert formatted("b: 1\n\na: 2\nseo:\n  z: 1\n\n  y: 2\ncategory: x\n") == (
        "category: x\nb: 1\n\na: 2\nseo:\n  z: 1\n\n  y: 2\n"
    )


def test_a_blank_line_above_a_comment_stays():
    text = 'category: x\n\n# About links\nwebUrl: "u"\n# Another\ntype: article\n'
    assert formatted(text) == text


def test_comments_below_an_entry_go_with_it():
    assert formatted(
        "heat: 1\n  # deeper, so about heat\ncategory: x\ntopics:\n  - AI\n  # - ML\n"
    ) == ("category: x\nheat: 1\n  # deeper, so about heat\n\ntopics:\n  - AI\n  # - ML\n")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# about heat\nheat: 1\ncategory: x\n", "category: x\n# about heat\nheat: 1\n"),
        (
            "images:\n  - width: 1\n    url: u\n      # about url\n  - width: 2\n",
            'images:\n  - url: "u"\n      # about url\n    width: 1\n  - width: 2\n',
        ),
        (
            "images:\n  - height: 1\n    width: 1\n\n      # about it\n  # of all\n  - width: 2\n",
            "images:\n  - width: 1\n\n      # about it\n    height: 1\n  # of all\n  - width: 2\n",
        ),
        (
            "provider:\n    # not about domain alone\n  domain: d\n  name: n\n",
            "provider:\n    # not about domain alone\n  name: n\n  domain: d\n",
        ),
        (
            "provider:\n# about domain\n  domain: d\n  name: n\n",
            "provider:\n  name: n\n# about domain\n  domain: d\n",
        ),
    ],
)
def test_comments_go_with_the_key_that_they_are_about(text, expected):
    assert formatted(text) == expected


def test_the_first_comment_of_a_file_may_stand_for_the_file():
    assert formatted("# Generated\n\n# about heat\nheat: 1\ncategory: x\n# the end\n") == (
        "# Generated\n\ncategory: x\n# about heat\nheat: 1\n# the end\n"
    )


def test_comments_that_stand_for_themselves_hold_the_order():
    text = "heat: 1\n\n# Links\n\ncategory: x\n"
    assert formatted(text) == text


def test_a_commented_key_does_not_become_the_first_behind_a_dash():
    text = 'images:\n  - width: 1\n    # which\n    url: "u"\n'
    assert formatted(text) == text


def test_a_first_key_behind_a_dash_moves_down():
    assert formatted(
        "related:\n  - provider:\n      domain: d\n      name: n\n    title: t\n  - type: a\n"
    ) == ('related:\n  - title: "t"\n    provider:\n      name: n\n      domain: d\n  - type: a\n')


@pytest.mark.parametrize(
    "text",
    [
        "heat: &h 1\ncategory: news\n",
        "a: &p {name: x}\nlocale: *p\ntitle: *p\n",
        "a: &p\n  k: 1\n\nprovider:\n  domain: d\n  <<: *p\n  name: x\n",
        "heat: |+\n  text\n\ncategory: x\n",
        "? heat\n: 1\ncategory: x\n",
        "topics: [ 'AI', \"B\" ]\n",
        "category: yes\ntype: 1:30\nlocale: 2020-06-12\n",
        'category: "yes"\ntype: "1:30"\nlocale: "2020-06-12"\n',
        'odd: "2020-06-12T19:19:00Z"\n',
        "title: several\n  lines\nexcerpt: 'several\n\n  lines'\n",
        "title: >-\n  folded\n   text\nexcerpt: | # why\n  literal\n",
        "title: !!str x\nexcerpt: &a 'x'\n",
        "title: 5\nexcerpt:\nwebUrl: null\n",
        'title: "\\u00e9"\n',
    ],
)
def test_left_alone(text):
    assert formatted(text) == text


def test_a_list_of_lists_and_items_below_their_dash():
    assert formatted(
        "images:\n-\n  # odd\n  width: 1\n  url: 'u'\n- - height: 1\n    url: u\n"
    ) == ('images:\n-\n  url: "u"\n  # odd\n  width: 1\n- - url: "u"\n    height: 1\n')


def test_single_quotes_become_double_where_the_text_is_not_plain():
    assert formatted("category: 'a: \"b\"'\ntype: 'yes'\n") == (
        'category: "a: \\"b\\""\ntype: "yes"\n'
    )


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_a_yaml_file_keeps_mark_breaks_and_end(newline, mark, end):
    text = f"{mark}heat: 1\ncategory: x\ntopics:\n- a{end}".replace("\n", newline)
    expected = f"{mark}category: x\nheat: 1\n\ntopics:\n- a{end}".replace("\n", newline)
    assert format_source(split(text, "a.yaml"), HouseLayout()).whole_text == expected
    text = f"{mark}heat: 1\n# why\ncategory: x{end}".replace("\n", newline)
    expected = f"{mark}# why\ncategory: x\nheat: 1{end}".replace("\n", newline)
    assert format_source(split(text, "a.yaml"), HouseLayout()).whole_text == expected


@pytest.mark.parametrize("text", ["heat: |\n  a\ncategory: x", "heat: 1\ncategory: |\n  a"])
def test_a_block_scalar_in_a_file_without_a_last_line_break(text):
    source = split(text, "a.yaml")
    assert format_source(source, HouseLayout()) == source


@pytest.mark.parametrize(
    "text", ["", "# nothing\n", "just text\n", "- 'a'\n- b\n", "{b: 1, a: 2}\n"]
)
def test_what_is_no_mapping(text):
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\na: 2\n", "the key `a` is used twice"),
        ("1: a\n", "the key `1` is not text"),
        ("a: !odd b\n", "the tag `!odd` has no meaning"),
    ],
)
def test_a_file_with_a_fault_is_refused(text, reason):
    with pytest.raises(EditError, match=re.escape(reason)):
        formatted(text)


def test_the_sample_articles_are_in_house_style(shared):
    paths = sorted((shared / "corpus" / "news").glob("*.md"))
    for path in [shared / "seed" / "article.md", *paths]:
        source = split(path.read_bytes().decode(), path.name)
        assert format_source(source, HouseLayout()) == source


def test_foreign_files_keep_their_data_and_comments(shared):
    paths = sorted((shared / "corpus").glob("*/**/*.md"))[::7]
    for path in paths:
        try:
            source = split(path.read_bytes().decode(), path.name)
            compose(source)
        except (DocumentError, UnicodeDecodeError):
            continue
        check(source, HouseLayout())


@pytest.mark.parametrize("breaks", [("\r", "\n"), ("\n", "\r"), ("\r\n", "\r"), ("\r", "\r\n")])
def test_a_blank_line_below_another_line_break_is_a_line(breaks):
    lines = ["title: a", "type: article", "provider:", "  name: E", "topics:", "  - P", "odd: 1"]
    for one in range(len(lines)):
        text = "".join(f"{line}{breaks[number == one]}" for number, line in enumerate(lines))
        check(split(f"---\n{text}---\nBody\n", "a.md"), HouseLayout())


@pytest.mark.parametrize("other", ["\r\n", "\n", "\r"])
def test_the_line_break_of_a_blank_line_is_not_that_of_whatever_comes_first(other):
    lines = ["odd: 1", "provider:", "  name: E", "title: a", "type: article", "topics:", "  - P"]
    for one in range(len(lines)):
        text = "".join(f"{line}{other if number == one else chr(10)}"
                       for number, line in enumerate(lines))  # fmt: skip
        once = format_source(split(text, "a.yaml"), HouseLayout())
        assert format_source(once, HouseLayout()).text == once.text


def test_a_file_that_is_too_long_to_format_in_time_is_left_alone():
    text = f"---\na: {'y ' * (MOST_CHARACTERS // 2)}\n---\n"
    with pytest.raises(EditError, match="files beyond 1,000,000 are not formatted"):
        format_source(split(text, "a.md"), PlainLayout())


LISTS = """\
a:
- x # one
# between
- y
b:
    - k:
        - 'deep'
      l: "two
        lines"
    - m:
c:
  -   - nested

  - n
# after
d: [flow]
"""


@pytest.mark.parametrize(
    ("indent", "text"),
    [
        (0, """\
a:
- x # one
# between
- y
b:
- k:
  - 'deep'
  l: "two
    lines"
- m:
c:
-   - nested

- n
# after
d: [flow]
"""),
        (2, """\
a:
  - x # one
  # between
  - y
b:
  - k:
      - 'deep'
    l: "two
      lines"
  - m:
c:
  -   - nested

  - n
# after
d: [flow]
"""),
        (None, LISTS),
    ],
)  # fmt: skip
def test_lists_are_brought_to_their_places(indent, text):
    layout = PlainLayout().with_manner(Manner(list_indent=indent))
    assert formatted(LISTS, layout) == text
    assert formatted(LISTS.replace("\n", "\r\n"), layout).replace("\r\n", "\n") == text


@pytest.mark.parametrize("text", ["a:\n- |\n  x\n- y\n", "a: &n\n- x\nb: *n\n", "a:\n- x\n"])
def test_lists_that_stay_where_they_are(text):
    manner = Manner(list_indent=2, keep=() if "|" in text or "&" in text else ("list-indent",))
    assert formatted(text, PlainLayout().with_manner(manner)) == text
