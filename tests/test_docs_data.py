"""The data that the docs show (`yaml`, `toml`, `json`) can be read; what is ours is accepted."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from test_ci_docs import validate as validate_workflow
from test_docs import HAND_WRITTEN, ROOT

from article_schema import Article, check_text, load, unstructure, validate
from article_schema.checking.config.judging import judge
from article_schema.checking.config.settings import KEYS
from article_schema.document.formats.registry import split
from article_schema.document.reading.ladder import read
from article_schema.lsp.settings import NAMES
from article_schema.model.shapes.tables import table_of
from article_schema.rules.catalogue import RULES

_BLOCK = re.compile(r"^```(yaml|toml|json)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_GOOD = load(ROOT / "examples/articles/2020-06-12-the-harbour-at-dawn.md").article
#: Rules that a site of the docs has of its own.
_HOUSE_RULES = frozenset({"loud-title"})
#: What is for other programs, by its first key.
FOREIGN = {
    "article-schema": "a job of GitLab, tested in test_ci_docs",
    "clients": "Sublime Text",
    "editor.codeActionsOnSave": "VS Code",
    "language-server": "Helix",
    "lsp": "Zed",
    "page": "a mapping file, as in test_mapping_file",
    "project": "pyproject.toml of a plug-in",
    "repos": "pre-commit, tested in test_ci_docs",
    "steps": "steps of GitHub Actions, tested in test_ci_docs",
    "yaml.schemas": "VS Code",
}
#: Where editors hold what they tell our server.
_TOLD = frozenset({"config", "initialization_options", "initializationOptions"})


class Block(NamedTuple):
    """A block of data."""

    page: str
    line: int
    language: str
    text: str

    @property
    def data(self) -> Any:
        """What it holds."""
        if self.language == "toml":
            return tomllib.loads(self.text)
        if self.language == "json":
            return json.loads(self.text)
        return read(split(self.text, "a.md" if self.text.startswith("---\n") else "a.yaml")).data


def blocks() -> Iterator[Block]:
    for page in (*HAND_WRITTEN, "CONTRIBUTING.md", "SECURITY.md"):
        text = (ROOT / page).read_text("utf-8")
        for match in _BLOCK.finditer(text):
            yield Block(page, text.count("\n", 0, match.start()) + 1, *match.groups())


BLOCKS = list(blocks())


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: f"{block.page}:{block.line}")
def test_a_block_of_data_is_accepted(block: Block) -> None:
    data = block.data
    first = next(iter(data), "")
    if block.text.startswith("---\n"):
        assert not check_text(block.text, "a.md").findings
    elif set(data) == {"trusted"}:
        assert set(data) <= set(NAMES)
    elif "jobs" in data:
        validate_workflow(data, "github-workflows")
        assert not re.search(r"uses: (?!OWNER)\S+@(?![0-9a-f]{40}\b)", block.text)
    elif set(data) <= set(KEYS.table.by_key):
        assert [
            fault for fault in judge(KEYS, data, (), RULES).faults if not _is_known(fault)
        ] == []
    elif set(data) <= set(table_of(Article).by_key):
        validate({**unstructure(_GOOD), **data})
    else:
        assert first in FOREIGN
        for settings in _settings_of_server(data):
            assert set(settings) <= set(NAMES)


def _is_known(fault: Any) -> bool:
    return any(name in fault.message for name in _HOUSE_RULES)


def _settings_of_server(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if key in _TOLD:
                yield value
            else:
                yield from _settings_of_server(value)


def test_every_foreign_program_is_shown() -> None:
    assert set(FOREIGN) <= {next(iter(block.data), "") for block in BLOCKS}
