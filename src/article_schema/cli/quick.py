"""The most frequent call: `article-schema check FILE`, as hooks and editors make it.

A file without findings is accepted before the rest of the command is imported, because the import
takes ten times as long as the check, also below a configuration that only leaves something out.
Every other file, and every other setting, is left to the command.
"""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime

from article_schema.checking.config.files import files_above
from article_schema.checking.fast.article_patterns import ARTICLE
from article_schema.checking.fast.fast_path import LONGEST, FastPath
from article_schema.document.files.descriptors import read_all
from article_schema.document.files.system import READ
from article_schema.rules.plugin_group import may_have_plugins

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def accepts(path: str) -> bool:
    """Tell whether a path is a valid article to which the default settings apply."""
    try:
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size > LONGEST:
            return False
        descriptor = os.open(path, READ)
        try:
            text = read_all(descriptor, status.st_size, LONGEST).decode("utf-8")
        finally:
            os.close(descriptor)
    except (OSError, ValueError):
        return False
    if FastPath(ARTICLE, datetime.now(UTC)).accept(text, path) is None:
        return False
    if may_have_plugins():
        return False
    # A configuration of the run has a say too.
    found = {*files_above(os.path.dirname(path)), *files_above("")}
    return not found or _are_plain(found)


def _are_plain(paths: Iterable[str]) -> bool:
    from article_schema.checking.config.plain import is_plain  # late: it reads TOML

    return all(map(is_plain, paths))
