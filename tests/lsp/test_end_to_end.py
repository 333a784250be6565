"""Each feature, asked by pytest-lsp with what VS Code, Neovim and Emacs say that they can do.

It warns where an answer is none that the editor has said it takes, and a warning is an error here.
It keeps to the protocol; what only broken editors do, and what takes thousands of messages, is
asked by the editor of our own.
"""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_lsp
from lsprotocol import types
from pygls.exceptions import JsonRpcException
from pytest_lsp import ClientServerConfig

from article_schema import fix_text, format_text
from article_schema.checking.filters.baseline import Baseline

from .editor import COMMAND
from .opened import Client, Workspace
from .test_jumping import MODEL
from .test_workspace import article, related

pytestmark = pytest.mark.asyncio(loop_scope="module")

#: The editors, with how each counts columns.
EDITORS = {"visual-studio-code": "utf-16", "neovim": "utf-8", "emacs": "utf-32"}
#: What stands before the places that are asked for has other widths in each way to count.
BOATS = '"🌊 船 é\u0301\u2028 boats"'
TEXT = article(BOATS, "a b").replace("topics:", "published: 1\nheatt: 720\ntopics:")


PIER = "https://www.example.com/pier"
POST = "---\ntitle: Boats\nauthor: ann-sailor\n---\n"
NOTHING_KNOWN = Baseline("known.json").text()
#: The workspace that each client has open.
SITES: dict[Client, Workspace] = {}
CONFIG = """\
baseline = "known.json"

[[collections]]
name = "news"
files = ["*.*", "!posts/*", "!authors/*"]

[[collections]]
name = "posts"
files = "posts/*.md"
model = "site_models.py:Post"

[[collections]]
name = "authors"
files = "authors/*.md"
model = "site_models.py:Author"
"""


