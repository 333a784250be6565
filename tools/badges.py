"""The badges of the README: pictures that say what `pyproject.toml` says, and ask no server."""

from __future__ import annotations

import html
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "docs/images"
#: The width of a character of 11 pixels in the fonts of most systems, and the room at both ends.
_CHARACTER = 6.6
_ROOM = 12

_SVG = """<svg role="img" aria-label="{name}: {value}" width="{width}" height="20" \
xmlns="http://www.w3.org/2000/svg">
<title>{name}: {value}</title>
<rect width="{left}" height="20" fill="#444" />
<rect x="{left}" width="{right}" height="20" fill="#1a5fb4" />
<g fill="#fff" text-anchor="middle" font-family="Verdana, DejaVu Sans, sans-serif" font-size="11">
<text x="{left_middle}" y="14">{name}</text>
<text x="{right_middle}" y="14">{value}</text>
</g>
</svg>
"""


def badges() -> dict[str, str]:
    """Return the badges under their paths from the root of the repository."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    typed = "Typing :: Typed" in project["classifiers"]
    told = {
        "python": ("Python", project["requires-python"].replace(">=", "≥ ")),
        "licence": ("licence", project["license"]),
        "types": ("types", "in the package" if typed else "none"),
    }
    return {f"{FOLDER}/{file}.svg": badge(*texts) for file, texts in told.items()}


def badge(name: str, value: str) -> str:
    """Return a badge: a name on grey, a value on blue."""
    left, right = (round(len(text) * _CHARACTER) + _ROOM for text in (name, value))
    return _SVG.format(
        name=html.escape(name), value=html.escape(value), width=left + right, left=left,
        right=right, left_middle=left / 2, right_middle=left + right / 2,
    )  # fmt: skip
