"""Test the tests: change the code in small ways, and see whether a test fails.

    python tests/quality/mutants.py --sample 500 --seed 1 [--survivors F] [--again F] [ROOM ...]

The mutants are those of cosmic-ray, a sample by chance of all that it can make of some rooms. Each
is written into a copy of the repository, where those tests run that reach its line: a tracer has
noted them before. A mutant that no test notices has survived, and is told with its lines.
"""

from __future__ import annotations

import argparse
import ast
import json
import multiprocessing
import os
import random
import re
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import asdict, dataclass
from difflib import unified_diff
from importlib import import_module
from pathlib import Path
from typing import Any

import coverage
import hypothesis
import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGE = Path("src/article_schema")
#: What runs the command and its parts. Only what runs in the process of the tests is traced, and
#: imports the copy with the mutant. The tests of security measure costs and other processes: they
#: take as long as all others together, and notice hardly a mutant that these do not.
_COMMAND = [
    "tests/checking", "tests/cli", "tests/reporting", "tests/rules",
    "tests/test_acceptance.py", "tests/test_routes.py", "tests/test_testing.py",
    "tests/test_traps.py",
]  # fmt: skip
#: The tests of each room.
ROOMS = {
    "document": [
        "tests/document", "tests/fuzz", "tests/test_documents.py", "tests/test_acceptance.py",
    ],
    "model": [
        "tests/model", "tests/schema", "tests/test_agreement.py", "tests/test_conversion.py",
        "tests/test_documents.py", "tests/test_own_models.py",
    ],
    **dict.fromkeys(("checking", "cli", "reporting", "rules"), _COMMAND),
}  # fmt: skip
#: Tests that take so many times as long as without a mutant, and some seconds, wait for ever.
_TIMES, _SECONDS = 4, 20
#: So many of the tests that have noticed most are tried before the others.
_FIRST = 12
#: So many mutants are tried side by side, each in a copy of its own.
_JOBS = 2
#: A mutant that never ends may not fill the memory of the machine before its time is up.
_MEMORY = 3 * 1024**3
#: Random tests are as good as their number, so they run with few cases, and a fixed seed.
_ENVIRONMENT = {
    "HYPOTHESIS_PROFILE": "mutants",
    "ARTICLE_SCHEMA_EXAMPLES": "60",
    "ARTICLE_SCHEMA_FUZZ_CASES": "400",
    "ARTICLE_SCHEMA_STATEFUL_CASES": "150",
}
hypothesis.settings.register_profile(
    "mutants", deadline=None, max_examples=15, database=None,
    # Nobody reads why a mutant failed.
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)  # fmt: skip
#: What tests and package import from elsewhere, imported once instead of for each mutant.
_LIBRARIES = ("attrs", "cattrs.preconf.json", "hypothesis.stateful", "jsonschema_rs",
              "pathspec", "ruamel.yaml", "yaml", "xml.etree.ElementTree")  # fmt: skip
_PYTEST = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "no:xdist",
           "--hypothesis-seed=1", "-W", "ignore::pytest.PytestConfigWarning",
           "-W", "ignore::pytest.PytestAssertRewriteWarning",
           # Its process imports the repository, not the copy with the mutant, and takes seconds.
           "--deselect", "tests/fuzz/test_targets.py::test_atheris_runs"]  # fmt: skip


def _processes(first: Any = None, *given: Any) -> ProcessPoolExecutor:
    """Return processes that may start others, as some tests do; those of a `Pool` may not."""
    fork = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(_JOBS, fork, first, given)


@dataclass(frozen=True)
class Mutant:
    """One small change of a module."""

    path: str
    operator: str
    occurrence: int
    line: int


def all_mutants(room: str, without: Iterable[str]) -> Iterator[Mutant]:
    """Yield the mutants of a room, except those of annotations, which are never evaluated."""
    for path in sorted((ROOT / PACKAGE / room).rglob("*.py")):
        name = path.relative_to(ROOT / PACKAGE).as_posix()
        if name in without:
            continue
        code = path.read_text(encoding="utf-8")
        tree = get_ast(code)
        ignored = _annotations(ast.parse(code))
        for operator in sorted(operator_names()):
            # These two want to be told a variable.
            if not operator.endswith(("VariableReplacer", "VariableInserter")):
                places = [
                    start
                    for node in ast_nodes(tree)
                    for start, _ in get_operator(operator)().mutation_positions(node)
                ]
                for occurrence, start in enumerate(places):
                    if not any(first <= start < last for first, last in ignored):
                        yield Mutant(f"{PACKAGE}/{name}", operator, occurrence, start[0])


