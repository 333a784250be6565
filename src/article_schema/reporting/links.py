"""Links to the pages of the rules, for formats and terminals that show them.

The environment variable `ARTICLE_SCHEMA_RULES_URL` says where the pages are:
`https://docs.example.com/rules/{code}.html`, or a folder to which the code is added.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from article_schema.late_pattern import late_pattern

VARIABLE = "ARTICLE_SCHEMA_RULES_URL"

# No character that could end an escape sequence, an attribute or a Markdown link.
_URL = late_pattern(r"(?:https?|file)://[A-Za-z0-9._~:/?#@!$&*+,;=%{}-]+")
_PROGRAMS = frozenset({"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"})
_TERMINALS = ("xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour")
#: Terminals with this version of VTE or a later one, such as GNOME's, show hyperlinks.
_VTE = 5000


def rule_url(code: str) -> str | None:
    """Return the URL of a rule's page, or None if the variable is not set."""
    base = os.environ.get(VARIABLE, "")
    if not _URL.fullmatch(base):
        return None
    if "{code}" in base:
        return base.replace("{code}", code)
    return f"{base.rstrip('/')}/{code}"


def linked(text: str, url: str | None) -> str:
    """Return text as a hyperlink of a terminal (OSC 8), or unchanged without a URL."""
    return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if url else text


def shows_links(environment: Mapping[str, str]) -> bool:
    """Tell from the environment whether the terminal shows hyperlinks.

    Terminals cannot be asked, so the answer is yes for known ones only, and no inside tmux and
    screen. `FORCE_HYPERLINK` set to 1 or 0 overrides this, as in other programs.
    """
    forced = environment.get("FORCE_HYPERLINK")
    if forced is not None:
        return forced not in ("", "0")
    if environment.get("TMUX") or environment.get("STY") or environment.get("CI"):
        return False
    vte = environment.get("VTE_VERSION", "")
    return (
        (vte.isascii() and vte.isdigit() and int(vte) >= _VTE)
        or environment.get("TERM_PROGRAM") in _PROGRAMS
        or environment.get("TERM", "").startswith(_TERMINALS)
        or any(name in environment for name in ("WT_SESSION", "KITTY_WINDOW_ID", "KONSOLE_VERSION"))
    )
