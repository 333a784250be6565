"""Several processes find what one finds, in the same order, whatever becomes of them."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from article_schema.checking import workers
from article_schema.checking.config.configurations import Configurations, Given
from article_schema.checking.discovery.search import FoundFile, find_files
from article_schema.checking.engine.checker import Checker
from article_schema.checking.results.checked_file import CheckedFile
from article_schema.checking.run import Checkers
from article_schema.checking.workers import jobs_for
from article_schema.rules.findings import Finding

from .corpus.test_judging import ARTICLE

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with files of all kinds, more than a lot of them, two with the same page."""
    monkeypatch.setattr(workers, "_LOT", 7)
    monkeypatch.setattr(workers, "_LONGEST", 10_000)
    for number in range(60):
        text = ARTICLE.format(number=number, page=3 if number == 50 else number, day=12, hour=19)
        if number % 5 == 1:
            text = text.replace("12T19:19:00Z", "12")
        if number % 20 == 2:
            text += "long " * 3_000
        if number % 20 == 7:
            text = text.replace("category", "categry") + "long " * 3_000
        (tmp_path / f"{number:02}.md").write_text(text)
    (tmp_path / "README.md").write_text("# No article\n")
    (tmp_path / "broken.md").write_text('---\ntitle: "a\n---\n')
    (tmp_path / "gone.md").symlink_to("nowhere")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "article-schema.toml").write_text('ignore = ["FLD"]\n')
    (tmp_path / "sub" / "a.md").write_text("---\ntitle: 1\nwebUrl: htp://a\n---\n")
    return tmp_path


def checked(folder: Path, jobs: int) -> list[tuple[str, bool, bool, tuple[Finding, ...]]]:
    configurations = Configurations(Given())
    files = find_files([folder], configurations)
    return [
        (result.filename, result.checked, result.again, result.findings)
        for result, _ in Checkers(configurations).check(files, jobs)
    ]


@pytest.mark.parametrize("jobs", [2, 3])
def test_several_processes_find_what_one_finds(folder: Path, jobs: int) -> None:
    alone = checked(folder, 1)
    assert len(alone) == 65
    assert sum(bool(findings) for *_, findings in alone) == 19
    assert alone[-1][3][0].code == "SET001"
    assert checked(folder, jobs) == alone


def test_findings_come_with_their_source_and_checker(folder: Path) -> None:
    configurations = Configurations(Given())
    files = find_files([folder], configurations)
    for result, checker in Checkers(configurations).check(files, 2):
        assert result.source is not None or not result.findings or "gone" in result.filename
        assert ("FLD001" in checker.active) is not ("/sub/" in result.filename)


@pytest.mark.parametrize("first", [True, False])
def test_if_workers_are_killed_the_rest_is_checked_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch, first: bool
) -> None:
    alone, home, real = checked(folder, 1), os.getpid(), Checkers.check_one

    def check_one(self: Checkers, file: FoundFile) -> tuple[CheckedFile, Checker]:
        if os.getpid() != home and (first or file.path.endswith("33.md")):
            os._exit(1)
        return real(self, file)

    monkeypatch.setattr(Checkers, "check_one", check_one)
    assert checked(folder, 2) == alone


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="the state is read from /proc")
@pytest.mark.parametrize("last", [True, False])
def test_if_a_worker_is_stopped_the_rest_is_checked_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch, last: bool
) -> None:
    alone, home, real = checked(folder, 1), os.getpid(), Checkers.check_one

    def check_one(self: Checkers, file: FoundFile) -> tuple[CheckedFile, Checker]:
        result = real(self, file)
        if os.getpid() != home and (last or file.path.endswith("33.md")):
            os.kill(os.getpid(), signal.SIGSTOP)
        return result

    monkeypatch.setattr(workers, "_LOOK", 0.1)
    monkeypatch.setattr(Checkers, "check_one", check_one)
    assert checked(folder, 2) == alone


