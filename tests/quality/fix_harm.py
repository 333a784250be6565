"""Fix articles with faults and let readers from outside judge what became of them.

Usage: python tests/quality/fix_harm.py [values] [seed] [text]

Without `text` the fixes are made in plain data, which takes a twentieth of the time; with it they
are spliced into files, and what was promised is compared with what was done.

For each file: a safe fix changes nothing for any reader; what was promised is done, and nothing
else; no finding appears that was not there; a second run changes nothing.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import fix_readers as readers
from fix_values import Articles

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.engine.record_judging import RecordJudge
from article_schema.checking.fixing import fix_file
from article_schema.document.edits import Delete, ReorderItems
from article_schema.document.reading.compose import compose
from article_schema.document.source import Source
from article_schema.document.splicing.intended import intended
from article_schema.faults import Rewrite
from article_schema.rules.contexts import FileContext
from article_schema.rules.findings import Finding

_NOW = datetime(2020, 7, 1, tzinfo=UTC)
_RENAMED = {"sourceUrl": "webUrl", "ampUrl": "ampWebUrl", "cdnAmpUrl": "cdnAmpWebUrl"}
_MOST_FIXES = 200


def reader_of(route: tuple[Any, ...]) -> Callable[[str], Any]:
    """Return the reader of the value at a route."""
    key = next(step for step in reversed(route) if isinstance(step, str))
    if key.lower().endswith("url"):
        return readers.browser
    if key.endswith("DateTime"):
        return readers.clock
    if key == "domain":
        return readers.host
    return readers.page


def harms(name: str, text: str, checker: Checker) -> Iterator[str]:
    """Yield what goes wrong when a file is fixed."""
    before = checker.check_text(text, name)
    if before.source is None:
        return
    promised = [finding for finding in before.findings if finding.fix and finding.fix.safe]
    state = fix_file(checker, before)
    after = state.result.source
    if after is None:
        yield "the file cannot be read any more"
        return
    left = state.result.findings
    yield from (f"not done: {f.code} {f.route_text} {f.help}" for f in left if _is_undone(f))
    known = {_name(finding) for finding in before.findings}
    yield from (f"new: {f.code} {f.route_text} {f.message}" for f in left if _name(f) not in known)
    told = {(f.code, f.route, f.message) for f in left}
    if not any(_moves_items(finding) for finding in promised):
        yield from (
            f"not done: {f.code} {f.route_text}"
            for f in promised
            if (f.code, f.route, f.message) in told
        )
    if not promised and after.whole_text != text:
        yield "done without a promise"
    again = fix_file(checker, checker.check_text(after.whole_text, name)).result.source
    if again is None or again.whole_text != after.whole_text:
        yield "changed by a second run"
    if after.whole_text != text:
        yield from differences(_data(before.source), _data(after))


def judge_of(checker: Checker) -> Callable[[Any], list[Finding]]:
    """Return what finds the faults of a record's data, wherever they are from."""
    rules = checker.judge.rules
    file = FileContext("2020-06-12-the-harbour.md", now=checker.judge.now)

    def thorough(data: Any) -> list[Finding]:
        judge = RecordJudge(rules, file, rules.schemas.for_file())
        found = judge.findings(data)
        return found + judge.hidden(found, data)

    return thorough


def harms_in_data(data: Any, checker: Checker) -> Iterator[str]:
    """Yield what goes wrong when plain data are fixed."""
    judge = judge_of(checker)
    before = found = judge(data)
    new = data
    for _ in range(_MOST_FIXES):
        fix = next((finding.fix for finding in found if finding.fix and finding.fix.safe), None)
        if fix is None:
            break
        new = intended(new, [edit for edit in fix.edits if not isinstance(edit, Rewrite)])
        found = judge(new)
    else:
        yield "changed without end"
    known = {_name(finding) for finding in before}
    yield from (f"new: {f.code} {f.route_text} {f.message}" for f in found if _name(f) not in known)
    yield from differences(data, new)


def _moves_items(finding: Finding) -> bool:
    edits = finding.fix.edits if finding.fix else ()
    return any(isinstance(edit, Delete | ReorderItems) for edit in edits)


def _is_undone(finding: Finding) -> bool:
    return "its fix was dropped" in finding.help or bool(finding.fix and finding.fix.safe)


