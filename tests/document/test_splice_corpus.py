"""The corpus of real files, where it is at hand, edited in every way."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest


def test_a_sample_of_the_corpus_stays_minimal(
    shared: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = root / "tests" / "quality" / "edit_corpus.py"
    if not script.exists():
        pytest.skip("the harness tests/quality/edit_corpus.py is not part of this distribution")
    spec = importlib.util.spec_from_file_location("edit_corpus", script)
    assert spec is not None
    assert spec.loader is not None
    harness = importlib.util.module_from_spec(spec)
    # A dataclass looks its module up by name.
    sys.modules[spec.name] = harness
    spec.loader.exec_module(harness)
    paths = list(harness.files([shared / "corpus"]))
    assert harness.run([path for path in paths if path.suffix != ".json"][::12]) == 0
    assert "refused" in capsys.readouterr().out
