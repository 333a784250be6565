"""Fuzz of all that rewrites files: `--fix`, `--unsafe-fixes`, `fmt` and `--add-ignores`.

Articles are changed line by line and sign by sign: faults come in, and comments wherever they can
stand. Each is rewritten in the four ways. A second run changes nothing; only what a fix was
reported for has other data afterwards, and nothing has where the file is formatted or findings are
suppressed; a safe fix loses no comment. An independent reader, that of PyYAML, judges it too.

    python tests/fuzz/rewriting.py --minutes 20 [--seed 1] [--home .fuzz] [FOLDER ...]
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import yaml
from fuzz.differential import PIECES
from fuzz.failures import Failures
from fuzz.seeds import ROOT, texts
from fuzz.targets import BrokenPromiseError, SlowError, filenames

from article_schema.checking.config.selecting import ALL
from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.fixing import fix_file
from article_schema.checking.ignoring import ignore_findings
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.document.compare import same
from article_schema.document.edits import RenameKey
from article_schema.document.formats.json_files import JSON
from article_schema.document.formats.registry import split
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source, decode
from article_schema.document.splicing.restyle import format_source
from article_schema.document.tree import Data
from article_schema.errors import DocumentError, EditError
from article_schema.house_style import HouseStyle
from article_schema.model.article import Article
from article_schema.routes import Route
from article_schema.rules.findings import Finding

#: The most CPU seconds that one of the ways may take.
SECONDS = 2.0
_CHECKER = Checker(Settings(select=(ALL,), now=datetime(2020, 6, 15, tzinfo=UTC)))
_STYLE = HouseStyle(Article)
#: What may stand behind or above any line.
_COMMENTS = (" # why", " # why twice", "  #", " # article-schema: ignore[TXT006]", " # é 🎉 \t")
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
#: A suppression, with the end of its line where it has the line for itself.
_SUPPRESSION = re.compile(r"^[ \t]*# article-schema:.*\s*|[ \t]*# article-schema:.*")
#: Lines and values with faults that fixes mend.
_FAULTS = (
    "topics:\n  - AI # why\n  - AI # why twice\n  - Ports\n", "topics: [AI, ai, AI]\n",
    "topics: # all\n- R\n- R\n# of the next\n- S\n", 'title: "Tom &amp; Jerry"\n',
    "title: '  a  harbour '\n", "sourceUrl: https://example.com/a # old\n",
    "ampUrl: https://example.com/amp/a\n", "webUrl: http://EXAMPLE.com:80/a/../b\n",
    "publishedDateTime: 2020-06-12 19:19:00+02:00\n", "publishedDateTime: 12.06.2020\n",
    "title: 2020\n", "published: yes\n", "heat: '5'\n", "quality: 59.0\n", "width:\t5\n",
    "images:\n  - url: /a.png # one\n    title: a # two\n  - url: /a.png\n", "locale: EN_us\n",
    "provider: {name: Harbour, domain: www.Example.com} # who\n", "title: a\ntitle: b # again\n",
    "related:\n  # first\n  - title: a\n    sourceUrl: https://example.com/b # old\n", "tags: []\n",
    "excerpt: <b>x</b>\n", "authors: []\n", "category: News\n", "excerpt: >-\n  a &amp;\n  b\n",
)  # fmt: skip


class Cases:
    """An endless row of files with faults and comments; the same seed gives the same row."""

    def __init__(self, seed: int, folders: list[Path]) -> None:
        self.chance = Random(seed)
        self.seeds = list(dict.fromkeys(_texts(folders)))

    def next(self) -> bytes:
        """Return another file."""
        chance = self.chance
        lines = chance.choice(self.seeds).splitlines(keepends=True) or [""]
        for _ in range(chance.randint(0, 5)):
            self._change(lines)
        text = "".join(lines)
        for _ in range(chance.choice((0, 0, 1, 2))):
            at = chance.randrange(len(text) + 1)
            text = text[:at] + chance.choice(PIECES) + text[at + chance.choice((0, 0, 1, 2)) :]
        if chance.random() < 0.1:
            text = text.replace("\n", "\r\n")
        return text.encode("utf-8", "replace")

    def _change(self, lines: list[str]) -> None:
        chance = self.chance
        end = next((n for n, line in enumerate(lines[1:], 1) if line.startswith("---")), len(lines))
        at = chance.randint(min(1, end), end)
        here = lines[at : at + 1]
        match chance.randrange(8):
            case 0:
                lines[at:at] = chance.choice(_FAULTS).splitlines(keepends=True)
            case 1:
                lines[at:at] = here
            case 2:
                del lines[at : at + 1]
            case 3 | 4:
                lines[at : at + 1] = [re.sub("(?=\r?\n|$)", chance.choice(_COMMENTS), line, count=1)
                                      for line in here]  # fmt: skip
            case 5:
                comment = chance.choice(_COMMENTS).strip(" ")
                lines[at:at] = [" " * chance.choice((0, 0, 2, 4)) + comment + "\n"]
            case 6:
                lines[at : at + 1] = [
                    " " * chance.randint(0, 6) + line.lstrip(" ") for line in here
                ]
            case 7:
                other = chance.choice(self.seeds).splitlines(keepends=True) or [""]
                start = chance.randrange(len(other))
                lines[at:at] = other[start : start + chance.randint(1, 3)]


def _texts(folders: list[Path]) -> Iterator[str]:
    found = [path.read_bytes() for folder in folders for path in sorted(folder.rglob("*"))
             if path.suffix in (".md", ".yaml", ".json")]  # fmt: skip
    for raw in (*texts(), *found):
        if len(raw) < 20_000:
            yield raw.decode("utf-8", "replace")


def rewrite(raw: bytes) -> None:
    """Rewrite a file in the four ways, and judge what comes of it.

    Raises:
        BrokenPromiseError: a promise is broken.
        SlowError: a way took too long.
    """
    for name in filenames(raw):
        for way in (_fix, _fix_unsafely, _format, _ignore):
            began = time.process_time()
            way(raw, name)
            seconds = time.process_time() - began
            if seconds > SECONDS:
                raise SlowError(f"{way.__name__} took {seconds:.1f} s for {len(raw):,} bytes")


def _fix(raw: bytes, name: str) -> None:
    _judge_fixes(_CHECKER.check_bytes(raw, name), unsafe=False)


def _fix_unsafely(raw: bytes, name: str) -> None:
    _judge_fixes(_CHECKER.check_bytes(raw, name), unsafe=True)


def _judge_fixes(before: CheckedFile, *, unsafe: bool) -> None:
    state = fix_file(_CHECKER, before, unsafe=unsafe)
    old, new = before.source, state.result.source
    if old is None or new is None:
        return
    if new.whole_text != old.whole_text and not state.fixed:
        raise BrokenPromiseError("the text changed, and no fix was reported")
    checked = _CHECKER.check_text(new.whole_text, new.filename)
    again = fix_file(_CHECKER, checked, unsafe=unsafe).result.source
    if again is None or again.whole_text != new.whole_text:
        raise BrokenPromiseError("a second run fixes more")
    if new.whole_text == old.whole_text:
        return
    reported = [_plain(finding) for finding in state.fixed]
    for reading, first, second in _readings(old, new):
        for route in _differences(first, second):
            if not any(_covers(routes, route) for routes in reported):
                raise BrokenPromiseError(f"{route} is other for {reading}, and no fix names it")
    if not unsafe:
        _judge_comments(old, new, "a safe fix")


def _plain(finding: Finding) -> tuple[Route, ...]:
    """Return the routes that a fix is about, without numbers: items move when others go."""
    edits = finding.fix.edits if finding.fix else ()
    routes = {finding.route, *(edit.route for edit in edits)}
    routes |= {(*edit.route[:-1], edit.key) for edit in edits if isinstance(edit, RenameKey)}
    return tuple(tuple("*" if isinstance(s, int) else s for s in route) for route in routes)


def _covers(routes: tuple[Route, ...], route: Route) -> bool:
    return any(route[: len(own)] == own or own[: len(route)] == route for own in routes)


def _differences(old: Any, new: Any, route: Route = ()) -> Iterator[Route]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in old.keys() | new.keys():
            if key not in old or key not in new:
                yield (*route, str(key))
            else:
                yield from _differences(old[key], new[key], (*route, str(key)))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for first, second in zip(old, new, strict=True):
            yield from _differences(first, second, (*route, "*"))
    elif not same(old, new) and not (isinstance(old, str) and _number(old) == _number(new) != ""):
        yield route


def _number(text: Any) -> Any:
    """Return the number that a text is for readers of YAML 1.2: PyYAML gives it as written."""
    try:
        return int(str(text), 16 if str(text).startswith("0x") else 10)
    except ValueError:
        return ""


def _format(raw: bytes, name: str) -> None:
    try:
        old = split(decode(raw, name), name)
        new = format_source(old, _STYLE)
    except (DocumentError, EditError):
        return
    if format_source(split(new.whole_text, name), _STYLE).whole_text != new.whole_text:
        raise BrokenPromiseError("formatting a second time changes more")
    _judge_data(old, new, "formatting")
    _judge_comments(old, new, "formatting")


def _ignore(raw: bytes, name: str) -> None:
    before = _CHECKER.check_bytes(raw, name)
    if before.source is None or not before.findings:
        return
    done = ignore_findings(_CHECKER, before.source, before.findings)
    new = done.source
    after = _CHECKER.check_text(new.whole_text, name)
    again = ignore_findings(_CHECKER, new, after.findings)
    if again.source.whole_text != new.whole_text:
        raise BrokenPromiseError("suppressing a second time writes more")
    if done.added + done.left != len(before.findings):
        raise BrokenPromiseError("findings are neither suppressed nor left")
    known = Counter(finding.code for finding in before.findings)
    fresh = Counter(finding.code for finding in after.findings) - known
    if fresh:
        raise BrokenPromiseError(f"suppressing brings {dict(fresh)}")
    if len(after.findings) > done.left:
        raise BrokenPromiseError(f"{len(after.findings)} are left, not {done.left} as is told")
    if new.whole_text != before.source.whole_text:
        old = split(before.source.whole_text, name)
        _judge_data(old, new, "suppressing")
        if _without_suppressions(old.whole_text) != _without_suppressions(new.whole_text):
            raise BrokenPromiseError("suppressing writes more than suppressions")


def _without_suppressions(text: str) -> list[str]:
    lines = [_SUPPRESSION.sub("", line) for line in _LINE.findall(text.removeprefix("\ufeff"))]
    return [line.rstrip() for line in lines if line]


def _judge_data(old: Source, new: Source, what: str) -> None:
    if (new.body, new.has_bom) != (old.body, old.has_bom):
        raise BrokenPromiseError(f"{what} changes what stands around the front matter")
    for reading, first, second in _readings(old, new):
        if not same(first, second):
            raise BrokenPromiseError(f"{what} changes what {reading} reads: {first} -> {second}")


def _readings(old: Source, new: Source) -> Iterator[tuple[str, Data, Data]]:
    """Yield what readers get before and after."""
    try:
        first = compose(old).data
    except DocumentError:
        return
    try:
        yield "the library", first, compose(new).data
    except DocumentError as error:
        raise BrokenPromiseError(f"a file that was read is not any more: {error}") from error
    if old.format is JSON:
        return
    try:
        other = yaml.load(old.data_text, yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError):
        return
    try:
        yield "PyYAML", other, yaml.load(new.data_text, yaml.CBaseLoader)
    except (yaml.YAMLError, ValueError) as error:
        raise BrokenPromiseError(f"PyYAML cannot read it any more: {error}") from error


def _judge_comments(old: Source, new: Source, what: str) -> None:
    before, after = _comments(old), _comments(new)
    if before is None or after is None:
        return
    lost = before - after
    if lost:
        raise BrokenPromiseError(f"{what} loses the comments {list(lost)}")


def _comments(source: Source) -> Counter[str] | None:
    """Count the comments between the tokens of PyYAML, but no suppressions; None if it fails."""
    found: Counter[str] = Counter()
    if source.format is JSON:
        return found
    text = source.data_text
    position = 0
    try:
        for token in yaml.scan(text, yaml.CBaseLoader):
            found.update(_hashes(text[position : token.start_mark.index]))
            position = token.end_mark.index
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                header = text[token.start_mark.index : position].splitlines()[0]
                found.update(_hashes(header.partition(" ")[2]))
    except yaml.YAMLError:
        return None
    found.update(_hashes(text[position:]))
    return found


def _hashes(gap: str) -> list[str]:
    # A tab in a comment becomes a space.
    return [" ".join(comment.split()) for comment in re.findall(r"#[^\r\n]*", gap)
            if "article-schema:" not in comment]  # fmt: skip


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="files to begin with, too")
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--home", type=Path, default=ROOT / ".fuzz", help="where failures stand")
    options = parser.parse_args()
    failures = Failures(options.home / "failures" / "rewrite")
    cases = Cases(options.seed, options.folders)
    count = 0
    end = time.monotonic() + options.minutes * 60
    while time.monotonic() < end:
        failures.collect(rewrite, cases.next())
        count += 1
    print(f"{count:,} files from {len(cases.seeds):,} seeds with the number {options.seed}, "
          f"each in 4 ways: {failures.seen.total():,} failed")  # fmt: skip
    for kind, times in failures.seen.most_common():
        print(f"  {times:,} × {kind}")
    return 1 if failures.seen else 0


if __name__ == "__main__":
    sys.exit(main())
