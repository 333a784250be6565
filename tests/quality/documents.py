# ruff: noqa: E402 - the tests have no package of their own
"""Take documents through many steps, and see that no change is lost or half made.

    python tests/quality/documents.py [--steps N] [--seed N]

The steps are those of `tests/documents/machine.py`: typed changes, changes by route, bodies, fixes,
formats, saves, changes of others on disk, and blocks of changes that succeed or fail.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1])]

from documents.machine import Documents
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

ROUND = settings(
    max_examples=100,
    stateful_step_count=50,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)


def main() -> int:
    """Run the steps; print how many there were."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=20_000, help="how many, at least")
    parser.add_argument("--seed", type=int, default=0, help="where the random choices start")
    options = parser.parse_args()
    started, choices = time.monotonic(), random.Random(options.seed)
    while Documents.steps < options.steps:
        run_state_machine_as_test(seed(choices.getrandbits(32))(Documents), settings=ROUND)
        print(f"{Documents.steps:,} steps, {time.monotonic() - started:.0f} s", flush=True)
    print(f"No change was lost or half made in {Documents.steps:,} steps.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
