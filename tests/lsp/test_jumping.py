"""From a value to what it stands for, and other names for it in all files."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from article_schema.lsp.positions import Positions

from .editor import CLIENTS, EMACS, NEOVIM, PATIENCE, VS_CODE, Editor
from .test_features import place
from .test_workspace import article, related


def eventually(editor: Editor, method: str, uri: str, count: int, **params: Any) -> list[Any]:
    """Return an answer once it has some number of parts: the index is built in the background."""
    end = time.monotonic() + PATIENCE
    while True:
        found: list[Any] = editor.asked(method, uri, **params)
        if len(found) == count:
            return found
        assert time.monotonic() < end, found
        time.sleep(0.05)


def shown(editor: Editor, location: dict[str, Any]) -> tuple[str, str]:
    """Return the name of the file of a place, and the text there as it is on disk."""
    path = editor.folder / location["uri"].rpartition("/")[2].replace("%20", " ")
    text = path.read_bytes().decode()
    places = Positions(text, editor.encoding)
    start, end = (
        places.offset(location["range"][name]["line"], location["range"][name]["character"])
        for name in ("start", "end")
    )
    return path.name, text[start:end]


@pytest.mark.parametrize("client", CLIENTS)
def test_a_related_item_leads_to_its_article_and_back(client: str, tmp_path: Path) -> None:
    (tmp_path / "boats.md").write_text(article("🌊 Boats", "boats"))
    text = article("Ferries", "ferries", related("Boats", "boats").replace("www.ex", "WWW.ex"))
    (tmp_path / "ferries.md").write_text(text)
    with Editor(tmp_path, CLIENTS[client]) as editor:
        uri = editor.show("ferries.md", text)
        for word in ("WWW.example.com/boats", "Ferries run"):
            at = place(editor, text, word, 1)
            (found,) = eventually(editor, "definition", uri, 1, position=at)
            assert shown(editor, found) == ("boats.md", "https://www.example.com/boats")
        other = editor.show("boats.md", article("🌊 Boats", "boats"))
        at = place(editor, article("🌊 Boats", "boats"), "https")
        context = {"includeDeclaration": False}
        (found,) = eventually(editor, "references", other, 1, position=at, context=context)
        assert shown(editor, found) == ("ferries.md", "https://WWW.example.com/boats")
        context = {"includeDeclaration": True}
        assert len(editor.asked("references", other, position=at, context=context)) == 2
        nowhere = place(editor, article("🌊 Boats", "boats"), "Fishermen")
        assert editor.asked("definition", other, position=nowhere) == []


MODEL = """\
from typing import Annotated

from article_schema import Record, record
from article_schema.fields import Ref


@record
class Post(Record):
    title: str
    author: Annotated[str, Ref("authors")]
    editor: Annotated[str | None, Ref("authors", key="short")] = None


@record
class Author(Record):
    name: str
    short: str | None = None
"""
CONFIG = """\
[[collections]]
name = "posts"
files = "posts/*.md"
model = "site_models.py:Post"

