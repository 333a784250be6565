"""Make trees of files as sites have them: mostly clean, never all, and of every length.

    python bench/trees.py FOLDER [--shape real] [--number 5000]

The shares are those that were counted in real trees. A quarter of the files has a finding: white
space at the end of a text, entities, older names of keys. Six of a hundred are laid out in another
way: folded texts, comments, lists in brackets, CRLF. Lengths go from 600 bytes to 100 KB, and
related items from none to 40. The same call always makes the same files, on example.com names.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus import words

HERE = Path(__file__).resolve().parent
#: Of so many files one has a finding, and is laid out in another way.
SHARE_OF_FINDINGS = 0.25
SHARE_OF_ODD = 0.06
_TOPICS = ("Ports", "Travel", "Technology", "Health", "Culture", "Business", "Climate", "Quays")
_HOSTS = ("www.example.com", "news.example.com", "example.com")
_SEALED = "A" * 342 + "==" + ";" + "A" * 22 + "=="
_AUTHORS = 50


@dataclass(frozen=True)
class Page:
    """What is written of an article, before its faults and its layout."""

    number: int
    day: datetime
    title: str
    excerpt: str
    #: The keys of its page, in order, with their addresses.
    urls: tuple[tuple[str, str], ...]
    #: The lines of its related items.
    related: str = ""
    body: str = ""
    #: The lines of its date, of its topics and of the height of its image.
    date: str = ""
    topics: str = ""
    height: str = "675"
    #: Whether the keys stand in it that newer files have.
    long: bool = True

    @property
    def file_name(self) -> str:
        """The name of its file, which its date and its title give."""
        return f"{self.day:%Y-%m-%d}-{self.title.strip().lower().replace(' ', '-')}.md"

    def text(self) -> str:
        """Return the text of the file."""
        urls = "".join(f'{key}: "{url}"\n' for key, url in self.urls)
        marks = f"quality: {self.number % 200}\nheat: {self.number % 200}\npublished: true\n"
        image = (
            f'images:\n  - url: "https://media.example.com/{self.number:08d}.jpg"\n'
            f"    width: 1200\n    height: {self.height}\n    isCached: true\n\n"
        )
        related = f"related:\n{self.related}\n" if self.related else ""
        return (
            f'---\ncategory: news\ntitle: "{self.title}"\nexcerpt: "{self.excerpt}"\n'
            f"publishedDateTime: {self.date}\n{urls}type: article\n{marks if self.long else ''}\n"
            f"provider:\n  name: Example Times\n  domain: example.com\n\n{self.topics}\n"
            f"{image if self.long else ''}{related}"
            f'secured: "{_SEALED if self.long else "A" * 22 + "==;" + "A" * 22 + "=="}"\n---\n'
            f"{self.body}"
        )


def page(number: int, items: int | None = None) -> Page:
    """Return article `number` without a fault; its lengths are drawn as real ones lie."""
    chance = random.Random(number)
    day = datetime(2014, 1, 1, tzinfo=UTC) + timedelta(minutes=7 * number % 4_000_000)
    url = f"https://{chance.choice(_HOSTS)}/{number:07d}-{words(chance, 4).replace(' ', '-')}"
    long = chance.random() < 0.85
    urls = [("webUrl", url)]
    if long and chance.random() < 0.6:
        urls.insert(0, ("originalUrl", url))
    if chance.random() < 0.1:
        urls += _amp(url)
    if items is None:
        items = _drawn(chance)
    related = "".join(
        _item(chance, 100 * number + index, 140 - index, day) for index in range(items)
    )
    topics = "".join(
        f"  - {topic}\n" for topic in chance.sample(_TOPICS, chance.choice((1, 1, 2, 4)))
    )
    return Page(
        number,
        day,
        f"{words(chance, chance.randint(4, 12))} {number}".capitalize(),
        _excerpt(chance, chance.choice((12, 25, 40, 55) if long else (35, 50))),
        tuple(urls),
        related,
        _body(chance),
        f"{day:%Y-%m-%dT%H:%M:%SZ}",
        f"topics:\n{topics}",
        long=long,
    )  # fmt: skip


def _drawn(chance: random.Random) -> int:
    """Draw how many items are related: mostly none, few or, rarely, dozens."""
    lot = chance.random()
    if lot < 0.7:
        return 0
    if lot < 0.92:
        return chance.randint(1, 6)
    return chance.randint(7, 15) if lot < 0.99 else chance.randint(16, 40)


def _body(chance: random.Random) -> str:
    """Return mostly an empty line, as articles have, and rarely a long text."""
    if chance.random() < 0.98:
        return "\n"
    return f"\n{words(chance, chance.choice((100, 900, 12_000)))}\n"


def _excerpt(chance: random.Random, number: int) -> str:
    return f"{words(chance, number).capitalize()}."


def _amp(url: str) -> list[tuple[str, str]]:
    """Return the keys of a page's second form, whose address in the cache follows from it."""
    host, _, rest = url.removeprefix("https://").partition("/")
    amp = f"https://{host}/amp/{rest}"
    cache = host.replace("-", "--").replace(".", "-")
    return [
        ("ampWebUrl", amp),
        ("cdnAmpWebUrl", f"https://{cache}.cdn.ampproject.org/c/s/{host}/amp/{rest}"),
    ]


