"""Failures: inputs that broke a promise, saved once for each way in which they did."""

from __future__ import annotations

import hashlib
import traceback
from collections import Counter
from collections.abc import Callable
from pathlib import Path

#: Further inputs that fail alike teach nothing.
_ALIKE = 3


class Failures:
    """Runs targets and saves the inputs that fail, each with the traceback beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.seen: Counter[str] = Counter()

    def collect(self, target: Callable[[bytes], None], raw: bytes) -> str | None:
        """Run a target and return how it failed, if it did."""
        try:
            target(raw)
        except Exception as error:  # noqa: BLE001 - whatever comes out is what is looked for
            kind = _kind(error)
            self.seen[kind] += 1
            if self.seen[kind] <= _ALIKE:
                self._save(raw, error)
            return kind
        return None

    def _save(self, raw: bytes, error: Exception) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        path = self.folder / f"{type(error).__name__}-{hashlib.sha256(raw).hexdigest()[:12]}"
        path.write_bytes(raw)
        path.with_suffix(".txt").write_text(
            "".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace"
        )


def _kind(error: Exception) -> str:
    """Name a failure by its type and by the line of the library, or else of the target."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "article_schema" in frame.filename] or frames
    return f"{type(error).__name__} in {Path(own[-1].filename).name}:{own[-1].lineno}"
