"""remark-lint-frontmatter-schema, for teams that stay with it, reads the schema of draft-07."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from node_tools import Tool

from article_schema import json_schema
from article_schema.schema.editors import editors_schema

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PACKAGES = ("remark", "remark-frontmatter", "remark-lint-frontmatter-schema", "vfile")


@pytest.mark.parametrize("build", [json_schema, editors_schema])
def test_it_finds_what_is_wrong_with_front_matter(build: Any, tmp_path: Path) -> None:
    (tmp_path / "article.schema.json").write_text(json.dumps(build(draft="draft-07")), "utf-8")
    with Tool("remark.mjs", *PACKAGES) as tool:

        def found(path: Path) -> list[str]:
            schemas = {"article.schema.json": ["content/*.md"]}
            told = tool.ask(
                {"folder": str(tmp_path), "path": "content/a.md", "schemas": schemas}
                | {"text": path.read_text("utf-8")}
            )
            return [each["reason"] for each in told]

        assert found(EXAMPLES / "articles" / "2020-06-12-the-harbour-at-dawn.md") == []
        wrong = found(EXAMPLES / "slips.md")
        assert any("Must have required property 'excerpt'" in each for each in wrong)
        assert any("#/definitions/Instant/pattern" in each for each in wrong)
