"""The page: one file with its style and its script, and a policy that allows nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from article_schema.reporting.html.markup import text
from article_schema.version import __version__


def page(title: str, parts: Iterable[str], *, script: str = "") -> Iterable[str]:
    """Return a page in pieces, to be written one after the other.

    Args:
        title: what the window shows.
        parts: the HTML of the body.
        script: the file in this folder that makes the page livelier; empty for none.
    """
    style, code = _asset("page.css"), _asset(script) if script else ""
    policy = "; ".join(
        ["default-src 'none'", f"style-src '{_hash(style)}'"]
        + ([f"script-src '{_hash(code)}'"] if code else [])
        + ["base-uri 'none'", "form-action 'none'"]
    )
    yield (
        "<!doctype html>\n<html lang=en>\n<head>\n<meta charset=utf-8>\n"
        f'<meta http-equiv=Content-Security-Policy content="{policy}">\n'
        '<meta name=viewport content="width=device-width, initial-scale=1">\n'
        '<meta name=color-scheme content="light dark">\n'
        "<meta name=generator content=article-schema>\n"
        f'<meta name=version content="{__version__}">\n'
        f"<title>{text(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )
    for part in parts:
        yield part
        yield "\n"
    if code:
        yield f"<script>{code}</script>\n"
    yield "</body>\n</html>\n"


@cache
def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(code: str) -> str:
    """Return the source expression of the policy that allows one text."""
    return f"sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}"
