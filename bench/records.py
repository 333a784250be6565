"""Measure what it takes to write and read a JSON file of many records, one by one.

Usage: `python bench/records.py [RECORDS]`. Each figure comes from a process of its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from article_schema import Article, read_records, write_records
from article_schema.testing import make


def measure(task: str, path: str, number: int) -> None:
    start = time.process_time()
    if task == "write":
        article = make(Article)

        def articles():
            for heat in range(number):
                article.heat = heat
                yield article

        assert write_records(articles(), path) == number
    elif task == "read":
        assert sum(1 for _ in read_records(path)) == number
    seconds = time.process_time() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{seconds:.1f} s, {memory:.0f} MB in all", flush=True)


def main(number: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for name in ("news.jsonl", "news.json"):
            path = str(Path(folder, name))
            for task in ("nothing", "write", "read"):
                print(f"{name}, {task}: ", end="", flush=True)
                subprocess.run([sys.executable, __file__, task, path, str(number)], check=True)
            print(f"{name}: {Path(path).stat().st_size / 1e6:.0f} MB, {number:,} records")


if __name__ == "__main__":
    if len(sys.argv) == 4:
        measure(sys.argv[1], sys.argv[2], int(sys.argv[3]))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
