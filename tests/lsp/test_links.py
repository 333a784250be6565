"""Links in an editor: what `verify` has kept is shown, and one is asked when somebody wants it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from online.server import Server, page
from online.test_judging import article

from article_schema.online.answers import Answer, Kind, Question
from article_schema.online.cache import Ages, Cache

from .editor import EMACS, VS_CODE, Editor
from .test_features import place

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the folder is that of XDG")


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file in which answers are kept, in a folder of the test."""
    folder = tmp_path_factory.mktemp("caches")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder / "article-schema" / "online.db"


def keep(path: Path, url: str, answer: Answer) -> None:
    path.parent.mkdir(exist_ok=True)
    with closing(Cache(str(path), Ages(0.0))) as cache:
        cache.keep(Question(Kind.PAGE, url), answer)


def of_links(editor: Editor, uri: str) -> list[str]:
    """Return the codes of what is wrong with the links of a document."""
    return [code for code in editor.codes(uri) if code.startswith("NET")]


def offers(editor: Editor, uri: str, text: str, word: str) -> list[dict[str, Any]]:
    """Return the commands that are offered at a word."""
    at = place(editor, text, word)
    context: dict[str, Any] = {"diagnostics": []}
    found = editor.asked("codeAction", uri, range={"start": at, "end": at}, context=context)
    return [each for each in found if "command" in each]


@pytest.mark.parametrize("client", [VS_CODE, EMACS])
def test_what_is_kept_is_shown(tmp_path: Path, cache: Path, client: dict[str, Any]) -> None:
    text = article("https://www.example.com/a")
    keep(cache, "https://www.example.com/a", Answer(404))
    with Editor(tmp_path, client) as editor:
        uri = editor.show("a.md", text)
        (found,) = [each for each in editor.found(uri) if each["code"].startswith("NET")]
        assert found["code"] == "NET001"
        assert found["message"].startswith("`webUrl` is gone: 404 Not Found")
        assert found["range"]["start"]["line"] == 5
        editor.write(uri, text.replace("/a", "/b"))
        assert of_links(editor, uri) == []


def test_nothing_is_asked_unasked(tmp_path: Path, cache: Path, server: Server) -> None:
    text = article(server.url("/a", "127.0.0.1"))
    with Editor(tmp_path, VS_CODE, allowPrivate=True) as editor:
        uri = editor.show("a.md", text)
        assert of_links(editor, uri) == []
        assert len(offers(editor, uri, text, "127.0")) == 1
        assert offers(editor, uri, text, "A quiet") == []
    assert not server.asked
    assert not cache.exists()


def test_a_link_is_asked_when_somebody_wants_it(
    tmp_path: Path, cache: Path, server: Server
) -> None:
    text = article(server.url("/a", "127.0.0.1"))
    with Editor(tmp_path, VS_CODE, allowPrivate=True) as editor:
        uri = editor.show("a.md", text)
        (offer,) = offers(editor, uri, text, "127.0")
        assert offer["title"] == f"Verify this link: ask {server.url('/a', '127.0.0.1')}"
        editor.ask("workspace/executeCommand", **_call(offer))
        assert of_links(editor, uri) == ["NET001"]
        server.on("/a", page("A quiet day"))
        editor.ask("workspace/executeCommand", **_call(offer))
        assert of_links(editor, uri) == []
    assert server.asked["/a"] == 2
    # `verify` knows it too.
    with closing(Cache(str(cache), Ages(60.0))) as kept:
        question = Question(Kind.PAGE, server.url("/a", "127.0.0.1"))
        assert kept.known([question], offline=False)[question].is_ok


def test_a_private_address_needs_a_word_of_the_client(
    tmp_path: Path, cache: Path, server: Server
) -> None:
    text = article(server.url("/a", "127.0.0.1"))
    with Editor(tmp_path, VS_CODE) as editor:
        uri = editor.show("a.md", text)
        (offer,) = offers(editor, uri, text, "127.0")
        editor.ask("workspace/executeCommand", **_call(offer))
        assert of_links(editor, uri) == ["NET011"]
    assert not server.asked


def test_a_link_that_the_document_no_longer_has_is_not_asked(
    tmp_path: Path, cache: Path, server: Server
) -> None:
    with Editor(tmp_path, VS_CODE, allowPrivate=True) as editor:
        uri = editor.show("a.md", article("https://www.example.com/"))
        arguments = [uri, server.url("/a", "127.0.0.1")]
        editor.ask("workspace/executeCommand", command="article-schema.verify", arguments=arguments)
    assert not server.asked


def _call(offer: dict[str, Any]) -> dict[str, Any]:
    command = offer["command"]
    return {"command": command["command"], "arguments": command["arguments"]}
