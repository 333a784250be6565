"""The fuzz in short: the seeds and some mutations of them, by the same targets as in a long run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from fuzz.failures import Failures
from fuzz.mutations import Mutations
from fuzz.seeds import inputs, write_corpus, write_dictionary
from fuzz.targets import SEPARATOR, TARGETS, BrokenPromiseError, SlowError, check, edit

MUTATIONS = int(os.environ.get("ARTICLE_SCHEMA_FUZZ_CASES", "3000")) // 4


@pytest.mark.parametrize("target", TARGETS)
def test_the_seeds(target: str, tmp_path: Path) -> None:
    failures = Failures(tmp_path)
    assert sum(failures.collect(TARGETS[target], raw) is None for raw in inputs(target)) > 500
    assert not failures.seen


@pytest.mark.parametrize("target", TARGETS)
def test_mutations_of_the_seeds(target: str, tmp_path: Path) -> None:
    failures = Failures(tmp_path)
    mutations = Mutations(target, seed=len(target), long=False)
    for _ in range(MUTATIONS):
        failures.collect(TARGETS[target], mutations.next())
    assert not failures.seen


def test_the_seeds_are_alike_in_every_run(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        count = write_corpus(tmp_path / name, "edit")
        files = sorted((tmp_path / name).iterdir())
        assert len(files) == count
        contents = b"".join(path.read_bytes() for path in files)
        digests.add(hashlib.sha256(contents).hexdigest())
    assert len(digests) == 1


@pytest.mark.parametrize("target", TARGETS)
def test_atheris_runs(target: str, root: Path, tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="atheris is not installed; it is in the extra `fuzz`")
    script = root / "tests" / "fuzz" / "run.py"
    done = subprocess.run(
        [sys.executable, str(script), "--minutes", "0.05", "--target", target,
         "--home", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "executions" in done.stdout
    assert "coverage" in done.stdout


def test_the_dictionary_has_the_form_of_libfuzzer(tmp_path: Path) -> None:
    write_dictionary(tmp_path / "tokens")
    lines = (tmp_path / "tokens").read_text().splitlines()
    assert len(lines) > 100
    assert all(line.startswith('"\\x') and line.endswith('"') for line in lines)


def test_a_broken_promise_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import fuzz.targets as module

    monkeypatch.setattr(module, "intended", lambda data, edits: {"other": "data"})
    with pytest.raises(BrokenPromiseError):
        edit(b"---\ntitle: a\n---\n" + SEPARATOR + bytes(24))


def test_a_slow_input_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    import fuzz.targets as module

    monkeypatch.setattr(module, "SECONDS", 0.0)
    with pytest.raises(SlowError, match="checking took"):
        check(b"---\ntitle: a\n---\n")


def test_what_fails_is_saved_with_its_traceback(tmp_path: Path) -> None:
    def target(raw: bytes) -> None:
        raise RuntimeError(str(len(raw)))

    failures = Failures(tmp_path)
    for size in range(9):
        assert failures.collect(target, bytes(size)) is not None
    saved = [path for path in tmp_path.iterdir() if path.suffix != ".txt"]
    assert 0 < len(saved) < 9
    assert "RuntimeError" in saved[0].with_suffix(".txt").read_text()
