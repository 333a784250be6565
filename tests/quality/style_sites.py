"""Measure how well styles are learned: on files of real sites that were not learned from.

    python tests/quality/style_sites.py ../shared [--rounds 5] [--learn 50] [--show 3] [--oracle]

In each round a style is learned from some files of a site. `dumps` then writes the records of its
other files, and the text is compared with theirs; and `fmt` in that style says whether it would
change them. Records are loaded as a class that keeps every key as it is, those of `news` as
articles. Line breaks count as equal, since git chooses those of a checkout; the column `bytes` has
the figure without that.

With `--oracle` each site is asked what any table could reach, all its files known: how many files
are written again by a table made for each alone, and how many by the best table for all. A search
by one choice at a time finds both, so neither is proved to be the most. What is between the two is
where files differ among themselves; what the first misses has a form that no table says. Each file
that the best table does not write is named with why. It takes some minutes.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from article_schema import Article, ArticleSchemaError, Record, Style, dumps, load, record
from article_schema.document.manner import DOUBLE, MODEL, PLAIN, SINGLE, Choice, choices
from article_schema.document.splicing.restyle import format_source
from article_schema.documents.document import Document
from article_schema.house_style import HouseStyle

_SPACE_AT_END = re.compile(r"[ \t]+$", re.MULTILINE)


@record
class AsItIs(Record):
    """A record of which every key is kept."""


#: The folder of each site and the class of its records.
SITES: dict[str, tuple[str, type]] = {
    "news": ("corpus/news", Article),
    "eleventy": ("sites/eleventy", AsItIs),
    "eleventy posts": ("sites/eleventy/content/posts", AsItIs),
    "hugo": ("sites/hugo", AsItIs),
    "next": ("sites/next", AsItIs),
    "zola": ("sites/zola", AsItIs),
}


@dataclass
class Tally:
    """What the rounds of one site came to."""

    files: int = 0
    written: int = 0
    to_the_byte: int = 0
    formatted: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)


def documents(folder: Path, model: type) -> dict[str, list[Document]]:
    """Return the documents of a site that can be loaded, by the format of their front matter."""
    found: dict[str, list[Document]] = {}
    for path in sorted(folder.rglob("*.md*")):
        if "archetypes" in path.parts:
            continue
        try:
            document = load(path, model)
            assert document.article is not None
        except ArticleSchemaError:
            continue
        found.setdefault(document._content.source.format.name, []).append(document)
    return found


def measure(several: list[Document], model: type, learn: int, rounds: int) -> Tally:
    """Learn from some files and try the others, several times."""
    tally = Tally()
    for number in range(rounds):
        chosen = random.Random(number).sample(several, len(several))
        # Where there are few files, half of them have to do.
        some = min(learn, len(chosen) // 2)
        style = Style.of([each.filename for each in chosen[:some]], model)
        for document in chosen[some:]:
            _try(document, style, model, tally)
    return tally


def _try(document: Document, style: Style, model: type, tally: Tally) -> None:
    old = _front_matter(document)
    tally.files += 1
    source = document._content.source
    tally.formatted += format_source(source, HouseStyle(model, style)) is not source
    try:
        new = dumps(document.article, style=style)
    except ArticleSchemaError as error:
        tally.reasons[f"refused: {error}"] += 1
        return
    tally.to_the_byte += new == old
    old, new = old.replace("\r\n", "\n"), new.replace("\r\n", "\n")
    if new == old:
        tally.written += 1
        return
    tally.reasons.update(set(_reasons(old, new)))
    tally.shown.append(f"{document.filename}\n{_difference(old, new)}")


def _front_matter(document: Document) -> str:
    # Not from `text`, whose line breaks Python would change.
    whole = Path(document.filename).read_bytes().decode().removeprefix("\ufeff")
    return whole[: len(whole) - len(document.body)]


def _written(document: Document, style: Style) -> str:
    """Return the front matter that `dumps` writes, with line feeds; empty if it refuses."""
    try:
        return dumps(document.article, style=style).replace("\r\n", "\n")
    except ArticleSchemaError:
        return ""


def oracle(several: list[Document], model: type) -> Iterator[str]:
    """Yield what tables could reach on a site, and why the best one misses a file."""
    texts = [_front_matter(each).replace("\r\n", "\n") for each in several]
    pairs = list(zip(several, texts, strict=True))

    def reached(style: Style) -> int:
        return sum(_written(document, style) == text for document, text in pairs)

    start = Style.of([each.filename for each in several], model)
    keys = sorted({key for each in several for key in _keys(each)})
    best, most = _best(start, reached, keys)
    alone = sum(_has_table(document, text, best) for document, text in pairs)
    files = len(several)
    yield (
        f"  of {files}: {alone} ({alone / files:.1%}) in a table for each alone, "
        f"{most} ({most / files:.1%}) in the best table for all, "
        f"{reached(start)} ({reached(start) / files:.1%}) in the one learned from all"
    )
    reasons: Counter[str] = Counter()
    for document, text in pairs:
        new = _written(document, best)
        if new != text:
            why = sorted(set(_reasons(text, new)))
            reasons.update(why)
            yield f"    {Path(document.filename).name}: {', '.join(why)}"
    yield f"  {', '.join(f'{why} {count}' for why, count in reasons.most_common())}"


def _has_table(document: Document, text: str, style: Style) -> bool:
    """Tell whether a search finds a table for a single file, by the lines that come out right."""
    lines = Counter(text.splitlines())

    def right(style: Style) -> int:
        new = Counter(_written(document, style).splitlines())
        return (lines & new).total() - (new - lines).total()

    found, _ = _best(style, right, list(_keys(document)))
    return _written(document, found) == text


def _keys(document: Document) -> Iterator[str]:
    data = document.data
    yield from (key for key, value in data.items() if isinstance(value, str))


def _best(style: Style, reached: Callable[[Style], int], keys: list[str]) -> tuple[Style, int]:
    """Change one choice after the other as long as any change writes more files."""
    most, before = reached(style), -1
    while most > before:
        before = most
        for changes in _neighbours(style, keys):
            other = replace(style, **changes)
            count = reached(other)
            if count > most:
                style, most = other, count
    return style, most


def _neighbours(style: Style, keys: list[str]) -> Iterator[dict[str, Any]]:
    for choice in choices():
        for value in _values(choice):
            yield {choice.name: value}
    for key in keys:
        for word in (MODEL, DOUBLE, SINGLE, PLAIN):
            yield {"key_quotes": {**style.key_quotes, key: word}}


def _values(choice: Choice) -> Iterator[Any]:
    if choice.words:
        yield from choice.words
    elif choice.most > 8:
        yield from (0, 2, 3, 5, 60, 72, 78, 79, 80, 88, 100, 120)
    else:
        yield from range(choice.least, choice.most + 1)


def _reasons(old: str, new: str) -> Iterator[str]:
    """Say what keeps a text from being written again."""
    before, after = old.splitlines(), new.splitlines()
    if [line for line in before if line.strip()] == [line for line in after if line.strip()]:
        yield "blank lines"
        return
    if before.count("") != after.count(""):
        yield "blank lines"
    written, bare = set(after), {_bare(line) for line in after}
    for line in before:
        if not line.strip() or line in written:
            continue
        if line.rstrip() in written:
            yield "spaces at the end of a line"
        elif line.lstrip().startswith("#"):
            yield "comments"
        elif _bare(line) in bare:
            yield "quotes or indentation"
        elif len(before) != len(after):
            yield "text over several lines"
        else:
            yield "other"


def _bare(line: str) -> str:
    return re.sub(r"[\s'\"\\]", "", line)


def _difference(old: str, new: str) -> str:
    pairs = {"-": old.splitlines(), "+": new.splitlines()}
    return "\n".join(
        f"{sign} {line[:110]}"
        for sign, lines in pairs.items()
        for line in lines
        if line not in pairs["+" if sign == "-" else "-"]
    )


def main() -> None:
    """Print a row for each site and format, and what kept the rest from matching."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path, help="the folder with `corpus` and `sites`")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--learn", type=int, default=50)
    parser.add_argument("--show", type=int, default=0, help="show so many files of each site")
    parser.add_argument("--oracle", action="store_true", help="say what any table could reach")
    options = parser.parse_args()
    print("site                              files   dumps   bytes     fmt  what keeps the rest")
    for site, (folder, model) in SITES.items():
        for name, several in documents(options.shared / folder, model).items():
            tally = measure(several, model, options.learn, options.rounds)
            print(_row(f"{site} ({name})", len(several), tally))
            print("\n".join(tally.shown[: options.show]), end="\n" * bool(options.show))
            if options.oracle:
                print("\n".join(oracle(several, model)))


def _row(name: str, files: int, tally: Tally) -> str:
    rates: list[Any] = [
        f"{count / max(1, tally.files):7.1%}"
        for count in (tally.written, tally.to_the_byte, tally.formatted)
    ]
    rest = ", ".join(
        f"{reason} {count / tally.files:.0%}" for reason, count in tally.reasons.most_common(5)
    )
    return f"{name:33} {files:5} {' '.join(rates)}  {rest}"


if __name__ == "__main__":
    main()