[[collections]]
name = "authors"
files = "authors/*.md"
model = "site_models.py:Author"
"""


def test_a_reference_leads_to_its_entry(tmp_path: Path) -> None:
    (tmp_path / "article-schema.toml").write_text(CONFIG)
    (tmp_path / "site_models.py").write_text(MODEL)
    for name in ("posts", "authors"):
        (tmp_path / name).mkdir()
    entry = tmp_path / "authors" / "ann-sailor.md"
    entry.write_text("---\nname: Ann\nshort: ann\n---\n")
    post = "---\ntitle: Boats\nauthor: ann-sailor\neditor: ann\n---\n"
    (tmp_path / "posts" / "a.md").write_text(post)
    (tmp_path / "posts" / "b.md").write_text(post.replace("Boats", "Ferries"))
    with Editor(tmp_path, NEOVIM, trusted=True) as editor:
        uri = editor.show("posts/a.md", post)
        at = place(editor, post, "ann-sailor", 2)
        (found,) = editor.asked("definition", uri, position=at)
        assert (found["uri"], found["range"]["start"]["line"]) == (entry.as_uri(), 0)
        users = eventually(
            editor, "references", uri, 2, position=at, context={"includeDeclaration": False}
        )
        assert [each["range"]["start"]["line"] for each in users] == [2, 2]
        (found,) = editor.asked("definition", uri, position=place(editor, post, "ann\n"))
        assert (found["uri"], found["range"]["start"]["line"]) == (entry.as_uri(), 2)


def renamed(editor: Editor, uri: str, at: dict[str, int], new: str) -> dict[str, str]:
    """Return the text of each file after a rename, by its name."""
    edit = editor.asked("rename", uri, position=at, newName=new)
    texts = {}
    for change in edit["documentChanges"]:
        path = editor.folder / change["textDocument"]["uri"].rpartition("/")[2]
        version = editor.versions.get(change["textDocument"]["uri"])
        assert change["textDocument"]["version"] == version
        text = path.read_bytes().decode()
        places = Positions(text, editor.encoding)
        for each in reversed(change["edits"]):
            start, end = (
                places.offset(each["range"][name]["line"], each["range"][name]["character"])
                for name in ("start", "end")
            )
            text = text[:start] + each["newText"] + text[end:]
        texts[path.name] = text
    return texts


@pytest.mark.parametrize("client", CLIENTS)
def test_a_topic_and_a_provider_get_another_name_in_all_files(client: str, tmp_path: Path) -> None:
    texts = {
        "a.md": article("Boats 🌊", "boats").replace("[sea]", "[🌊 isle, sea, quay]"),
        "b.md": article("Ferries", "ferries").replace("[sea]", '\r\n  - "sea" # the one'),
        "c.md": article("Sea", "sea", related("sea", "boats")).replace("[sea]", "[seaside]"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.encode())
    with Editor(tmp_path, CLIENTS[client]) as editor:
        uri = editor.show("a.md", texts["a.md"])
        at = place(editor, texts["a.md"], "sea,", 1)
        context = {"includeDeclaration": True}
        eventually(editor, "references", uri, 2, position=at, context=context)
        prepared = editor.asked("prepareRename", uri, position=at)
        assert prepared["placeholder"] == "sea"
        assert prepared["range"]["start"] == place(editor, texts["a.md"], "sea,")
        made = renamed(editor, uri, at, "the sea")
        assert made == {
            "a.md": texts["a.md"].replace("sea,", "the sea,"),
            "b.md": texts["b.md"].replace('"sea"', '"the sea"'),
        }
        made = renamed(editor, uri, place(editor, texts["a.md"], "Example Times"), "Times: New")
        assert sorted(made) == ["a.md", "b.md", "c.md"]
        assert made["c.md"].count("name: 'Times: New'") == 2
        nothing = place(editor, texts["a.md"], "Fishermen")
        assert editor.asked("prepareRename", uri, position=nothing) is None


def test_a_name_that_cannot_be_a_value_is_refused_in_words(tmp_path: Path) -> None:
    text = article("Boats", "boats")
    with Editor(tmp_path, VS_CODE) as editor:
        uri = editor.show("a.md", text)
        for word, new, told in (
            ("example.com\n", "https://example.org", "`domain` must be a bare host name"),
            ("Fishermen", "Sailors", "there is nothing to rename here"),
        ):
            at = place(editor, text, word)
            number = editor.send(
                "textDocument/rename", textDocument={"uri": uri}, position=at, newName=new
            )
            while (message := editor.hear()).get("id") != number:
                pass
            assert message["error"]["code"] == -32803
            assert told in message["error"]["message"]
        assert "window/showMessage" not in [each["method"] for each in editor.told]


def test_a_client_without_versions_gets_a_rename_too(tmp_path: Path) -> None:
    text = article("Boats", "boats")
    with Editor(tmp_path, {**EMACS, "workspace": {}}) as editor:
        uri = editor.show("a.md", text)
        edit = editor.asked("rename", uri, position=place(editor, text, "sea"), newName="lake")
        assert [each["newText"] for each in edit["changes"][uri]] == ["lake"]
