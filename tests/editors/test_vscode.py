"""The extension for VS Code says what it does: its settings and commands are those of its code.

`nox -s vscode` checks its types and builds it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from article_schema.lsp.settings import NAMES, Settings
from article_schema.version import __version__

FOLDER = Path(__file__).resolve().parents[2] / "editors" / "vscode"
#: What the extension needs itself, and the server is not told.
ITS_OWN = {"importStrategy", "interpreter", "rulesUrl", "trace.server"}
PREFIX = "article-schema."


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / "package.json").read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def settings(manifest: dict[str, Any]) -> dict[str, dict[str, Any]]:
    declared = manifest["contributes"]["configuration"]["properties"]
    return {name.removeprefix(PREFIX): each for name, each in declared.items()}


@pytest.fixture(scope="module")
def code() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in (FOLDER / "src").glob("*.ts")}


def test_its_version_is_that_of_the_package(manifest: dict[str, Any]) -> None:
    assert manifest["version"] == __version__


def test_its_settings_are_those_that_the_server_reads(settings: dict[str, dict[str, Any]]) -> None:
    assert settings.keys() == NAMES.keys() | ITS_OWN
    for name, field in NAMES.items():
        assert settings[name]["type"] == "boolean"
        # A workspace that VS Code trusts is trusted unless somebody says otherwise.
        assert settings[name]["default"] is (getattr(Settings(), field) or name == "trusted")


def test_each_setting_tells_what_it_is_for(settings: dict[str, dict[str, Any]]) -> None:
    for each in settings.values():
        assert each["markdownDescription"].endswith(".")
        assert len(each.get("enum", ())) == len(each.get("enumDescriptions", ()))
    assert [each["order"] for each in settings.values()] == [*range(1, len(settings) + 1)]


def test_its_code_reads_each_setting_with_its_default(
    settings: dict[str, dict[str, Any]], code: dict[str, str]
) -> None:
    read = re.findall(r"""get\("(\w+)", ([^)]*)\)""", code["settings.ts"])
    # The library for clients reads how much it traces.
    expected = {name: each["default"] for name, each in settings.items() if "." not in name}
    assert {name: json.loads(default) for name, default in read} == expected
    told = re.search(r"interface ServerSettings \{(.*?)\}", code["settings.ts"], re.DOTALL)
    assert told is not None
    assert set(re.findall(r"readonly (\w+): boolean", told[1])) == NAMES.keys()


def test_its_code_has_each_command(manifest: dict[str, Any], code: dict[str, str]) -> None:
    declared = [each["command"] for each in manifest["contributes"]["commands"]]
    done = re.search(r"const all: .*?= \{(.*?)\n  \};", code["extension.ts"], re.DOTALL)
    assert done is not None
    assert [PREFIX + name for name in re.findall(r"^    (\w+):", done[1], re.MULTILINE)] == declared
    named = re.findall(r"article-schema\.[a-z]\w*", json.dumps(manifest["contributes"]["menus"]))
    assert set(named) <= set(declared)
    steps = manifest["contributes"]["walkthroughs"][0]["steps"]
    links = re.findall(r"command:([\w.-]+)", json.dumps(steps))
    assert links
    assert set(links) <= set(declared)


def test_it_starts_for_the_languages_of_the_server(
    manifest: dict[str, Any], code: dict[str, str]
) -> None:
    from article_schema.lsp.texts import ENDINGS

    languages = sorted(ENDINGS)
    assert manifest["activationEvents"] == [f"onLanguage:{each}" for each in languages]
    listed = re.search(r"LANGUAGES = (\[.*?\])", code["settings.ts"])
    assert listed is not None
    assert json.loads(listed[1]) == languages
    (menu,) = manifest["contributes"]["menus"]["commandPalette"]
    pattern = re.search(r"/(.*)/", menu["when"])
    assert pattern is not None
    assert all(re.search(pattern[1], each) for each in languages)


def test_each_step_of_its_walkthrough_has_its_page(manifest: dict[str, Any]) -> None:
    pages = {path.name for path in (FOLDER / "walkthrough").iterdir()}
    steps = manifest["contributes"]["walkthroughs"][0]["steps"]
    assert [Path(each["media"]["markdown"]).stem for each in steps] == [
        each["id"] for each in steps
    ]
    assert {f"{each['id']}.md" for each in steps} == pages


def test_a_workspace_that_is_not_trusted_chooses_no_program_and_no_address(
    manifest: dict[str, Any],
) -> None:
    limits = manifest["capabilities"]["untrustedWorkspaces"]
    assert limits["supported"] == "limited"
    expected = ["article-schema.interpreter", "article-schema.rulesUrl"]
    assert limits["restrictedConfigurations"] == expected


def test_python_looks_for_no_module_in_the_workspace(code: dict[str, str]) -> None:
    assert 'return ["-P", "-m", "article_schema", ...words];' in code["python.ts"]
    assert 'execute(path, ["-P", "-c", QUESTION], home, from)' in code["python.ts"]
