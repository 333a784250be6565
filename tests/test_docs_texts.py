"""The blocks of `text` in the docs: what the command writes is what it writes today.

The others are for programs that need not be here, or no code; `OTHERS` has them with the reason.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from cli.command import run
from test_docs import HAND_WRITTEN, ROOT

_BLOCK = re.compile(r"^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OTHERS = {
    " bytes ──read──▶": "a drawing",
    "// .remarkrc.mjs": "a configuration of remark, whose plug-in tests/node runs",
    'import { writeFileSync } from "node:fs";': "a script for Node.js and zod",
    "vim.lsp.config": "Lua of Neovim",
    "(with-eval-after-load": "Lisp of Emacs",
}


def texts(page: str) -> list[str]:
    return _BLOCK.findall((ROOT / page).read_text("utf-8"))


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_mistakes_of_a_configuration(tmp_path: Path) -> None:
    (shown,) = texts("docs/configuration.md")
    lines = ["extend-exlude = []", "", "", "", "", "[severity]", 'ULR004 = "error"']
    write(tmp_path / "article-schema.toml", "\n".join(lines))
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, shown)


def test_a_pattern_of_a_collection_that_matches_nothing(tmp_path: Path) -> None:
    (shown,) = texts("docs/collections.md")
    config = '[[collections]]\nname = "posts"\nfiles = "content/post/**"\n'
    write(tmp_path / "article-schema.toml", config)
    write(tmp_path / "content" / "posts" / "a.md", "---\ntitle: A\n---\n")
    done = run("check", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, shown)


def test_what_a_format_has_no_place_for(tmp_path: Path) -> None:
    (shown,) = texts("docs/exchange.md")
    shutil.copytree(ROOT / "examples" / "articles", tmp_path / "articles")
    done = run("export", "ninjs", "articles", "-o", "build/", "--explain-loss", cwd=tmp_path)
    assert done.returncode == 0
    written = iter((done.stdout + done.stderr).splitlines())
    assert [line for line in shown.splitlines() if line != "  …" and line not in written] == []


def test_json_in_the_house_style(tmp_path: Path) -> None:
    before, after = texts("docs/style.md")
    write(tmp_path / "a.json", before)
    assert run("fmt", "a.json", cwd=tmp_path).returncode == 0
    assert (tmp_path / "a.json").read_text("utf-8") == after


def test_every_other_block_is_known() -> None:
    tested = ("configuration", "collections", "exchange", "style")
    found = [
        text
        for page in HAND_WRITTEN
        if page not in {f"docs/{name}.md" for name in tested}
        for text in texts(page)
    ]
    assert len(found) == len(OTHERS)
    for text in found:
        assert any(text.startswith(start) for start in OTHERS)
