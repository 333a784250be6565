"""What rules across files find in open documents, and how the index follows the files."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from .editor import CLIENTS, EMACS, NEOVIM, VS_CODE, Editor

ARTICLE = """\
---
category: news
title: {title}
excerpt: Fishermen leave the harbour
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: https://www.example.com/{page}
type: article
provider:
  name: Example Times
  domain: example.com
topics: [sea]
{more}---
"""
RELATED = """\
related:
  - title: {title}
    excerpt: Ferries run instead.
    publishedDateTime: 2020-06-12T19:19:00Z
    webUrl: https://www.example.com/{page}
    type: article
    provider:
      name: Example Times
      domain: example.com
"""


def article(title: str, page: str, more: str = "") -> str:
    return ARTICLE.format(title=title, page=page, more=more)


def related(title: str, page: str) -> str:
    return RELATED.format(title=title, page=page)


def command(folder: Path, *options: str) -> list[dict[str, Any]]:
    """Return what a check of a folder finds."""
    call = [sys.executable, "-m", "article_schema", "check", ".", "--output-format", "json"]
    done = subprocess.run([*call, *options], cwd=folder, capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"] if done.stdout else []
    return found


@pytest.fixture(params=CLIENTS)
def client(request: pytest.FixtureRequest) -> dict[str, Any]:
    found: dict[str, Any] = CLIENTS[request.param]
    return found


def test_a_page_of_another_file_is_shown_with_its_place_there(
    client: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "news").mkdir()
    first, second = tmp_path / "z.md", tmp_path / "news" / "a 🌊.md"
    first.write_text(article("Boats", "boats"))
    text = article("🌊 Ferries", "boats")
    second.write_text(text)
    (expected,) = command(tmp_path)
    assert expected["code"] == "SET001"
    with Editor(tmp_path, client) as editor:
        uri = editor.show("news/a 🌊.md", text)
        (found,) = editor.becomes(uri, ["SET001"])
        assert found["message"] == f"{expected['message']}; {expected['help']}"
        assert found["range"]["start"] == {
            "line": expected["line"] - 1, "character": expected["column"] - 1
        }  # fmt: skip
        (other,) = found["relatedInformation"]
        assert other["location"]["uri"] == first.as_uri()
        assert other["location"]["range"]["start"] == {"line": 5, "character": 8}
        # The file that comes first in a check has no finding.
        assert editor.codes(editor.show("z.md", first.read_text())) == []


def test_an_open_document_counts_in_place_of_its_file(
    client: dict[str, Any], tmp_path: Path
) -> None:
    first, second = tmp_path / "a.md", tmp_path / "b.md"
    first.write_text(article("Boats", "boats"))
    text = article("Ferries", "ferries", related("Boats", "boats"))
    second.write_text(text)
    with Editor(tmp_path, client) as editor:
        uri = editor.show("b.md", text)
        other = editor.show("a.md", article("Boats return", "boats"))
        (found,) = editor.becomes(uri, ["SET005"])
        assert "write Boats return" in found["message"]
        editor.write(other, article("Boats", "boats"))
        editor.found(other)
        editor.becomes(uri, [])
        editor.write(other, article("Ships", "boats"))
        editor.found(other)
        editor.becomes(uri, ["SET005"])
        editor.tell("textDocument/didClose", textDocument={"uri": other})
        editor.becomes(uri, [])


def test_an_open_document_counts_also_where_nobody_asks_for_its_diagnostics(
    client: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "a.md").write_text(article("Boats", "boats"))
    text = article("Ferries", "ferries", related("Boats", "boats"))
    with Editor(tmp_path, client) as editor:
        uri = editor.show("b.md", text)
        editor.becomes(uri, [])
        # By now the file itself is in the index.
        time.sleep(0.5)
        other = editor.show("a.md", article("Boats return", "boats"))
        editor.becomes(uri, ["SET005"])
        editor.write(other, article("Boats", "boats"))
        editor.becomes(uri, [])


def test_files_that_come_change_and_go_are_followed(client: dict[str, Any], tmp_path: Path) -> None:
    other = tmp_path / "a.md"
    with Editor(tmp_path, client) as editor:
        uri = editor.show("b.md", article("Ferries", "boats"))
        editor.becomes(uri, [])
        other.write_text(article("Boats", "boats"))
        editor.changed_on_disk(other)
        editor.becomes(uri, ["SET001"])
        other.write_text(article("Boats", "ships"))
        editor.changed_on_disk(other)
        editor.becomes(uri, [])
        other.write_text(article("Boats", "boats"))
        editor.changed_on_disk(other)
        editor.becomes(uri, ["SET001"])
        other.unlink()
        editor.changed_on_disk(other)
        editor.becomes(uri, [])


def test_a_file_that_has_gone_unnoticed_is_compared_no_more(tmp_path: Path) -> None:
    other = tmp_path / "a.md"
    other.write_text(article("Boats", "boats"))
    with Editor(tmp_path, NEOVIM) as editor:
        uri = editor.show("b.md", article("Ferries", "boats"))
        editor.becomes(uri, ["SET001"])
        other.unlink()
        editor.write(uri, article("Ships", "boats"))
        assert editor.codes(uri) == []


def test_comments_baselines_and_configurations_count_for_them(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(article("Boats", "boats"))
    text = article("Ferries", "boats")
    quiet = text.replace("webUrl", "# article-schema: ignore[SET001] on purpose\nwebUrl")
    config = tmp_path / "article-schema.toml"
    with Editor(tmp_path, EMACS) as editor:
        uri = editor.show("b.md", text)
        editor.becomes(uri, ["SET001"])
        editor.write(uri, quiet)
        assert editor.codes(uri) == []
        editor.write(uri, text)
        editor.becomes(uri, ["SET001"])
        config.write_text('severity = { SET001 = "off" }\n')
        editor.changed_on_disk(config)
        editor.becomes(uri, [])
        config.write_text('[[collections]]\nname = "b"\nfiles = ["b.md"]\n')
        (tmp_path / "b.md").write_text(text)
        editor.changed_on_disk(config)
        editor.becomes(uri, [])
        config.unlink()
        command(tmp_path, "--write-baseline", "known.json")
        config.write_text('baseline = "known.json"\n')
        editor.changed_on_disk(config)
        editor.becomes(uri, [])
        config.unlink()
        editor.changed_on_disk(config)
        editor.becomes(uri, ["SET001"])


def test_folders_of_a_workspace_are_compared_each_by_itself(tmp_path: Path) -> None:
    outer, inner = tmp_path / "site", tmp_path / "site" / "inner"
    inner.mkdir(parents=True)
    for folder in (outer, inner):
        (folder / "a.md").write_text(article("Boats", "boats"))
    (inner / "b.md").write_text(article("Ferries", "boats"))
    with Editor(outer, VS_CODE) as editor:
        uri = editor.show("inner/a.md", article("Ships", "boats"))
        editor.becomes(uri, ["SET001"])
        event = {"added": [{"uri": inner.as_uri(), "name": "inner"}], "removed": []}
        editor.tell("workspace/didChangeWorkspaceFolders", event=event)
        editor.becomes(uri, [])
        editor.becomes(editor.show("inner/b.md", article("Ferries", "boats")), ["SET001"])


def test_a_finding_of_two_files_can_be_suppressed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(article("Boats", "boats"))
    with Editor(tmp_path, NEOVIM) as editor:
        uri = editor.show("b.md", article("Ferries", "boats"))
        (found,) = editor.becomes(uri, ["SET001"])
        offered = editor.asked(
            "codeAction", uri, range=found["range"], context={"diagnostics": [found]}
        )
        assert [each["title"] for each in offered] == [
            "Suppress SET001 on this line", "Suppress SET001 in this file",
            "Verify this link: ask https://www.example.com/boats",
        ]  # fmt: skip


def test_a_configuration_that_cannot_be_used_ends_no_server(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(article("Boats", "boats"))
    (tmp_path / "deep").mkdir()
    config = tmp_path / "deep" / "article-schema.toml"
    config.write_text("nonsense = 1\n")
    with Editor(tmp_path, EMACS) as editor:
        uri = editor.show("b.md", article("Ferries", "boats"))
        editor.becomes(uri, ["SET001"])
        config.unlink()
        editor.changed_on_disk(config)
        editor.becomes(uri, ["SET001"])
        assert not editor.errors


def test_a_long_reading_shows_its_progress(tmp_path: Path) -> None:
    for number in range(2_000):
        (tmp_path / f"{number}.md").write_text(article(f"Boats {number}", f"boats-{number}"))
    capabilities = {**NEOVIM, "window": {"workDoneProgress": True}}
    with Editor(tmp_path, capabilities) as editor:
        uri = editor.show("b.md", article("Ferries", "boats-7"))
        (found,) = editor.becomes(uri, ["SET001"])
        assert found["message"].startswith("7.md ")
        while not (shown := _shown(editor)) or shown[-1]["kind"] != "end":
            editor.hear()
        # How often it tells depends on how fast the machine is.
        assert [each["kind"] for each in shown] == ["begin", *["report"] * (len(shown) - 2), "end"]
        assert all(each["message"].endswith("of 2,000") for each in shown[1:-1])


def _shown(editor: Editor) -> list[dict[str, Any]]:
    """Return what the server has told of the first work whose progress it shows."""
    told = [each["params"] for each in editor.told if each["method"] == "$/progress"]
    return [each["value"] for each in told if each["token"] == told[0]["token"]]
