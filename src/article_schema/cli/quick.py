"""The shortest call: `article-schema check FILE`, as hooks and editors make it all day.

A file in which there is nothing to find is accepted before the machinery of the command is
imported, which takes ten times as long as the check. Whatever is out of the ordinary, in the file
or around it, is left to the command.
"""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime

from article_schema.checking.config.files import is_configured
from article_schema.checking.fast.article_patterns import ARTICLE
from article_schema.checking.fast.fast_path import LONGEST, FastPath
from article_schema.document.files.descriptors import read_all
from article_schema.document.files.system import READ
from article_schema.rules.plugin_group import may_have_plugins


def accepts(path: str) -> bool:
    """Tell whether a path is a valid article that the default settings count for."""
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
    return not (is_configured(os.path.dirname(path)) or is_configured("") or may_have_plugins())
