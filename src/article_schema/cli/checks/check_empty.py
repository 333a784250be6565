"""Why `article-schema check` found no article."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice

from article_schema.checking.config.settings import SUFFIXES

#: The number of files that are counted to find the reason.
_MOST_FILES = 100_000


def reason(
    paths: Iterable[str],
    *,
    skipped: int,
    passed_over: int,
    has_collections: bool,
    since: str | None,
) -> str:
    """Say why no file was checked.

    Args:
        paths: the paths of the run.
        skipped: how many files were found, but are no articles.
        passed_over: how many files were named, but are in no collection.
        has_collections: whether there are collections, so that files may be in none.
        since: the revision that the files must have changed since, if one is given.
    """
    if passed_over:
        files = "1 file is" if passed_over == 1 else f"{passed_over:,} files are"
        return f"{files} in no collection"
    if skipped:
        files = "1 file begins" if skipped == 1 else f"{skipped:,} files begin"
        return f"{files} with no line `---`, so no front matter was read; name a file to check it"
    if since is not None:
        return f"none has changed since {since}"
    left_out = sum(1 for name in islice(_files(paths), _MOST_FILES) if _has_suffix(name))
    if left_out:
        files = "1 file is" if left_out == 1 else f"{left_out:,} files are"
        also = ", or in no collection" if has_collections else ""
        return f"{files} left out by `include`, `exclude`, hidden folders or ignore files{also}"
    return f"no file ends in {', '.join(SUFFIXES[:-1])} or {SUFFIXES[-1]}"


def _has_suffix(name: str) -> bool:
    return name.lower().endswith(tuple(SUFFIXES))


def _files(paths: Iterable[str]) -> Iterator[str]:
    for path in paths:
        if os.path.isdir(path):
            for _, _, names in os.walk(path):
                yield from names
        else:
            yield os.path.basename(path)
