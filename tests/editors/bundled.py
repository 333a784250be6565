"""Ask the server that an extension for VS Code brings, with nothing but Python beside it.

`nox -s vscode` runs it on what it has built: `python tests/editors/bundled.py article-schema.vsix`.
"""

from __future__ import annotations

import os
import sys
import tempfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from language_server import LanguageServer

ARTICLE = "---\ntitle: Boats\nwebUrl: https://example.com/a b\n---\n"


def main(vsix: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name).resolve()
        with zipfile.ZipFile(vsix) as contents:
            contents.extractall(folder / "vsix")
        site = folder / "site"
        site.mkdir()
        os.environ["PYTHONPATH"] = str(folder / "vsix/extension/bundled/libs")
        # `-S` leaves out what is installed for this Python.
        command = [sys.executable, "-S", "-P", "-m", "article_schema", "server"]
        for path, text in (("boats.md", ARTICLE), ("boats.toml", 'title = "Boats"\n')):
            (site / path).write_text(text, encoding="utf-8")
        with LanguageServer([*command], site) as server:
            server.open(site / "boats.md", "markdown")
            codes = [each["code"] for each in server.diagnostics_of(site / "boats.md")]
            assert "URL005" in codes, codes
            keys = [each["label"] for each in server.completions(site / "boats.md", 2, 0)]
            assert "publishedDateTime" in keys, keys
        (site / "model.json").write_text('{"type": "object"}', encoding="utf-8")
        (site / "article-schema.toml").write_text('schema = ["model.json"]\n', encoding="utf-8")
        with LanguageServer([*command], site) as server:
            server.open(site / "boats.md", "markdown")
            (told,) = (each["message"] for each in server.diagnostics_of(site / "boats.md"))
            assert "install article-schema" in told, told
    print(f"{Path(vsix).name}: its server finds, completes, and says what it needs more for")


if __name__ == "__main__":
    main(sys.argv[1])
