"""What editors offer beside diagnostics, asked as they ask."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from article_schema import fix_text, format_text
from article_schema.lsp.positions import Positions

from .editor import Editor, range_of

ARTICLE = """\
---
title: "Boats 🌊 &amp; dawn"
excerpt: Fishermen leave the harbour
webUrl: "https://example.com/a b"
publishedDateTime: "2020-06-12T19:19:00+02:00"
provider:
  name: "Example Times"
  domain: example.com
topics: [sea]
type: artikel
---

# Boats
"""


def place(editor: Editor, text: str, word: str, after: int = 0) -> dict[str, int]:
    """Return the place of a word in a text."""
    line, character = Positions(text, editor.encoding).position(text.index(word) + after)
    return {"line": line, "character": character}


def edited(editor: Editor, text: str, edits: list[dict[str, Any]]) -> str:
    """Return a text with edits made."""
    places = Positions(text, editor.encoding)
    (edit,) = edits
    start, end = (
        places.offset(edit["range"][name]["line"], edit["range"][name]["character"])
        for name in ("start", "end")
    )
    return text[:start] + edit["newText"] + text[end:]


def actions(editor: Editor, uri: str, text: str, word: str, *only: str) -> dict[str, str]:
    """Return the new text of each action at a word, by its title."""
    at = place(editor, text, word)
    context = {"diagnostics": [], **({"only": only} if only else {})}
    found = editor.asked("codeAction", uri, range={"start": at, "end": at}, context=context)
    made = {}
    for action in found:
        (change,) = action["edit"]["documentChanges"]
        assert change["textDocument"] == {"uri": uri, "version": editor.versions[uri]}
        made[action["title"]] = edited(editor, text, change["edits"])
    return made


def test_fixes_and_suppressions_are_offered_where_a_finding_is(editor: Editor) -> None:
    uri = editor.show("fixes.md", ARTICLE)
    made = actions(editor, uri, ARTICLE, " b")
    assert made["Replace the space with `%20`"] == ARTICLE.replace("a b", "a%20b")
    line = 'webUrl: "https://example.com/a b"'
    comment = "# article-schema: ignore[URL005]"
    assert made["Suppress URL005 on this line"] == ARTICLE.replace(line, f"{line} {comment}")
    everywhere = "---\n# article-schema: ignore-file[URL005]\n"
    assert made["Suppress URL005 in this file"] == ARTICLE.replace("---\n", everywhere, 1)
    for new in (made["Suppress URL005 on this line"], made["Suppress URL005 in this file"]):
        editor.write(uri, new)
        assert "URL005" not in editor.codes(uri)


def test_who_selects_a_file_with_many_findings_gets_no_endless_list(editor: Editor) -> None:
    keys = "".join(f"odd{number}: 1\n" for number in range(60))
    text = ARTICLE.replace("topics:", f"{keys}topics:")
    uri = editor.show("many.md", text)
    whole = {"start": {"line": 0, "character": 0}, "end": {"line": 200, "character": 0}}
    found = editor.asked("codeAction", uri, range=whole, context={"diagnostics": []})
    places = {str(each["diagnostics"]) for each in found if "diagnostics" in each}
    assert len(places) == 20
    assert found[-1]["kind"] == "source.fixAll.article-schema"


def test_an_unsafe_fix_says_so(editor: Editor) -> None:
    text = ARTICLE.replace("excerpt", "excerptt")
    uri = editor.show("unsafe.md", text)
    titles = [title for title in actions(editor, uri, text, "excerptt") if "unsafe" in title]
    assert titles == ["Rename `excerptt` to `excerpt` (unsafe: it may change what a reader gets)"]


def test_all_safe_fixes_are_those_of_the_command(editor: Editor) -> None:
    uri = editor.show("all.md", ARTICLE)
    made = actions(editor, uri, ARTICLE, "title", "source.fixAll")
    assert made == {"Make all safe fixes in this file": fix_text(ARTICLE, "all.md")}
    assert fix_text(ARTICLE, "all.md") != ARTICLE


def test_formatting_is_that_of_fmt(editor: Editor) -> None:
    text = ARTICLE.replace("\n", "\r\n").replace("title: ", "title:   ")
    uri = editor.show("style.md", text)
    options = {"tabSize": 2, "insertSpaces": True}
    edits = editor.asked("formatting", uri, options=options)
    assert edited(editor, text, edits) == format_text(text, "style.md")
    editor.write(uri, text.replace("webUrl", "title"))
    assert editor.asked("formatting", uri, options=options) == []


def test_keys_are_symbols_and_front_matter_folds(editor: Editor) -> None:
    uri = editor.show("outline.md", ARTICLE)
    found = editor.asked("documentSymbol", uri)
    assert [each["name"] for each in found][:3] == ["title", "excerpt", "webUrl"]
    (provider,) = [each for each in found if each["name"] == "provider"]
    assert [each["name"] for each in provider["children"]] == ["name", "domain"]
    folds = [(each["startLine"], each["endLine"]) for each in editor.asked("foldingRange", uri)]
    assert folds == [(0, 10), (5, 7)]


def test_an_address_is_a_link(editor: Editor) -> None:
    text = ARTICLE.replace("a b", "sea")
    uri = editor.show("link.md", text)
    (link,) = editor.asked("documentLink", uri)
    start = place(editor, text, "https")
    assert (link["target"], link["range"]["start"]) == ("https://example.com/sea", start)


def hovered(editor: Editor, text: str, word: str) -> str:
    uri = editor.show("hover.md", text)
    found = editor.asked("hover", uri, position=place(editor, text, word, 1))
    shown: str = found["contents"]["value"] if found else ""
    return shown


def test_hover_tells_what_a_field_and_its_value_mean(editor: Editor) -> None:
    title = hovered(editor, ARTICLE, "title")
    assert title.startswith("**title**: text, required\n\nThe headline")
    assert "Example: `" in title
    assert "2020-06-12T17:19:00Z in UTC" in hovered(editor, ARTICLE, "2020-06")
    text = ARTICLE.replace("https://example.com/a b", "HTTPS://Example.com:443/./a")
    assert "Normal form: `https://example.com/a`" in hovered(editor, text, "HTTPS")
    text = ARTICLE.replace("topics", "# article-schema: ignore[URL005] so\ntopics")
    assert hovered(editor, text, "URL005").startswith("# URL005 space-in-url")
    assert hovered(editor, ARTICLE, "# Boats") == ""


def offered(editor: Editor, text: str) -> list[dict[str, Any]]:
    """Return what is offered at the bar in a text, in the order that editors show."""
    uri = editor.show("complete.md", text.replace("^", ""))
    return editor.offered(uri, place(editor, text, "^"))


def test_completion_offers_the_keys_that_are_missing_required_ones_first(editor: Editor) -> None:
    text = ARTICLE.replace("excerpt:", "^\nunclosed: [\nexcerp:").replace("topics", "topic")
    found = offered(editor, text)
    labels = [each["label"] for each in found]
    assert labels[0] == "excerpt"
    # At least one category is required, and there is none yet.
    assert labels.index("topics") < labels.index("category") < labels.index("heat")
    assert not {"title", "webUrl", "provider"} & set(labels)
    assert found[0]["textEdit"]["newText"] == "excerpt: "
    text = ARTICLE.replace("  domain", "  ^\n  domain")
    labels = [each["label"] for each in offered(editor, text)]
    assert "images" in labels
    assert not {"name", "domain", "title"} & set(labels)


def test_completion_offers_values_that_fit(editor: Editor) -> None:
    assert "article" in [each["label"] for each in offered(editor, ARTICLE.replace("artikel", "^"))]
    stamp = "updatedDateTime: ^\ntopics"
    (now,) = offered(editor, ARTICLE.replace("topics", stamp))[:1]
    assert now["label"].endswith("+02:00")
    assert offered(editor, f"{ARTICLE}^") == []


def test_a_closed_or_unknown_document_has_nothing_to_offer(editor: Editor) -> None:
    uri = (editor.folder / "none.md").as_uri()
    at = {"line": 0, "character": 0}
    assert editor.offered(uri, at) == []
    assert editor.asked("hover", uri, position=at) is None
    nothing = {"range": range_of(0, 0, 0, 0), "context": {"diagnostics": []}}
    assert editor.asked("codeAction", uri, **nothing) == []


def test_a_selection_grows_from_the_value_to_the_document(editor: Editor) -> None:
    uri = editor.show("select.md", ARTICLE)
    asked = [place(editor, ARTICLE, "example.com\n"), place(editor, ARTICLE, "# Boats")]
    inner, body = editor.asked("selectionRange", uri, positions=asked)
    places = Positions(ARTICLE, editor.encoding)
    chosen = []
    while inner is not None:
        start, end = (
            places.offset(inner["range"][name]["line"], inner["range"][name]["character"])
            for name in ("start", "end")
        )
        chosen.append(ARTICLE[start:end])
        inner = inner.get("parent")
    assert chosen[:2] == ["example.com", "domain: example.com"]
    assert chosen[2].startswith("name:")
    assert chosen[3].startswith("provider:")
    assert (chosen[-2].rstrip().endswith("---"), chosen[-1]) == (True, ARTICLE)
    assert all(small in large for small, large in pairwise(chosen))
    assert body.get("parent") is None


def test_hints_tell_how_a_date_reads_in_utc_if_somebody_wants_them(editor: Editor) -> None:
    uri = editor.show("hints.md", ARTICLE)
    whole = range_of(0, 0, 99, 0)
    assert editor.asked("inlayHint", uri, range=whole) == []
    settings = {"article-schema": {"inlayHints": True}}
    editor.tell("workspace/didChangeConfiguration", settings=settings)
    (hint,) = editor.asked("inlayHint", uri, range=whole)
    assert hint["label"] == "= 2020-06-12T17:19:00Z"
    assert hint["position"] == place(editor, ARTICLE, "\nprovider")
    assert editor.asked("inlayHint", uri, range=range_of(0, 0, 2, 0)) == []
    settings["article-schema"]["inlayHints"] = False
    editor.tell("workspace/didChangeConfiguration", settings=settings)
    assert editor.asked("inlayHint", uri, range=whole) == []