@pytest_lsp.fixture(
    params=EDITORS,
    scope="module",
    config=ClientServerConfig(server_command=COMMAND, client_factory=Client),
)
async def client(
    lsp_client: Client,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> AsyncIterator[None]:
    folder, other = (tmp_path_factory.mktemp(name) for name in ("site", "other"))
    for name, text in {
        "article-schema.toml": CONFIG, "site_models.py": MODEL, "known.json": NOTHING_KNOWN,
        "authors/ann-sailor.md": "---\nname: Ann\n---\n",
        "posts/m.md": POST,
        "quay.md": article("The quay", "quay"),
        "pier.md": article("The pier", "pier").replace("[sea]", "[sea, piers]"),
    }.items():  # fmt: skip
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    workspace = Workspace(lsp_client, request.param, folder, other)
    await workspace.start(trusted=True)
    assert workspace.encoding == EDITORS[request.param]
    SITES[lsp_client] = workspace
    yield
    await lsp_client.shutdown_session()
    assert lsp_client.messages == []


@pytest.fixture
def site(client: Client) -> Workspace:
    return SITES[client]


def code_of(found: list[types.Diagnostic]) -> dict[int | str | None, types.Diagnostic]:
    return {each.code: each for each in found}


async def test_diagnostics_stand_at_their_places_and_follow_the_text(site: Workspace) -> None:
    found = code_of(await site.show("a.md", TEXT))
    assert found["URL005"].range.start == site.at("a.md", "a b", 1)
    assert found["URL005"].severity == types.DiagnosticSeverity.Error
    found = code_of(await site.write("a.md", "a b", "a-b"))
    assert "URL005" not in found
    twice = code_of(await site.write("a.md", "heatt: 720", f"title: {BOATS}"))["DOC006"]
    assert list(twice.tags or ()) == [types.DiagnosticTag.Unnecessary]
    (first,) = twice.related_information or ()
    assert site.shown(first.location)[0] == "a.md"


async def test_rules_across_files_and_comments_count(site: Workspace) -> None:
    await site.show("z.md", article("The quay again", "quay"))
    (found,) = await site.becomes("z.md", ["SET001"])
    (other,) = found.related_information or ()
    assert site.shown(other.location) == ("quay.md", "https://www.example.com/quay")
    comment = "# article-schema: ignore[SET001] on purpose\nwebUrl"
    assert await site.write("z.md", "webUrl", comment) == []


async def asked(site: Workspace, name: str, word: str, *only: str) -> dict[str, types.CodeAction]:
    """Return the code actions at a word, by their titles."""
    context = types.CodeActionContext([], list(only) or None)
    params = types.CodeActionParams(site.document(name), site.span(name, word), context)
    found = await site.client.text_document_code_action_async(params)
    return {each.title: each for each in found or () if isinstance(each, types.CodeAction)}


async def test_code_actions_mend_suppress_and_remember(site: Workspace) -> None:
    await site.show("c.md", TEXT)
    found = await asked(site, "c.md", "a b")
    made = {title: site.made(each.edit) for title, each in found.items() if each.edit}
    assert made["Replace the space with `%20`"]["c.md"] == TEXT.replace("a b", "a%20b")
    line = "webUrl: https://www.example.com/a b"
    comment = " # article-schema: ignore[URL005]"
    suppressed = made["Suppress URL005 on this line"]["c.md"]
    assert suppressed == TEXT.replace(line, line + comment)
    assert "ignore-file[URL005]" in made["Suppress URL005 in this file"]["c.md"]
    known = made["Add URL005 to the known findings in known.json"]["known.json"]
    assert "c.md" in known
    assert found["Replace the space with `%20`"].is_preferred
    unsafe = [each for each in await asked(site, "c.md", "heatt") if "unsafe" in each]
    assert unsafe == ["Rename `heatt` to `heat` (unsafe: it may change what a reader gets)"]
    (every,) = (await asked(site, "c.md", "title", "source.fixAll")).values()
    assert every.kind == "source.fixAll.article-schema"
    assert site.made(every.edit) == {"c.md": fix_text(TEXT, "c.md")}


async def test_missing_keys_are_added_at_once(site: Workspace) -> None:
    text = "\n".join(line for line in TEXT.split("\n") if not line.startswith(("type", "excerpt")))
    await site.show("d.md", text)
    found = await asked(site, "d.md", "---")
    (action,) = [each for title, each in found.items() if title.startswith("Add the missing 2")]
    made = site.made(action.edit)["d.md"]
    assert made.index("excerpt:") < made.index("publishedDateTime:")
    assert "\ntype:" in made


async def labels(site: Workspace, name: str, text: str) -> list[types.CompletionItem]:
    """Return what is offered at the sign `^` of a document, the best first."""
    await site.show(name, text.replace("^", ""))
    at = site.position(name, text.index("^"))
    params = types.CompletionParams(site.document(name), at)
    answer = await site.client.text_document_completion_async(params)
    assert isinstance(answer, types.CompletionList)
    return sorted(answer.items, key=lambda each: each.sort_text or "")


async def test_completion_offers_keys_values_and_snippets(site: Workspace) -> None:
    def names(found: list[types.CompletionItem]) -> list[str]:
        return [each.label for each in found]

    text = TEXT.replace("excerpt: Fishermen leave the harbour", "exc^")
    assert names(await labels(site, "e.md", text))[0] == "excerpt"
    assert "article" in names(await labels(site, "f.md", TEXT.replace("type: article", "type: a^")))

    # The file with this word is read in the background.
    async def knows_piers() -> bool:
        return "piers" in names(await labels(site, "g.md", TEXT.replace("[sea]", "[^]")))

    await site.until(knows_piers)
    post = POST.replace("ann-sailor", "^")
    assert names(await labels(site, "posts/h.md", post))[0] == "ann-sailor"
    completion = site.capabilities.text_document.completion
    offered = names(await labels(site, "i.md", f"{TEXT[:-4]}rel^\n---\n"))
    assert ("related …" in offered) is bool(completion.completion_item.snippet_support)


async def hovered(site: Workspace, name: str, word: str) -> str:
    params = types.HoverParams(site.document(name), site.at(name, word, 1))
    found = await site.client.text_document_hover_async(params)
    assert found is not None
    assert isinstance(found.contents, types.MarkupContent)
    return found.contents.value


async def test_hover_tells_of_fields_moments_addresses_and_rules(site: Workspace) -> None:
    text = TEXT.replace("topics:", "# article-schema: ignore[URL005]\ntopics:")
    await site.show("j.md", text.replace("https://www", "HTTPS://WWW").replace("a b", "./a"))
    assert "text, required" in await hovered(site, "j.md", "title")
    assert "2020-06-12T19:19:00Z in UTC" in await hovered(site, "j.md", "2020-06")
    assert "`https://www.example.com/a`" in await hovered(site, "j.md", "HTTPS")
    assert (await hovered(site, "j.md", "URL005")).lstrip("# ").startswith("URL005 space-in-url")


async def test_symbols_foldings_links_and_selections_follow_the_keys(site: Workspace) -> None:
    client = site.client
    text = TEXT.replace("a b", "a")
    await site.show("k.md", text)
    document = site.document("k.md")
    found = await client.text_document_document_symbol_async(types.DocumentSymbolParams(document))
    assert [each.name for each in found or ()][:2] == ["category", "title"]
    folds = await client.text_document_folding_range_async(types.FoldingRangeParams(document))
    last = text[: text.rindex("---")].count("\n")
    assert (0, last) in [(each.start_line, each.end_line) for each in folds or ()]
    (link,) = (
        await client.text_document_document_link_async(types.DocumentLinkParams(document)) or ()
    )
    assert (link.target, link.range) == (
        "https://www.example.com/a", site.span("k.md", "https://www.example.com/a")
    )  # fmt: skip
    asked = types.SelectionRangeParams(document, [site.at("k.md", "domain: example.com", 10)])
    (chosen,) = await client.text_document_selection_range_async(asked) or ()
    assert chosen.parent is not None
    assert chosen.parent.range == site.span("k.md", "domain: example.com")


async def test_values_lead_to_what_they_name_and_back(site: Workspace) -> None:
    client = site.client
    await site.show("l.md", article(BOATS, "l", related("The pier", "pier")))
    at = site.at("l.md", PIER, 3)
    params = types.DefinitionParams(site.document("l.md"), at)
    found: list[types.Location] = []

    async def is_found() -> bool:
        found[:] = await client.text_document_definition_async(params) or ()
        return bool(found)

    await site.until(is_found)
    assert [site.shown(each) for each in found] == [("pier.md", PIER)]
    await site.show("pier.md", (site.folders[0] / "pier.md").read_text("utf-8"))
    place = site.document("pier.md"), site.at("pier.md", PIER)
    context = types.ReferenceContext(include_declaration=False)
    users = await client.text_document_references_async(types.ReferenceParams(context, *place))
    assert [site.shown(each)[0] for each in users or ()] == ["l.md"]
    await site.show("posts/m.md", POST)
    place = site.document("posts/m.md"), site.at("posts/m.md", "ann-sailor")
    (entry,) = await client.text_document_definition_async(types.DefinitionParams(*place)) or ()
    assert entry.uri.endswith("/authors/ann-sailor.md")


async def test_a_word_is_renamed_in_all_files(site: Workspace) -> None:
    await site.show("n.md", article(BOATS, "n").replace("[sea]", "[sea, piers]"))
    place = site.document("n.md"), site.at("n.md", "piers")
    prepared = await site.client.text_document_prepare_rename_async(
        types.PrepareRenameParams(*place)
    )
    assert isinstance(prepared, types.PrepareRenamePlaceholder)
    assert (prepared.placeholder, prepared.range) == ("piers", site.span("n.md", "piers"))
    edits: dict[str, str] = {}

    async def has_both() -> bool:
        edits.update(site.made(await _renamed(site, place, "quays")))
        return len(edits) == 2

    await site.until(has_both, lambda: edits)
    assert "[sea, quays]" in edits["n.md"]
    assert "[sea, quays]" in edits["pier.md"]
    with pytest.raises(JsonRpcException, match="topics"):
        await _renamed(site, place, "")


async def _renamed(
    site: Workspace, place: tuple[types.TextDocumentIdentifier, types.Position], new: str
) -> types.WorkspaceEdit | None:
    params = types.RenameParams(*place, new_name=new)
    return await site.client.text_document_rename_async(params)


async def test_formatting_is_that_of_fmt(site: Workspace) -> None:
    text = TEXT.replace("a b", "a").replace("title:", "title:   ").replace("\n", "\r\n")
    await site.show("o.md", text)
    options = types.FormattingOptions(tab_size=2, insert_spaces=True)
    params = types.DocumentFormattingParams(site.document("o.md"), options)
    edits = await site.client.text_document_formatting_async(params)
    assert site.edited(text, list(edits or ())) == format_text(text, "o.md") != text


async def test_hints_are_off_until_somebody_wants_them(site: Workspace) -> None:
    text = TEXT.replace("19:00Z", "19:00+02:00")
    await site.show("p.md", text)
    whole = types.Range(types.Position(0, 0), types.Position(99, 0))
    params = types.InlayHintParams(site.document("p.md"), whole)
    assert not await site.client.text_document_inlay_hint_async(params)
    for wanted in (True, False):
        settings = {"article-schema": {"inlayHints": wanted, "trusted": True}}
        site.client.workspace_did_change_configuration(types.DidChangeConfigurationParams(settings))
        hints = await site.client.text_document_inlay_hint_async(params)
        assert [each.label for each in hints or ()] == ["= 2020-06-12T17:19:00Z"] * wanted


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("q.mdx", "mdx", "---\ntitle: ''\n---\n"),
        ("q.markdown", "markdown", "+++\ntitle = ''\n+++\n"),
        ("q.html", "html", "---\ntitle: ''\n---\n<p>"), ("q.yaml", "yaml", "title: ''\n"),
        ("q.json", "json", '{"title": ""}'), ("q.toml", "toml", "title = ''\n"),
        ("untitled:q", "yaml", "title: ''\n"),
    ],
)  # fmt: skip
async def test_each_form_of_a_document_is_checked(
    site: Workspace, name: str, language: str, text: str
) -> None:
    if name == "q.toml":
        # A search of a folder takes such files only where it is told to.
        await configured(site, 'include = ["*.toml"]\n')
    assert "FLD001" in code_of(await site.show(name, text, language))


async def configured(site: Workspace, text: str) -> None:
    """Write the configuration of the second folder."""
    path = site.folders[1] / "article-schema.toml"
    path.write_text(text)
    event = types.FileEvent(path.as_uri(), types.FileChangeType.Changed)
    site.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))


async def test_each_root_has_its_own_configuration_which_may_change(site: Workspace) -> None:
    await configured(site, "")
    other = (site.folders[1] / "r.md").as_uri()
    text = article("Boats", "r b")
    for name in (other, "r.md"):
        assert [each.code for each in await site.show(name, text)] == ["URL005"]
    await configured(site, 'ignore = ["URL005"]\n')
    await site.becomes(other, [])
    await site.becomes("r.md", ["URL005"])
    await configured(site, "selct = []\n")
    (found,) = await site.show(
        (site.folders[1] / "article-schema.toml").as_uri(), "selct = []\n", "toml"
    )
    assert "did you mean" in found.message
