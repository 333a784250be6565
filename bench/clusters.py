"""Check one archive with each engine, kill a worker of each in the middle, and compare reports.

    python bench/clusters.py [--articles 100000] [--only local dask ray spark]

Each cluster has two workers on this machine. The report has to be that of one process, byte for
byte; of Spark, which runs no rules about several files, the findings of the single files. Start is
the time for an archive of one article. It needs what `nox -s clusters` installs.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
from corpus import article
from measuring import measure

WORKERS = 2
#: The rows of a group; a worker gets one at a time.
GROUP = 2_500
CHECK = (
    sys.executable, "-m", "article_schema", "check", "--isolated", "--now", "2030-01-01T00:00:00Z",
    "--output-format", "json", "--engine",
)  # fmt: skip
#: What the workers of Ray are called while they work.
TASKS = ("ray::look_at", "ray::merged", "ray::contested_in", "ray::read_at")
#: Codes of the rules about several files.
TOGETHER = ("SET001", "SET002", "SET005")


class Run(NamedTuple):
    """What a run gave, and how long it took in seconds."""

    output: Any
    seconds: float
    killed: bool


def write_archive(path: Path, number: int) -> None:
    """Write articles, of which one in a hundred has faults, and some name the page of another."""
    schema = pa.schema([("path", pa.string()), ("content", pa.string())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for start in range(0, number, GROUP):
            some = [_article(at) for at in range(start, min(start + GROUP, number))]
            names, texts = zip(*some, strict=True)
            writer.write_table(pa.table({"path": names, "content": texts}, schema))


def _article(number: int) -> tuple[str, str]:
    name, text = article(number, "broken" if number % 100 == 99 else "average")
    if number % 1_000 == 998:
        _, text = article(number - 997)
    return name, text


def run(
    engine: str, archive: Path, env: dict[str, str], kill: Callable[[], bool] | None, after: float
) -> Run:
    """Run the command, and end a worker of its cluster after some seconds."""
    began = time.perf_counter()
    killer = _Killer(kill, after)
    with killer:
        done = subprocess.run(
            [*CHECK, engine, str(archive)], capture_output=True, env={**os.environ, **env},
            check=False,
        )  # fmt: skip
    if done.returncode == 2:
        sys.exit(f"{engine}: {done.stderr.decode()}")
    return Run(done.stdout, time.perf_counter() - began, killer.has_killed)


class _Killer:
    """Ends a worker after some seconds, in a thread, as soon as there is one."""

    def __init__(self, kill: Callable[[], bool] | None, after: float) -> None:
        self.has_killed = False
        self._kill, self._after = kill, after
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._wait)

    def _wait(self) -> None:
        self._over.wait(self._after)
        while self._kill is not None and not self._over.is_set() and not self.has_killed:
            self.has_killed = self._kill()
            self._over.wait(0.1)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()


def kill_named(above: int, *names: str) -> bool:
    """Kill a process below another one by a part of its command; tell whether there was one."""
    for process in psutil.Process(above).children(recursive=True):
        try:
            if any(name in " ".join(process.cmdline()) for name in names):
                process.send_signal(signal.SIGKILL)
                return True
        except psutil.Error:
            continue
    return False


@contextmanager
def dask() -> Iterator[tuple[dict[str, str], Callable[[], bool]]]:
    """Run a cluster of Dask."""
    from distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None) as cluster,
        Client(cluster) as client,
    ):

        def kill() -> bool:
            os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
            return True

        yield {"DASK_SCHEDULER_ADDRESS": cluster.scheduler_address}, kill


@contextmanager
def ray() -> Iterator[tuple[dict[str, str], Callable[[], bool]]]:
    """Run a cluster of Ray."""
    import ray as library

    library.init(num_cpus=WORKERS, log_to_driver=False, logging_level="ERROR")
    try:
        address = library.get_runtime_context().gcs_address
        yield {"RAY_ADDRESS": address}, lambda: kill_named(os.getpid(), *TASKS)
    finally:
        library.shutdown()


@contextmanager
def spark() -> Iterator[Any]:
    """Run Spark in this process and its workers."""
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master(f"local[{WORKERS},4]")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.sql.files.maxPartitionBytes", 1_000_000)
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    try:
        yield session
    finally:
        session.stop()


def in_spark(session: Any, archive: Path, after: float | None) -> Run:
    """Check an archive with `mapInArrow`, and end a worker after some seconds."""
    began = time.perf_counter()
    kill = None if after is None else lambda: kill_worker_of_spark(os.getpid())
    killer = _Killer(kill, after or 0)
    columns = "path string, line long, column long, code string"
    with killer:
        found = session.read.parquet(str(archive)).mapInArrow(spark_findings, columns).collect()
    return Run({tuple(row) for row in found}, time.perf_counter() - began, killer.has_killed)


def kill_worker_of_spark(above: int) -> bool:
    """Kill a worker: a child of the daemon of PySpark, which the JVM starts."""
    for process in psutil.Process(above).children(recursive=True):
        try:
            if "pyspark.daemon" in " ".join(process.cmdline()) and process.children():
                process.children()[0].send_signal(signal.SIGKILL)
                return True
        except psutil.Error:
            continue
    return False


def spark_findings(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Return what is found in batches; Spark calls it in its workers."""
    from article_schema import Settings
    from article_schema.interop.batches import check_batch

    for batch in batches:
        found = check_batch(batch, Settings())
        yield from found.select(["path", "line", "column", "code"]).to_batches()


