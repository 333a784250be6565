"""Migrate a whole site by the editing commands, and measure what that costs.

    python tests/quality/migration.py [--folder FOLDER] [--files 2531]

The files are made anew for each command, as real ones are: front matter of some 40 lines, with
lists, records and comments. Exit status 1 when a command takes more than three seconds of one core,
or changes more or less than one line of each file that it is about.
"""

from __future__ import annotations

import argparse
import difflib
import json
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

MOST_SECONDS = 3.0
ARTICLE = """\
---
category: news
title: "The harbour at dawn {number}"
excerpt: "A walk along the quays and the market before the ferries leave."
publishedDateTime: 2020-06-12T19:19:00Z
updatedDateTime: 2020-06-13T08:00:00Z
webUrl: "https://www.example.com/news/harbour-{number}"
type: {kind}
weight: {number} # of the quay
quality: 59
heat: 72

provider:
  name: Example Times
  domain: example.com
  images:
    - url: "https://media.example.com/logo.png"
      width: 16
      height: 16

topics:
  - Ports
  - Travel

images:
  - url: "https://media.example.com/harbour-{number}.jpg"
    width: 1200
    height: 675
    isCached: true
    title: "The harbour at dawn"

related:
  - title: "The bridge {number}"
    excerpt: "It closes."
    type: article
    webUrl: "https://www.example.com/news/bridge-{number}"
    publishedDateTime: 2020-06-11T10:00:00Z
    provider:
      name: Example Times
      domain: example.com
---
A body that stays as it is.
"""
#: The arguments of each command before the folder, and which files it is about.
COMMANDS: dict[str, tuple[list[str], str]] = {
    "rename-key weight order": (["rename-key", "weight", "order"], ""),
    "rename-key images pictures": (["rename-key", "images", "pictures"], ""),
    "set heat=5": (["set", "heat=5"], ""),
    "set heat=5 --where": (["set", "heat=5", "--where", 'type == "video"'], "type: video"),
}


def make(folder: Path, count: int) -> dict[Path, str]:
    """Write the files of a site, a hundred in each folder, and return their texts."""
    texts = {}
    for number in range(count):
        path = folder / f"{number // 100:02}" / f"post-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        kind = "video" if number % 2 else "article"
        texts[path] = ARTICLE.format(number=number, kind=kind)
        path.write_text(texts[path], encoding="utf-8")
    return texts


def changed_lines(old: str, new: str) -> int:
    """Return how many lines of a text were changed, added or taken away."""
    counts = {"-": 0, "+": 0}
    for line in difflib.ndiff(old.splitlines(), new.splitlines()):
        if line[0] in counts:
            counts[line[0]] += 1
    return max(counts.values())


def measured(arguments: list[str], folder: Path) -> float:
    """Run a command on a folder, and return the seconds that it took on a core."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-m", "article_schema", *arguments, "--isolated", str(folder)],
        stderr=subprocess.PIPE, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise SystemExit(f"{arguments}: status {done.returncode}: {done.stderr[-300:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", help="where the files are made, such as one in memory")
    parser.add_argument("--files", type=int, default=2531, help="the number of files")
    options = parser.parse_args()
    kept = True
    for name, (arguments, holding) in COMMANDS.items():
        with tempfile.TemporaryDirectory(dir=options.folder) as folder:
            old = make(Path(folder), options.files)
            seconds = measured(arguments, Path(folder))
            counts = [
                changed_lines(text, path.read_text(encoding="utf-8")) == (holding in text)
                for path, text in old.items()
            ]
            right = all(counts) and len(list(Path(folder).rglob("*"))) == len(old) + len(
                {path.parent for path in old}
            )
        kept = kept and right and seconds <= MOST_SECONDS
        result = {"command": name, "seconds": round(seconds, 2), "one line each": right}
        print(json.dumps(result), flush=True)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
