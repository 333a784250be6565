"""Archives for tests: texts in files of Parquet and JSON lines, packed, and as files."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

Texts = dict[str, str]

_TEXT = """---
category: news
title: "{title}"
excerpt: "It is early."
publishedDateTime: {date}
webUrl: "https://www.example.com/{page}"
type: article
provider:
  name: Example Times
  domain: example.com
topics: [Ports]
related:
  - title: "{related}"
    excerpt: "Ferries run instead."
    publishedDateTime: 2020-06-12T19:19:00Z
    webUrl: "https://www.example.com/{next}"
    type: article
    provider: {{name: Example Times, domain: example.com}}
---
"""


def texts(number: int) -> Texts:
    """Return articles of which some have faults, and some disagree with others."""
    found = {}
    for at in range(number):
        date = "2020-06-12T19:19:00Z" if at % 7 else "2020-06-31T19:19:00Z"
        page = at if at % 10 else max(at - 3, 0)
        related = f"Dawn {at + 1}" if at % 11 else "Another one"
        text = _TEXT.format(
            title=f"Dawn {at}", date=date, page=page, related=related, next=min(at + 1, number - 1)
        )
        found[f"news/{at:05}.md"] = text if at % 13 else f"{text}\ttrailing: [\n"[at % 3 :]
    return found


def write_files(folder: Path, found: Texts) -> None:
    for name, text in found.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def write_parquet(path: Path, found: Texts, group: int = 37) -> None:
    table = pa.table({"path": list(found), "content": list(found.values())})
    pq.write_table(table, path, row_group_size=group)


def write_lines(path: Path, found: Texts) -> None:
    lines = (json.dumps({"path": name, "content": text}) for name, text in found.items())
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")


def write_zip(path: Path, found: Texts) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, text in found.items():
            packed.writestr(name, text)