def _item(
    chance: random.Random, number: int, quality: int, day: datetime, key: str = "webUrl"
) -> str:
    url = f"https://www.example.com/{number:09d}-{words(chance, 5).replace(' ', '-')}"
    short = key != "webUrl"
    urls = [(key, url), *(_amp(url) if not short and chance.random() < 0.4 else ())]
    image = (
        f'    images:\n      - url: "https://media.example.com/{number:09d}-'
        f'{"x" * chance.choice((4, 30, 190))}.jpg"\n        width: 1200\n        height: 675\n'
        "        isCached: true\n"
    )
    return (
        f'  - title: "{words(chance, 4 if short else chance.randint(5, 14)).capitalize()}"\n'
        f'    excerpt: "{_excerpt(chance, 8 if short else chance.choice((12, 25, 40, 60)))}"\n'
        f"    publishedDateTime: {day + timedelta(hours=number % 100):%Y-%m-%dT%H:%M:%SZ}\n"
        + "".join(f'    {name}: "{address}"\n' for name, address in urls)
        + "    type: article\n    provider:\n      name: Example Times\n      domain: example.com\n"
        f"    quality: {quality}\n{'' if short else image}"
    )


def _ends_in_space(found: Page) -> Page:
    return replace(found, excerpt=f"{found.excerpt} ")


def _has_entity(found: Page) -> Page:
    return replace(found, excerpt=found.excerpt.replace(" ", " &#8217; ", 1))


def _has_older_names(found: Page) -> Page:
    older = {"webUrl": "sourceUrl", "ampWebUrl": "ampUrl", "cdnAmpWebUrl": "cdnAmpUrl"}
    urls = [(older[key], url) for key, url in found.urls if key in older]
    return replace(found, urls=tuple(urls))


#: What a file with a finding has, with how many files of a hundred such files have it.
FINDINGS: tuple[tuple[Callable[[Page], Page], int], ...] = (
    (_ends_in_space, 55),
    (_has_entity, 33),
    (_has_older_names, 12),
)


def _folded(text: str) -> str:
    return re.sub(r'(?m)^excerpt: "(\S+) (.*)"$', r"excerpt: >-\n  \1\n  \2", text, count=1)


def _commented(text: str) -> str:
    return text.replace(
        "\ntype: article\n", "\n# as the desk wrote it\ntype: article # no video\n", 1
    )


def _bracketed(text: str) -> str:
    block = re.search(r"(?m)^topics:\n(?:  - .*\n)+", text)
    assert block is not None
    topics = re.findall(r"  - (.*)\n", block[0])
    return text.replace(block[0], f"topics: [{', '.join(topics)}]\n", 1)


def _with_crlf(text: str) -> str:
    return text.replace("\n", "\r\n")


ODD: tuple[Callable[[str], str], ...] = (_folded, _commented, _bracketed, _with_crlf)


def real(number: int) -> tuple[str, str]:
    """Return name and text of a file of a tree as sites have them."""
    chance = random.Random(f"faults of {number}")
    found = page(number)
    if chance.random() < SHARE_OF_FINDINGS:
        (spoil,) = chance.choices([one for one, _ in FINDINGS], [share for _, share in FINDINGS])
        found = spoil(found)
    text = found.text()
    if chance.random() < SHARE_OF_ODD:
        text = chance.choice(ODD)(text)
    return found.file_name, text


def clean(number: int) -> tuple[str, str]:
    """Return a file of the same lengths without a finding."""
    found = page(number)
    return found.file_name, found.text()


