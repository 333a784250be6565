"""Publishing: the schema files in the repository, for editors and other languages.

The files directly in `schema/` are of the newest version. The folder of a version belongs to its
release: its files never change after the release, and a changed model needs a new version.
"""

from __future__ import annotations

import json

from article_schema.model.article import Article
from article_schema.schema.build import DRAFT_2020_12, DRAFTS, json_schema
from article_schema.version import __version__

#: The folder of the published files, from the root of the repository.
FOLDER = "schema"


def published_files() -> dict[str, str]:
    """Return the text of each published file under its path from the root of the repository."""
    texts = {_file_name(draft): schema_text(draft) for draft in DRAFTS}
    return {
        f"{folder}/{name}": text
        for folder in (FOLDER, f"{FOLDER}/{__version__}")
        for name, text in texts.items()
    }


def schema_text(draft: str = DRAFT_2020_12.name, model: type = Article) -> str:
    """Return the JSON Schema of a model as the text of a file.

    Raises:
        UsageError: there is no such draft.
        ModelError: the class is not a model.
    """
    return json.dumps(json_schema(model, draft), indent=2, ensure_ascii=False) + "\n"


def _file_name(draft: str) -> str:
    infix = "" if draft == DRAFT_2020_12.name else f".{draft}"
    return f"article{infix}.schema.json"