def test_a_worker_that_takes_too_long_is_not_waited_for(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alone, home, real = checked(folder, 1), os.getpid(), Checkers.check_one

    def check_one(self: Checkers, file: FoundFile) -> tuple[CheckedFile, Checker]:
        if os.getpid() != home:
            time.sleep(60)
        return real(self, file)

    monkeypatch.setattr(workers, "_LOOK", 0.1)
    monkeypatch.setattr(workers, "_MOST_SECONDS", 0.001)
    monkeypatch.setattr(Checkers, "check_one", check_one)
    assert checked(folder, 2) == alone


@pytest.mark.parametrize("times", [1, 50])
def test_ctrl_c_waits_for_no_worker_and_leaves_none_however_often_it_is_pressed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    home, real = os.getpid(), Checkers.check_one

    def check_one(self: Checkers, file: FoundFile) -> tuple[CheckedFile, Checker]:
        if os.getpid() != home:
            for _ in range(times):
                os.kill(home, signal.SIGINT)
                time.sleep(0.001)
            os.kill(os.getpid(), signal.SIGSTOP)
        return real(self, file)

    monkeypatch.setattr(Checkers, "check_one", check_one)
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            checked(folder, 2)
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
        assert not multiprocessing.active_children()
    finally:
        signal.signal(signal.SIGINT, before)


def test_what_cannot_be_sent_is_checked_here(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alone, home, real = checked(folder, 1), os.getpid(), workers._reply

    def reply(*arguments: Any) -> Any:
        assert os.getpid() != home
        answer = real(*arguments)
        if isinstance(answer, CheckedFile):
            answer.article = lambda: None
        return answer

    monkeypatch.setattr(workers, "_reply", reply)
    assert checked(folder, 2) == alone


def test_whoever_stops_in_the_middle_leaves_no_process(folder: Path) -> None:
    configurations = Configurations(Given())
    results = Checkers(configurations).check(find_files([folder], configurations), 2)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_workers_end_with_the_process_that_they_work_for(
    number: signal.Signals,
) -> None:
    command = [sys.executable, "-c", WAITING]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.send_signal(number)
    end = time.monotonic() + 10
    while time.monotonic() < end and is_alive(worker):
        time.sleep(0.05)
    assert not is_alive(worker)


#: Checks a file with one worker, tells its number, and waits for the next file.
WAITING = """\
import os, sys, time
from pathlib import Path
from article_schema.checking import workers
from article_schema.checking.discovery.search import FoundFile
from article_schema.checking.results.checked_file import CheckedFile
class Checks:
    def check_one(self, file):
        return CheckedFile(str(os.getpid()), (), None, checked=False), None
    def checker_for(self, file):
        return None
def files():
    yield from [FoundFile("a.md", True)] * workers._LOT * workers._AHEAD
    time.sleep(60)
result, _ = next(workers.check_side_by_side(files(), Checks(), 1))
print(result.filename, flush=True)
time.sleep(60)
"""


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{process}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


# How many


def found(count: int) -> Iterator[FoundFile]:
    return (FoundFile(f"{number}.md", named=False) for number in range(count))


def test_many_files_are_checked_by_as_many_processes_as_there_are_processors(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for processors, count, expected in (
        (4, workers.FEWEST, 4), (4, workers.FEWEST - 1, 1), (1, workers.FEWEST, 1),
        (64, workers.FEWEST + 1, 8),
    ):  # fmt: skip
        monkeypatch.setattr(
            os, "sched_getaffinity", lambda _, n=processors: set(range(n)), raising=False
        )
        jobs, files = jobs_for(found(count), None)
        assert jobs == expected
        assert list(files) == list(found(count))


def test_what_is_asked_for_counts() -> None:
    assert [jobs_for(found(1), wanted)[0] for wanted in (1, 2, 30)] == [1, 2, 30]


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_other_systems_do_with_one_process(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert jobs_for(found(workers.FEWEST), None)[0] == 1
    if system == "win32":
        monkeypatch.delattr(os, "fork")
        assert jobs_for(found(workers.FEWEST), 4)[0] == 1
