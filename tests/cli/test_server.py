"""`article-schema server`: how it is started; `tests/lsp` tells what it answers."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from article_schema.cli import main


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "", "[::]", "example.com"])
def test_it_listens_on_the_own_machine_alone(host: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["server", "--tcp", f"{host}:7001"])
    assert "no address of the own machine alone" in " ".join(capsys.readouterr().err.split())


@pytest.mark.parametrize("port", ["", "x", "0", "65536", "-1"])
def test_a_port_is_a_number(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["server", "--tcp", f"127.0.0.1:{port}"])
    assert "is not a port, a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("package", ["pygls", "lsprotocol"])
def test_without_its_packages_it_names_the_extra(
    package: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in list(sys.modules):
        if name.partition(".")[0] == package or name.startswith("article_schema.lsp"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, package, None)
    assert main(["server"]) == 2
    expected = "error: the server needs an extra: pip install 'article-schema[lsp]'\n"
    assert capsys.readouterr().err == expected


def test_it_serves_one_client_at_an_address_and_ends_with_it(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "article_schema", "server", "--tcp", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        try:
            with connected(port) as client:
                send(client, {"id": 1, "method": "initialize", "params": {"capabilities": {}}})
                assert b"article-schema" in client.recv(65_536)
                send(client, {"id": 2, "method": "shutdown"})
                assert b'"id": 2' in client.recv(65_536)
                send(client, {"method": "exit"})
                assert process.wait(20) == 0
        finally:
            process.kill()
        assert process.stderr is not None
        assert process.stderr.read() == b""


def connected(port: int) -> socket.socket:
    """Return a connection to a server that is about to start."""
    last = time.monotonic() + 20
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=20)
        except ConnectionRefusedError:
            if time.monotonic() > last:
                raise
            time.sleep(0.05)


def send(client: socket.socket, message: dict[str, Any]) -> None:
    body = json.dumps({"jsonrpc": "2.0", **message}).encode()
    client.sendall(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
