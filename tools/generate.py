"""Write the files that are generated from the code, or check that they are up to date.

Usage: `python tools/generate.py --write` or `python tools/generate.py --check`; exit status 1 when
the check finds a difference.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from api_page import api_page
from article_patterns import PATH as PATTERNS
from article_patterns import CannotExpressError, article_patterns
from badges import badges
from field_pages import field_pages
from page_parts import page_parts
from picture import picture
from rule_codes import rule_codes
from rule_pages import rule_pages

from article_schema.checking.config.published import published_config_schema
from article_schema.schema.publish import published_files

ROOT = Path(__file__).resolve().parent.parent

#: Each returns the text of its files under their paths from the root of the repository.
GENERATORS: tuple[Callable[[], dict[str, str]], ...] = (
    published_files,
    published_config_schema,
    rule_codes,
    article_patterns,
    api_page,
    field_pages,
    rule_pages,
    page_parts,
    picture,
    badges,
)

#: Folders whose files all come from a generator. Folders inside them, such as the schemas of an
#: earlier version, are not meant unless they are listed too.
GENERATED_FOLDERS: tuple[str, ...] = ("schema", "docs/rules", "docs/api", "docs/images")


def wanted_files() -> dict[str, str]:
    """Return the text of every generated file under its path from the root.

    Raises:
        ValueError: two generators make the same file.
    """
    wanted: dict[str, str] = {}
    for generator in GENERATORS:
        files = generator()
        twice = wanted.keys() & files.keys()
        if twice:
            raise ValueError(f"two generators make {', '.join(sorted(twice))}")
        wanted.update(files)
    return wanted


def differences(wanted: dict[str, str], root: Path = ROOT) -> Iterator[str]:
    """Yield a line for each file that is missing, out of date or made by no generator any more."""
    for path, text in wanted.items():
        file = root / path
        if not file.exists():
            yield f"{path}: is missing"
        elif file.read_bytes() != text.encode():
            yield f"{path}: is out of date"
    for path in stale_files(wanted, root):
        yield f"{path}: no generator makes it any more"


def stale_files(wanted: dict[str, str], root: Path = ROOT) -> list[str]:
    """Return the files of generated folders that no generator makes."""
    found = [
        file.relative_to(root).as_posix()
        for folder in GENERATED_FOLDERS
        if (root / folder).is_dir()
        for file in sorted((root / folder).iterdir())
        if file.is_file()
    ]
    return [path for path in found if path not in wanted]


def write(wanted: dict[str, str], root: Path = ROOT) -> None:
    """Write every file that differs, and delete those that no generator makes any more."""
    for path, text in wanted.items():
        file = root / path
        if not file.exists() or file.read_bytes() != text.encode():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
    for path in stale_files(wanted, root):
        (root / path).unlink()


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return its exit status."""
    parser = argparse.ArgumentParser(description="Generated files: write them, or check them.")
    mode = parser.add_mutually_exclusive_group(required=True)
    mode.add_argument("--write", action="store_true", help="write the files that differ")
    mode.add_argument("--check", action="store_true", help="list the files that differ")
    try:
        wanted = wanted_files()
    except CannotExpressError as error:
        sys.stderr.write(f"{PATTERNS}: {error}\n")
        return 1
    if parser.parse_args(arguments).write:
        write(wanted)
        return 0
    lines = list(differences(wanted))
    for line in lines:
        sys.stderr.write(f"{line}\n")
    if lines:
        sys.stderr.write("Run `python tools/generate.py --write` and commit what it changes.\n")
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