def _name(finding: Finding) -> tuple[str, tuple[Any, ...]]:
    """Name a finding so that it has the same name when keys are renamed and items are moved."""
    keys = (_RENAMED.get(step, step) for step in finding.route if isinstance(step, str))
    return finding.code, tuple(keys)


def _data(source: Source) -> Any:
    return compose(source).data


def differences(old: Any, new: Any, route: tuple[Any, ...] = ()) -> Iterator[str]:
    """Yield what a reader gets otherwise."""
    if isinstance(old, dict) and isinstance(new, dict):
        renamed = {_RENAMED[key] if _is_renamed(key, old, new) else key: value
                   for key, value in old.items()}  # fmt: skip
        for key in renamed.keys() | new.keys():
            if key not in new:
                if renamed[key] is not None:
                    yield f"lost: {(*route, key)}"
            elif key not in renamed:
                if key not in ("ampWebUrl", "cdnAmpWebUrl"):
                    yield f"added: {(*route, key)}"
            else:
                yield from differences(renamed[key], new[key], (*route, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _other_items(old, new, route)
    elif old != new or type(old) is not type(new):
        yield from _otherwise(old, new, route)


def _is_renamed(key: str, old: dict[str, Any], new: dict[str, Any]) -> bool:
    return key in _RENAMED and key not in new and old[key] is not None and _RENAMED[key] not in old


def _other_items(old: list[Any], new: list[Any], route: tuple[Any, ...]) -> Iterator[str]:
    """Compare lists whose items may be sorted, and lose those that are there twice."""
    readings = [_reading(item, route) for item in new]
    for item in old:
        if _reading(item, route) not in readings:
            yield f"otherwise: {route}: {item!r} in {new!r}"
    if len(new) > len(old):
        yield f"added: {route}"


def _reading(value: Any, route: tuple[Any, ...]) -> Any:
    if isinstance(value, dict):
        pairs = {
            _RENAMED.get(key, key): _reading(item, (*route, key))
            for key, item in value.items()
            if item is not None
        }
        pairs.pop("cdnAmpWebUrl", None)
        return pairs
    if isinstance(value, list):
        return [_reading(item, route) for item in value]
    if not isinstance(value, str):
        return float(value) if isinstance(value, int) else value
    try:
        reading = reader_of(route)(value)
    except (ValueError, OverflowError):
        return value
    if route[-1:] == ("topics",):
        return str(reading[1]).casefold()
    # What no browser opens leads nowhere before and after.
    return reading


def _otherwise(old: Any, new: Any, route: tuple[Any, ...]) -> Iterator[str]:
    if isinstance(old, float) and isinstance(new, int) and old == new:
        return
    if route[-1] in ("cdnAmpWebUrl", "cdnAmpUrl") and _page_of(old) in str(new):
        # The address in the cache follows from that of the page, which has to be the one meant.
        return
    if route == ("provider", "name") and "%" in str(old):
        from urllib.parse import unquote

        old = unquote(str(old))
    before, after = _reading(old, route), _reading(new, route)
    if before != after:
        yield f"otherwise: {route}: {old!r} -> {new!r}: {before!r} -> {after!r}"


def _page_of(cached: Any) -> str:
    address = str(cached).partition("://")[2]
    return address.partition("/c/")[2].removeprefix("s/") or address


def run(values: int, seed: int, *, in_text: bool, show: int = 40) -> Counter[str]:
    """Fix articles until so many values were made, and count what went wrong by its kind."""
    articles = Articles(seed)
    checker = Checker(Settings(now=_NOW))
    counts: Counter[str] = Counter()
    while counts["values"] < values:
        data, made = articles.data()
        counts["values"] += made
        counts["files"] += 1
        if in_text:
            name, data = articles.text(data)
            found = harms(name, data, checker)
        else:
            found = harms_in_data(data, checker)
        for harm in found:
            counts[harm.partition(":")[0]] += 1
            if show > 0:
                show -= 1
                print(f"{harm}\n    in {data!r}")
    return counts


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    found = run(wanted, int(sys.argv[2]) if len(sys.argv) > 2 else 1, in_text="text" in sys.argv)
    print(dict(found))
    sys.exit(1 if set(found) - {"values", "files"} else 0)
