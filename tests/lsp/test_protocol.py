"""Requests that no editor should send get an answer too."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest

from .editor import VS_CODE, Editor

DOCUMENT = {"textDocument": {"uri": "file:///nowhere.md"}}
#: Methods with parameters, and the code and the words of the error that answers them.
REFUSED: dict[str, tuple[dict[str, Any], int, str]] = {
    "a parameter is missing": (
        {"method": "textDocument/formatting", "params": DOCUMENT},
        -32602,
        "required field missing @ $.params.options",
    ),
    "all parameters are missing": (
        {"method": "textDocument/hover"},
        -32602,
        "required field missing @ $.params",
    ),
    "a parameter has another type": (
        {
            "method": "textDocument/hover",
            "params": {**DOCUMENT, "position": {"line": "x", "character": 1}},
        },
        -32602,
        "invalid value for type, expected int @ $.params.position.line",
    ),
    "a parameter is out of its bounds": (
        {
            "method": "textDocument/hover",
            "params": {**DOCUMENT, "position": {"line": -1, "character": 0}},
        },
        -32602,
        "invalid value @ $.params.position",
    ),
    "nobody knows the method": ({"method": "sea/boats"}, -32601, "Method Not Found: sea/boats"),
}


def answer(editor: Editor, message: dict[str, Any], number: int) -> dict[str, Any]:
    editor._send({"id": number, **message})
    while "method" in (heard := editor.hear()):
        pass
    return heard


@pytest.mark.parametrize("name", REFUSED)
def test_a_request_that_cannot_be_read_gets_an_error_at_once(name: str, tmp_path: Path) -> None:
    message, code, told = REFUSED[name]
    with Editor(tmp_path, VS_CODE) as editor:
        heard = answer(editor, message, 70)
        assert (heard["error"]["code"], heard["error"]["message"]) == (code, told)
        assert heard["id"] == 70
        # The server goes on, and nobody who writes hears of it.
        assert (
            editor.asked("hover", "file:///nowhere.md", position={"line": 0, "character": 0})
            is None
        )
        assert "window/showMessage" not in [each["method"] for each in editor.told]


def test_a_server_that_ends_refuses_further_requests(tmp_path: Path) -> None:
    with Editor(tmp_path, VS_CODE) as editor:
        assert editor.ask("shutdown") is None
        hover = {"method": "textDocument/hover", "params": {**DOCUMENT, "position": {}}}
        hover["params"]["position"] = {"line": 0, "character": 0}  # type: ignore[index]
        heard = answer(editor, hover, 71)
        assert heard["error"]["code"] == -32600
        editor.tell("exit")
        assert editor.process.wait(10) == 0


def test_a_refused_rename_is_an_answer_and_leaves_no_trace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    with log.open("wb") as written:
        start = subprocess.Popen
        logged = {"stderr": written}
        monkeypatch.setattr(subprocess, "Popen", lambda *call, **how: start(*call, **how | logged))
        with Editor(tmp_path, VS_CODE) as editor:
            editor.show("a.md", "---\ntitle: Boats\n---\n")
            uri = (tmp_path / "a.md").as_uri()
            place = {"position": {"line": 1, "character": 8}, "newName": "Ships"}
            rename = {"textDocument": {"uri": uri}, **place}
            heard = answer(editor, {"method": "textDocument/rename", "params": rename}, 72)
            assert heard["error"]["code"] == -32803
            assert heard["error"]["message"].startswith("there is nothing to rename here")
            assert not editor.errors
    assert "Traceback" not in log.read_text("utf-8")
