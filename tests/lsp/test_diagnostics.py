"""What editors show: the findings of the command, at their places, once and of the newest text."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from article_schema import check_text
from article_schema.lsp.positions import Positions

from .editor import EMACS, NEOVIM, OLDER_EMACS, VS_CODE, Editor, range_of

BROKEN = """\
---
title: "Boats 🌊 at dawn"
excerpt: Fishermen leave the harbour
webUrl: https://example.com/a b
title: "Boats at dawn"
published: 2020-06-12
---
"""


def by_command(path: Path, text: str, *options: str) -> list[dict[str, Any]]:
    """Return what `check` finds in a folder when a file in it holds a text."""
    path.write_bytes(text.encode())
    command = [sys.executable, "-m", "article_schema", "check", ".", "--output-format", "json"]
    done = subprocess.run([*command, *options], cwd=path.parent, capture_output=True, check=False)
    found: list[dict[str, Any]] = json.loads(done.stdout)["findings"]
    return [each for each in found if each["file"] == path.name]


def test_an_editor_shows_what_the_command_finds_at_the_same_places(editor: Editor) -> None:
    text = BROKEN
    uri = editor.show("boats.md", text)
    places = Positions(text, editor.encoding)
    expected = [
        (
            each.code,
            each.severity.value,
            range_of(*places.position(each.span[0]), *places.position(each.span[1])),
        )
        for each in check_text(text, "boats.md").findings
        if each.span is not None
    ]
    severities = {1: "error", 2: "warning", 3: "information"}
    found = [
        (each["code"], severities[each["severity"]].replace("information", "info"), each["range"])
        for each in editor.found(uri)
    ]
    assert found == expected
    assert len(found) > 4


def test_a_repeated_key_shows_its_other_place_and_looks_unnecessary(editor: Editor) -> None:
    uri = editor.show("twice.md", BROKEN)
    (twice,) = [each for each in editor.found(uri) if each["code"] == "DOC006"]
    (other,) = twice["relatedInformation"]
    assert other["location"]["uri"] == uri
    assert {twice["range"]["start"]["line"], other["location"]["range"]["start"]["line"]} == {1, 4}
    assert twice["tags"] == [1]


def test_diagnostics_come_in_one_way_only(editor: Editor) -> None:
    uri = editor.show("once.md", BROKEN)
    assert editor.found(uri)
    editor.asked("diagnostic", uri)
    assert (uri in editor.published) is not editor.pulls


def test_incremental_changes_count_in_the_units_of_the_client(editor: Editor) -> None:
    text = BROKEN.replace("boats", "b\u2028ts").replace("\n", "\r\n")
    uri = editor.show("units.md", text)
    editor.found(uri)
    start = text.index(" b\r\n")
    places = Positions(text, editor.encoding)
    editor.write(uri, "/", (*places.position(start), *places.position(start + 1)))
    assert "URL005" not in editor.codes(uri)
    at = text.index("🌊")
    editor.write(uri, "\t", (*places.position(at), *places.position(at + 1)))
    new = text.replace(" b\r\n", "/b\r\n").replace("🌊", "\t")
    assert editor.codes(uri) == [each.code for each in check_text(new, "units.md").findings]


def test_a_text_without_front_matter_is_no_article(editor: Editor) -> None:
    assert editor.found(editor.show("README.md", "# Read me\n")) == []


def test_a_document_without_a_file_is_checked_by_its_language(editor: Editor) -> None:
    uri = editor.show("untitled:Untitled-1", "title: [\n", "yaml")
    assert "DOC005" in editor.codes(uri)


def test_quick_edits_are_checked_once_and_closing_takes_diagnostics_away(tmp_path: Path) -> None:
    with Editor(tmp_path, OLDER_EMACS) as editor:
        uri = editor.show("quick.md", BROKEN)
        editor.found(uri)
        editor.told.clear()
        for number in range(300):
            editor.write(uri, BROKEN.replace("dawn", f"dawn {number}"))
        hover = editor.asked("hover", uri, position={"line": 1, "character": 1})
        assert hover["contents"]["kind"] == "plaintext"
        assert hover["contents"]["value"].startswith("title: text, required\n")
        messages = [each["message"] for each in editor.found(uri)]
        # Where no other place can be shown, the message tells it.
        assert any("the first `title` is in line 2" in each for each in messages), messages
        sent = [each for each in editor.told if each["method"] == "textDocument/publishDiagnostics"]
        assert len(sent) < 10
        editor.tell("textDocument/didClose", textDocument={"uri": uri})
        while editor.diagnostics[uri]:
            editor._read()


def test_configuration_collections_comments_and_baseline_count_as_for_the_command(
    tmp_path: Path,
) -> None:
    (tmp_path / "article-schema.toml").write_text(
        'severity = { URL005 = "warning" }\nbaseline = "known.json"\n'
        '[[collections]]\nname = "posts"\nfiles = "post-*.md"\nignore = ["FLD001"]\n'
    )
    post = tmp_path / "post-1.md"
    post.write_text(BROKEN.replace("dawn", "noon").replace("webUrl", "# none\nsourceUrl"))
    command = [sys.executable, "-m", "article_schema", "check", ".", "--config", "baseline = ''"]
    text = BROKEN.replace("a b\n", "a b  # article-schema: ignore[URL007] as it is\n")
    post.write_text(text.replace("published:", "publisht:"))
    subprocess.run([*command[:5], "--write-baseline", "known.json"], cwd=tmp_path, check=True)
    changed = text.replace("title", "titel")
    expected = by_command(post, changed)
    assert [each["code"] for each in expected] == ["DOC006", "FLD002", "FLD004"]
    with Editor(tmp_path, NEOVIM) as editor:
        uri = editor.show("post-1.md", text)
        editor.found(uri)
        editor.write(uri, changed)
        assert editor.codes(uri) == [each["code"] for each in expected]
        assert editor.found(editor.show("other.md", BROKEN)) == []


def test_a_changed_configuration_counts_at_once(tmp_path: Path) -> None:
    for capabilities in (NEOVIM, EMACS):
        config = tmp_path / "article-schema.toml"
        config.unlink(missing_ok=True)
        with Editor(tmp_path, capabilities) as editor:
            uri = editor.show("boats.md", BROKEN)
            assert "URL005" in editor.codes(uri)
            config.write_text('ignore = ["URL005"]\n')
            editor.published.clear()
            changes = [{"uri": config.as_uri(), "type": 1}]
            editor.tell("workspace/didChangeWatchedFiles", changes=changes)
            assert "URL005" not in editor.codes(uri)
            config.write_text("ignore = [\n")
            editor.published.clear()
            editor.tell("workspace/didChangeWatchedFiles", changes=changes)
            (problem,) = editor.found(uri)
            assert "article-schema.toml:1:11" in problem["message"]


def test_only_a_trusted_workspace_runs_its_code(tmp_path: Path) -> None:
    (tmp_path / "article-schema.toml").write_text('model = "boats.py:Post"\n')
    (tmp_path / "boats.py").write_text(
        "from pathlib import Path\n"
        "from article_schema import Record, record\n"
        "Path(__file__).with_name('ran').touch()\n"
        "@record\nclass Post(Record):\n    boat: str\n"
    )
    with Editor(tmp_path, VS_CODE) as editor:
        uri = editor.show("post.md", "---\nboat: 3\n---\n")
        (problem,) = editor.found(uri)
        assert "article-schema.toml:1" in problem["message"]
        assert "`boats.py:Post` is code, and the workspace is not trusted" in problem["message"]
        assert not (tmp_path / "ran").exists()
        settings = {"article-schema": {"trusted": True}}
        editor.tell("workspace/didChangeConfiguration", settings=settings)
        assert editor.codes(uri) == ["FLD004"]
        assert (tmp_path / "ran").exists()


def test_each_root_has_its_own_configuration(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / ".git").mkdir()
    (tmp_path / "two" / "article-schema.toml").write_text('select = ["URL"]\n')
    with Editor(tmp_path / "one", VS_CODE) as editor:
        added = [{"uri": (tmp_path / "two").as_uri(), "name": "two"}]
        event = {"added": added, "removed": []}
        editor.tell("workspace/didChangeWorkspaceFolders", event=event)
        assert "FLD001" in editor.codes(editor.show("a.md", BROKEN))
        assert editor.codes(editor.show((tmp_path / "two" / "a.md").as_uri(), BROKEN)) == ["URL005"]


def test_a_client_without_workspace_folders_has_a_root(tmp_path: Path) -> None:
    # Only the configuration of a root may raise a limit.
    (tmp_path / "article-schema.toml").write_text("limits = { nodes = 10_000_000 }\n")
    (tmp_path / "posts").mkdir()
    with Editor(tmp_path, OLDER_EMACS, folders=False) as editor:
        assert "URL005" in editor.codes(editor.show("posts/a.md", BROKEN))


SLOW = '''
import time
from collections.abc import Iterator

from article_schema import Article, Finding, Severity
from article_schema.rules import RuleContext, record_rule


@record_rule("SLO001", "too-slow", severity=Severity.WARNING, on=Article)
def too_slow(article: Article, at: RuleContext) -> Iterator[Finding]:
    """An article is read slowly.

    Some rules take long.

    Bad:
        title: "The harbour at dawn."

    Good:
        title: "The harbour at dawn"

    Source: this test
    """
    time.sleep(60)
    yield from ()
'''


def test_while_a_check_runs_others_are_answered_and_it_can_be_cancelled(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "article-schema.toml").write_text('rules = ["slow.py"]\n')
    (tmp_path / "slow.py").write_text(SLOW)
    text = (root / "examples/articles/2020-06-12-the-harbour-at-dawn.md").read_text("utf-8")
    with Editor(tmp_path, NEOVIM, trusted=True) as editor:
        uri = editor.show("slow.md", text)
        check = editor.send("textDocument/diagnostic", textDocument={"uri": uri})
        assert editor.asked("hover", uri, position={"line": 2, "character": 1})
        assert check not in editor.answered
        editor.tell("$/cancelRequest", id=check)
        while check not in editor.answered:
            message = editor._read()
        assert message["error"]["code"] == -32800


def test_who_ends_the_server_waits_for_no_check(root: Path, tmp_path: Path) -> None:
    (tmp_path / "article-schema.toml").write_text('rules = ["slow.py"]\n')
    (tmp_path / "slow.py").write_text(SLOW)
    text = (root / "examples/articles/2020-06-12-the-harbour-at-dawn.md").read_text("utf-8")
    for politely in (True, False):
        with Editor(tmp_path, NEOVIM, trusted=True) as editor:
            uri = editor.show("slow.md", text)
            editor.send("textDocument/diagnostic", textDocument={"uri": uri})
            editor.asked("hover", uri, position={"line": 2, "character": 1})
            if politely:
                assert editor.ask("shutdown") is None
            editor.tell("exit")
            assert editor.process.wait(timeout=15) == (0 if politely else 1)
