"""`article-schema verify` over a real server on the loopback: what it prints, and how it ends."""

from __future__ import annotations

import asyncio
import importlib.util
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from online.server import Server, page

from article_schema.reporting import progress

from ..command import Done, run, with_stdin
from ..test_exit_codes import ARTICLE

#: How often a run is killed; `ARTICLE_SCHEMA_KILLS=30` is a run by hand.
KILLS = int(os.environ.get("ARTICLE_SCHEMA_KILLS", "4"))


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.stop()


@pytest.fixture
def site(tmp_path: Path, server: Server) -> Path:
    """A folder of articles about pages that answer in several ways."""
    server.on("/fine", page())
    server.on("/blocked", web.Response(status=403))
    server.on("/new", page())
    server.redirect("/old", "/new")
    for name in ("blocked", "fine", "gone", "old"):
        write(tmp_path, f"{name}.md", here(server, f"/{name}"))
    return tmp_path


def here(server: Server, path: str) -> str:
    return server.url(path, "127.0.0.1")


def write(folder: Path, name: str, *urls: str) -> None:
    """Write an article about a page, with no host to look up and no picture."""
    text = ARTICLE.replace("https://www.example.com/harbour", urls[0])
    text = text.replace("provider:\n  name: Example Times\n  domain: example.com\n\n", "")
    related = "".join(
        f'  - title: "Item {number}"\n    webUrl: "{url}"\n' for number, url in enumerate(urls[1:])
    )
    (folder / name).write_text(
        text.replace("topics:", f"related:\n{related}topics:") if related else text
    )


