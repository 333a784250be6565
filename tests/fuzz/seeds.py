"""Seeds of the fuzz: the files that it begins with, made anew and alike by every run.

They are the examples, those of the rules, files in hostile styles, and traps. Nothing is stored.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

from document.hostile_texts import make_text
from fuzz.differential import PIECES, SEEDS
from fuzz.targets import SEPARATOR

from article_schema.documents.opening import loads
from article_schema.errors import DocumentError
from article_schema.model.article import Article, Author, Image, Provider, RelatedItem
from article_schema.model.shapes.tables import table_of
from article_schema.rules.catalogue import RULES
from article_schema.rules.examples import example_folders

ROOT = Path(__file__).resolve().parents[2]
_ENDINGS = (".md", ".yaml", ".yml", ".json", ".html")
_HOSTILE_FILES = 300

#: Short texts in which YAML does what people do not expect, or readers differ.
TRAPS = (
    "title: yes\non: off\nn: 1_000\no: 010\nm: 1:30\nf: 1e3\ni: .inf\nx: .NaN\n",
    "%YAML 1.1\n---\na: yes\n",
    "a: !!python/object:os.system x\nb: !ruby/object x\nc: !!binary aGk=\nd: !!set {a, b}\n",
    "a: &a {b: 1}\nc: {<<: *a, d: 2}\ne:\n  <<: [*a, *a]\n",
    "a: &a [*a]\n",
    "&a a: *a\n*a : b\n",
    "a: &x0 [z,z]\nb: &x1 [*x0,*x0]\nc: &x2 [*x1,*x1]\nd: &x3 [*x2,*x2]\ne: [*x3,*x3]\n",
    "a: 1\na: 2\nb: {c: 1, c: 2}\n1: a\n1.0: b\ntrue: c\n? [a]\n: b\n? {a: b}\n: c\n",
    "a: 2020-13-45T99:19:00Z\nb: 2020-06-12 19:19:00 +0000\nc: 99999999999999999999999999999999\n",
    "a: \"\\ud83d\\ude00\"\nb: '\u2028'\nc: x\u0085y\nd: \ufeff\ne: \"\\0\\x1b[31m\"\n",
    "a: |\n  ---\n  text\nb: >+\n\n  x\n\n\nc: |2-\n    y\n",
    "a: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]\n",
    "- a\n- - b\n  - c: d\n    e:\n    - f\n-\n- ~\n",
    "just text\n",
    "",
    "# only a comment\n",
    "a: b\n---\nc: d\n",
    "a: b\n...\n%FOO\n--- x\n",
    "a:\tb\n\tc: d\ne: 'x\ty'\t\n",
    'a: "one\n  two\\\n   three\n\n  four"\nb: one\n  two\n\n  three\n',
    "{a: 1, b: [1, 2, {c: d}], ? e : f, g, \"h\":i}\n",
    "title: \u202eabc\u202c\nx: a\u200bb\nwebUrl: http://user:pw@0x7f.1/\u0430\ny: javascript:x\n",
)  # fmt: skip


def texts() -> Iterator[bytes]:
    """Yield the seeds for checking."""
    for path in sorted((ROOT / "examples").rglob("*")):
        if path.suffix in _ENDINGS:
            yield path.read_bytes()
    for rule in RULES:
        for files in example_folders(rule) or ():
            for file in files:
                yield file.text.encode("utf-8", "surrogatepass")
    for text in (*SEEDS, *TRAPS):
        yield text.encode()
        yield f"---\n{text}---\nA body.\n".encode()
        yield f"\ufeff---\n{text}---".replace("\n", "\r\n").encode()
        yield from _as_json(text)
    for number in range(_HOSTILE_FILES):
        yield make_text(number).encode()


def _as_json(text: str) -> Iterator[bytes]:
    try:
        data = loads(text, "a.yaml").data
    except DocumentError:
        return
    yield json.dumps({"value": [data], "nextLink": None}, indent=1).encode()
    yield json.dumps([data, data]).encode()


def inputs(target: str, folders: list[Path] | None = None) -> Iterator[bytes]:
    """Yield the seeds of a target, and the files below some folders."""
    chance = Random(1)
    more = (
        path.read_bytes()
        for folder in folders or []
        for path in sorted(folder.rglob("*"))
        if path.suffix in _ENDINGS
    )
    for raw in (*texts(), *more):
        yield raw + SEPARATOR + chance.randbytes(24) if target == "edit" else raw


def write_corpus(folder: Path, target: str, folders: list[Path] | None = None) -> int:
    """Write the seeds of a target as files with names by content, and return their number."""
    folder.mkdir(parents=True, exist_ok=True)
    names = set()
    for raw in inputs(target, folders):
        name = hashlib.sha256(raw).hexdigest()[:20]
        (folder / name).write_bytes(raw)
        names.add(name)
    return len(names)


def tokens() -> list[str]:
    """Return the words of the dictionary: signs of YAML, keys of the model, and odd pieces."""
    words = {
        *PIECES,
        "<<: *",
        "&a ",
        "*a",
        "!!",
        "!!str ",
        "%YAML 1.2\n",
        "|-\n",
        ">+\n",
        "\n---\n",
    }
    words |= {
        "\n...\n",
        "? ",
        "- - ",
        "'''",
        '\\"',
        "\\U0001F600",
        "\r\n\r\n",
        "https://",
        "/a.png",
    }
    words |= {"example.com", "http://1.2.3.4/", "article", "video", "slideshow", "\u200b", "\u202e"}
    words |= {
        "AAAAAAAAAAAAAAAAAAAAAA==;AAAAAAAAAAAAAAAAAAAAAA==",
        "&amp;",
        "<b>",
        "article-schema:",
    }
    for model in (Article, Provider, Author, Image, RelatedItem):
        words |= {f"{field.key}: " for field in table_of(model).fields}
    return sorted(word for word in words if word)


def write_dictionary(path: Path) -> None:
    """Write the dictionary in the form that libFuzzer reads."""
    lines = ('"' + "".join(f"\\x{byte:02x}" for byte in word.encode()) + '"\n' for word in tokens())
    path.write_text("".join(lines))
