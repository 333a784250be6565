"""JSON as the machine formats write it."""

from __future__ import annotations

import json
from typing import Any


def json_text(data: Any, *, indent: int | None = 2) -> str:
    r"""Return data as JSON in ASCII, with a line break at the end.

    What is not ASCII is escaped, so that bidi controls and lone surrogates reach no terminal raw.
    A text `##[` is split by an escape: a runner of GitHub Actions would take what follows it for a
    command, wherever in its log it stands.
    """
    text = json.dumps(data, indent=indent).replace("##[", "#\\u0023[")
    return f"{text}\n"
