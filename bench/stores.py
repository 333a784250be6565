"""Check and fix articles in a store of objects: moto's server on the loopback, and s3fs.

    python bench/stores.py [--objects 10000]

It needs what `nox -s clusters` installs. The report has to be that of the same files on disk.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from typing import Any
from unittest import mock

from corpus import article

CHECK = (
    sys.executable, "-m", "article_schema", "check", "--isolated", "--now", "2030-01-01T00:00:00Z",
)  # fmt: skip
BUCKET = "articles"


def check(*arguments: str) -> tuple[int, dict[str, Any], float]:
    """Run a check; return its status, its report, and how long it took in seconds."""
    began = time.perf_counter()
    done = subprocess.run(
        [*CHECK, "--output-format", "json", *arguments], capture_output=True, text=True, check=False
    )
    if done.returncode == 2:
        sys.exit(done.stderr)
    return done.returncode, json.loads(done.stdout), time.perf_counter() - began


def found(report: dict[str, Any], top: str) -> list[tuple[Any, ...]]:
    """Return the findings of a report, with the names of files below a top."""
    return [
        (each["file"].removeprefix(top), each["line"], each["column"], each["code"])
        for each in report["findings"]
    ]


def write(folder: Path, number: int) -> None:
    """Write articles, of which one in a hundred has faults."""
    for at in range(number):
        name, text = article(at)
        Path(folder, name).write_text(quoted(text) if at % 100 == 99 else text, "utf-8")


def quoted(text: str) -> str:
    """Return an article whose picture has a width of text, which a fix mends."""
    return re.sub(r"width: (\d+)", r'width: "\1"', text)


def main() -> None:
    """Check a bucket, fix it in place, and let somebody else change an object meanwhile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--objects", type=int, default=10_000)
    options = parser.parse_args()
    os.environ.update(
        AWS_ACCESS_KEY_ID="example", AWS_SECRET_ACCESS_KEY="example",
        AWS_DEFAULT_REGION="us-east-1", AWS_EC2_METADATA_DISABLED="true",
    )  # fmt: skip
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        server.start()
        host, port = server.get_host_and_port()
        os.environ["AWS_ENDPOINT_URL"] = f"http://{host}:{port}"
        try:
            run(Path(folder), options.objects)
        finally:
            server.stop()


def run(folder: Path, number: int) -> None:
    """Put articles into a bucket, and check them there."""
    import s3fs

    write(folder, number)
    store = s3fs.S3FileSystem()
    store.mkdir(BUCKET)
    store.put(f"{folder}/", f"{BUCKET}/news/", recursive=True)
    began = time.perf_counter()
    listed = store.find(f"{BUCKET}/news")
    listing = time.perf_counter() - began
    assert len(listed) == number
    _, on_disk, seconds = check(str(folder))
    _, in_store, store_seconds = check(f"s3://{BUCKET}/news")
    assert found(in_store, f"s3://{BUCKET}/news/") == found(on_disk, f"{folder}/")
    assert in_store["summary"] == on_disk["summary"]
    packed = folder.parent / f"{folder.name}.zip"
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for path in sorted(folder.iterdir()):
            file.write(path, path.name)
    _, in_zip, zip_seconds = check(str(packed))
    packed.unlink()
    assert found(in_zip, f"{packed}/") == found(on_disk, f"{folder}/")
    print(f"{number:,} objects: listed in {listing:.1f} s, checked in {store_seconds:.1f} s;")
    print(f"in a zip file in {zip_seconds:.1f} s, on disk in {seconds:.1f} s")
    fix(store, folder)


def fix(store: Any, folder: Path) -> None:
    """Fix a bucket in place, and lose a race for one object."""
    before = {path: store.cat_file(path) for path in store.find(BUCKET)}
    check("--fix", "--unsafe-fixes", str(folder))
    _, report, seconds = check("--fix", "--unsafe-fixes", f"s3://{BUCKET}/news")
    changed = 0
    for path, raw in before.items():
        now = store.cat_file(path)
        assert now == (folder / Path(path).name).read_bytes()
        changed += now != raw
    assert changed
    print(f"fixed {changed:,} objects in {seconds:.1f} s; {report['summary']}")
    race(store)


def race(store: Any) -> None:
    """Change an object between the look at it and its replacement: it stays as it was changed."""
    from article_schema.cli import main as command

    path = f"{BUCKET}/race/a.md"
    store.pipe_file(path, quoted(article(1)[1]).encode())
    usual = store.pipe_file

    def later(*arguments: Any, **named: Any) -> Any:
        usual(path, b"of another one")
        return usual(*arguments, **named)

    # Within a process fsspec has one object for a store.
    with mock.patch.object(store, "pipe_file", later):
        status = command(["check", "--isolated", "--fix", "--unsafe-fixes", f"s3://{BUCKET}/race/"])
    assert status == 2, status
    assert store.cat_file(path) == b"of another one"
    print("a fix that lost a race left the object as the other one wrote it")


if __name__ == "__main__":
    main()