def _annotations(tree: ast.AST) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    found: list[ast.expr | None] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            found += [node.returns, *(argument.annotation for argument in ast.walk(node.args)
                                      if isinstance(argument, ast.arg))]  # fmt: skip
        elif isinstance(node, ast.AnnAssign):
            found.append(node.annotation)
    return [
        ((part.lineno, part.col_offset), (part.end_lineno or 0, part.end_col_offset or 0))
        for part in found
        if part is not None
    ]


class _Tracer:
    """Notes, as a plug-in of pytest, which test runs which lines, and how long it takes."""

    def __init__(self, measured: coverage.Coverage) -> None:
        self.measured = measured
        self.seconds: dict[str, float] = {}
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.add(report.nodeid)

    @pytest.hookimpl(hookwrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.measured.switch_context(item.nodeid)
        started = time.perf_counter()
        yield
        self.seconds[item.nodeid] = time.perf_counter() - started
        self.measured.switch_context("")


class _Chosen:
    """Lets pytest run some tests alone, the quickest first, and notes the one that fails."""

    def __init__(self, seconds: dict[str, float], nodes: set[str], failed: Path) -> None:
        self.seconds = seconds
        self.nodes = nodes
        self.failed = failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.failed.write_text(report.nodeid, encoding="utf-8")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = [item for item in items if item.nodeid in self.nodes]
        items.sort(key=lambda item: self.seconds.get(item.nodeid, 0))


class Bench:
    """A copy of the repository in which mutants are tried."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns(
            ".git", ".fuzz", ".hypothesis", ".*_cache", "__pycache__"))  # fmt: skip
        #: For each module and line the tests that run it; those of the line 0 import it.
        self.reached: dict[str, dict[int, set[str]]] = {}
        self.seconds: dict[str, float] = {}
        #: The tests of each room.
        self.tests: dict[str, list[str]] = defaultdict(list)
        self.written = 0
        #: How many mutants each test has noticed: who noticed many may well notice the next.
        self.kills: Counter[str] = Counter()

    def move(self, folder: Path) -> None:
        """Go on in another copy."""
        shutil.copytree(self.folder, folder, ignore=shutil.ignore_patterns("trace-*.json"))
        self.folder = folder

    def trace(self, rooms: list[str]) -> None:
        """Run the tests that some rooms share as they are, and note what they reach."""
        files = sorted(
            str(file.relative_to(self.folder))
            for name in ROOMS[rooms[0]]
            for path in [self.folder / name]
            for file in (path.rglob("test_*.py") if path.is_dir() else [path])
        )
        parts = [(rooms, files[first::_JOBS], first) for first in range(_JOBS)]
        with _processes() as pool:
            for noted in pool.map(self._trace_part, *zip(*parts, strict=True)):
                self._note(rooms, noted)

    def _trace_part(self, rooms: list[str], files: list[str], number: int) -> dict[str, Any]:
        data = self.folder / f"trace-{rooms[0]}-{number}.json"
        status = self._fork(lambda: self._traced(rooms, files, data), 1800)
        if status not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            log = (self.folder / "pytest.log").read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"{log[-2000:]}the tests of {rooms[0]} cannot be run")
        noted: dict[str, Any] = json.loads(data.read_text())
        return noted

    def _note(self, rooms: list[str], noted: dict[str, Any]) -> None:
        for node in noted["failed"]:
            print(f"left out, since it fails without any mutant: {node}", flush=True)
        self.seconds |= noted["seconds"]
        names = list(noted["seconds"])
        for room in rooms:
            self.tests[room] += names
        for path, lines in noted["reached"].items():
            module = self.reached.setdefault(path, {})
            for line, nodes in lines.items():
                module.setdefault(int(line), set()).update(names[node] for node in nodes)

    def _traced(self, rooms: list[str], files: list[str], out: Path) -> int:
        measured = coverage.Coverage(
            data_file=None, config_file=False,
            include=[str(self.folder / PACKAGE / room / "*") for room in rooms],
        )  # fmt: skip
        tracer = _Tracer(measured)
        measured.start()
        options = [option for option in _PYTEST if option != "-x"]
        status = pytest.main([*options, *files], [tracer])
        measured.stop()
        data = measured.get_data()
        sound = {node: spent for node, spent in tracer.seconds.items() if node not in tracer.failed}
        numbers = {node: number for number, node in enumerate(sound)}
        reached = {
            Path(path).relative_to(self.folder).as_posix(): {
                line: [numbers[node] for node in nodes if node in numbers]
                for line, nodes in data.contexts_by_lineno(path).items()
            }
            for path in data.measured_files()
        }
        noted = {"reached": reached, "seconds": sound, "failed": sorted(tracer.failed)}
        out.write_text(json.dumps(noted))
        return int(status)

    def is_killed(self, mutant: Mutant, room: str) -> str | None:
        """Try a mutant; return how it was noticed, or None if it was not."""
        path = self.folder / mutant.path
        code = path.read_text(encoding="utf-8")
        changed = mutate_code(code, get_operator(mutant.operator)(), mutant.occurrence)
        assert changed is not None
        times = path.stat()
        nodes = self._nodes(mutant) or set(self.tests[room])
        try:
            path.write_text(changed, encoding="utf-8")
            # The compiled module of before must not be taken for this one.
            self.written += 1
            os.utime(path, (times.st_atime, times.st_mtime - 10 * self.written))
            own = f"test_{path.name}"
            first = {node for node in nodes if Path(node.partition("::")[0]).name == own}
            first |= {node for node, _ in self.kills.most_common(_FIRST)} & nodes
            status = self._tried(first) if first else 0
            if status == 0 and first != nodes:
                status = self._tried(nodes - first)
        finally:
            path.write_text(code, encoding="utf-8")
            os.utime(path, (times.st_atime, times.st_mtime))
        return None if status == 0 else "too slow" if status is None else "failed"

    def _tried(self, nodes: set[str]) -> int | None:
        """Run some tests and return their status, or None if they do not end."""
        spent = sum(self.seconds[node] for node in nodes)
        failed = self.folder / "failed"
        failed.unlink(missing_ok=True)
        status = self._fork(lambda: self._tested(nodes, failed), _TIMES * spent + _SECONDS)
        if failed.exists():
            self.kills[failed.read_text(encoding="utf-8")] += 1
        if status == pytest.ExitCode.NO_TESTS_COLLECTED:
            raise RuntimeError(f"of {len(nodes)} tests none was found again")
        return status

    def _nodes(self, mutant: Mutant) -> set[str] | None:
        """Return the tests that reach a mutant; None, all of them, for what runs on import."""
        nodes = self.reached.get(mutant.path, {}).get(mutant.line)
        if nodes:
            return nodes
        tree = ast.parse((self.folder / mutant.path).read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.stmt) and node.lineno <= mutant.line <= (node.end_lineno or 0):
                nodes = self.reached.get(mutant.path, {}).get(node.lineno) or nodes
        return nodes or None

    def _tested(self, nodes: set[str], failed: Path) -> int:
        files = sorted({node.partition("::")[0] for node in nodes})
        return int(pytest.main([*_PYTEST, *files], [_Chosen(self.seconds, nodes, failed)]))

    def _fork(self, action: Any, seconds: float) -> int | None:
        """Return the status of an action in a process of its own, or None if it takes too long."""
        child = os.fork()
        if child == 0:
            status = 1
            os.setsid()
            log = os.open(self.folder / "pytest.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
            os.dup2(log, 1)
            os.dup2(log, 2)
            os.chdir(self.folder)
            resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
            os.environ.update(_ENVIRONMENT, PYTHONPATH=str(self.folder / "src"))
            sys.path.insert(0, str(self.folder / "src"))
            try:
                status = action()
            finally:
                # Nothing of the parent may be tidied up here, whatever a mutant raises.
                os._exit(status)
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            done, status = os.waitpid(child, os.WNOHANG)
            if done:
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.killpg(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return None


def shown(mutant: Mutant) -> str:
    """Return the lines that a mutant changes, before and after."""
    code = (ROOT / mutant.path).read_text(encoding="utf-8")
    changed = mutate_code(code, get_operator(mutant.operator)(), mutant.occurrence) or ""
    lines = unified_diff(code.splitlines(), changed.splitlines(), n=0, lineterm="")
    return "\n".join(f"    {line}" for line in lines if not re.match(r"---|\+\+\+|@@", line))


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("rooms", nargs="*", choices=[*ROOMS, []], help="all, if none is named")
    parser.add_argument("--sample", type=int, default=500, help="how many mutants")
    parser.add_argument("--seed", type=int, default=1, help="of the sample")
    parser.add_argument("--without", action="append", default=[], metavar="MODULE",
                        help="a module to leave alone: document/reading/house.py")  # fmt: skip
    parser.add_argument("--survivors", type=Path, help="where to note the survivors")
    parser.add_argument("--again", type=Path, help="try the mutants that were noted there")
    options = parser.parse_args()
    for library in _LIBRARIES:
        import_module(library)
    if options.again:
        chosen = [Mutant(**entry) for entry in json.loads(options.again.read_text())]
    else:
        every = [mutant for room in options.rooms or ROOMS
                 for mutant in all_mutants(room, options.without)]  # fmt: skip
        chosen = random.Random(options.seed).sample(every, min(options.sample, len(every)))
        print(f"{len(chosen):,} of {len(every):,} mutants", flush=True)
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        # Some tests go on as another user, who has to find the way back into the copy.
        Path(folder).chmod(0o755)
        survivors = _try_all(Bench(Path(folder).resolve() / "first"), chosen)
    if options.survivors:
        options.survivors.write_text(json.dumps([asdict(mutant) for mutant in survivors], indent=1))
    return 1 if survivors else 0


#: What a process that tries mutants works with: its copy, and the rooms of the mutants.
_bench: Bench
_rooms: dict[Mutant, str]


def _begin(bench: Bench, rooms: dict[Mutant, str]) -> None:
    global _bench, _rooms
    bench.move(bench.folder.with_name(f"copy-{os.getpid()}"))
    _bench, _rooms = bench, rooms


def _outcome(mutant: Mutant) -> tuple[Mutant, str]:
    return mutant, _bench.is_killed(mutant, _rooms[mutant]) or "survived"


def _try_all(bench: Bench, chosen: list[Mutant]) -> list[Mutant]:
    rooms = {mutant: Path(mutant.path).relative_to(PACKAGE).parts[0] for mutant in chosen}
    together: dict[str, list[str]] = defaultdict(list)
    for room in sorted(set(rooms.values())):
        together[" ".join(ROOMS[room])].append(room)
    for named in together.values():
        bench.trace(named)
    outcomes: dict[str, Counter[str]] = defaultdict(Counter)
    survivors = []
    started = time.monotonic()
    pool = _processes(_begin, bench, rooms)
    tried = [pool.submit(_outcome, mutant) for mutant in chosen]
    for number, done in enumerate(as_completed(tried), 1):
        mutant, outcome = done.result()
        outcomes[mutant.path][outcome] += 1
        if outcome == "survived":
            survivors.append(mutant)
            place = f"{mutant.path}:{mutant.line}"
            print(f"{number:>4} {place} {mutant.operator}\n{shown(mutant)}", flush=True)
        if number % 25 == 0:
            print(f"{number - len(survivors):,} of {number:,} killed so far,"
                  f" {(time.monotonic() - started) / number:.1f} s each", flush=True)  # fmt: skip
    pool.shutdown()
    for path, counts in sorted(outcomes.items()):
        killed = counts.total() - counts["survived"]
        print(f"{killed:>4} of {counts.total():>4}  {path}")
    killed = len(chosen) - len(survivors)
    slow = sum(counts["too slow"] for counts in outcomes.values())
    print(f"{killed:,} of {len(chosen):,} killed, {killed / max(len(chosen), 1):.1%}"
          f" ({slow} took too long)")  # fmt: skip
    return survivors


if __name__ == "__main__":
    sys.exit(main())
