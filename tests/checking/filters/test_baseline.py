from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from article_schema.checking.config.settings import Settings
from article_schema.checking.engine.checker import Checker
from article_schema.checking.filters.baseline import Baseline
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.errors import UsageError
from article_schema.rules.catalogue import RULES

RELATED = """\
  - title: "{title} "
    excerpt: "An excerpt."
    publishedDateTime: 2020-06-10T19:19:00Z
    webUrl: "https://www.example.com/{title}"
    type: article
    provider:
      name: Example Times
      domain: example.com
"""
TEXT = (
    """\
---
category: news
title: "The harbour at dawn "
excerpt: "A walk along the quays."
publishedDateTime: 2020-06-12T19:19:00Z
webUrl: "https://www.example.com/a b"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
related:
"""
    + "".join(RELATED.format(title=title) for title in "xyz")
    + "---\n"
)


def check(text: str, path: Path) -> CheckedFile:
    settings = Settings(select=("TXT003", "URL005", "FLD", "DOC"))
    return Checker(settings).check_text(text, str(path))


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return tmp_path / "content" / "a.md"


@pytest.fixture
def known(tmp_path: Path, article: Path) -> Baseline:
    path = str(tmp_path / "known.json")
    baseline = Baseline(path)
    baseline.add(check(TEXT, article))
    assert baseline.write() == 5
    return Baseline.read(path)


def left(known: Baseline, text: str, path: Path) -> list[tuple[str, str]]:
    found = known.without_known(check(text, path)).findings
    return [(finding.code, finding.route_text) for finding in found]


def test_what_is_known_is_not_reported(known: Baseline, article: Path) -> None:
    assert left(known, TEXT, article) == []
    assert known.settled({"TXT003", "URL005"}) == 0


def test_lines_keys_and_items_may_move(known: Baseline, article: Path) -> None:
    head, items = TEXT.removesuffix("---\n").split("related:\n")
    parts = items.split("  - ")[1:]
    keys = head.removeprefix("---\n").replace('title: "The harbour at dawn "\n', "")
    moved = "---\n# a comment\n\nrelated:\n" + "".join(f"  - {part}" for part in parts[::-1])
    moved += f'title: "The harbour at dawn " # here\n{keys}---\nbody\n'
    assert left(known, moved, article) == []


def test_what_is_new_is_reported(known: Baseline, article: Path) -> None:
    new = TEXT.replace("type: article", "type: 1", 1)
    assert left(known, new, article) == [("FLD004", "type")]


def test_a_changed_value_is_new(known: Baseline, article: Path) -> None:
    assert left(known, TEXT.replace("dawn ", "dusk "), article) == [("TXT003", "title")]
    assert known.settled({"TXT003"}) == 1
    assert known.settled({"URL005"}) == 0


def test_the_same_item_twice_is_known_once(known: Baseline, article: Path) -> None:
    twice = TEXT.replace("related:\n", "related:\n" + RELATED.format(title="x"))
    assert left(known, twice, article) == [("TXT003", "related[1].title")]


def test_another_file_is_another_finding(known: Baseline, article: Path) -> None:
    assert len(left(known, TEXT, article.with_name("b.md"))) == 5


def test_broken_files_have_known_findings_too(tmp_path: Path, article: Path) -> None:
    broken = TEXT.replace("type: article", "type: : x", 1)
    baseline = Baseline(str(tmp_path / "known.json"))
    baseline.add(check(broken, article))
    baseline.add(Checker().check_bytes(b"\xff", "binary.md"))
    baseline.write()
    again = Baseline.read(baseline.path)
    assert left(again, broken.replace("---\n", "---\n\n", 1), article) == []
    assert again.without_known(Checker().check_bytes(b"\xff", "binary.md")).findings == ()


def test_the_file_is_sorted_and_stable(tmp_path: Path, known: Baseline, article: Path) -> None:
    text = Path(known.path).read_text(encoding="utf-8")
    other = Baseline(str(tmp_path / "other.json"))
    other.add(check(TEXT, article.with_name("b.md")))
    other.add(check(TEXT, article))
    other.write()
    data = json.loads(Path(other.path).read_text(encoding="utf-8"))
    assert list(data["findings"]) == ["content/a.md", "content/b.md"]
    assert data["findings"]["content/a.md"] == json.loads(text)["findings"]["content/a.md"]
    assert [e["route"] for e in data["findings"]["content/a.md"]] == [
        "related[webUrl=https://www.example.com/x].title",
        "related[webUrl=https://www.example.com/y].title",
        "related[webUrl=https://www.example.com/z].title",
        "title",
        "webUrl",
    ]


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "findings": {"a": [{}]}}',
             '{"version": 1, "findings": []}', '{"version": 1, "findings": {"a": 1}}']
)  # fmt: skip
def test_what_is_no_baseline_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(text)
    with pytest.raises(UsageError, match="not a baseline"):
        Baseline.read(str(path))


