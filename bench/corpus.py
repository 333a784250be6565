"""Generate article files: as many as wanted, always the same ones, on example.com names.

    python bench/corpus.py FOLDER --files 5000 [--shape average|seed|broken]

`average` articles have about 1.5 KB and one image, as most real files; `seed` articles have nine
related items and about 10 KB; `broken` ones are average articles with three faults each.
"""

from __future__ import annotations

import argparse
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

_WORDS = [
    "harbour",
    "dawn",
    "ferry",
    "quay",
    "market",
    "bridge",
    "council",
    "signal",
    "library",
    "garden",
    "river",
    "tower",
    "winter",
    "summer",
    "school",
    "clinic",
    "museum",
    "train",
    "orchestra",
    "recipe",
    "forest",
    "island",
    "captain",
    "letter",
    "station",
    "theatre",
]
_TOPICS = ("Ports", "Travel", "Technology", "Health", "Culture", "Business", "Climate")
_SEALED = "A" * 342 + "==" + ";" + "A" * 22 + "=="


def words(chance: random.Random, count: int) -> str:
    """Return some words."""
    return " ".join(chance.choice(_WORDS) for _ in range(count))


def _link(number: int, part: str = "") -> str:
    return f"https://www.example.com/{part}{number:08d}-{number % 97}"


def _image(number: int, indent: str) -> str:
    return (
        f'{indent}- url: "https://media.example.com/{number:08d}.jpg"\n'
        f"{indent}  width: {1200 + number % 400}\n{indent}  height: {675 + number % 200}\n"
        f"{indent}  isCached: true\n"
    )


def _related(chance: random.Random, number: int, quality: int, day: datetime) -> str:
    return (
        f'  - title: "{words(chance, 9).capitalize()}"\n'
        f'    excerpt: "{words(chance, 45).capitalize()}."\n'
        f"    publishedDateTime: {day:%Y-%m-%dT%H:%M:%SZ}\n"
        f'    webUrl: "{_link(number, "related/")}"\n'
        f"    type: article\n    provider:\n      name: Example Times\n      domain: example.com\n"
        f"    quality: {quality}\n    images:\n{_image(number, '      ')}"
    )


def article(number: int, shape: str = "average") -> tuple[str, str]:
    """Return the file name and the text of article `number`."""
    chance = random.Random(number)
    day = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=7 * number % 2_000_000)
    title = f"{words(chance, 7)} {number}"
    date = f"{day:%Y-%m-%dT%H:%M:%SZ}"
    link, width = f'"{_link(number)}"', 1280
    height: object = 720
    if shape == "broken":
        date, link, height = date[:-1], '"htp://www.example.com/x"', '"720"'
    text = (
        f'---\ncategory: news\ntitle: "{title.capitalize()}"\n'
        f'excerpt: "{words(chance, 40).capitalize()}."\npublishedDateTime: {date}\n'
        f'originalUrl: "{_link(number)}"\nwebUrl: {link}\ntype: article\nquality: {number % 200}\n'
        f"heat: {number % 200}\npublished: true\n\nprovider:\n  name: Example Times\n"
        f'  domain: example.com\n  images:\n    - url: "https://media.example.com/logo-50x50.png"\n'
        f"      width: 50\n      height: 50\n\ntopics:\n  - {chance.choice(_TOPICS)}\n\n"
        f'images:\n  - url: "https://media.example.com/{number:08d}.jpg"\n    width: {width}\n'
        f"    height: {height}\n    isCached: true\n\n"
    )
    if shape == "seed":
        items = [
            _related(chance, 10 * number + index, 90 - index, day + timedelta(hours=index))
            for index in range(9)
        ]
        text += f"related:\n{''.join(items)}\n"
    slug = title.replace(" ", "-")
    return f"{day:%Y-%m-%d}-{slug}.md", f'{text}secured: "{_SEALED}"\n---\n\n'


def write(folder: Path, files: int, shape: str = "average") -> Path:
    """Write that many articles into folders of a thousand; what is there already is kept."""
    marker = folder / f".{shape}-{files}"
    if not marker.exists():
        for number in range(files):
            home = folder / f"{number // 1000:04d}"
            if number % 1000 == 0:
                home.mkdir(parents=True, exist_ok=True)
            name, text = article(number, shape)
            (home / name).write_text(text, encoding="utf-8", newline="")
        folder.mkdir(parents=True, exist_ok=True)
        marker.touch()
    return folder


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--files", type=int, default=5000)
    parser.add_argument("--shape", choices=("average", "seed", "broken"), default="average")
    options = parser.parse_args()
    write(options.folder, options.files, options.shape)


if __name__ == "__main__":
    main()
