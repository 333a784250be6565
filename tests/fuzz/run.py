"""Fuzz the library for any length of time: with atheris, with mutations by chance, or hypothesis.

    python tests/fuzz/run.py --minutes 30 [--target check|edit] [FOLDER ...]
    python tests/fuzz/run.py --engine mutations --seed 7 --minutes 5
    python tests/fuzz/run.py --engine hypothesis --cases 100000
    python tests/fuzz/run.py --replay FILE --target edit

Files below the folders become seeds too. What was found stands in `.fuzz`: the corpus, which the
next run goes on from, the log, and the inputs that failed, each with its traceback. The exit status
is 1 if any input failed.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from fuzz.failures import Failures  # noqa: E402 - found by the line above
from fuzz.mutations import Mutations  # noqa: E402
from fuzz.seeds import write_corpus, write_dictionary  # noqa: E402
from fuzz.targets import TARGETS  # noqa: E402

#: Seconds after which libFuzzer takes an input for a hang.
_HANG = 20
_STATUS = re.compile(r"#(?P<runs>\d+)\s.*cov: (?P<cov>\d+) ft: (?P<ft>\d+) corp: (?P<corp>\S+)")


def fuzz_with_atheris(target: str, seconds: float, home: Path, length: int) -> Path:
    """Run atheris for some time, anew where an input ends its process; return the failures."""
    failures = home / "failures" / target
    failures.mkdir(parents=True, exist_ok=True)
    write_dictionary(home / "tokens.dict")
    end = time.monotonic() + seconds
    runs = 0
    while (left := int(end - time.monotonic())) > 0:
        command = [
            sys.executable, str(Path(__file__).with_name("under_atheris.py")), target,
            str(failures), f"-max_total_time={left}", f"-dict={home / 'tokens.dict'}",
            f"-max_len={length}", f"-timeout={_HANG}", "-rss_limit_mb=2000", "-len_control=20",
            f"-artifact_prefix={failures}/", "-print_final_stats=1",
            str(home / "corpus" / target),
        ]  # fmt: skip
        last = None
        with (home / f"{target}.log").open("a", encoding="utf-8") as log:
            process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, errors="replace")
            assert process.stderr is not None
            for line in process.stderr:
                log.write(line)
                status = _STATUS.match(line)
                if status:
                    last = status
                    print(f"\r{target}: {line.strip():.100}", end="", flush=True)
        runs += int(last["runs"]) if last else 0
        if process.wait() == 0:
            break
    print(f"\n{target}: {runs:,} executions")
    if last:
        print(f"{target}: coverage {last['cov']}, features {last['ft']}, corpus {last['corp']}")
    return failures


def fuzz_with_mutations(target: str, seconds: float, home: Path, seed: int) -> Path:
    """Change seeds by chance for some time; return the failures."""
    failures = Failures(home / "failures" / target)
    mutations = Mutations(target, seed)
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        failures.collect(TARGETS[target], mutations.next())
        count += 1
    print(f"{target}: {count:,} executions with seed {seed}")
    return failures.folder


def fuzz_with_hypothesis(cases: int) -> int:
    """Open, change and save files in any order, in so many cases; return the exit status."""
    tests = Path(__file__).with_name("test_stateful.py")
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "--durations=0", str(tests)],
        cwd=ROOT, check=False, env={**os.environ, "ARTICLE_SCHEMA_STATEFUL_CASES": str(cases)},
    ).returncode  # fmt: skip


def confirmed(target: str, folder: Path) -> Counter[str]:
    """Run the saved inputs once more, without instruments that make them slow; forget the rest."""
    kinds: Counter[str] = Counter()
    again = Failures(folder)
    for path in sorted(folder.glob("*")):
        if path.suffix == ".txt":
            continue
        kind = again.collect(TARGETS[target], path.read_bytes())
        if kind is not None:
            kinds[kind] += 1
            print(f"FAILED {path}: {kind}")
        elif path.name.startswith("SlowError"):
            path.unlink()
            path.with_suffix(".txt").unlink()
    return kinds


def main() -> int:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="*", type=Path, help="files to begin with, too")
    parser.add_argument("--minutes", type=float, default=1, help="for each target")
    parser.add_argument("--target", choices=sorted(TARGETS), help="one target instead of all")
    parser.add_argument("--engine", default="atheris",
                        choices=["atheris", "mutations", "hypothesis"])  # fmt: skip
    parser.add_argument("--seed", type=int, default=1, help="of the mutations")
    parser.add_argument("--cases", type=int, default=10_000, help="of hypothesis")
    parser.add_argument("--max-length", type=int, default=4096, help="bytes of an input of atheris")
    parser.add_argument("--home", type=Path, default=ROOT / ".fuzz", help="where results stand")
    parser.add_argument("--replay", type=Path, help="run one input and let its error through")
    options = parser.parse_args()
    targets = [options.target] if options.target else sorted(TARGETS)
    if options.replay:
        for target in targets:
            TARGETS[target](options.replay.read_bytes())
        return 0
    if options.engine == "hypothesis":
        return fuzz_with_hypothesis(options.cases)
    failed = 0
    for target in targets:
        seconds = options.minutes * 60
        if options.engine == "atheris":
            count = write_corpus(options.home / "corpus" / target, target, options.folders)
            print(f"{target}: {count:,} seeds")
            folder = fuzz_with_atheris(target, seconds, options.home, options.max_length)
        else:
            folder = fuzz_with_mutations(target, seconds, options.home, options.seed)
        failed += sum(confirmed(target, folder).values())
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
