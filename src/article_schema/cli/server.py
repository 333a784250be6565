"""`article-schema server`: the language server, for editors."""

from __future__ import annotations

import argparse
import ipaddress

from article_schema.cli.statuses import FOUND, OK
from article_schema.errors import UsageError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the subcommand."""
    parser.add_argument(
        "--tcp",
        metavar="ADDRESS:PORT",
        type=_address,
        help="wait for one client at this address of the own machine, such as 127.0.0.1:7001 "
        "(default: speak over standard input and output)",
    )
    # Clients add it to the command that they start, to say what is the default here.
    parser.add_argument("--stdio", action="store_true", help="as without any option")
    parser.set_defaults(run=run)


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    try:
        is_own = ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        is_own = host == "localhost"
    if not is_own:
        raise argparse.ArgumentTypeError(
            f"{host or text!r} is no address of the own machine alone, and whoever connects may "
            "read files; write 127.0.0.1 and a port, such as 127.0.0.1:7001"
        )
    if not (port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        raise argparse.ArgumentTypeError(f"{port!r} is not a port, a number from 1 to 65535")
    return host.strip("[]"), int(port)


def run(options: argparse.Namespace) -> int:
    """Serve until the client ends it.

    Raises:
        UsageError: the packages for it are not installed.
    """
    try:
        from article_schema.lsp.starting import start

        server = start()
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("the server needs an extra: pip install 'article-schema[lsp]'") from None
    if options.tcp is None:
        server.start_io()
    else:
        server.start_tcp(*options.tcp)
    # Protocol: a client that ends the server without shutting it down first, gets 1.
    return FOUND if server.ended_early else OK