def verify(folder: Path, *arguments: str) -> Done:
    cache = () if "--cache" in arguments else ("--no-cache",)
    return run(
        "verify", "--allow-private", "--host-delay", "0", "--retries", "0", *cache, *arguments,
        cwd=folder,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def caches(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system for caches, which is none of the user's."""
    folder = tmp_path_factory.mktemp("caches")
    for name in ("XDG_CACHE_HOME", "HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(folder))
    return folder


def test_it_reports_as_check_does(site: Path) -> None:
    done = verify(site, "--output-format", "concise")
    assert done.returncode == 1
    assert re.sub(r":\d{4,5}/", ":PORT/", done.stdout) == (
        "blocked.md:6:9: NET002 `webUrl` cannot be verified: 403 Forbidden\n"
        "gone.md:6:9: NET001 `webUrl` is gone: 404 Not Found\n"
        "old.md:6:9: NET008 `webUrl` has moved to http://127.0.0.1:PORT/new\n"
        "Found 1 error, 1 warning and 1 info in 4 files.\n"
        "1 can be fixed with `--fix --unsafe-fixes`.\n"
    )
    assert done.stderr == ""


def test_a_private_address_needs_a_word(site: Path, server: Server) -> None:
    done = run("verify", cwd=site)
    assert done.returncode == 0
    assert done.stdout.count("127.0.0.1 is not on the public internet") == 4
    assert not server.asked


@pytest.mark.parametrize("is_configured", [True, False])
def test_a_host_that_may_be_asked_is_no_private_one_for_that(
    site: Path, server: Server, is_configured: bool
) -> None:
    """A pull request may change a configuration, and with it the hosts; never the guard."""
    named = () if is_configured else ("--allow-hosts", "127.0.0.1")
    if is_configured:
        (site / "article-schema.toml").write_text('allow-hosts = ["127.0.0.1"]\n')
    done = run("verify", "--no-cache", *named, cwd=site)
    assert done.returncode == 0
    assert done.stdout.count("127.0.0.1 is not on the public internet") == 4
    assert not server.asked
    # Both together ask one private host, and none of the others.
    server.redirect("/old", server.url("/new", "127.0.0.2"))
    done = verify(site, *named, "--output-format", "concise")
    assert (
        "old.md:6:9: NET011 `webUrl` was not asked to the end: it leads to 127.0.0.2" in done.stdout
    )
    assert server.asked["/fine"] == 1


def test_a_fix_writes_where_the_redirect_leads_and_nothing_else(site: Path, server: Server) -> None:
    before = {path.name: path.read_text() for path in site.iterdir()}
    assert verify(site, "--fix").returncode == 1
    assert {path.name: path.read_text() for path in site.iterdir()} == before
    done = verify(site, "--fix", "--unsafe-fixes", "--quiet", "--output-format", "concise")
    assert "NET008" not in done.stdout
    expected = before["old.md"].replace(here(server, "/old"), here(server, "/new"))
    assert {path.name: path.read_text() for path in site.iterdir()} == {
        **before,
        "old.md": expected,
    }


def test_a_url_is_asked_once_however_many_files_name_it(tmp_path: Path, server: Server) -> None:
    for number in range(20):
        write(tmp_path, f"{number}.md", f"{here(server, '/gone')}#part-{number}")
    done = verify(tmp_path, "--statistics")
    assert done.returncode == 1
    assert server.asked["/gone"] == 1
    assert re.search(r"\b20\b.*NET001", done.stdout)


def test_an_image_with_a_path_alone_is_told_without_the_address_of_the_site(
    site: Path, server: Server
) -> None:
    path = site / "fine.md"
    pictures = "images:\n" + "  - url: /a.png\n    width: 5\n    height: 5\n" * 2
    path.write_text(path.read_text().replace("topics:", f"{pictures}topics:"))
    done = verify(site)
    assert done.stderr == "note: not asked, for lack of --base: 1 image whose URL is a path\n"
    assert verify(site, "--quiet").stderr == ""
    assert "/a.png" not in server.asked
    done = verify(site, "--base", here(server, "/"), "--output-format", "concise")
    assert done.stdout.count("NET001 `images[") == 2
    assert (server.asked["/a.png"], done.stderr) == (1, "")


def test_the_rules_that_run_are_those_of_the_network(site: Path) -> None:
    (line,) = re.findall(r"(?m)^# rules that run: (.+)$", verify(site, "--show-settings").stdout)
    assert {code[:3] for code in line.split(", ")} == {"NET"}
    done = run("check", "--extend-select", "NET", "--show-settings", cwd=site)
    assert "NET0" not in done.stdout


def test_a_plan_asks_nothing(site: Path, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    done = verify(site, "--plan", "--deny-hosts", "example.com")
    assert done.returncode == 0
    urls = [here(server, f"/{name}") for name in ("blocked", "fine", "gone", "old")]
    assert done.stdout == (
        "127.0.0.1: 4 questions\n"
        + "".join(f"  page {url}\n" for url in urls)
        + "4 questions to 1 host; nothing was asked.\n"
    )
    left_out = verify(site, "--plan", "--deny-hosts", "127.0.0.1")
    assert left_out.stdout == (
        "127.0.0.1: left out, 4 questions\n0 questions to 0 hosts; nothing was asked.\n"
    )
    assert not server.asked


@pytest.mark.parametrize("package", ["aiohttp", "platformdirs", "protego"])
def test_without_its_packages_it_names_the_extra(
    site: Path, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == package else found(name)
    )
    done = verify(site)
    assert done.returncode == 2
    assert done.stderr == (
        f"error: links are asked by an extra, and {package} is missing: "
        "pip install 'article-schema[online]'\n"
    )


def test_no_network_is_no_thousand_dead_links(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    for number in range(30):
        write(tmp_path, f"{number}.md", f"https://n{number}.example.com/a")
    done = verify(tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        "error: there is no network: none of 30 questions got any answer, so nothing was verified\n"
    )


def test_one_dead_server_among_few_is_no_missing_network(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    write(tmp_path, "a.md", f"http://127.0.0.1:{port}/a")
    done = verify(tmp_path, "--output-format", "concise", "--quiet")
    assert done.returncode == 0
    assert done.stdout == (
        "a.md:6:9: NET004 `webUrl` was not reached: 127.0.0.1 takes no connection\n"
    )


def test_selection_suppression_and_baseline_count(site: Path) -> None:
    assert verify(site, "--select", "NET002", "--quiet").returncode == 0
    assert "NET001" not in verify(site, "--ignore", "page-gone").stdout
    assert verify(site, "--write-baseline", "known.json").returncode == 0
    done = verify(site, "--baseline", "known.json")
    assert (done.returncode, done.stderr) == (0, "")
    assert "All checks passed" in done.stdout
    # A check says nothing of what only the network can tell.
    assert "fixed" not in run("check", "--baseline", "known.json", cwd=site).stdout
    assert verify(site, "--add-ignores").returncode == 0
    assert verify(site).returncode == 0
    # Nor does it call comments idle that only the network needs.
    found = run("check", "--select", "DOC017", "--extend-select", "NET", cwd=site)
    assert (found.returncode, "DOC017" in found.stdout) == (0, False)


def test_nothing_is_asked_for_rules_that_do_not_run(site: Path, server: Server) -> None:
    assert verify(site, "--select", "URL").returncode == 0
    assert not server.asked


def test_every_format_is_written(site: Path) -> None:
    done = verify(site, "--output-format", "json", "--output", "sarif:r.sarif")
    assert [each["code"] for each in json.loads(done.stdout)["findings"]] == [
        "NET002", "NET001", "NET008",
    ]  # fmt: skip
    assert json.loads((site / "r.sarif").read_text())["version"] == "2.1.0"


def test_the_contact_is_told_to_servers(site: Path, server: Server) -> None:
    verify(site, "--contact", "https://www.example.com/contact")
    agents = {request.headers["User-Agent"] for request in server.requests}
    assert len(agents) == 1
    assert re.fullmatch(r"article-schema/\S+ \(https://www\.example\.com/contact\)", agents.pop())


def test_a_configuration_may_say_whom_to_ask(site: Path, server: Server) -> None:
    (site / "article-schema.toml").write_text(
        'contact = "news@example.com"\nallow-hosts = ["127.0.0.1"]\ndeny-hosts = ["example.org"]\n'
    )
    assert verify(site).returncode == 1
    agents = {request.headers["User-Agent"] for request in server.requests}
    assert all(agent.endswith(" (news@example.com)") for agent in agents)
    asked = server.asked.total()
    # An option adds hosts that are not asked, and takes the place of those that may be.
    assert verify(site, "--deny-hosts", "127.0.0.1").returncode == 0
    assert verify(site, "--allow-hosts", "example.com").returncode == 0
    assert server.asked.total() == asked
    (site / "article-schema.toml").write_text('contact = "our links"\n')
    wrong = verify(site)
    assert wrong.returncode == 2
    assert "article-schema.toml:1: contact: " in wrong.stderr
    assert "holds the word link" in wrong.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--contact", "a)b"), "cannot stand in a header"),
        (("--contact", "é"), "cannot stand in a header"),
        (("--contact", "a\nb"), "cannot stand in a header"),
        (("--contact", "https://example.com/links"), "holds the word link"),
        (("--allow-hosts", ","), "it names no host; leave it out for all of them"),
        (("--deny-hosts", "https://example.com/"), "the name of a host, such as example.com"),
        (("--base", "www.example.com"), "is no http or https URL"),
        (("--base", "http://[::1"), "is no http or https URL"),
        (("--per-host", "0"), "is not a number from 1 to 100"),
        (("--connections", "x"), "is not a number from 1 to 1000"),
        (("--host-delay", "-1"), "is no number of seconds"),
        (("--host-delay", "nan"), "is no number of seconds"),
        (("--timeout", "0"), "0 seconds are no time at all"),
        (("--max-time", "x"), "is no number of seconds"),
        (("--max-age", "-1"), "is no number of seconds from 0 to ten years"),
        (("--offline", "--no-cache"), "leave --no-cache out"),
        (("--status-age", "teapot=5"), "names no status"),
        (("--status-age", "404"), "is no number of seconds from 0 to ten years"),
        (("--retries", "11"), "is not a number from 0 to 10"),
        (("-",), "verify reads files, and not standard input"),
        (("missing",), "missing"),
    ],
)
def test_a_wrong_call_is_told(tmp_path: Path, arguments: tuple[str, ...], message: str) -> None:
    done = run("verify", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert message in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr


def test_standard_input_may_name_the_files(site: Path, server: Server) -> None:
    options = ("--allow-private", "--retries", "0", "--files-from", "-")
    done = with_stdin(b"gone.md\n", "verify", *options, cwd=site)
    assert done.returncode == 1
    assert set(server.asked) == {"/robots.txt", "/gone"}


def test_a_cache_spares_questions_and_answers_offline(site: Path, server: Server) -> None:
    first = verify(site, "--cache", "known.db")
    asked = server.asked.total()
    second = verify(site, "--cache", "known.db")
    assert (second.returncode, second.stdout) == (first.returncode, first.stdout)
    # What may be mended by now is told; a success is none of it.
    assert second.stderr == "note: 2 answers of an earlier run counted; --no-cache asks again\n"
    assert verify(site, "--cache", "known.db", "--quiet").stderr == ""
    assert verify(site, "--offline", "--cache", "known.db") == first
    assert server.asked.total() == asked
    write(site, "more.md", here(server, "/more"))
    later = verify(site, "--offline", "--cache", "known.db")
    assert later.stderr == "warning: 1 question without an answer in the cache\n"
    assert server.asked.total() == asked
    verify(site, "--cache", "known.db", "--max-age", "0")
    assert server.asked["/fine"] == 2


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is that of XDG")
def test_answers_are_kept_in_the_folder_for_caches(
    site: Path, server: Server, caches: Path
) -> None:
    options = ("verify", "--allow-private", "--host-delay", "0", "--retries", "0")
    first = run(*options, cwd=site)
    assert (first.returncode, first.stderr) == (1, "")
    assert [path.name for path in (caches / "article-schema").glob("*.db")] == ["online.db"]
    asked = server.asked.total()
    assert run(*options, cwd=site).stdout == first.stdout
    assert run("verify", "--offline", cwd=site) == first
    assert server.asked.total() == asked
    run(*options, "--no-cache", cwd=site)
    assert server.asked.total() == 2 * asked


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is that of XDG")
def test_a_folder_for_caches_that_cannot_be_is_told(site: Path, caches: Path) -> None:
    (caches / "article-schema").write_text("no folder")
    done = run("verify", "--allow-private", "--retries", "0", cwd=site)
    assert done.returncode == 1
    assert done.stderr.startswith("warning: answers are not kept: ")
    done = run("verify", "--offline", cwd=site)
    assert done.returncode == 2
    assert done.stderr.startswith("error: there is no cache: ")


def test_a_page_that_was_there_may_be_gone_for_a_while(site: Path, server: Server) -> None:
    cache = ("--cache", "known.db", "--max-age", "0", "--output-format", "concise")
    assert verify(site, *cache, "fine.md").returncode == 0
    del server.handlers["/fine"]
    done = verify(site, *cache, "fine.md")
    assert done.returncode == 0
    assert "NET020 `webUrl` is gone: 404 Not Found; it was there on " in done.stdout
    strict = verify(site, *cache, "--ignore", "NET020", "fine.md")
    assert (strict.returncode, "NET001" in strict.stdout) == (1, True)
    # What no run has seen is an error at once.
    assert verify(site, *cache, "gone.md").returncode == 1


def test_a_status_may_have_an_age_of_its_own(site: Path, server: Server) -> None:
    cache = ("--cache", "known.db", "--status-age", "404=0,403=9999")
    verify(site, *cache)
    verify(site, *cache)
    assert (server.asked["/gone"], server.asked["/blocked"], server.asked["/fine"]) == (2, 1, 1)


def test_a_missing_network_leaves_the_cache_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def silent(*_: Any, **__: Any) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", silent)
    for number in range(3):
        write(tmp_path, f"{number}.md", f"https://n{number}.example.com/a")
    assert verify(tmp_path, "--cache", "known.db").returncode == 2
    done = verify(tmp_path, "--cache", "known.db", "--offline")
    assert done.returncode == 0
    assert done.stderr == "warning: 3 questions without an answer in the cache\n"


@pytest.mark.parametrize("text", ["---\ntitle: A\n---\n", "SQLite format 3\0" * 99])
def test_a_file_that_is_no_cache_is_left_alone(site: Path, text: str) -> None:
    (site / "other").write_text(text)
    done = verify(site, "--cache", "other")
    assert done.returncode == 2
    assert done.stderr.startswith("error: other: the cache cannot be used: ")
    assert (site / "other").read_text() == text


def test_a_killed_run_keeps_what_was_answered(tmp_path: Path, server: Server) -> None:
    """Killed in the middle again and again, the file is whole, and nothing kept is asked twice."""

    async def soon(_: web.Request) -> web.Response:
        await asyncio.sleep(0.02)
        return page()

    paths = [f"/{number}" for number in range(24 * KILLS)]
    for path in paths:
        server.on(path, soon)
    write(tmp_path, "a.md", *(here(server, path) for path in paths))
    command = [
        sys.executable, "-m", "article_schema", "verify", "--allow-private", "--ignore-robots",
        "--host-delay", "0", "--per-host", "2", "--cache", "known.db", "a.md",
    ]  # fmt: skip
    for _ in range(KILLS):
        before = server.asked.total()
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            end = time.monotonic() + 30
            while server.asked.total() < before + 15 and time.monotonic() < end:
                time.sleep(0.005)
            process.kill()
        if (tmp_path / "known.db").exists():
            with closing(sqlite3.connect(tmp_path / "known.db")) as file:
                assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    done = verify(tmp_path, "--ignore-robots", "--cache", "known.db")
    assert done.returncode == 0
    assert set(server.asked) == set(paths)
    # What was under way when a run was killed may have been answered to nobody.
    assert server.asked.total() <= len(paths) + KILLS * 2


def test_a_run_ends_in_its_time_with_what_is_known(tmp_path: Path, server: Server) -> None:
    slow_pages(server)
    write(tmp_path, "a.md", here(server, "/gone"), here(server, "/slow"))
    begun = time.monotonic()
    done = verify(tmp_path, "--max-time", "0.6", "--output-format", "concise")
    assert time.monotonic() - begun < 5
    assert done.returncode == 1
    assert "NET001" in done.stdout
    assert done.stderr == "warning: the time is over: 1 question not asked\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no process can be interrupted alone there")
def test_ctrl_c_ends_within_a_second_with_what_is_known(tmp_path: Path, server: Server) -> None:
    slow_pages(server)
    write(tmp_path, "a.md", here(server, "/gone"), here(server, "/slow"))
    # One request at a time: when the slow page is asked, the other one has been answered.
    command = [
        sys.executable, "-m", "article_schema", "verify", "--allow-private", "--retries", "0",
        "--per-host", "1", "--output-format", "concise", ".",
    ]  # fmt: skip
    took = []
    # The clock of the wall is that of a machine which may do other things too.
    for _ in range(3):
        asked = server.asked["/slow"]
        with subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        ) as process:  # fmt: skip
            end = time.monotonic() + 30
            while server.asked["/slow"] == asked and time.monotonic() < end:
                time.sleep(0.01)
            begun = time.monotonic()
            process.send_signal(signal.SIGINT)
            out, errors = process.communicate(timeout=20)
            took.append(time.monotonic() - begun)
        assert process.returncode == 130
        assert "a.md:6:9: NET001 `webUrl` is gone: 404 Not Found" in out
        assert errors == "interrupted: 1 question without an answer\n"
        if took[-1] < 1:
            break
    assert min(took) < 1


def slow_pages(server: Server) -> None:
    async def slow(_: web.Request) -> web.Response:
        await asyncio.sleep(60)
        return page()

    server.on("/slow", slow)


@pytest.mark.parametrize("log", [True, False])
def test_logs_of_servers_hear_how_far_a_run_is_and_pipes_do_not(
    site: Path, server: Server, monkeypatch: pytest.MonkeyPatch, log: bool
) -> None:
    write(site, "a.md", here(server, "/a"))
    monkeypatch.setattr(progress, "_PAUSES", {True: 0.0, False: 0.0})
    monkeypatch.setenv("CI", "true") if log else monkeypatch.delenv("CI", raising=False)
    assert (" asked, " in verify(site).stderr) is log
