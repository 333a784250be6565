"""URLs of AMP pages to compare with the reference implementation, made by chance from a seed.

As a script it writes the vectors anew, where node has the package:
`python tests/model/amp_urls.py`.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from article_schema.model.urls import HttpUrl

VECTORS = Path(__file__).with_name("amp_vectors.json")
PACKAGE = "@ampproject/toolbox-cache-url"
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789"
_SCRIPTS = (
    "äöüßéñø", "αβγδε", "абвгд", "אבגדה", "ابتثج", "अआइई", "กขคง", "漢字点看", "あいう",
    "가나다", "𞤀𞤁𞤂", "𐤀𐤁𐤂", "՚աբգ", "ıİ", "ܐܒܓ",
)  # fmt: skip


def urls(seed: int, count: int) -> Iterator[str]:
    """Yield URLs that the model accepts."""
    chance = random.Random(seed)
    while count:
        url = _url(chance)
        if HttpUrl().accepts(url):
            count -= 1
            yield url


def _url(chance: random.Random) -> str:
    labels = [_label(chance) for _ in range(chance.choice((1, 1, 2, 2, 3, 5, 9)))]
    host = ".".join([*labels, *chance.choice((["example", "com"], ["example"], ["test"]))])
    if chance.random() < 0.1:
        host = "".join(chance.choice((letter, letter.upper())) for letter in host)
    if chance.random() < 0.05:
        host = f"192.0.2.{chance.randrange(256)}"
    port = chance.choice(("", "", "", ":", ":80", ":443", ":8443", ":00080", ":65535"))
    path = chance.choice(("", "/", "/a", "/A/b/", "/a//b", "/a/../b", "/%7Ea", "/a:b@c", "/a.b"))
    query = chance.choice(("", "", "", "?", "?a=b", "?a=b/c?d", "?/"))
    fragment = chance.choice(("", "", "", "#", "#a", "#a?b", "#/"))
    scheme = chance.choice(("https", "https", "http", "HTTPS", "Http"))
    return f"{scheme}://{host}{port}{path}{query}{fragment}"


def _label(chance: random.Random) -> str:
    size = chance.choice((1, 2, 3, 4, 5, 8, 20, 40, 60))
    kind = chance.random()
    if kind < 0.3:
        script = chance.choice(_SCRIPTS)
        letters = script + chance.choice(("", "", "ab", "-", "12"))
        label = "".join(chance.choice(letters) for _ in range(min(size, 12)))
        return label if label.isascii() else f"xn--{label.encode('punycode').decode('ascii')}"
    letters = _PLAIN + chance.choice(("", "", "-----", "_-"))
    return "".join(chance.choice(letters) for _ in range(size))


def ask(pages: list[str]) -> list[str | None]:
    """Return what the reference implementation says of pages; None where it fails."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from node_tools import Tool

    with Tool("amp.mjs", PACKAGE) as tool:
        answers: list[str | None] = tool.ask(pages)
    return answers


if __name__ == "__main__":
    pages = list(urls(1, 200))
    vectors = dict(zip(pages, ask(pages), strict=True))
    VECTORS.write_text(json.dumps(vectors, indent=1) + "\n", encoding="utf-8")
