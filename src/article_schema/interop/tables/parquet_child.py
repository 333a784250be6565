"""Reads a file of Parquet in a process of its own, within bounds; what it holds comes as Arrow.

A few bytes of Parquet can stand for more values than memory holds, and some broken files end the
process that reads them. `rows_of` starts the process, which runs `main`.
"""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from article_schema.errors import DocumentError
from article_schema.faults import Fault
from article_schema.interop.exchange.sources import Source
from article_schema.interop.tables.arrow import arrow_module
from article_schema.rules.codes import OVER_THE_LIMIT, SYNTAX_ERROR

if TYPE_CHECKING:
    import pyarrow as pa

#: How many rows come at once, and how many bytes they may have.
_ROWS, _MOST_BYTES = 500, 250_000_000
#: How much memory the process may ask for, where the system can say so.
_MEMORY = 4_000_000_000
#: How many rows a file may have.
MOST_ROWS = 10_000_000
_TOO_MUCH = 3
_START = f"from {__name__} import main; main()"


def rows_of(source: Source) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a file of Parquet, some at once.

    Raises:
        UsageError: pyarrow is not installed.
        DocumentError: the file cannot be read, or holds too much.
    """
    pa = arrow_module("parquet")
    source.require_size()
    pipe = subprocess.PIPE
    # Without the folder of the call, where anything may lie.
    with subprocess.Popen(  # noqa: S603 - this Python, and a text of our own
        [sys.executable, "-P", "-c", _START], stdin=pipe, stdout=pipe, stderr=pipe
    ) as process:
        assert process.stdin is not None  # noqa: S101 - as was just asked for
        assert process.stdout is not None  # noqa: S101
        assert process.stderr is not None  # noqa: S101
        try:
            process.stdin.write(source.raw)
            process.stdin.close()
            yield from pa.ipc.open_stream(process.stdout)
        except (pa.ArrowException, OSError):
            # What the process says of it comes next.
            process.stdout.read()
        except GeneratorExit:
            process.kill()
            raise
        reason = process.stderr.read().decode("utf-8", "replace").strip()
        status = process.wait()
    if status == _TOO_MUCH:
        raise DocumentError(source.name, 1, 1, Fault(OVER_THE_LIMIT, reason, "split it"))
    if status:
        told = (reason.splitlines() or [""])[-1] if status == 1 else "its reader broke down"
        message = f"this cannot be read as Parquet: {told}"
        fault = Fault(SYNTAX_ERROR, message, "write it anew with the tool that it came from")
        raise DocumentError(source.name, 1, 1, fault)


def main() -> None:
    """Read a file from standard input, and write its rows to standard output."""
    _limit()
    raw = sys.stdin.buffer.read()
    try:
        _copy(raw, sys.stdout.buffer)
    except MemoryError:
        _refuse()
    except Exception as error:  # noqa: BLE001 - whatever the reader cannot do with the file
        sys.stderr.write(str(error).partition("\n")[0])
        raise SystemExit(1) from None


def _copy(raw: bytes, out: Any) -> None:
    pa = arrow_module("parquet")
    import pyarrow.parquet as pq

    file = pq.ParquetFile(io.BytesIO(raw))
    count = 0
    with pa.ipc.new_stream(out, file.schema_arrow) as writer:
        for batch in file.iter_batches(batch_size=_ROWS, use_threads=False):
            count += batch.num_rows
            if count > MOST_ROWS or batch.nbytes > _MOST_BYTES:
                _refuse()
            writer.write_batch(batch)


def _refuse() -> NoReturn:
    sys.stderr.write(f"the file has more than {MOST_ROWS:,} rows, or rows that are too large")
    raise SystemExit(_TOO_MUCH)


def _limit() -> None:
    try:
        import resource
    except ModuleNotFoundError:
        # Windows knows no such limits.
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    memory = _MEMORY if most == resource.RLIM_INFINITY else min(_MEMORY, most)
    resource.setrlimit(resource.RLIMIT_AS, (memory, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
