"""What the folder of all versions has beside them: their list, its first page, and the page 404.

The site of each version is a folder. The selector at the top of each page reads `versions.json`,
whose form is that of mike, which Zensical knows.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from packaging.version import InvalidVersion, Version

_FIRST = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>article-schema</title>
<meta http-equiv="refresh" content="0; url={version}/index.html">
</head>
<body><p><a href="{version}/index.html">article-schema {version}</a></p></body>
</html>
"""
#: The slash that an address from the root begins with, in an attribute or a setting of a page.
_FROM_ROOT = re.compile(r'(?<=[=:]")/(?!/)')


def versions_in(output: Path) -> list[str]:
    """Return the versions in a folder: releases from the newest on, then others by name."""
    names = sorted(each.parent.name for each in output.glob("*/index.html"))
    releases = {name: Version(name) for name in names if _is_release(name)}
    return [
        *sorted(releases, key=lambda name: releases[name], reverse=True),
        *(name for name in names if name not in releases),
    ]


def _is_release(name: str) -> bool:
    try:
        return not Version(name).is_prerelease
    except InvalidVersion:
        return False


def write_root(output: Path) -> None:
    """Write the list of versions, the first page, and the page for addresses that lead nowhere.

    The first version of the list is called the latest, and the first page leads to it.

    Args:
        output: the folder of all versions, of which there is one.
    """
    latest, *others = versions_in(output)
    listed = [
        {"version": latest, "title": latest, "aliases": ["latest"]},
        *({"version": name, "title": name, "aliases": []} for name in others),
    ]
    (output / "versions.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
    (output / "index.html").write_text(_FIRST.format(version=latest), encoding="utf-8")
    shutil.copyfile(output / latest / "404.html", output / "404.html")


def with_base(page: str, base: str) -> str:
    """Return a page whose addresses from the root of a server lead into a folder of it."""
    return _FROM_ROOT.sub(base, page)
