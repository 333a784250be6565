"""What is said of files that cannot be read, and so say nothing of the others."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from article_schema.reporting.terminal import sanitize

#: So many are named, and the others are counted.
_MOST = 10


def tell_unread(reasons: Sequence[str]) -> None:
    """Name files that cannot be read.

    Args:
        reasons: why, for each; it begins with the place.
    """
    for reason in reasons[:_MOST]:
        sys.stderr.write(f"skipped {sanitize(reason)}\n")
    if len(reasons) > _MOST:
        more = len(reasons) - _MOST
        sys.stderr.write(
            f"skipped {more:,} more {'file' if more == 1 else 'files'} that cannot be read\n"
        )
