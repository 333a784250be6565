"""How `article-schema verify` asks the network: its options, and what they make."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from article_schema.checking.config.notes import NETWORK_OPTIONS
from article_schema.cli import key_options
from article_schema.cli.key_options import words
from article_schema.late_pattern import late_pattern
from article_schema.online.cache import NO_STATUS, Ages
from article_schema.online.checker import manners_of
from article_schema.online.policy import any_address, is_public

if TYPE_CHECKING:
    from article_schema.checking.config.configuration import Configuration
    from article_schema.online.connecting import Network
    from article_schema.online.fetching import Manners
    from article_schema.online.hosts import Hosts

#: A status, a class of them, or what stands for answers without one.
_STATUS = late_pattern(rf"[1-9]\d\d|[1-9]xx|{NO_STATUS}")
#: Ten years.
_LONGEST_AGE = 315_360_000


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    group = parser.add_argument_group(NETWORK_OPTIONS)
    key_options.configure(group)
    group.add_argument(
        "--base", metavar="URL", type=_base,
        help="the address of your site, to ask for pictures whose URL is a path alone",
    )  # fmt: skip
    group.add_argument(
        "--allow-private", action="store_true",
        help="also connect to addresses that are not public, such as those of your own network",
    )  # fmt: skip
    group.add_argument(
        "--per-host", metavar="N", type=_number(1, 100), default=4,
        help="requests at the same time to one host (default: 4)",
    )  # fmt: skip
    group.add_argument(
        "--host-delay", metavar="SECONDS", type=_seconds, default=0.05,
        help="seconds between two requests to one host (default: 0.05)",
    )  # fmt: skip
    group.add_argument(
        "--connections", metavar="N", type=_number(1, 1000), default=128,
        help="requests at the same time to all hosts (default: 128)",
    )  # fmt: skip
    group.add_argument(
        "--timeout", metavar="SECONDS", type=_some_seconds, default=20.0,
        help="seconds for one response (default: 20)",
    )  # fmt: skip
    group.add_argument(
        "--max-time", metavar="SECONDS", type=_some_seconds,
        help="seconds for the whole run; what is known then is reported",
    )  # fmt: skip
    group.add_argument(
        "--retries", metavar="N", type=_number(0, 10), default=2,
        help="further attempts after a fault that may pass (default: 2)",
    )  # fmt: skip
    group.add_argument(
        "--ignore-robots", action="store_true",
        help="ask for pages that the robots.txt of their site excludes, such as on your own site",
    )  # fmt: skip
    group.add_argument(
        "--cache", metavar="FILE",
        help="keep answers in this file, instead of one in the folder that the system has for "
        "caches, and ask again only for what it does not know",
    )  # fmt: skip
    group.add_argument(
        "--no-cache", dest="cache", action="store_const", const="",
        help="ask everything, and keep nothing",
    )  # fmt: skip
    group.add_argument(
        "--max-age", metavar="SECONDS", type=_age, default=86_400.0,
        help="seconds for which a kept answer counts; one that is no success for an hour at most "
        "(default: 86400)",
    )  # fmt: skip
    group.add_argument(
        "--status-age", metavar="STATUS=SECONDS", action="extend", type=_ages, default=[],
        help="seconds for which answers of a status count, comma-separated, such as "
        "404=86400,5xx=60; `none` stands for no answer",
    )  # fmt: skip
    group.add_argument(
        "--offline", action="store_true",
        help="ask nothing, and report what the cache knows, however old it is",
    )  # fmt: skip
    group.add_argument(
        "--use-proxy", action="store_true",
        help="use the proxies that the environment names, which look up hosts themselves",
    )  # fmt: skip


def network_for(options: argparse.Namespace) -> Network:
    """Return the way to the network that the options ask for."""
    from article_schema.online.connecting import Network

    policy = any_address if options.allow_private else is_public
    return Network(policy, use_proxy=options.use_proxy)


def manners_for(options: argparse.Namespace, configuration: Configuration) -> Manners:
    """Return how the options and the configuration want a run to ask."""
    return manners_of(
        configuration,
        timeout=options.timeout,
        retries=options.retries,
        obeys_robots=not options.ignore_robots,
    )


def ages_for(options: argparse.Namespace) -> Ages:
    """Return for how long the options let kept answers count."""
    return Ages(options.max_age, dict(options.status_age))


def hosts_for(options: argparse.Namespace) -> Hosts:
    """Return the limits of hosts that the options set."""
    from article_schema.online.hosts import Hosts

    return Hosts(options.per_host, options.host_delay, options.connections)


def _base(text: str) -> str:
    try:
        parts = urlsplit(text)
        is_base = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        is_base = False
    if not is_base:
        raise argparse.ArgumentTypeError(
            f"{text[:80]!r} is no http or https URL; write one like https://www.example.com/"
        )
    return text


def _number(least: int, most: int) -> type:
    def number(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number from {least} to {most}")
        return value

    return number  # type: ignore[return-value]


def _seconds(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 86_400:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0 to 86400")
    return value


def _age(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= _LONGEST_AGE:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds from 0 to ten years")
    return value


def _ages(text: str) -> list[tuple[str, float]]:
    found = []
    for word in words(text):
        status, _, seconds = word.partition("=")
        if not _STATUS.fullmatch(status):
            raise argparse.ArgumentTypeError(
                f"{word!r} names no status; write one like 404=86400, 5xx=60 or none=60"
            )
        found.append((status, _age(seconds)))
    return found


def _some_seconds(text: str) -> float:
    value = _seconds(text)
    if value == 0:
        raise argparse.ArgumentTypeError("0 seconds are no time at all; write a larger number")
    return value
