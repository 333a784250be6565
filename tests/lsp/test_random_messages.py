"""Whatever order messages come in, the server lives, and says of the newest text what is true."""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from article_schema import Checker, check_paths
from article_schema.lsp.positions import Positions

from .editor import CLIENTS, Editor

#: By hand: `ARTICLE_SCHEMA_SEQUENCES=2000 nice pytest tests/lsp/test_random_messages.py`.
SEQUENCES = int(os.environ.get("ARTICLE_SCHEMA_SEQUENCES", "6"))
PIECES = [
    "title: Boats\n", "title: ", "webUrl: https://example.com/a b\n", "topics:\n- sea\n", "---\n",
    "heat: 720\r\n", "🌊", "é\u2028", "\t", "[", '"', "# article-schema: ignore[URL]\n", "\r", "\n",
    "sourceUrl: https://example.com/boats\n",
    "published: 2020-06-12\n", "images:\n  - url: x\n    width: 1\n", "\ud83c", "\x00", "&a *a",
]  # fmt: skip
REQUESTS = [
    "completion", "hover", "documentSymbol", "foldingRange", "documentLink", "formatting",
    "definition", "references", "prepareRename", "rename", "selectionRange", "inlayHint",
    "codeAction", "diagnostic",
]  # fmt: skip
CONFIGURATIONS = ['ignore = ["URL"]\n', "ignore = [\n", "nonsense = 1\n", ""]


