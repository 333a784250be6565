"""JSON for the formats that programs read."""

from __future__ import annotations

import json
from typing import Any


def json_text(data: Any, *, indent: int | None = 2) -> str:
    r"""Return data as JSON in ASCII, with a line break at the end.

    Characters outside ASCII are escaped, so that no terminal gets bidi controls or lone
    surrogates. An escape splits `##[`, because a runner of GitHub Actions obeys the text after it,
    anywhere in its log.
    """
    text = json.dumps(data, indent=indent).replace("##[", "#\\u0023[")
    return f"{text}\n"
