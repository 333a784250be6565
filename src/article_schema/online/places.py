"""Places: where answers are kept, unless somebody names a file."""

from __future__ import annotations

import os

from article_schema.errors import UsageError


def default_path() -> str:
    """Return the file in the folder that the system has for caches of this user.

    Raises:
        UsageError: the package is missing that knows the folder.
    """
    try:
        from platformdirs import user_cache_dir
    except ImportError:
        raise UsageError(
            "the folder for caches is known by an extra: pip install 'article-schema[online]', or "
            "name a file with --cache"
        ) from None
    return os.path.join(user_cache_dir("article-schema", appauthor=False), "online.db")