class Session:
    """One editor, and the texts that it has open."""

    def __init__(self, editor: Editor, random_: random.Random) -> None:
        self.editor = editor
        self.random = random_
        self.texts: dict[str, str] = {}
        self.waiting: list[int] = []

    def step(self) -> None:
        """Do one thing that editors do, or that only broken ones do."""
        steps: list[Callable[[], None]] = [
            self.open, self.change, self.change, self.change, self.ask, self.cancel, self.save,
            self.close, self.files_change, self.break_rules, self.on_disk, self.configure,
        ]  # fmt: skip
        self.random.choice(steps)()

    def open(self) -> None:
        name = self.random.choice(["a.md", "b.yaml", "c.json", "d.toml", "untitled:e"])
        text = "---\n" + "".join(self.random.choices(PIECES, k=6)).replace("\ud83c", "") + "---\n"
        self.texts[self.editor.show(name, text)] = text

    def change(self) -> None:
        if not self.texts:
            return
        uri = self.random.choice(sorted(self.texts))
        old, new = self.texts[uri], self.random.choice(PIECES)
        places = Positions(old, self.editor.encoding)
        start, end = sorted(self.random.choices(range(len(old) + 1), k=2))
        # No client has a place inside of a line break.
        start, end = (at - (old[at - 1 : at + 1] == "\r\n") for at in (start, end))
        if self.random.random() < 0.2:
            self.editor.write(uri, new)
            start, end = 0, len(old)
        else:
            self.editor.write(uri, new, (*places.position(start), *places.position(end)))
        new = new.replace("\ud83c", "\ufffd")
        self.texts[uri] = old[:start] + new + old[end:]

    def ask(self) -> None:
        uri = self.random.choice([*sorted(self.texts), "file:///nowhere.md"])
        at = {"line": self.random.randrange(9), "character": self.random.randrange(30)}
        params = {"textDocument": {"uri": uri}, "position": at}
        method = self.random.choice(REQUESTS)
        if method != "completion":
            # What a method does not know, it passes over.
            params |= {
                "range": {"start": at, "end": {"line": at["line"] + 9, "character": 0}},
                "context": {"diagnostics": [], "includeDeclaration": True},
                "options": {"tabSize": 2, "insertSpaces": True},
                "newName": self.random.choice(["x", "", "🌊: #"]),
                "positions": [at],
            }
        self.editor.count += 1
        message = {"id": self.editor.count, "method": f"textDocument/{method}", "params": params}
        self.editor._send(message)
        self.waiting.append(self.editor.count)

    def cancel(self) -> None:
        number = self.random.choice([*self.waiting, 99_999_999])
        self.editor.tell("$/cancelRequest", id=number)

    def save(self) -> None:
        uri = self.random.choice([*sorted(self.texts), "file:///nowhere.md"])
        self.editor.tell("textDocument/didSave", textDocument={"uri": uri})

    def close(self) -> None:
        uri = self.random.choice([*sorted(self.texts), "file:///nowhere.md"])
        self.texts.pop(uri, None)
        self.editor.tell("textDocument/didClose", textDocument={"uri": uri})

    def files_change(self) -> None:
        self.editor.changed_on_disk(self.editor.folder / self.random.choice(["x.md", "deep/y.md"]))

    def on_disk(self) -> None:
        """Let a file come, change or go that nobody has open."""
        path = self.editor.folder / self.random.choice(["0.md", "z.md"])
        if path.exists() and self.random.random() < 0.5:
            path.unlink()
        else:
            text = "".join(self.random.choices(PIECES, k=4)).replace("\ud83c", "")
            path.write_bytes(f"---\n{text}---\n".encode())
        self.editor.changed_on_disk(path)

    def configure(self) -> None:
        """Write a configuration, which may be wrong."""
        path = self.editor.folder / "article-schema.toml"
        path.write_text(self.random.choice(CONFIGURATIONS))
        self.editor.changed_on_disk(path)

    def break_rules(self) -> None:
        identifier = {"uri": "file:///nowhere.md", "version": 7}
        change = [{"text": "x", "range": {"start": {"line": 5, "character": 5},
                                          "end": {"line": 1, "character": 1}}}]  # fmt: skip
        self.editor.tell("textDocument/didChange", textDocument=identifier, contentChanges=change)

    def settle(self) -> None:
        """Compare what the editor shows in the end with what a check finds."""
        config = self.editor.folder / "article-schema.toml"
        if config.exists():
            config.unlink()
            self.editor.changed_on_disk(config)
        expected = self._by_command()
        for uri in sorted(self.texts):
            self.editor.becomes(uri, expected[uri])
        told = [each for each in self.editor.told if each["method"] == "window/showMessage"]
        assert told == []
        self._require_no_stale()
        for uri in sorted(self.texts):
            self.editor.tell("textDocument/didClose", textDocument={"uri": uri})
        self.texts.clear()
        # No number of a version comes again, so what was said so far is settled.
        self.editor.told.clear()
        left = list(self.editor.folder.iterdir())
        for path in left:
            path.unlink()
        self.editor.changed_on_disk(*left)

    def _require_no_stale(self) -> None:
        """Make sure that no diagnostics came after newer ones, and that closed documents have none.

        Clients that ask for diagnostics keep none that they did not ask for.
        """
        # What the server has sent so far is read before the answer.
        self.editor.asked("foldingRange", "file:///nowhere.md")
        newest: dict[str, int] = {}
        for each in self.editor.told:
            if each["method"] == "textDocument/publishDiagnostics":
                uri, version = each["params"]["uri"], each["params"].get("version")
                if version is not None:
                    assert newest.get(uri, 0) <= version, each
                    newest[uri] = version
        shown = {uri for uri, found in self.editor.diagnostics.items() if found}
        assert shown <= self.texts.keys()

    def _by_command(self) -> dict[str, list[str]]:
        """Return what a check of the folder finds in each open file, as they are shown."""
        expected: dict[str, list[str]] = {uri: [] for uri in self.texts}
        for uri, text in self.texts.items():
            path = self.editor.folder / uri.rpartition("/")[2]
            if uri.startswith("file:"):
                path.write_bytes(text.encode())
            else:
                result = Checker().check_text(text, "e.md", named=False)
                expected[uri] = [each.code for each in result.findings]
        for found in check_paths(self.editor.folder).findings:
            uri = Path(found.file).as_uri()
            if uri in expected:
                expected[uri].append(found.code)
        return expected


@pytest.mark.parametrize("client", CLIENTS)
def test_no_order_of_messages_hurts(client: str, tmp_path: Path) -> None:
    with Editor(tmp_path, CLIENTS[client], longest=30 + SEQUENCES) as editor:
        for seed in range(SEQUENCES):
            session = Session(editor, random.Random(f"{client} {seed}"))
            session.open()
            for _ in range(session.random.randrange(2, 25)):
                session.step()
            session.settle()
            assert not editor.errors, f"sequence {seed}: {editor.errors[0]['error']}"
