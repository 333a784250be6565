"""Progress: what a client shows of work in the background."""

from __future__ import annotations

import itertools
import time
from types import TracebackType

from lsprotocol import types
from pygls.capabilities import get_capability
from pygls.lsp.server import LanguageServer

#: Work that is done sooner is not worth a bar, and a bar moves no more often, in seconds.
_SOONEST = 0.2

_numbers = itertools.count(1)


class Progress:
    """Shows the progress of some work, if it takes long enough and the client shows any.

    Args:
        server: the server.
        title: what is done, for people.
    """

    def __init__(self, server: LanguageServer, title: str) -> None:
        self._server = server
        self._title = title
        self._token = f"article-schema-{next(_numbers)}"
        self._shows = get_capability(server.client_capabilities, "window.work_done_progress")
        self._told = time.perf_counter()
        self._created = False
        self._begun = False
        self._ended = False

    def __enter__(self) -> Progress:
        """Begin the work."""
        return self

    def tell(self, done: int, total: int) -> None:
        """Show how far the work is."""
        now = time.perf_counter()
        if not self._shows or now - self._told < _SOONEST:
            return
        self._told = now
        if not self._created:
            self._created = True
            self._server.work_done_progress.create(self._token, self._begin)
        if self._begun:
            shown = types.WorkDoneProgressReport(
                message=f"{done:,} of {total:,}", percentage=100 * done // max(total, 1)
            )
            self._server.work_done_progress.report(self._token, shown)

    def _begin(self, *_: object) -> None:
        self._begun = True
        begun = types.WorkDoneProgressBegin(title=self._title, percentage=0)
        self._server.work_done_progress.begin(self._token, begun)
        if self._ended:
            # The client keeps what it has created until it hears of the end.
            self._end()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End what is shown."""
        self._ended = True
        if self._begun:
            self._end()

    def _end(self) -> None:
        self._server.work_done_progress.end(self._token, types.WorkDoneProgressEnd())
