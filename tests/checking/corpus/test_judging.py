"""Rules about several files together: what they remember, what they find, what they cost."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest

from article_schema import Report, Settings, check_paths
from article_schema.checking.corpus.judging import Corpus
from article_schema.checking.discovery.search import find_files
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.run import check_files

ARTICLE = """\
---
category: news
title: "Ship {number} has arrived"
excerpt: "It has come from the north and brings {number} boxes."
publishedDateTime: 2020-06-{day:02}T{hour:02}:19:00Z
webUrl: "https://www.example.com/ships/{page}"
type: article
provider:
  name: Example Times
  domain: example.com
topics:
  - Ports
---
"""


def write(folder: Path, number: int, page: int | None = None) -> Path:
    path = folder / f"ship-{number:06}.md"
    path.write_text(
        ARTICLE.format(
            number=number,
            day=number % 28 + 1,
            hour=number % 24,
            page=number if page is None else page,
        )
    )
    return path


def test_results_about_several_files_come_last_in_the_order_of_the_files(tmp_path: Path) -> None:
    for number, page in [(1, 8), (2, 9), (3, 8), (4, 9), (5, 8)]:
        write(tmp_path, number, page)
    results = list(check_files(find_files([tmp_path]), Checker()))
    assert [(Path(result.filename).name, result.again) for result in results[5:]] == [
        ("ship-000003.md", True),
        ("ship-000004.md", True),
        ("ship-000005.md", True),
    ]
    assert not any(result.again for result in results[:5])
    late = results[5]
    assert late.source is not None
    assert [(f.code, f.line, f.column, f.end_column) for f in late.findings] == [
        ("SET001", 6, 9, 42)
    ]
    assert late.findings[0].message == f"{tmp_path / 'ship-000001.md'} names the same page"


def test_files_are_counted_once(tmp_path: Path) -> None:
    write(tmp_path, 1, 8)
    write(tmp_path, 2, 8)
    report = check_paths([tmp_path])
    assert (report.files, len(report.findings)) == (2, 1)
    assert report.ok


def test_faulty_files_are_compared_as_far_as_they_can_be(tmp_path: Path) -> None:
    write(tmp_path, 1, 8)
    path = write(tmp_path, 2, 8)
    path.write_text(path.read_text().replace("2020-06-03T", "2020-06-33T"))
    codes = {finding.code for finding in check_paths([tmp_path]).findings}
    assert codes == {"DAT003", "SET001"}


def test_a_file_that_is_gone_by_then_is_left_out(tmp_path: Path) -> None:
    paths = [write(tmp_path, number, 8) for number in (1, 2)]
    results = check_files(find_files([tmp_path]), Checker())
    assert len([next(results), next(results)]) == 2
    paths[1].unlink()
    assert list(results) == []


def test_a_suppressed_finding_gives_no_further_result(tmp_path: Path) -> None:
    write(tmp_path, 1, 8)
    path = write(tmp_path, 2, 8)
    comment = "# article-schema: ignore[SET001] a reprint"
    path.write_text(path.read_text().replace('ships/8"', f'ships/8" {comment}'))
    assert len(list(check_files(find_files([tmp_path]), Checker()))) == 2


def test_equal_hashes_are_no_finding(tmp_path: Path) -> None:
    checker = Checker()
    corpus = Corpus()
    for number in (1, 2):
        result = checker.check_bytes(write(tmp_path, number).read_bytes(), str(tmp_path / "x"))
        corpus.add(result, checker)
    for file in (0, 1):
        for store in corpus.stores:
            store.owned.add(7, 0, file)
    assert list(corpus.results()) == []


def test_rules_that_are_off_remember_nothing(tmp_path: Path) -> None:
    checker = Checker(Settings(ignore=("SET",)))
    assert checker.check_bytes(write(tmp_path, 1).read_bytes(), "a.md").entries == ()


@pytest.mark.parametrize("name", ["a/b.md", "b.md", "./c/ä.md", "/x/y.md", "caf\udce9.md"])
def test_names_come_back_as_they_were(name: str) -> None:
    corpus = Corpus()
    corpus.names.add("other/file.md")
    index = corpus.names.add(name)
    corpus.names.add("last.md")
    assert Path(corpus.names.get(index)) == Path(name)


# The kernel lets getrusage() speak of the process that forked this one too; VmHWM does not.
MEASURE = """\
import re, sys
from pathlib import Path
from article_schema import check_paths
report = check_paths([sys.argv[1]])
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(report.files, peak)
for finding in report.findings:
    print(finding.code, finding.file.rpartition("/")[2], finding.message.rpartition("/")[2])
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak memory in /proc")
def test_one_page_in_two_of_ten_thousand_files_is_found_in_little_memory(tmp_path: Path) -> None:
    for number in range(10_000):
        write(tmp_path, number, page=123 if number == 9_876 else None)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(tmp_path)], capture_output=True, text=True, check=True
    )
    head, *found = done.stdout.splitlines()
    files, kilobytes = map(int, head.split())
    assert files == 10_000
    assert found == ["SET001 ship-009876.md ship-000123.md names the same page"]
    assert kilobytes < 100_000


def test_facts_of_very_many_files_take_little_memory() -> None:
    checker, corpus = Checker(), Corpus()
    tracemalloc.start()
    try:
        for file in range(64_000):
            facts = tuple((3 * file + number, 0, False) for number in range(3))
            corpus.add(CheckedFile(f"news/{file:06}.md", (), None, entries=facts), checker)
        assert list(corpus.results()) == []
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()


def test_a_report_keeps_late_findings_at_its_end(tmp_path: Path) -> None:
    write(tmp_path, 1, 8)
    write(tmp_path, 2, 8)
    path = write(tmp_path, 3)
    path.write_text(path.read_text().replace("webUrl: ", "webUrl:  ").replace("north", "<b>north"))
    report: Report = check_paths([tmp_path])
    assert report.findings[-1].code == "SET001"
    assert len(report.findings) > 1
