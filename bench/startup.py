"""Measure what the shortest calls take, against a bare start of Python, in one run.

    python bench/startup.py [--times 20]

Each call is a process of its own, measured from outside. The calls take turns, and the least of all
rounds counts, since other work on the machine can only add to it. The script that pip writes for a
command imports more than the command itself, so the same call is also made without it. The file is
valid and in a folder without a configuration, or it is in one with it, or has a finding.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from corpus import article
from measuring import keep_bytecode

_CALL = "import sys; from article_schema.cli import main; sys.exit(main())"


def seconds(command: list[str], folder: Path) -> tuple[float, float]:
    """Return the seconds by the clock and by the processor that a command takes."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    taken = time.perf_counter() - began
    # A finding is status 1.
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"{command} failed")
    return taken, usage.ru_utime + usage.ru_stime


def main() -> None:
    """Run from the command line."""
    keep_bytecode()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    script = shutil.which("article-schema", path=str(Path(sys.executable).parent)) or ""
    name, text = article(1)
    calls = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "main(--version)": [sys.executable, "-c", _CALL, "--version"],
        "article-schema --version": [script, "--version"],
        "main(check, one file)": [sys.executable, "-c", _CALL, "check", name],
        "article-schema check, one file": [script, "check", name],
        "main(check, configured)": [sys.executable, "-c", _CALL, "check", name],
        "main(check, one finding)": [sys.executable, "-c", _CALL, "check", name],
    }
    folders = {"main(check, configured)": "configured", "main(check, one finding)": "faulty"}
    taken: dict[str, list[tuple[float, float]]] = {title: [] for title in calls}
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        faulty = text.replace('."\n', '. "\n', 1)
        for folder, written in ((".", text), ("configured", text), ("faulty", faulty)):
            (home / folder).mkdir(exist_ok=True)
            (home / folder / name).write_text(written, encoding="utf-8")
        (home / "configured" / "article-schema.toml").write_text('known-keys = ["seo"]\n')
        for _ in range(times):
            for title, command in calls.items():
                taken[title].append(seconds(command, home / folders.get(title, ".")))
    bare = min(cpu for _, cpu in taken["python -c pass"])
    print(f"| call, least of {times:<17} | ms by the clock | ms of CPU | × bare Python, CPU |")
    print(f"|{'-' * 34}|{'-' * 17}|{'-' * 11}|{'-' * 20}|")
    for title, pairs in taken.items():
        clock, cpu = (min(part) for part in zip(*pairs, strict=True))
        print(f"| {title:<32} | {clock * 1e3:>15.1f} | {cpu * 1e3:>9.1f} "
              f"| {cpu / bare:>16.2f} × |")  # fmt: skip


if __name__ == "__main__":
    main()
