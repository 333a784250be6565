"""What models of a site's own cost, beside `Article`: the same files, and posts as sites have them.

    python bench/own_models.py [--files 4000] [--rounds 3]

Each row is a site of its own with one configuration, checked by one process. What the same process
takes for a single file is left out.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from corpus import article, words
from measuring import keep_bytecode, measure

HERE = Path(__file__).resolve().parent
_AUTHORS = 50
_TAGS = ("ports", "sea travel", "technology", "health", "culture", "business", "climate", "quays")


@dataclass(frozen=True)
class Setup:
    """A site: how its files are written, and the configuration of their collection."""

    name: str
    write: Callable[[int], str]
    #: The keys of the collection; none for articles without a configuration.
    keys: str = ""


def brackets(number: int) -> str:
    """Return an article whose topics stand in brackets."""
    first, second = random.Random(number).sample(_TAGS, 2)
    before, _, after = article(number)[1].partition("topics:\n")
    return f'{before}topics: [{first}, "{second}"]\n{after.partition(chr(10))[2]}'


def _post(number: int, more: str = "") -> str:
    chance = random.Random(number)
    day = date(2010, 1, 1) + timedelta(days=number % 5000)
    first, second, third = chance.sample(_TAGS, 3)
    return (
        f"---\ntitle: {words(chance, 6).capitalize()} {number}\nslug: post-{number}\ndate: {day}\n"
        f"author: author-{number % _AUTHORS}\ntags: [{first}, {second}]\ncategories:\n- {third}\n"
        f'description: "{words(chance, 30).capitalize()}."\n'
        f"image: /images/{number % _AUTHORS}.jpg\ndraft: false\nweight: {number % 90}\n"
        f"{more}---\n{words(chance, 90)}\n"
    )


def post(number: int) -> str:
    """Return a post of a blog, of about 1.2 KB."""
    return _post(number)


def media_post(number: int) -> str:
    """Return a post with records of two kinds."""
    return _post(
        number,
        f"media:\n  - kind: photo\n    url: https://media.example.com/{number}.jpg\n"
        f"  - kind: film\n    url: https://media.example.com/{number}.mp4\n    minutes: 5\n",
    )


def toml_post(number: int) -> str:
    """Return a post with front matter of TOML."""
    chance = random.Random(number)
    first, second, third = chance.sample(_TAGS, 3)
    return (
        f'+++\ntitle = "{words(chance, 6).capitalize()} {number}"\nslug = "post-{number}"\n'
        f"date = {date(2010, 1, 1) + timedelta(days=number % 5000)}\n"
        f'author = "author-{number % _AUTHORS}"\ntags = ["{first}", "{second}"]\n'
        f'categories = [\n  "{third}",\n]\ndescription = "{words(chance, 30).capitalize()}."\n'
        f'image = "/images/{number % _AUTHORS}.jpg"\ndraft = false\nweight = {number % 90}\n'
        f"+++\n{words(chance, 90)}\n"
    )


def _class(name: str) -> str:
    return f'model = "stories.py:{name}"'


SETUPS = (
    Setup("`Article`, average articles", lambda number: article(number)[1]),
    Setup("own model, the same articles", lambda number: article(number)[1], _class("Story")),
    Setup("JSON Schema, the same articles", lambda number: article(number)[1],
          'model = "story.schema.json"'),
    Setup("own model, topics in brackets", brackets, _class("Story")),
    Setup("own model, a rule of a plug-in", lambda number: article(number)[1],
          f'{_class("Story")}\nrules = ["house_rules.py"]'),
    Setup("own model, posts", post, _class("Post")),
    Setup("own model, posts, a rule of a plug-in", post,
          f'{_class("Post")}\nrules = ["house_rules.py"]'),
    Setup("own model, posts that point to files", post, _class("LinkedPost")),
    Setup("own model, posts with a union of records", media_post, _class("MediaPost")),
    Setup("own model, posts in TOML", toml_post, _class("Post")),
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    """What a setup took."""

    name: str
    size: float
    microseconds: float
    start: float
    megabytes: float

    @property
    def of_kilobyte(self) -> float:
        """The microseconds for a kilobyte."""
        return self.microseconds / self.size * 1000


def write(home: Path, setup: Setup, files: int) -> Path:
    """Write a site."""
    (home / "posts").mkdir(parents=True)
    for number in range(files):
        (home / "posts" / f"{number:06}.md").write_text(setup.write(number), encoding="utf-8")
    if setup.keys:
        for path in (*(HERE / "models").glob("*.py"), HERE / "story.schema.json"):
            shutil.copy(path, home)
        (home / "article-schema.toml").write_text(
            f'[[collections]]\nname = "posts"\nfiles = "posts/**"\n{setup.keys}\n\n'
            f'[[collections]]\nname = "authors"\nfiles = "authors/**"\n{_class("Author")}\n'
        )
        for folder in ("authors", "static/images"):
            (home / folder).mkdir(parents=True)
        for number in range(_AUTHORS):
            (home / f"authors/author-{number}.md").write_text(f"---\nname: A {number}\n---\n")
            (home / f"static/images/{number}.jpg").touch()
    return home


def command(setup: Setup) -> list[str]:
    """Return the command that checks the site of a setup, from its folder."""
    isolated = () if setup.keys else ("--isolated",)
    return [sys.executable, "-m", "article_schema", "check", "--jobs=1", *isolated, "posts"]


class Bench:
    """The runs of a setup."""

    def __init__(self, home: Path, setup: Setup, files: int) -> None:
        self.setup = setup
        self.files = files
        self.many, self.one = write(home / "many", setup, files), write(home / "one", setup, 1)
        self.command = command(setup)
        self.seconds: list[float] = []
        self.starts: list[float] = []
        self.memory = 0.0

    def run(self) -> None:
        """Check one file, and all of them."""
        start, whole = measure(self.command, self.one), measure(self.command, self.many)
        if start.status or whole.status:
            raise SystemExit(f"{self.setup.name}: the check found something, or failed")
        self.starts.append(start.seconds)
        self.seconds.append(whole.seconds)
        self.memory = max(self.memory, whole.megabytes)

    def row(self) -> Row:
        """Return what the setup took."""
        posts = (self.many / "posts").iterdir()
        size = sum(path.stat().st_size for path in posts) / self.files
        # Other work on the machine can only add to what a run takes.
        start = min(self.starts)
        took = max(min(self.seconds) - start, 1e-9) / (self.files - 1)
        return Row(self.setup.name, size, took * 1e6, start, self.memory)


def show(home: Path, files: int, rounds: int) -> None:
    """Print a table of all setups, with the ratio of each to `Article`."""
    benches = [Bench(home / f"{number}", setup, files) for number, setup in enumerate(SETUPS)]
    # Round by round, so that other work on the machine meets all of them.
    for bench in benches * rounds:
        bench.run()
    print(f"\nModels of a site's own, {files:,} files each\n")
    print(
        "| model and files | bytes | µs per file | µs per KB | × `Article` | start in s | peak MB |"
    )
    print("|---|---|---|---|---|---|---|")
    base = benches[0].row().of_kilobyte
    for found in (bench.row() for bench in benches):
        print(f"| {found.name} | {found.size:,.0f} | {found.microseconds:.1f} "
              f"| {found.of_kilobyte:.1f} | {found.of_kilobyte / base:.2f} | {found.start:.2f} "
              f"| {found.megabytes:.0f} |", flush=True)  # fmt: skip


def main() -> None:
    """Run from the command line."""
    keep_bytecode()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        show(Path(scratch), options.files, options.rounds)


if __name__ == "__main__":
    main()
