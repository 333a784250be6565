"""Starting: the server, with as little as possible done before its first answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from article_schema.lsp import lazy_types

if TYPE_CHECKING:
    from article_schema.lsp.server import Server


def start() -> Server:
    """Return a server with all that it answers.

    Raises:
        ModuleNotFoundError: the packages for it are not installed.
    """
    lazy_types.load()
    # What it imports declares its classes with those types.
    from article_schema.lsp.serving import build

    return build()
