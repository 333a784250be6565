"""Build the documentation site and check it: `python tools/site.py build`.

Its pages come from `docs/`, its look from `site/`. It is written to `build/site`, a folder for the
version. Nothing is asked of the network. The extra `site` has what it needs. The exit status is 1
when Zensical fails, or when the built site has a dead link, a missing anchor, something from
another server, or HTML that browsers have to repair.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from site_check import problems_of_site
from site_pages import write_sources
from site_playground import build_playground

from article_schema import __version__

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "site-sources"
#: What is installed for the playground, and used again by the next build.
KEPT = ROOT / "build" / "site-playground"

_TO_VERSION = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>article-schema</title>
<meta http-equiv="refresh" content="0; url={version}/index.html">
</head>
<body><p><a href="{version}/index.html">article-schema {version}</a></p></body>
</html>
"""


def build(output: Path, version: str = __version__) -> list[str]:
    """Write the site of one version into its folder; return what is wrong with it.

    Other versions in the folder stay. The first page leads to the version that was built last.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    write_sources(ROOT, WORK)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file"]
    done = subprocess.run([*command, str(WORK / "zensical.toml")], check=False, cwd=WORK)
    if done.returncode:
        return ["Zensical has failed"]
    # Its links hold for a site at the root of a server alone, and this one stands in a folder.
    (WORK / "html" / "404.html").unlink()
    folder = output / version
    shutil.rmtree(folder, ignore_errors=True)
    output.mkdir(parents=True, exist_ok=True)
    shutil.move(WORK / "html", folder)
    KEPT.mkdir(parents=True, exist_ok=True)
    build_playground(ROOT, KEPT, folder)
    (output / "index.html").write_text(_TO_VERSION.format(version=version), encoding="utf-8")
    return list(problems_of_site(folder))


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="The documentation site.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build it, and check what was built")
    building.add_argument(
        "--output", type=Path, default=ROOT / "build" / "site", help="the folder for all versions"
    )
    output = parser.parse_args(arguments).output
    problems = build(output)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not problems:
        sys.stdout.write(f"The site is in {output / __version__}.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