def three(number: int) -> tuple[str, str]:
    """Return a file of the same lengths with three findings, of text or of types."""
    found = page(number)
    if number % 2 or not found.long:
        entity = found.excerpt.replace(" ", " &#8217; ", 1)
        found = replace(found, excerpt=f"{entity} ", title=f"{found.title} ")
    else:
        (key, url), *others = found.urls
        urls = ((key, url.replace("https", "htp", 1)), *others)
        found = replace(found, date=found.date[:-1], urls=urls, height='"675"')
    return found.file_name, found.text()


def nineteen(number: int) -> tuple[str, str]:
    """Return a file of 8 KB with 19 findings: an older name in each of its related items."""
    chance = random.Random(f"items of {number}")
    found = page(number, 0)
    items = [
        _item(chance, 100 * number + index, 140 - index, found.day, "sourceUrl")
        for index in range(19)
    ]
    found = replace(found, related="".join(items), body="\n")
    return found.file_name, found.text()


def _folders(files: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Put a thousand files into a folder, as sites put those of a year or a month."""
    for index, (name, text) in enumerate(files):
        yield f"{index // 1000:04d}/{name}", text


def _twice(share: float) -> Callable[[int], Iterator[tuple[str, str]]]:
    """Return the files of a tree in which that share of the pages stands twice."""

    def files(number: int) -> Iterator[tuple[str, str]]:
        pages = round(number / (1 + share))
        yield from _folders(real(index) for index in range(pages))
        for index in range(number - pages):
            name, text = real(index)
            yield f"older/{name}", text

    return files


def _each(make: Callable[[int], tuple[str, str]]) -> Callable[[int], Iterator[tuple[str, str]]]:
    return lambda number: _folders(make(index) for index in range(number))


def site(number: int) -> Iterator[tuple[str, str]]:
    """Return the files of a site with a configuration, three collections and models of its own."""
    from own_models import post

    models = {"news": "", "posts": "LinkedPost", "authors": "Author"}
    keys = (
        f'[[collections]]\nname = "{name}"\nfiles = "{name}/**"\n'
        + (f'model = "stories.py:{model}"\n' if model else "")
        for name, model in models.items()
    )
    yield "article-schema.toml", "\n".join(keys)
    for path in sorted((HERE / "models").glob("*.py")):
        yield path.name, path.read_text("utf-8")
    for author in range(_AUTHORS):
        yield f"authors/author-{author}.md", f"---\nname: A {author}\n---\n"
        yield f"static/images/{author}.jpg", ""
    for index in range(number // 2):
        name, text = real(index)
        yield f"news/{name}", text
    for index in range(number - number // 2 - _AUTHORS):
        text = post(index)
        if random.Random(f"faults of {index}").random() < SHARE_OF_FINDINGS:
            text = text.replace('."\nimage:', '. "\nimage:', 1)
        yield f"posts/{index:06}.md", text


#: The files of each shape of tree.
SHAPES: dict[str, Callable[[int], Iterator[tuple[str, str]]]] = {
    "real": _each(real),
    "clean": _each(clean),
    "three": _each(three),
    "nineteen": _each(nineteen),
    "fifth twice": _twice(0.2),
    "all twice": _twice(1),
    "site": site,
}


def write(folder: Path, shape: str, number: int) -> Path:
    """Write a tree of that many files of a shape into a folder that is not there yet."""
    for name, text in SHAPES[shape](number):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="")
    return folder


def copies(source: Path, folder: Path, times: int) -> Path:
    """Copy the articles of a folder; each copy has pages and titles of its own, as others have."""
    for number in range(times):
        for path in sorted(source.rglob("*.md")):
            target = folder / f"{number:03d}" / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            if number == 0:
                shutil.copyfile(path, target)
                continue
            text = path.read_bytes().decode("utf-8", "surrogateescape")
            text = re.sub(r'(?m)^(title: .*?)("?\r?)$', rf"\1 {number}\2", text)
            text = re.sub(r'(?m)^(\w*Url: [^?\r\n]*?)("?\r?)$', rf"\1?copy={number}\2", text)
            text = re.sub(r'(?m)^(\w*Url: .*\?.*?)("?\r?)$', rf"\1&copy={number}\2", text)
            target.write_bytes(text.encode("utf-8", "surrogateescape"))
    return folder


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--shape", choices=SHAPES, default="real")
    parser.add_argument("--number", type=int, default=5000)
    options = parser.parse_args()
    write(options.folder, options.shape, options.number)


if __name__ == "__main__":
    main()
