"""Build the documentation site and check it: `python tools/site.py build`.

Its pages come from `docs/`, its look from `site/`. It is written to `build/site`, a folder for the
version. Nothing is asked of the network. The extra `site` has what it needs. The exit status is 1
when Zensical fails, or when the built site has a dead link, a missing anchor, something from
another server, or HTML that browsers have to repair.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
from pathlib import Path

from site_check import problems_of_site
from site_pages import write_sources
from site_playground import build_playground
from site_tables import label_tables
from site_versions import with_base, write_root

from article_schema import __version__

ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / "build" / "site-sources"
#: What is installed for the playground, and used again by the next build.
KEPT = ROOT / "build" / "site-playground"


def build(output: Path, version: str, base: str) -> list[str]:
    """Write the site of one version into its folder; return what is wrong with it.

    Other versions in the folder stay.

    Args:
        output: the folder of all versions.
        version: the name of the version, which is that of its folder.
        base: the address of the folder of all versions on its server.
    """
    shutil.rmtree(WORK, ignore_errors=True)
    write_sources(ROOT, WORK)
    command = [sys.executable, "-m", "zensical", "build", "--strict", "--config-file"]
    done = subprocess.run([*command, str(WORK / "zensical.toml")], check=False, cwd=WORK)
    if done.returncode:
        return ["Zensical has failed"]
    folder = output / version
    shutil.rmtree(folder, ignore_errors=True)
    output.mkdir(parents=True, exist_ok=True)
    shutil.move(WORK / "html", folder)
    label_tables(folder)
    # A server shows it for any address, so its own links have to be whole.
    lost = folder / "404.html"
    lost.write_text(with_base(lost.read_text("utf-8"), f"{base}{version}/"), encoding="utf-8")
    KEPT.mkdir(parents=True, exist_ok=True)
    build_playground(ROOT, KEPT, folder)
    write_root(output)
    return list(problems_of_site(folder, output, base))


def name_of_version(text: str) -> str:
    """Return the name of a version, which is one of a folder and of a part of an address.

    Raises:
        ArgumentTypeError: it has another character than letters, digits, `.`, `-`, `_` and `+`.
    """
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no name of a version")
    return text


def address_of_folder(text: str) -> str:
    """Return the address of a folder on a server, with a slash at both ends.

    Raises:
        ArgumentTypeError: it is no path from the root of a server.
    """
    if not re.fullmatch(r"/(?:[\w.~-]+/)*[\w.~-]*", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no path such as /docs/")
    return text if text.endswith("/") else f"{text}/"


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="The documentation site.")
    commands = parser.add_subparsers(dest="command", required=True)
    building = commands.add_parser("build", help="build it, and check what was built")
    building.add_argument(
        "--output", type=Path, default=ROOT / "build" / "site", help="the folder for all versions"
    )
    building.add_argument(
        "--version", type=name_of_version, default=__version__, metavar="NAME",
        help="the version, which is the name of its folder",
    )  # fmt: skip
    building.add_argument(
        "--base", type=address_of_folder, default="/", metavar="PATH",
        help="where the folder for all versions is on its server, such as /docs/",
    )  # fmt: skip
    options = parser.parse_args(arguments)
    problems = build(options.output, options.version, options.base)
    for problem in problems:
        sys.stderr.write(f"{problem}\n")
    if not problems:
        sys.stdout.write(f"The site is in {options.output / options.version}.\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
