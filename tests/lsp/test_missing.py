"""The action that adds all keys that are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from .editor import EMACS, NEOVIM, VS_CODE, Editor

MARKDOWN = """\
---
title: "Boats 🌊 for $5"
provider:
    name: Example Times
type: article
topics: [sea]
---
Body
"""
JSON = """\
{
  "title": "Boats",
  "excerpt": "Ferries",
  "publishedDateTime": "2020-06-12T19:19:00Z",
  "webUrl": "https://www.example.com/boats",
  "type": "article",
  "category": "news",
  "provider": {"name": "Example Times"},
  "images": [{"url": "https://media.example.com/pier.jpg", "height": 675}]
}
"""
TOML = """\
+++
title = "Boats"
excerpt = "Ferries"
type = "article"
category = "news"
webUrl = "https://www.example.com/boats"
topics = ["sea"]
+++
"""
EMPTY = """\
---
category: @
title: "Boats 🌊 for $5"
excerpt: ""
publishedDateTime: @
webUrl: ""
provider:
    name: Example Times
    domain: @
type: article
topics: [sea]
---
Body
""".replace("@", "")
SNIPPETS = {
    "a.md": (MARKDOWN, "Add the missing 5 keys", """\
---
category: ${1:news}
title: "Boats 🌊 for \\$5"
excerpt: "${2:A walk along the quays before the ferries leave.}"
publishedDateTime: ${3:2020-06-12T19:19:00Z}
webUrl: "${4:https://www.example.com/harbour}"
provider:
    name: Example Times
    domain: ${5:example.com}
type: article
topics: [sea]
---
Body
"""),
    "a.json": (JSON, "Add the missing 3 keys", """\
{
  "title": "Boats",
  "excerpt": "Ferries",
  "publishedDateTime": "2020-06-12T19:19:00Z",
  "webUrl": "https://www.example.com/boats",
  "type": "article",
  "category": "news",
  "provider": {"name": "Example Times", "domain": "${1:example.com}"\\},
  "topics": [
    "${2:Ports}"
  ],
  "images": [{"url": "https://media.example.com/pier.jpg", "width": ${3:1200}, "height": 675\\}]
}
"""),
    "b.md": (TOML, "Add the missing 2 keys", """\
+++
title = "Boats"
excerpt = "Ferries"
publishedDateTime = ${1:2020-06-12T19:19:00Z}
type = "article"
provider = { name = "${2:Example Times}", domain = "${3:example.com}" \\}
category = "news"
webUrl = "https://www.example.com/boats"
topics = ["sea"]
+++
"""),
}  # fmt: skip


def with_snippets(client: dict[str, Any]) -> dict[str, Any]:
    edits = {**client["workspace"]["workspaceEdit"], "snippetEditSupport": True}
    return {**client, "workspace": {**client["workspace"], "workspaceEdit": edits}}


def offered(editor: Editor, name: str, text: str) -> tuple[str, dict[str, Any]]:
    """Return the title of the action and the edit that it makes of a text."""
    uri = editor.show(name, text)
    missing = [each for each in editor.found(uri) if each["code"] == "FLD001"]
    asked = missing[0]["range"]
    found = editor.asked("codeAction", uri, range=asked, context={"diagnostics": missing})
    (action,) = (each for each in found if each["title"].startswith("Add the missing"))
    (change,) = action["edit"]["documentChanges"]
    (edit,) = change["edits"]
    return action["title"], edit


def made(text: str, edit: dict[str, Any]) -> str:
    """Return an ASCII text, or one with other signs only before the edit, with the edit made."""
    lines = text.splitlines(keepends=True)
    start, end = edit["range"]["start"], edit["range"]["end"]
    new = edit["newText"] if "newText" in edit else edit["snippet"]["value"]
    before = "".join(lines[: start["line"]]) + lines[start["line"]][: start["character"]]
    return before + new + lines[end["line"]][end["character"] :] + "".join(lines[end["line"] + 1 :])


@pytest.mark.parametrize("client", [VS_CODE, NEOVIM, EMACS])
def test_a_client_without_stops_gets_empty_values(client: dict[str, Any], tmp_path: Path) -> None:
    with Editor(tmp_path, client) as editor:
        title, edit = offered(editor, "a.md", MARKDOWN)
        assert title == "Add the missing 5 keys"
        new = made(MARKDOWN, edit)
        assert new == EMPTY
        # What is empty is found, so that nobody publishes it.
        codes = editor.codes(editor.show("b.md", new))
        assert codes == ["FLD001", "FLD010", "FLD008", "FLD008", "URL001", "FLD008"]


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_client_with_stops_gets_examples_in_them(name: str, tmp_path: Path) -> None:
    text, title, expected = SNIPPETS[name]
    with Editor(tmp_path, with_snippets(VS_CODE)) as editor:
        told, edit = offered(editor, name, text)
        assert told == title
        assert edit["snippet"]["kind"] == "snippet"
        assert made(text, edit) == expected


def test_a_list_of_records_gets_what_its_records_miss(tmp_path: Path) -> None:
    text = MARKDOWN.replace("type: article", "type: article\nrelated:\n  - title: Ships")
    with Editor(tmp_path, VS_CODE) as editor:
        title, edit = offered(editor, "a.md", text)
        assert title == "Add the missing 10 keys"
        new = made(text, edit)
        for key in ("excerpt", "publishedDateTime", "webUrl", "type", "provider"):
            assert f"\n    {key}:" in new
