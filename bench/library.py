"""Measure the library beside python-frontmatter with pydantic, in one run.

    python bench/library.py [--files DIR] [--times 5]

The files are those of a folder, or made as `bench/corpus.py` makes them. Times are those of the
processor, of each text the least of several rounds in which the rows take turns; starts are
processes of their own. pydantic's model has the fields that most articles have, and no constraints
but types.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import frontmatter
import pydantic
from corpus import article
from measuring import in_turns, keep_bytecode

from article_schema import Checker, check_text, loads

_EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


class Picture(pydantic.BaseModel):
    url: str
    width: int | None = None
    height: int | None = None


class Provider(pydantic.BaseModel):
    name: str
    domain: str
    images: list[Picture] = []


class Related(pydantic.BaseModel):
    title: str
    excerpt: str | None = None
    publishedDateTime: datetime | None = None  # noqa: N815 - the key of files
    webUrl: str | None = None  # noqa: N815
    images: list[Picture] = []


class Article(pydantic.BaseModel, extra="allow"):
    title: str
    excerpt: str
    publishedDateTime: datetime  # noqa: N815
    webUrl: str | None = None  # noqa: N815
    type: str
    provider: Provider
    topics: list[str]
    images: list[Picture] = []
    related: list[Related] = []


def theirs(text: str) -> Article:
    """Return the typed article of a text, by python-frontmatter and pydantic."""
    return Article.model_validate(frontmatter.loads(text).metadata)


def edited(text: str) -> str:
    """Change one value by attribute, and return the text."""
    document = loads(text)
    document.article.quality = 5
    return document.text


def set_by_route(text: str) -> str:
    """Change one value by route, and return the text."""
    document = loads(text)
    document.set("quality", 5)
    return document.text


def reformatted(text: str) -> str:
    """Change one value with python-frontmatter, which writes the front matter anew."""
    post = frontmatter.loads(text)
    post["quality"] = 5
    return str(frontmatter.dumps(post))


def start(code: str, times: int) -> float:
    """Return the least milliseconds of the processor that a program takes."""
    taken = []
    for _ in range(times * 3):
        process = subprocess.Popen([sys.executable, "-c", code])
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{code!r} failed")
        taken.append(usage.ru_utime + usage.ru_stime)
    return min(taken) * 1e3


def inputs(folder: Path | None) -> list[str]:
    """Return the texts to measure with, and print how many of them there are, and how clean."""
    if folder is None:
        texts = [article(number)[1] for number in range(400)]
    else:
        texts = [path.read_text("utf-8") for path in sorted(folder.glob("*.md"))]
    clean = sum(not check_text(text).findings for text in texts)
    mean = sum(map(len, texts)) // len(texts)
    print(f"{len(texts)} texts of {mean:,} characters on average, {clean / len(texts):.0%} clean\n")
    return texts


def main() -> None:
    """Run from the command line."""
    keep_bytecode()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=Path, help="a folder with articles")
    parser.add_argument("--times", type=int, default=5, help="how many rounds")
    options = parser.parse_args()
    texts, times = inputs(options.files), options.times
    name = repr(
        str(Path(__file__).parents[1] / "examples/articles/2020-06-12-the-harbour-at-dawn.md")
    )
    bare = start("pass", times)
    ours = start(f"from article_schema import load; load({name})", times) - bare
    typed = start(f"from article_schema import load; load({name}).article", times) - bare
    peer = start(f"import frontmatter; frontmatter.load({name})", times) - bare
    checker = Checker()
    taken = in_turns(
        {
            "typed": lambda text: loads(text).article,
            "theirs": theirs,
            "edited": edited,
            "by route": set_by_route,
            "reformatted": reformatted,
            "checked": check_text,
            "kept": lambda text: checker.check_text(text, "article.md"),
        },
        texts,
        times,
    )
    rows: list[tuple[str, float, float, str]] = [
        ("import and first load, ms over Python", ours, peer, "python-frontmatter"),
        ("the same with the typed article, ms", typed, peer, "python-frontmatter"),
        (
            "load and typed article, µs",
            taken["typed"],
            taken["theirs"],
            "python-frontmatter and pydantic",
        ),
        (
            "load, set an attribute, text, µs",
            taken["edited"],
            taken["reformatted"],
            "python-frontmatter, which reformats",
        ),
        (
            "load, set by route, text, µs",
            taken["by route"],
            taken["reformatted"],
            "python-frontmatter, which reformats",
        ),
        (
            "check_text one by one, µs",
            taken["checked"],
            taken["kept"],
            "a checker that is kept",
        ),
    ]
    print("| what | ours | the other | ratio | which |\n|---|---|---|---|---|")
    for what, one, other, which in rows:
        print(f"| {what} | {one:,.0f} | {other:,.0f} | {one / other:.2f} | {which} |")


if __name__ == "__main__":
    main()
