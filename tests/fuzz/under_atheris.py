"""The process that atheris runs in: it saves the inputs that break a promise, and goes on.

python tests/fuzz/under_atheris.py TARGET FAILURES [LIBFUZZER-OPTION ...] CORPUS
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
with atheris.instrument_imports(include=["article_schema"], enable_loader_override=False):
    from fuzz.failures import Failures
    from fuzz.targets import TARGETS


def main() -> None:
    """Fuzz until libFuzzer is told to stop."""
    target, folder = TARGETS[sys.argv[1]], Path(sys.argv[2])
    failures = Failures(folder)
    atheris.Setup([sys.argv[0], *sys.argv[3:]], lambda raw: failures.collect(target, raw))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
