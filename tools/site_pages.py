"""The sources of the site: the pages of `docs/` as Zensical reads them, and its navigation.

`docs/` stays plain Markdown that leads to the rest of the repository. In the site the changelog and
its like are pages, and other linked files are shown as text under `files/`. The navigation is that
of `docs/index.md`: a heading for each part, a line for each page. Pages of generators, of
rules and of the API belong to the page that lists them.
"""

from __future__ import annotations

import html
import json
import os
import re
import shutil
from pathlib import Path

#: Files of the repository that are pages of the site, and where.
PAGES = {
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
}
#: Pages with pages of their own, which are not in `docs/index.md` each.
LISTS = ("adopt.md", "api.md", "rules/index.md")

_LINK = re.compile(r"(?<=\]\()([^)#:\s]+)(?=[)#])")
#: A link to a test of a copied module: a browser goes to the words that the anchor gives.
_TEST = re.compile(r"(?<=\.py\.txt)#(test_\w+)(?=\))")
#: Where tools/generate.py writes a part of a page. HTML of old does not allow `--` in them.
_MARKS = re.compile(r"^<!-- (?:generated: .*|end) -->\n", re.MULTILINE)
#: Code in a cell of a table that holds the sign between cells, which Markdown asks to write `\|`.
_CELL_CODE = re.compile(r"`([^`\n]*\\\|[^`\n]*)`(?=[^\n]*\|$)", re.MULTILINE)
_PART = re.compile(r"^##+ (.+)$")
_ENTRY = re.compile(r"^- \[([^\]]+)\]\(([^)#:\s]+)\)")
_ITEM = re.compile(r"^- \[([^\]]+)\]\((adopt/[^)#:\s]+)\)$", re.MULTILINE)
_FAMILY = re.compile(r"^## (([A-Z]{3}): .+)$", re.MULTILINE)

#: A tree of pages: each has a title, and the path of a page or the pages below it.
Tree = list[tuple[str, "str | Tree"]]


def write_sources(root: Path, work: Path) -> None:
    """Write everything that Zensical needs into a new folder."""
    docs = work / "docs"
    shutil.copytree(root / "docs", docs)
    for folder in ("javascripts", "stylesheets"):
        shutil.copytree(root / "site" / folder, docs / folder)
    shutil.copytree(root / "site" / "overrides", work / "overrides")
    origins = {
        path.relative_to(docs): root / "docs" / path.relative_to(docs) for path in pages(docs)
    }
    origins |= {Path(page): root / name for name, page in PAGES.items()}
    for page, origin in origins.items():
        text = with_links_of_site(origin.read_text("utf-8"), origin, page, root, docs)
        (docs / page).write_text(with_code_in_cells(text), encoding="utf-8")
    tree = navigation((docs / "index.md").read_text("utf-8"), docs)
    template = (root / "site" / "zensical.toml").read_text("utf-8")
    settings = template.replace("[project]\n", f"[project]\nnav = {as_toml(tree)}\n", 1)
    (work / "zensical.toml").write_text(settings, encoding="utf-8")


def pages(docs: Path) -> list[Path]:
    """Return the pages in a folder and below."""
    return sorted(docs.rglob("*.md"))


def with_links_of_site(text: str, origin: Path, page: Path, root: Path, docs: Path) -> str:
    """Return a page whose links lead to where the files are in the site.

    A file of the repository that is no page is copied into the site, as text.
    """

    def moved(match: re.Match[str]) -> str:
        target = (origin.parent / match[1]).resolve()
        if not target.is_relative_to(root) or not target.exists():
            return match[1]
        name = target.relative_to(root).as_posix()
        if name in PAGES:
            place = Path(PAGES[name])
        elif name.startswith("docs/"):
            place = Path(name).relative_to("docs")
        else:
            place = as_text(target, name, docs)
        return os.path.relpath(place, page.parent).replace(os.sep, "/")

    linked = _LINK.sub(moved, _MARKS.sub("", text))
    return _TEST.sub(r"#:~:text=def%20\1", linked)


def with_code_in_cells(text: str) -> str:
    """Return a page whose tables show `|` in code as it is.

    GitHub takes the backslash away that has to stand before it there; Python-Markdown, which
    Zensical asks, shows it.
    """

    def code(match: re.Match[str]) -> str:
        inside = html.escape(match[1].replace("\\|", "|"), quote=False)
        return f"<code>{inside.replace('|', '&#124;')}</code>"

    return _CELL_CODE.sub(code, text)


def as_text(target: Path, name: str, docs: Path) -> Path:
    """Copy a file, or the list of a folder, into the site; return its place there."""
    place = Path("files") / f"{name}.txt"
    (docs / place).parent.mkdir(parents=True, exist_ok=True)
    if target.is_dir():
        inside = sorted(path.relative_to(target).as_posix() for path in target.rglob("*.*"))
        (docs / place).write_text("\n".join(inside) + "\n", encoding="utf-8")
    else:
        shutil.copyfile(target, docs / place)
    return place


def navigation(index: str, docs: Path) -> Tree:
    """Return the tree of the site from the text of its first page."""
    tree: Tree = [("Home", "index.md")]
    part: Tree = tree
    for line in index.splitlines():
        if heading := _PART.match(line):
            above = part if line.startswith("### ") else tree
            part = []
            above.append((heading[1], part))
        elif entry := _ENTRY.match(line):
            title, page = entry.groups()
            part.append((title, below(title, page, docs) if page in LISTS else page))
    return tree


def below(title: str, page: str, docs: Path) -> Tree:
    """Return the pages of a list: generators, rules by their families, modules by name."""
    if page == "adopt.md":
        listed = _ITEM.findall((docs / page).read_text("utf-8"))
        return [("Any site", page), *listed]
    if page == "api.md":
        inside: Tree = [
            (path.stem, f"api/{path.name}") for path in sorted((docs / "api").glob("*"))
        ]
        return [("All names", page), *inside]
    families = _FAMILY.findall((docs / page).read_text("utf-8"))
    return [
        (f"All {title.lower()}", page),
        *((name, rules_of(code, docs)) for name, code in families),
    ]


def rules_of(family: str, docs: Path) -> Tree:
    """Return the pages of a family of rules, each with code and name."""
    found = sorted((docs / "rules").glob(f"{family}[0-9]*.md"))
    return [
        (path.read_text("utf-8").split("\n", 1)[0].removeprefix("# "), f"rules/{path.name}")
        for path in found
    ]


def as_toml(tree: Tree) -> str:
    """Write a tree as an array of TOML; a text of JSON is one of TOML too."""
    entries = []
    for title, inside in tree:
        value = json.dumps(inside) if isinstance(inside, str) else as_toml(inside)
        entries.append(f"{{ {json.dumps(title)} = {value} }}")
    return f"[{', '.join(entries)}]"