def test_a_baseline_must_exist(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="write it with --write-baseline"):
        Baseline.read(str(tmp_path / "none.json"))


def test_real_files_stay_clean_when_their_lines_move(shared: Path, tmp_path: Path) -> None:
    folder = tmp_path / "news"
    shutil.copytree(shared / "corpus" / "news", folder)
    checker = Checker(Settings(select=("ALL",), ignore=("SET",)))

    def results() -> list[CheckedFile]:
        return [
            checker.check_bytes(path.read_bytes(), str(path)) for path in sorted(folder.iterdir())
        ]

    baseline = Baseline(str(tmp_path / "known.json"))
    for result in results():
        baseline.add(result)
    assert baseline.write() > 50
    for path in folder.iterdir():
        newline = b"\r\n" if b"\r\n" in path.read_bytes() else b"\n"
        lines = path.read_bytes().split(newline)
        end = lines.index(b"---", 1)
        moved = [b"---", b"# moved", b"", *lines[2:end], lines[1], *lines[end:]]
        path.write_bytes(newline.join(moved))
    known = Baseline.read(baseline.path)
    assert not any(known.without_known(result).findings for result in results())
    assert known.settled({rule.code for rule in RULES}) == 0
    one = sorted(folder.iterdir())[50]
    one.write_bytes(re.sub(rb"(?m)^type: .*$", b"type: 1", one.read_bytes()))
    known = Baseline.read(baseline.path)
    left = [finding for result in results() for finding in known.without_known(result).findings]
    assert [(finding.code, finding.file) for finding in left] == [("FLD004", str(one))]


ENTRY = '{"code": "X1", "route": "", "text": "", "count": %s}'


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([ENTRY % '"x"'], "2:50: `count` must be a whole number from 1 to 1,000,000"),
        ([ENTRY % 2, ENTRY % -5], "3:50: `count` must be a whole number"),
        ([ENTRY % "NaN"], "`count` must be a whole number"),
        ([ENTRY % "true"], "2:50: `count` must be a whole number"),
        (['{"code": 5, "route": "", "text": ""}'], "2:10: not a baseline: `code` must be text"),
        (['{"code": "X1", "text": ""}'], "2:2: not a baseline: `route` must be text"),
        (["5"], "2:1: not a baseline: entry 1 must be an object"),
        ([ENTRY % 2, "5"], "3:1: not a baseline: entry 2 must be an object"),
    ],
)
def test_an_entry_of_a_baseline_that_is_wrong_is_told_with_its_place(
    tmp_path: Path, entries: list[str], message: str
) -> None:
    path = tmp_path / "known.json"
    path.write_text('{"version": 1, "findings": {"a.md": [\n' + ",\n".join(entries) + "]}}")
    with pytest.raises(UsageError) as caught:
        Baseline.read(str(path))
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"version": 1, "findings": {"a.md":\n5}}', "2:1: not a baseline: `a.md` must be a list"),
        ('{"version": 1, "findings":\n[]}', "2:1: not a baseline: `findings` must be an object"),
        ('{"version": 1}', "1:2: not a baseline: `findings` must be an object"),
        ('{\n"version": true}', "2:12: not a baseline of version 1, but of true"),
        ('{\n"version": 2}', "2:12: not a baseline of version 1, but of 2"),
        ("[]", "1:1: not a baseline: it must be an object"),
        ('{"version": 1,\n', "2:1: not a baseline: Expecting property name"),
        ('{"version": ' + "1" * 5_000 + "}", "not a baseline: Exceeds the limit"),
        ("[" * 5_000, "not a baseline: "),
    ],
    ids=range(9),
)
def test_what_is_wrong_with_a_baseline_is_told_with_its_place(
    tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "known.json"
    path.write_text(text)
    with pytest.raises(UsageError) as caught:
        Baseline.read(str(path))
    assert str(caught.value).startswith(f"{path}:")
    assert message in str(caught.value)
