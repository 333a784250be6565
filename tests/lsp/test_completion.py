"""Values of the workspace, of the files beside it and of the record, and snippets."""

from __future__ import annotations

import re
import shutil
import time
from pathlib import Path
from typing import Any

import pytest

from article_schema import check_text

from .editor import EMACS, NEOVIM, PATIENCE, VS_CODE, Editor
from .test_features import edited, place
from .test_workspace import article, related


def labels_at(editor: Editor, name: str, text: str) -> list[str]:
    uri = editor.show(name, text.replace("^", ""))
    return [each["label"] for each in editor.offered(uri, place(editor, text, "^"))]


def test_words_that_other_files_have_are_offered_the_most_frequent_first(tmp_path: Path) -> None:
    topics = ["ports", "ferries, ports", '"no", ports']
    for number, topic in enumerate(topics):
        text = article(f"Boats {number}", f"boats-{number}", related("Tide", "tide"))
        text = text.replace("[sea]", f"[{topic}]")
        text = text.replace("    domain: example.com", "    domain: example.org")
        (tmp_path / f"{number}.md").write_text(text)
    with Editor(tmp_path, NEOVIM) as editor:
        asked = article("New", "new").replace("[sea]", "[^]")
        end = time.monotonic() + PATIENCE
        # The files are read one after the other.
        while (labels := labels_at(editor, "new.md", asked))[:3] != ["ports", "ferries", "no"]:
            assert time.monotonic() < end, labels
        uri = editor.show("new.md", asked.replace("^", ""))
        offered = editor.offered(uri, place(editor, asked, "^"))
        assert [each["textEdit"]["newText"] for each in offered[:3]] == ["ports", "ferries", '"no"']
        asked = article("New", "new", related("T", "t")).replace(
            "    domain: example.com", "    domain: ^"
        )
        assert "example.org" in labels_at(editor, "new.md", asked)
        # What a document has that nobody has saved counts after a moment.
        editor.show("other.md", article("Other", "other").replace("[sea]", "[islands]"))
        editor.codes((editor.folder / "other.md").as_uri())
        asked = article("New", "new").replace("[sea]", "[isl^]")
        while "islands" not in (labels := labels_at(editor, "new.md", asked)):
            assert time.monotonic() < end + PATIENCE, labels
            time.sleep(0.1)


def test_more_words_than_anybody_reads_are_chosen_by_further_letters(tmp_path: Path) -> None:
    for number in range(6):
        topics = ", ".join(f"topic {100 * number + each:03}" for each in range(100))
        text = article(f"Boats {number}", f"boats-{number}").replace("[sea]", f"[{topics}]")
        (tmp_path / f"{number}.md").write_text(text)
    with Editor(tmp_path, VS_CODE) as editor:
        text = article("New", "new").replace("[sea]", "[topic 59]")
        uri = editor.show("new.md", text.replace(" 59", ""))
        at = place(editor, text, " 59")
        end = time.monotonic() + PATIENCE
        while not (found := editor.asked("completion", uri, position=at))["isIncomplete"]:
            assert time.monotonic() < end, found
        editor.write(uri, text)
        labels: set[str] = set()
        # The files are read one after the other.
        while not {"topic 590", "topic 599"} <= labels:
            assert time.monotonic() < end, labels
            found = editor.asked("completion", uri, position=place(editor, text, "]\n"))
            labels = {each["label"] for each in found["items"]}
        assert not found["isIncomplete"]


@pytest.fixture
def site(root: Path, tmp_path: Path) -> Path:
    shutil.copytree(root / "examples" / "links", tmp_path, dirs_exist_ok=True)
    return tmp_path


POST = """\
---
title: Boats
slug: boats
author: ann-sailor
cover:
  src: img/quay.png
  width: 1
  height: 1
see:
- /news/ferries/
---
"""


def test_entries_files_pages_and_sizes_of_the_site_are_offered(site: Path) -> None:
    with Editor(site, VS_CODE, trusted=True) as editor:
        for old, expected in (
            ("ann-sailor", "ann-sailor"),
            ("img/quay.png", "img/quay.png"),
            ("width: 1", "1200"),
            ("/news/ferries/", "/people/ann-sailor/"),
        ):
            key, _, value = old.rpartition(" ")
            asked = POST.replace(old, f"{key} ^".lstrip() if key else "^")
            assert expected in labels_at(editor, "posts/boats.md", asked), (old, value)


def test_a_picture_tells_its_size_and_is_a_link(site: Path) -> None:
    with Editor(site, NEOVIM, trusted=True) as editor:
        uri = editor.show("posts/boats.md", POST)
        told = editor.asked("hover", uri, position=place(editor, POST, "img/quay"))
        assert told["contents"]["value"].endswith("1,200 × 800 pixels")
        (link,) = editor.asked("documentLink", uri)
        assert link["target"] == (site / "static" / "img" / "quay.png").as_uri()
        assert link["range"]["start"] == place(editor, POST, "img/quay")
        editor.write(uri, POST.replace("img/quay.png", "../../secret.png"))
        assert editor.asked("documentLink", uri) == []


def test_an_untrusted_site_offers_nothing_of_its_models(site: Path) -> None:
    with Editor(site, VS_CODE) as editor:
        asked = POST.replace("ann-sailor", "^")
        assert labels_at(editor, "posts/boats.md", asked) == []


def test_files_outside_of_the_site_are_never_offered(site: Path) -> None:
    models = site / "links_models.py"
    models.write_text(models.read_text().replace("static/{}", "../../{}"))
    (site.parent / "secret.png").touch()
    with Editor(site, VS_CODE, trusted=True) as editor:
        assert labels_at(editor, "posts/boats.md", POST.replace("img/quay.png", "^")) == []