def findings_of(output: bytes) -> set[tuple[Any, ...]]:
    """Return the findings of a report that belong to one file each."""
    return {
        (each["file"], each["line"], each["column"], each["code"])
        for each in json.loads(output)["findings"]
        if each["code"] not in TOGETHER
    }


def main() -> None:
    """Run all engines, and print the table of the docs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--only", nargs="+", default=["dask", "ray", "spark"])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        one, many = Path(folder, "one.parquet"), Path(folder, "many.parquet")
        write_archive(one, 1)
        write_archive(many, options.articles)
        start = run("local", one, {}, None, 0).seconds
        local = run("local", many, {}, None, 0)
        wanted = local.output
        memory = measure([*CHECK, "local", str(many)]).megabytes
        print(f"{options.articles:,} articles in {many.stat().st_size:,} bytes; {memory:.0f} MB")
        print("| engine | start | articles/s | over local | with a killed worker |")
        print("|---|---|---|---|---|")
        rate = options.articles / (local.seconds - start)
        print(f"| local | {start:.1f} s | {rate:,.0f} |  |  |", flush=True)
        for name, cluster in (("dask", dask), ("ray", ray)):
            if name not in options.only:
                continue
            with cluster() as (env, kill):
                start = run(name, one, env, None, 0).seconds
                whole = run(name, many, env, None, 0)
                broken = run(name, many, env, kill, start + (whole.seconds - start) / 2)
            assert whole.output == broken.output == wanted, name
            assert broken.killed, name
            _tell(name, start, whole.seconds, broken.seconds, options.articles, local.seconds)
        if "spark" in options.only:
            began = time.perf_counter()
            with spark() as session:
                in_spark(session, one, None)
                start = time.perf_counter() - began
                every = in_spark(session, many, None)
                # What the first run has compiled makes the second one up to three times as fast.
                broken = in_spark(session, many, every.seconds / 6)
            assert every.output == broken.output == findings_of(wanted)
            assert broken.killed
            seconds = [start + each.seconds for each in (every, broken)]
            _tell("spark", start, *seconds, options.articles, local.seconds)


def _tell(name: str, start: float, whole: float, broken: float, number: int, local: float) -> None:
    rate = number / max(whole - start, 0.001)
    print(
        f"| {name} | {start:.1f} s | {rate:,.0f} | {whole - local:+.1f} s | {broken:.1f} s |",
        flush=True,
    )


if __name__ == "__main__":
    main()
