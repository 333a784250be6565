"""What is wrong with a built site: dead links, missing anchors, foreign servers, faulty HTML."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

from html5lib import HTMLParser, getTreeBuilder
from html5lib.constants import E as MESSAGES

#: The attributes that make a browser load something, or lead a reader somewhere.
_LOADING = {
    ("script", "src"),
    ("img", "src"),
    ("link", "href"),
    ("iframe", "src"),
    ("source", "src"),
}
_LEADING = {("a", "href")}
#: Links in the head that load nothing.
_RELATIONS = {"canonical", "next", "prev", "alternate"}


@dataclass
class Page:
    """What one page has: its anchors, its links with what they are for, and faults of its HTML."""

    anchors: set[str] = field(default_factory=set)
    links: list[tuple[str, bool]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def problems_of_site(folder: Path, output: Path, base: str) -> Iterator[str]:
    """Yield a line for each problem: the page, and what is wrong with it.

    Args:
        folder: the site of one version.
        output: the folder of all versions. Its own pages are looked at too.
        base: the address of that folder on its server, with a slash at both ends.
    """
    files = sorted({*folder.rglob("*.html"), *output.glob("*.html")})
    with multiprocessing.Pool() as pool:
        found = dict(zip(files, pool.map(read_page, files), strict=True))
    for file, page in found.items():
        name = file.relative_to(output).as_posix()
        for fault in page.faults:
            yield f"{name}: {fault}"
        for link, loads in page.links:
            problem = problem_of_link(link, loads, (file, output, base), found)
            if problem:
                yield f"{name}: {problem}"


def read_page(file: Path) -> Page:
    """Read a page as browsers do, and note what they would have to repair."""
    parser = HTMLParser(tree=getTreeBuilder("etree"), namespaceHTMLElements=False)
    root = parser.parse(file.read_bytes(), transport_encoding="utf-8")
    page = Page()
    for (line, column), code, values in parser.errors:
        page.faults.append(f"line {line}, column {column}: {MESSAGES[code] % values}")
    for element in root.iter():
        if isinstance(element.tag, str):
            add_element(page, element)
    return page


def add_element(page: Page, element: Element) -> None:
    """Note the anchor and the links of an element."""
    anchor = element.get("id")
    if anchor is not None and anchor in page.anchors:
        page.faults.append(f"the id {anchor!r} is used twice")
    if anchor is not None:
        page.anchors.add(anchor)
    if element.tag == "img" and element.get("alt") is None:
        page.faults.append(
            f"the picture {element.get('src')} has no text for those who do not see it"
        )
    if element.get("rel") in _RELATIONS:
        return
    for name, value in element.items():
        if (element.tag, name) in _LOADING:
            page.links.append((value, True))
        elif (element.tag, name) in _LEADING:
            page.links.append((value, False))


def problem_of_link(
    link: str, loads: bool, place: tuple[Path, Path, str], pages: dict[Path, Page]
) -> str | None:
    """Return what is wrong with a link of a page, or None.

    Args:
        link: the link as it stands there.
        loads: whether browsers load what it names.
        place: the file of the page, the folder of all versions, and the address of that folder.
        pages: the pages that were read.
    """
    file, output, base = place
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return f"loads {link} from another server" if loads and parts.scheme != "data" else None
    path = unquote(parts.path)
    if path.startswith(base):
        target = (output / path.removeprefix(base)).resolve()
    else:
        target = (file.parent / path).resolve() if path else file
    if target.is_dir():
        target /= "index.html"
    if not target.is_relative_to(output.resolve()):
        return f"the link {link} leaves the site"
    if not target.is_file():
        return f"the link {link} is dead"
    anchor = unquote(parts.fragment)
    if anchor and target in pages and anchor not in pages[target].anchors:
        return f"the link {link} leads to no anchor"
    return None
