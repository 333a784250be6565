"""What is wrong with a configuration shows in it while it is written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from article_schema.lsp.positions import Positions

from .editor import CLIENTS, EMACS, NEOVIM, VS_CODE, Editor, range_of
from .test_features import edited
from .test_workspace import article, command

CASES = [
    ('selct = ["URL"]\n', "selct", "there is no such key; did you mean"),
    ('# 🌊\nselect = ["URLS"]\n', "select", "URLS"),
    ('a = "🌊"\nselect = [\n', "", "not TOML"),
    ('[severity]\nURL005 = "bad"\n', "URL005", "bad"),
    ('model = "preset:hugp"\n', "model", "did you mean preset:hugo?"),
    ('schema = ["none.json"]\n', "schema", "there is no file none.json"),
    ('baseline = "none.json"\n', 'baseline = "none.json"', "the baseline cannot be read"),
    ('[[collections]]\nname = "a"\nfiles = "none/*.md"\n', "files", "matches no file"),
    ("[format]\nindent = 99\n", "indent", "must"),
]


@pytest.mark.parametrize(("text", "word", "told"), CASES)
def test_a_mistake_is_shown_at_its_key(text: str, word: str, told: str, tmp_path: Path) -> None:
    with Editor(tmp_path, VS_CODE) as editor:
        uri = editor.show("article-schema.toml", text, "toml")
        (found,) = editor.found(uri)
        assert told in found["message"], found
        assert str(tmp_path / "article-schema.toml") not in found["message"]
        if word:
            places = Positions(text, editor.encoding)
            start = text.rindex(word)
            expected = (*places.position(start), *places.position(start + len(word)))
            assert found["range"] == range_of(*expected), found
        editor.write(uri, 'select = ["URL"]\n')
        assert editor.found(uri) == []


@pytest.mark.parametrize("client", CLIENTS)
def test_the_table_of_a_shared_file_counts_alone(client: str, tmp_path: Path) -> None:
    text = '[project]\nname = "x"\n\n[tool.article-schema]\nselct = ["URL"]\nignor = ["DAT"]\n'
    with Editor(tmp_path, CLIENTS[client]) as editor:
        uri = editor.show("pyproject.toml", text, "toml")
        assert [each["range"]["start"]["line"] for each in editor.found(uri)] == [4, 5]
        other = editor.show("deep/pyproject.toml", '[tool.other]\nselct = ["URL"]\n', "toml")
        assert editor.found(other) == []


def test_an_untrusted_workspace_shows_code_that_does_not_run(tmp_path: Path) -> None:
    text = 'rules = ["rules.py"]\n'
    (tmp_path / "rules.py").write_text("from pathlib import Path\nPath('ran').touch()\n")
    with Editor(tmp_path, EMACS) as editor:
        uri = editor.show("article-schema.toml", text, "toml")
        (found,) = editor.found(uri)
        assert "is code, and the workspace is not trusted" in found["message"]
    assert not list(tmp_path.rglob("ran"))


def test_what_is_written_counts_for_documents_once_it_is_saved(tmp_path: Path) -> None:
    config = tmp_path / "article-schema.toml"
    config.write_text('ignore = ["URL005"]\n')
    text = article("Boats", "a b")
    with Editor(tmp_path, NEOVIM) as editor:
        uri = editor.show("a.md", text)
        assert editor.codes(uri) == []
        open_ = editor.show("article-schema.toml", "ignore = []\n", "toml")
        assert editor.found(open_) == []
        assert editor.codes(uri) == []
        config.write_text("ignore = []\n")
        editor.tell("textDocument/didSave", textDocument={"uri": open_})
        editor.changed_on_disk(config)
        editor.becomes(uri, ["URL005"])


def into_baseline(editor: Editor, uri: str) -> dict[str, Any]:
    (found,) = editor.found(uri)
    offered = editor.asked(
        "codeAction", uri, range=found["range"], context={"diagnostics": [found]}
    )
    (action,) = [each for each in offered if "known.json" in each["title"]]
    (change,) = action["edit"]["documentChanges"]
    return {"title": action["title"], **change}


def test_a_finding_becomes_a_known_one(tmp_path: Path) -> None:
    (tmp_path / "old.md").write_text(article("Old", "o l d"))
    command(tmp_path, "--write-baseline", "known.json")
    (tmp_path / "a.md").write_text(article("Boats", "a b"))
    (tmp_path / "b.md").write_text(article("Ferries", "c d"))
    baseline = tmp_path / "known.json"
    (tmp_path / "article-schema.toml").write_text('baseline = "known.json"\n')
    with Editor(tmp_path, NEOVIM) as editor:
        uri = editor.show("a.md", article("Boats", "a b"))
        change = into_baseline(editor, uri)
        assert change["title"] == "Add URL005 to the known findings in known.json"
        assert change["textDocument"] == {"uri": baseline.as_uri(), "version": None}
        text = edited(editor, baseline.read_text(), change["edits"])
        # A second one goes into what nobody has saved yet.
        known = editor.show("known.json", text, "json")
        change = into_baseline(editor, editor.show("b.md", article("Ferries", "c d")))
        assert change["textDocument"] == {"uri": known, "version": editor.versions[known]}
        baseline.write_text(edited(editor, text, change["edits"]))
        editor.changed_on_disk(baseline)
        editor.becomes(uri, [])
    assert [each for each in command(tmp_path) if each["file"].endswith(".md")] == []


def test_without_a_baseline_none_is_offered(tmp_path: Path) -> None:
    with Editor(tmp_path, VS_CODE) as editor:
        uri = editor.show("a.md", article("Boats", "a b"))
        (found,) = editor.found(uri)
        offered = editor.asked(
            "codeAction", uri, range=found["range"], context={"diagnostics": [found]}
        )
        assert not [each for each in offered if "known" in each["title"]]


def test_a_document_is_formatted_while_its_configuration_goes(tmp_path: Path) -> None:
    config = tmp_path / "article-schema.toml"
    config.write_text('format = "learn"\n')
    with Editor(tmp_path, VS_CODE) as editor:
        uri = editor.show("a.md", "---\ntitle:   Boats\n---\n")
        editor.found(uri)
        # The client has not heard of it yet.
        config.unlink()
        assert editor.asked("formatting", uri, options={"tabSize": 2, "insertSpaces": True})
        assert not editor.errors