def test_the_address_in_the_cache_follows_from_that_of_the_page(tmp_path: Path) -> None:
    text = article("Boats", "boats", "ampWebUrl: https://www.example.com/amp/b\ncdnAmpWebUrl: ^\n")
    with Editor(tmp_path, EMACS) as editor:
        first = labels_at(editor, "a.md", text)[0]
    assert first == "https://www-example-com.cdn.ampproject.org/c/s/www.example.com/amp/b"


def filled(snippet: str) -> str:
    """Return what a snippet comes to when every stop keeps its text."""
    text = re.sub(r"\$\{\d+\|([^,|]*)[^}]*\}", r"\1", snippet)
    text = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", text)
    return re.sub(r"\\(.)", r"\1", re.sub(r"\$\d+", "", text))


def entry_of(editor: Editor, name: str, text: str, label: str) -> str:
    """Return a text with the snippet of a label in place of the sign for the cursor."""
    old = text.replace("^", "")
    uri = editor.show(name, old)
    (item,) = [
        each for each in editor.offered(uri, place(editor, text, "^")) if each["label"] == label
    ]
    assert item["insertTextFormat"] == 2
    made = {**item["textEdit"], "newText": filled(item["textEdit"]["newText"])}
    return edited(editor, old, [made])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("new.md", "^"), ("new.md", "---\n^\n---\n"), ("new.yaml", "^"), ("new.html", "^"),
        ("new.toml", "^"), ("new.md", "+++\n^\n+++\n"), ("new.json", "^"), ("new.json", "{^}"),
        ("new.md", "{\n  ^\n}\n"), ("new.jsonl", "^"),
    ],
)  # fmt: skip
def test_a_new_article_has_all_keys_that_it_needs(name: str, text: str, tmp_path: Path) -> None:
    # A search of a folder takes files of TOML only where it is told to.
    (tmp_path / "article-schema.toml").write_text('include = ["new.*"]\n')
    with Editor(tmp_path, VS_CODE) as editor:
        made = entry_of(editor, name, text, "new article")
    assert [each.code for each in check_text(made, name).findings] == [], made


REST = {
    "a.md": article("Boats", "boats", "^\n").replace("provider:\n", "p:\n"),
    "b.md": (
        '+++\ntitle = "Boats"\nexcerpt = "E"\npublishedDateTime = 2020-06-12T19:19:00Z\n'
        'webUrl = "https://example.com/boats"\ntype = "article"\ntopics = ["sea"]\n^\n+++\n'
    ),
    "a.json": '{"title": "Boats",\n  ^\n  "type": "article"}',
    "b.json": '{"title": "Boats", "^"}',
}


@pytest.mark.parametrize("name", REST)
def test_a_related_item_and_an_image_come_with_their_keys(name: str, tmp_path: Path) -> None:
    with Editor(tmp_path, VS_CODE) as editor:
        for key in ("related", "images", "provider"):
            made = entry_of(editor, name, REST[name], f"{key} …")
            result = check_text(made, name)
            # What else is missing, or has no name, is none of its business.
            others = [each for each in result.findings if each.code not in ("FLD001", "FLD003")]
            wrong = [each for each in result.findings if each.route_text.startswith(key)]
            assert [*others, *wrong] == [], made


def test_a_snippet_is_indented_below_its_key_and_only_for_clients_that_know_them(
    tmp_path: Path,
) -> None:
    text = article("Boats", "boats", "related:\n  - ^\n")
    for capabilities, expected in ((VS_CODE, True), (EMACS, False)):
        with Editor(tmp_path, capabilities) as editor:
            uri = editor.show("a.md", text.replace("^", ""))
            offered = editor.offered(uri, place(editor, text, "^"))
            found: list[dict[str, Any]] = [x for x in offered if x["label"] == "provider …"]
            assert bool(found) is expected
            if found:
                # The client adds the two blanks before the dash.
                assert "\n    name: " in found[0]["textEdit"]["newText"]


@pytest.mark.parametrize(
    ("name", "text", "made"),
    [
        ("a.toml", 'title = "Boats"\nexc^', 'title = "Boats"\nexcerpt = '),
        ("a.md", '+++\ntitle = "Boats"\nprov^\n+++\n', '+++\ntitle = "Boats"\n[provider]\n+++\n'),
        ("a.md", "+++\n[[related]]\nprov^\n+++\n", "+++\n[[related]]\n[related.provider]\n+++\n"),
        ("a.json", '{"title": "Boats", "exc^"}', '{"title": "Boats", "excerpt": }'),
        ("a.json", '{"title": "Boats", "exc^": 1}', '{"title": "Boats", "excerpt": 1}'),
        ("a.md", '{\n"type": "^"\n}\n', '{\n"type": "article"\n}\n'),
        ("a.toml", 'topics = ["P^"]', 'topics = ["Ports"]'),
        (
            "a.md",
            "+++\n[[related]]\nprov^\n+++\n",
            (
                '+++\n[[related]]\n[related.provider]\nname = "Example Times"\n'
                'domain = "example.com"\n+++\n'
            ),
        ),
        ("a.md", "---json\n^", None),
    ],
)
def test_toml_and_json_are_completed_too(
    name: str, text: str, made: str | None, tmp_path: Path
) -> None:
    # A search of a folder takes files of TOML only where it is told to.
    (tmp_path / "article-schema.toml").write_text('include = ["a.*"]\n')
    with Editor(tmp_path, VS_CODE) as editor:
        old = text.replace("^", "", 1)
        uri = editor.show(name, old)
        offered = editor.offered(uri, place(editor, text, "^"))
        edits = [each["textEdit"] for each in offered]
        texts = [{**each, "newText": filled(each["newText"])} for each in edits]
        results = [edited(editor, old, [each]) for each in texts]
        assert made in results if made is not None else results == [], results
